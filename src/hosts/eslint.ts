import type { Rule } from 'eslint';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { analyze, type Finding } from '../analysis/findings.js';
import { mentionsCors } from '../analysis/gate.js';
import { conditionOf, proofOf, reachOf } from '../policy/proof.js';
import { remedyFor, type Remedy } from '../remedies/remedy.js';
import { resolveSettings } from '../remedies/settings.js';
import { createSourceFile, type SourceFile } from '../source/file.js';

/** What our rules say about themselves beyond what ESLint asks for. */
interface RuleDocs {
  readonly description: string;
  /** Whether the rule is in the preset `recommended`; all rules are in `strict`. */
  readonly recommended: boolean;
  /** The weaknesses of the Common Weakness Enumeration a finding is an instance of. */
  readonly cwe: readonly string[];
}

export interface CorsRule extends Rule.RuleModule {
  readonly name: string;
  readonly meta: Rule.RuleMetaData & { readonly docs: RuleDocs };
}

/** Identity, for the type. `meta` stays a literal in the rule's file, so that tools which read rules see it. */
export const createRule = (rule: CorsRule): CorsRule => rule;

interface Analysis {
  readonly file: SourceFile;
  readonly findings: readonly Finding[];
}

/** One analysis for all rules of a file. ESLint makes a new SourceCode for each version of the text. */
const analyses = new WeakMap<Rule.RuleContext['sourceCode'], Analysis>();

function analysisOf(context: Rule.RuleContext): Analysis {
  const { sourceCode } = context;
  const known = analyses.get(sourceCode);
  if (known) return known;
  const file = createSourceFile({
    path: context.physicalFilename,
    text: sourceCode.text,
    // ESLint types trees as plain ESTree; every parser we support gives the superset of typescript-eslint.
    program: sourceCode.ast as unknown as TSESTree.Program,
    // The scope managers of ESLint and typescript-eslint share the part the engine uses.
    scopeManager: sourceCode.scopeManager as unknown as TSESLint.Scope.ScopeManager,
  });
  const analysis = { file, findings: analyze(file) };
  analyses.set(sourceCode, analysis);
  return analysis;
}

/**
 * The listeners of a rule that reports findings: `choose` names the message of a finding that is the rule's, or
 * gives undefined. Messages may use `{{proof}}`, `{{can}}`, `{{when}}`, `{{subject}}` and `{{advice}}`. A file
 * without trigger words gets no listener at all. Throws `SettingsError` for a mistake in `settings.cors`.
 */
export function reportFindings(
  context: Rule.RuleContext,
  choose: (finding: Finding) => string | undefined,
): Rule.RuleListener {
  const settings = resolveSettings(context.settings['cors']);
  if (!mentionsCors(context.sourceCode.text)) return {};
  return {
    Program: () => {
      const { file, findings } = analysisOf(context);
      for (const finding of findings) {
        const messageId = choose(finding);
        if (messageId === undefined) continue;
        const remedy = remedyFor(file, finding, settings, context.cwd);
        context.report({
          loc: locationOf(context, finding),
          messageId,
          data: dataOf(finding, remedy),
          ...offer(remedy, settings.fix),
        });
      }
    },
  };
}

function locationOf(
  { sourceCode }: Rule.RuleContext,
  { node }: Finding,
): { start: TSESTree.Position; end: TSESTree.Position } {
  return { start: sourceCode.getLocFromIndex(node.range[0]), end: sourceCode.getLocFromIndex(node.range[1]) };
}

function dataOf({ witness, outcome, site }: Finding, remedy: Remedy): Record<string, string> {
  const { ignored } = outcome.evidence;
  return {
    proof: witness ? proofOf(witness) : '',
    can: witness ? reachOf(witness) : '',
    when: (witness && conditionOf(witness)) ?? '',
    subject:
      ignored === 'not an options object'
        ? 'something other than an options object'
        : ignored.map((name) => `'${name}'`).join(', '),
    library: site.middleware.name,
    advice: remedy.advice,
  };
}

/** The remedy as a fix, or as a suggestion, or not at all. */
function offer(
  remedy: Remedy,
  mode: 'fix' | 'suggest' | 'off',
): Pick<Rule.ReportDescriptorOptions, 'fix' | 'suggest'> {
  if (!('edits' in remedy) || mode === 'off') return {};
  const fix = (fixer: Rule.RuleFixer): Rule.Fix[] =>
    remedy.edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));
  return mode === 'fix' ? { fix } : { suggest: [{ messageId: 'applyRemedy', fix }] };
}
