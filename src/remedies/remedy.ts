import type { SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import type { DeadEntry } from '../analysis/dead-entries.js';
import type { Finding } from '../analysis/findings.js';
import type { HardCodedOrigins } from '../analysis/hard-coded-origins.js';
import { isClosed } from '../analysis/judge.js';
import type { MissingVary } from '../analysis/missing-vary.js';
import type { AllowList, ModelledEdits } from '../middleware/middleware.js';
import { fileOfOption } from '../middleware/option-edits.js';
import { allowListFor, listOfSettings } from './allow-list.js';
import { layerRemoval, type Removal } from './layer-removal.js';
import { movedOrigins } from './moved-origins.js';
import { composedRemedy, grantRemedy, needsYou, type Remedy } from './needs-you.js';
import type { ResolvedSettings } from './settings.js';

/**
 * The remedy of a finding: its own narrowing repair if it has one, else the allow-list. It edits one file: that in which the
 * options are written, or the entry of a list that admits nobody.
 *
 * @param settingsOf the settings of the file that is edited.
 * @param workingDirectory the folder that relative module paths of the settings start from.
 */
export function remedyFor(
  file: SourceFile,
  finding: Finding,
  settingsOf: (edited: SourceFile) => ResolvedSettings,
  workingDirectory: string,
): Remedy {
  const edited = editedFile(file, finding);
  if (!edited)
    return needsYou('Name the origins in one place', 'what is to be edited is spread over several files');
  const remedy = remedyIn(file, edited, finding, settingsOf(edited), workingDirectory);
  return 'edits' in remedy && edited !== file
    ? { ...remedy, edits: [], elsewhere: new Map([[edited, remedy.edits]]) }
    : remedy;
}

/** The one file that the remedy of a finding edits; undefined where it would take several. */
function editedFile(file: SourceFile, finding: Finding): SourceFile | undefined {
  const { deadEntry, hardCoded, missingVary, composed, repair, kind, outcome } = finding;
  if (deadEntry) return file.fileOf(deadEntry.node);
  if (missingVary || composed || repair || kind === 'another owner') return file;
  const { options, originOption } = outcome.evidence;
  const ofOption = fileOfOption(file, options, originOption);
  if (hardCoded)
    return hardCoded.places.every(({ node }) => file.fileOf(node) === ofOption) ? ofOption : undefined;
  return ofOption;
}

function remedyIn(
  program: SourceFile,
  file: SourceFile,
  finding: Finding,
  settings: ResolvedSettings,
  workingDirectory: string,
): Remedy {
  if (finding.kind === 'depends on credentials')
    return needsYou(
      'Decide by the origin alone, and ask who is signed in after the preflight is answered',
      'what such a visitor may do is for you to say',
    );
  if (finding.grant) return grantRemedy(finding.grant);
  if (finding.kind === 'another owner')
    return removalRemedy('Take it out of the program', layerRemoval(file, finding.site, true));
  if (finding.composed?.isRedundant === true)
    return removalRemedy(
      'Take this one out, which changes no answer',
      layerRemoval(file, finding.site, false),
    );
  if (finding.composed) return composedRemedy(finding.composed, finding.repair);
  if (finding.missingVary) return varyRemedy(finding.missingVary);
  if (finding.deadEntry) return entryRemedy(file, finding.deadEntry);
  if (finding.hardCoded) return moveRemedy(file, finding, finding.hardCoded, settings, workingDirectory);
  if (finding.repair && finding.kind === 'insecure origin')
    return { edits: finding.repair, needsJudgement: true, advice: needsYou(OVER_HTTPS, UNSEEN).advice };
  if (finding.repair) return { edits: finding.repair, advice: repairAdvice(file, finding, finding.repair) };
  if (finding.kind === 'unanswered callback')
    return needsYou(
      'Call back with the verdict, as in `callback(null, isAllowed)`',
      'what it should decide is not clear',
    );
  if (finding.kind === 'insecure origin') return needsYou(OVER_HTTPS, UNSEEN);
  if (finding.kind === 'open handshake') return handshakeRemedy(file, finding, settings, workingDirectory);
  const { allowed, edits, source, doubt } = allowListFor(program, file, finding, settings, workingDirectory);
  const advice = finding.kind === 'open tools' ? ASKED_FIRST : `Admit only the origins listed in ${source}`;
  const rewritten = rewriteOf(program, finding, allowed);
  if (typeof rewritten === 'string') return needsYou(advice, rewritten);
  const { elsewhere } = rewritten;
  const all = { edits: [...edits, ...rewritten.edits], ...(elsewhere && { elsewhere }) };
  const reason = isClosedToStrangers(finding) ? UNNAMED : doubt;
  return reason === undefined
    ? { ...all, advice: `${advice}.` }
    : { ...all, needsJudgement: true, advice: needsYou(advice, reason).advice };
}

/** The rewrite of the site itself, else that of headers it shares with others, if the model says that it closes the site. */
function rewriteOf(
  program: SourceFile,
  { site, outcome: { evidence } }: Finding,
  allowed: AllowList,
): Pick<ModelledEdits, 'edits' | 'elsewhere'> | string {
  const rewritten = site.rewrite(evidence, allowed);
  if (typeof rewritten !== 'string') return { edits: rewritten };
  const shared = site.rewriteShared?.(evidence, allowed);
  if (typeof shared === 'string') return shared;
  return shared && isClosed(program, site, shared.replacements) ? shared : rewritten;
}

/** Whom the CORS options admit may connect, and whoever is listed: pages of the server itself send an origin as well. */
function handshakeRemedy(
  file: SourceFile,
  finding: Finding,
  settings: ResolvedSettings,
  workingDirectory: string,
): Remedy {
  const { site, corsSite = site } = finding;
  const list = allowListFor(file, file, { ...finding, site: corsSite }, settings, workingDirectory);
  const rewritten = site.rewrite(finding.outcome.evidence, list.allowed);
  const { advice } = needsYou(
    `Refuse other origins than those of your own pages, listed in ${list.source}`,
    typeof rewritten === 'string' ? rewritten : 'which pages connect cannot be seen from here',
  );
  return typeof rewritten === 'string'
    ? { reason: rewritten, advice }
    : { edits: [...list.edits, ...rewritten], needsJudgement: true, advice };
}

function moveRemedy(
  file: SourceFile,
  finding: Finding,
  hardCoded: HardCodedOrigins,
  settings: ResolvedSettings,
  workingDirectory: string,
): Remedy {
  const list = listOfSettings(file, finding, settings, workingDirectory);
  const listed = settings.allowList
    ? `List them in ${list.source}`
    : `Set \`${settings.envVar}=${hardCoded.origins.join(',')}\` where this runs`;
  const advice = `${listed}, and read the list from there`;
  const moved = movedOrigins(file, finding, hardCoded, list.allowed);
  if (typeof moved === 'string') return needsYou(advice, moved);
  const edits = [...list.edits, ...moved.edits];
  const doubt = finding.isListedApart === true ? APART : (moved.doubt ?? list.doubt);
  return doubt === undefined
    ? { edits, advice: `${advice}.` }
    : { edits, needsJudgement: true, advice: needsYou(advice, doubt).advice };
}

const APART = 'another policy of this file admits others, and would admit these as well';

function varyRemedy({ repair }: MissingVary): Remedy {
  return typeof repair === 'string'
    ? needsYou('Add Origin to the Vary of every answer, whoever is admitted', repair)
    : { edits: repair, advice: 'Add Origin to the Vary of every answer.' };
}

/** What is taken out is asked for: the application may be reached in another way, too. */
function removalRemedy(advice: string, removal: Removal): Remedy {
  return typeof removal === 'string'
    ? needsYou(advice, removal)
    : { edits: removal, needsJudgement: true, advice: `${advice}.` };
}

function entryRemedy(file: SourceFile, { entry, correction, node }: DeadEntry): Remedy {
  const { edits, needsJudgement } = correction;
  if (!edits) return needsYou('Name the origins in full', 'which ones are meant is not spelled out');
  const [edit] = edits;
  const advice =
    edit?.text === ''
      ? `Take ${file.textOf(node)} out of the list`
      : `Write \`${edit?.text ?? ''}\` instead of \`${file.textOf(node)}\``;
  if (!needsJudgement) return { edits, advice: `${advice}.` };
  const isNamed = !['no scheme', 'path', 'user name'].includes(entry.misspelling);
  const { advice: asked } = needsYou(
    advice,
    isNamed
      ? 'the text may serve something else, too'
      : 'whether that origin is meant cannot be seen from here',
  );
  return { edits, needsJudgement, advice: asked };
}

const ASKED_FIRST =
  'Refuse requests of other origins than those you list before they get to the transport, or make the app by `createMcpExpressApp()`, which answers under the names of the machine itself alone';

const OVER_HTTPS = 'Admit it over https: alone';
const UNSEEN = 'whether it answers there cannot be seen from here';

/** A check that admits too many may be meant to admit some of them. */
const UNNAMED = 'what it is meant to admit besides the origins it names has to be listed there';

const isClosedToStrangers = ({ kind }: Finding): boolean =>
  kind === 'weak match' || kind === 'null origin' || kind === 'sub-domains';

/** Quotes a short repair; a longer one is left to the diff. */
function repairAdvice(file: SourceFile, finding: Finding, repair: readonly TextEdit[]): string {
  const [edit, another] = repair;
  if (finding.kind === 'ignored option')
    return `Pass the list as the option '${finding.outcome.evidence.originOption}'.`;
  if (finding.kind === 'unanswered callback')
    return 'Call back with the verdict, as in `callback(null, isAllowed)`.';
  if (finding.kind === 'null origin' && edit?.text === '') return "Take 'null' out of the list.";
  const before = edit && file.text.slice(edit.range[0], edit.range[1]);
  if (finding.kind === 'weak match' && before === '')
    return 'Take the text apart, and look for the origin among its parts.';
  return edit &&
    !another &&
    before !== undefined &&
    edit.text.length + before.length < 160 &&
    !/[\r\n]/.test(before)
    ? `Write \`${edit.text}\` instead of \`${before}\`.`
    : 'Correct the expression that decides.';
}
