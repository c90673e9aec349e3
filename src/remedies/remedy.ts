import type { SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import type { Finding } from '../analysis/findings.js';
import { allowListFor } from './allow-list.js';
import type { ResolvedSettings } from './settings.js';

/** Text edits that make a site safe, or the reason why none is safe. */
export type Remedy =
  | {
      readonly edits: readonly TextEdit[];
      readonly advice: string;
      /** They need a look before they are applied. */
      readonly isUncertain?: boolean;
    }
  | { readonly reason: string; readonly advice: string };

/**
 * The remedy of a finding: its own narrowing repair if it has one, else the allow-list.
 *
 * @param workingDirectory the folder that relative module paths of the settings start from.
 */
export function remedyFor(
  file: SourceFile,
  finding: Finding,
  settings: ResolvedSettings,
  workingDirectory: string,
): Remedy {
  if (finding.repair) return { edits: finding.repair, advice: repairAdvice(file, finding, finding.repair) };
  if (finding.kind === 'unanswered callback')
    return needsYou(
      'Call back with the verdict, as in `callback(null, isAllowed)`',
      'what it should decide is not clear',
    );
  const {
    allowed,
    edits,
    source,
    isUncertain = false,
  } = allowListFor(file, finding, settings, workingDirectory);
  const advice = `Admit only the origins listed in ${source}`;
  const rewritten = finding.site.rewrite(finding.outcome.evidence, allowed);
  return typeof rewritten === 'string'
    ? needsYou(advice, rewritten)
    : { edits: [...edits, ...rewritten], advice: `${advice}.`, isUncertain };
}

const needsYou = (advice: string, reason: string): Remedy => ({
  reason,
  advice: `${advice}; this one needs you, because ${reason}.`,
});

/** Quotes a short repair; a longer one is left to the diff. */
function repairAdvice(file: SourceFile, finding: Finding, repair: readonly TextEdit[]): string {
  const [edit, another] = repair;
  if (finding.kind === 'ignored option') return "Pass the list as the option 'origin'.";
  if (finding.kind === 'unanswered callback')
    return 'Call back with the verdict, as in `callback(null, isAllowed)`.';
  const before = edit && file.text.slice(edit.range[0], edit.range[1]);
  return edit &&
    !another &&
    before !== undefined &&
    edit.text.length + before.length < 160 &&
    !/[\r\n]/.test(before)
    ? `Write \`${edit.text}\` instead of \`${before}\`.`
    : 'Correct the expression that decides.';
}
