import type { LintMessage } from '../../src/hosts/lint-messages.js';
import { fixText, lintText, type LintPlugin, type LintRequest } from '../../src/hosts/linter.js';

/** What became of one file. */
export type Inspection =
  | { readonly outcome: 'linted'; readonly findings: readonly LintMessage[] }
  | {
      readonly outcome: 'fixed';
      readonly before: string;
      readonly output: string;
      readonly findings: readonly LintMessage[];
      readonly remaining: readonly LintMessage[];
      /** Why nothing of it can be written, though something should. */
      readonly problem?: string;
    }
  | {
      readonly outcome: 'failed';
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
      readonly internal: boolean;
    };

/**
 * Lints a text, or lints and fixes it. Everything that can go wrong is a result; settings are taken to be checked.
 *
 * @param isUtf8 whether the file it was read from holds nothing else: of others no rewrite could be written.
 */
export function inspect(
  command: 'check' | 'fix',
  plugin: LintPlugin,
  text: string,
  isUtf8: boolean,
  request: LintRequest,
): Inspection {
  try {
    if (command === 'check') {
      const result = lintText(plugin, text, request);
      return result.outcome === 'unparsed'
        ? unparsed(result)
        : { outcome: 'linted', findings: result.messages };
    }
    const result = fixText(plugin, text, request);
    if (result.outcome === 'unparsed') return unparsed(result);
    if (result.outcome === 'broken') {
      return {
        outcome: 'failed',
        message: `Left as it is, because the rewrite did not parse: ${result.message}`,
        internal: true,
      };
    }
    const { output, before: findings, remaining } = result;
    return output === text || isUtf8
      ? { outcome: 'fixed', before: text, output, findings, remaining }
      : {
          outcome: 'fixed',
          before: text,
          output: text,
          findings,
          remaining: findings,
          problem: 'Left as it is, because it is not UTF-8: rewriting would damage it.',
        };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      outcome: 'failed',
      message: `A rule failed, which is a fault of cors-guard: ${message}`,
      internal: true,
    };
  }
}

function unparsed(problem: { message: string; line: number; column: number }): Inspection {
  return {
    outcome: 'failed',
    message: problem.message,
    line: problem.line,
    column: problem.column,
    internal: false,
  };
}
