import type { Rule } from 'eslint';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { authenticationIn } from '../analysis/authentication.js';
import { analyze, foundElsewhere, isHarmless, type Concern } from '../analysis/analyze.js';
import type { Finding } from '../analysis/findings.js';
import { misspellingInWords } from '../policy/misspelled-origin.js';
import { ATTACKER, sampleOrigin } from '../policy/origins.js';
import { headerInWords } from '../policy/exchange-words.js';
import { conditionOf, proofOf, reachOf, whoOf } from '../policy/proof.js';
import type { Remedy } from '../remedies/needs-you.js';
import { remedyFor } from '../remedies/remedy.js';
import { resolveSettings, type ResolvedSettings } from '../remedies/settings.js';
import { createSourceFile, type SourceFile } from '../source/file.js';
import { Project } from '../source/project.js';
import type { Node } from '../source/syntax.js';
import { relatedPlaces } from './related-places.js';
import { sessionOf } from './session.js';

/** One file for all rules. ESLint makes a new SourceCode for each version of the text. */
const files = new WeakMap<Rule.RuleContext['sourceCode'], SourceFile>();

function fileOf(
  { sourceCode, physicalFilename }: Rule.RuleContext,
  { versions }: ResolvedSettings,
): SourceFile {
  const known = files.get(sourceCode);
  if (known) return known;
  const { mentions, modules } = sessionOf(sourceCode);
  const file = createSourceFile({
    path: physicalFilename,
    text: sourceCode.text,
    // ESLint types trees as plain ESTree; every parser we support gives the superset of typescript-eslint.
    program: sourceCode.ast as unknown as TSESTree.Program,
    // The scope managers of ESLint and typescript-eslint share the part the engine uses.
    scopeManager: sourceCode.scopeManager as unknown as TSESLint.Scope.ScopeManager,
    versions,
    project: modules && new Project(modules, versions, mentions),
  });
  files.set(sourceCode, file);
  return file;
}

/**
 * Analyzes the file, once for all rules of a concern, and reports the findings for which `choose` names a message.
 *
 * Everything heavy hangs on this module: in the built plugin it is a file of its own, loaded by the first linted file
 * that mentions CORS (tsup.config.ts).
 */
export function report(
  context: Rule.RuleContext,
  settings: ResolvedSettings,
  choose: (finding: Finding) => string | undefined,
  concern: Concern,
): void {
  const file = fileOf(context, settings);
  const { isAbout, isJudged, looksAt, onReport, settingsFor } = sessionOf(context.sourceCode);
  // What is taken out of the program needs no repair first.
  const studied = concern === 'sites' && isJudged ? 'all sites' : concern;
  const settingsOf = (edited: SourceFile): ResolvedSettings =>
    edited === file || !settingsFor ? settings : resolveSettings(settingsFor(edited.path));
  /** What every file that a remedy edits has leave for. */
  const modeFor = (remedy: Remedy): ResolvedSettings['fix'] => {
    const modes = editedFiles(file, remedy).map((edited) => settingsOf(edited).fix);
    return (['off', 'suggest'] as const).find((mode) => modes.includes(mode)) ?? 'fix';
  };
  for (const finding of analyze(file, studied)) {
    const messageId = choose(finding);
    if (messageId === undefined || isAbout?.(finding) === false) continue;
    const home = foundElsewhere(file, finding);
    if (home && looksAt?.(home.path) === true) continue;
    if (concern === 'policies' && isHarmless(file, finding)) continue;
    const remedy = remedyFor(file, finding, settingsOf, context.cwd);
    const judged = isJudged?.(finding) === true ? { ...remedy, needsJudgement: false } : remedy;
    const node = nodeToReport(file, finding);
    const loc = locationOf(context, node);
    onReport?.({
      rule: context.id,
      line: loc.start.line,
      column: loc.start.column + 1,
      kind: finding.kind,
      middleware: finding.site.middleware.name,
      related: relatedPlaces(file, finding, node),
      origins: finding.hardCoded?.origins ?? [],
    });
    context.report({
      loc,
      messageId,
      data: dataOf(file, context, finding, remedy),
      ...offer(context, file, judged, modeFor(judged), loc.start),
    });
  }
}

/** The files that a remedy edits; that of the finding where it edits none. */
function editedFiles(file: SourceFile, remedy: Remedy): readonly SourceFile[] {
  if (!('edits' in remedy) || !remedy.elsewhere) return [file];
  return [...(remedy.edits.length > 0 ? [file] : []), ...remedy.elsewhere.keys()];
}

/** What to report stands in this file, though what is wrong is written in another. */
const nodeToReport = (file: SourceFile, { node, site }: Finding): Node =>
  file.fileOf(node) === file ? node : site.node;

function locationOf(
  { sourceCode }: Rule.RuleContext,
  { range }: Node,
): { start: TSESTree.Position; end: TSESTree.Position } {
  return { start: sourceCode.getLocFromIndex(range[0]), end: sourceCode.getLocFromIndex(range[1]) };
}

function dataOf(
  file: SourceFile,
  { sourceCode }: Rule.RuleContext,
  {
    witness,
    outcome,
    site,
    deadEntry,
    refusedOrigin,
    missingVary,
    composed,
    hardCoded,
    grant,
    toolServer,
  }: Finding,
  remedy: Remedy,
): Record<string, string> {
  const { ignored, versionNote } = outcome.evidence;
  const toolsNote =
    toolServer &&
    `this file serves the Model Context Protocol (line ${String(toolServer.loc.start.line)}), whose tools a page that is admitted can call`;
  return {
    proof: witness ? proofOf(witness) : '',
    who: witness ? whoOf(witness) : '',
    can: witness ? reachOf(witness, visitorIn(file, sourceCode)) : '',
    when: (witness && conditionOf(witness)) ?? '',
    subject:
      ignored === 'not an options object'
        ? 'something other than an options object'
        : ignored.map((name) => `'${name}'`).join(', '),
    why: deadEntry ? misspellingInWords(deadEntry.entry) : '',
    origin: refusedOrigin ?? ATTACKER,
    page: pageInWords(outcome, (grant ?? missingVary ?? composed)?.page),
    header: grant ? headerInWords(grant.header) : '',
    value: grant?.value ?? '',
    origins: (hardCoded?.origins ?? []).map((origin) => `'${origin}'`).join(', '),
    method: composed?.method ?? '',
    line: composed?.other ? String(sourceCode.getLocFromIndex(composed.other.range[0]).line) : '',
    library: site.middleware.name,
    advice: adviceWith(remedy, [versionNote, toolsNote]),
  };
}

/** What to do, in one sentence with what else is to be known of it. */
const adviceWith = ({ advice }: Remedy, notes: readonly (string | undefined)[]): string =>
  `${[advice.replace(/\.$/, ''), ...notes.filter((note) => note !== undefined)].join('; ')}.`;

/** What shows that the server knows who is signed in, for a sentence; undefined where nothing does. */
function visitorIn(file: SourceFile, sourceCode: Rule.RuleContext['sourceCode']): string | undefined {
  const { found } = authenticationIn(file);
  if (!found) return undefined;
  const place = found.node
    ? `line ${String(sourceCode.getLocFromIndex(found.node.range[0]).line)}`
    : 'in package.json';
  return `${found.name}, ${place}`;
}

/** A page, for a sentence: that of a variable has no name but the variable's. */
function pageInWords({ environmentReads }: Finding['outcome'], origin: string | undefined): string {
  if (origin === undefined) return 'a page that is admitted';
  const variable = [...environmentReads].find((name) => sampleOrigin(name) === origin);
  return variable === undefined ? `a page on '${origin}'` : `a page that ${variable} lists`;
}

/** The remedy as a fix, or as a suggestion, or not at all; what edits another file is left to the host of the session. */
function offer(
  { id, sourceCode }: Rule.RuleContext,
  file: SourceFile,
  remedy: Remedy,
  mode: 'fix' | 'suggest' | 'off',
  { line, column }: TSESTree.Position,
): Pick<Rule.ReportDescriptorOptions, 'fix' | 'suggest'> {
  if (!('edits' in remedy) || mode === 'off') return {};
  const isFix = mode === 'fix' && !remedy.needsJudgement;
  const { edits, elsewhere } = remedy;
  if (elsewhere) {
    const all = edits.length === 0 ? elsewhere : new Map([[file, edits], ...elsewhere]);
    const files = [...all].map(([{ path, text }, own]) => ({ path, text, edits: own }));
    if (isFix) sessionOf(sourceCode).editsElsewhere?.({ rule: id, line, column: column + 1, files });
    return {};
  }
  const fix = (fixer: Rule.RuleFixer): Rule.Fix[] =>
    edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));
  return isFix ? { fix } : { suggest: [{ messageId: 'applyRemedy', fix }] };
}
