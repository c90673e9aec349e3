import type { Rule } from 'eslint';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { authenticationIn } from '../analysis/authentication.js';
import { analyze, type Concern } from '../analysis/analyze.js';
import type { Finding } from '../analysis/findings.js';
import { misspellingInWords } from '../policy/misspelled-origin.js';
import { ATTACKER, sampleOrigin } from '../policy/origins.js';
import { headerInWords } from '../policy/exchange-words.js';
import { conditionOf, proofOf, reachOf, whoOf } from '../policy/proof.js';
import { remedyFor, type Remedy } from '../remedies/remedy.js';
import type { ResolvedSettings } from '../remedies/settings.js';
import { createSourceFile, type SourceFile } from '../source/file.js';
import { sessionOf } from './session.js';

/** One file for all rules. ESLint makes a new SourceCode for each version of the text. */
const files = new WeakMap<Rule.RuleContext['sourceCode'], SourceFile>();

function fileOf(
  { sourceCode, physicalFilename }: Rule.RuleContext,
  { versions }: ResolvedSettings,
): SourceFile {
  const known = files.get(sourceCode);
  if (known) return known;
  const file = createSourceFile({
    path: physicalFilename,
    text: sourceCode.text,
    // ESLint types trees as plain ESTree; every parser we support gives the superset of typescript-eslint.
    program: sourceCode.ast as unknown as TSESTree.Program,
    // The scope managers of ESLint and typescript-eslint share the part the engine uses.
    scopeManager: sourceCode.scopeManager as unknown as TSESLint.Scope.ScopeManager,
    versions,
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
  const { isAbout, isJudged } = sessionOf(context.sourceCode);
  // What is taken out of the program needs no repair first.
  const studied = concern === 'sites' && isJudged ? 'all sites' : concern;
  for (const finding of analyze(file, studied)) {
    const messageId = choose(finding);
    if (messageId === undefined || isAbout?.(finding) === false) continue;
    const remedy = remedyFor(file, finding, settings, context.cwd);
    context.report({
      loc: locationOf(context, finding),
      messageId,
      data: dataOf(file, context, finding, remedy),
      ...offer(isJudged?.(finding) === true ? { ...remedy, needsJudgement: false } : remedy, settings.fix),
    });
  }
}

function locationOf(
  { sourceCode }: Rule.RuleContext,
  { node }: Finding,
): { start: TSESTree.Position; end: TSESTree.Position } {
  return { start: sourceCode.getLocFromIndex(node.range[0]), end: sourceCode.getLocFromIndex(node.range[1]) };
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
    `This file serves the Model Context Protocol (line ${String(toolServer.loc.start.line)}): a page that is admitted there can call its tools.`;
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
    advice: [remedy.advice, versionNote, toolsNote].filter((part) => part !== undefined).join(' '),
  };
}

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

/** The remedy as a fix, or as a suggestion, or not at all. */
function offer(
  remedy: Remedy,
  mode: 'fix' | 'suggest' | 'off',
): Pick<Rule.ReportDescriptorOptions, 'fix' | 'suggest'> {
  if (!('edits' in remedy) || mode === 'off') return {};
  const fix = (fixer: Rule.RuleFixer): Rule.Fix[] =>
    remedy.edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));
  return mode === 'fix' && !remedy.needsJudgement
    ? { fix }
    : { suggest: [{ messageId: 'applyRemedy', fix }] };
}
