import type {
  ArtifactChange,
  ArtifactLocation,
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import type { LintFix } from '../../src/hosts/lint-messages.js';
import type { RuleFacts } from '../../src/hosts/rule-facts.js';
import { exitCodeOf, levelOf, openFindings, type Failure, type Finding, type Report } from './report.js';
import { SEVERITY } from './severity.js';

/** A rule, and what its page says is wrong, as Markdown. */
export interface DescribedRule extends RuleFacts {
  readonly help: string;
}

/**
 * The report as a log of the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0): what is wrong with the files
 * as they are after the run.
 *
 * @param version of this package
 */
export function sarif(report: Report, rules: readonly DescribedRule[], version: string): Log {
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'cors-guard', semanticVersion: version, rules: rules.map(descriptorOf) },
        },
        columnKind: 'utf16CodeUnits',
        // Those of ECMAScript: lines are counted by them.
        newlineSequences: ['\r\n', '\n', '\r', '\u2028', '\u2029'],
        originalUriBaseIds: {
          [ROOT]: { description: { text: 'The working directory of the run.' } },
        },
        results: openFindings(report).map((finding) => resultOf(finding, indexOf.get(finding.rule) ?? -1)),
        invocations: [
          {
            executionSuccessful: exitCodeOf(report) !== 3,
            exitCode: exitCodeOf(report),
            toolExecutionNotifications: report.failures.map(notificationOf),
            toolConfigurationNotifications: report.notes.map((note) => ({
              level: 'note',
              message: { text: literally(note) },
            })),
          },
        ],
      },
    ],
  };
}

/** GitHub takes the root of the repository for it. */
const ROOT = '%SRCROOT%';

/** What GitHub reads of the properties: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
function descriptorOf({ id, name, description, cwe, help }: DescribedRule): ReportingDescriptor {
  const score = SEVERITY.get(name)?.score ?? null;
  const weaknesses = cwe.map((weakness) => `external/cwe/${weakness.toLowerCase()}`);
  const page = weaknessPage(cwe);
  return {
    id,
    name,
    shortDescription: { text: `${description}.` },
    help: { text: help, markdown: help },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level: levelOf(id) },
    properties: {
      tags: [...(score === null ? [] : ['security']), ...weaknesses],
      precision: 'high',
      ...(score === null ? { 'problem.severity': 'warning' } : { 'security-severity': score.toFixed(1) }),
    },
  };
}

/** The page of the weakness: the package has no public address of its own. */
function weaknessPage([weakness]: readonly string[]): string | undefined {
  const number = weakness?.replace('CWE-', '');
  return number === undefined ? undefined : `https://cwe.mitre.org/data/definitions/${number}.html`;
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const { path, rule, message, kind, middleware, related, suggestions, fingerprint } = finding;
  const changes = changesOf(finding);
  return {
    ruleId: rule,
    ruleIndex,
    level: levelOf(rule),
    message: { text: literally(message) },
    locations: [locationOf(path, regionOf(finding))],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        ...locationOf(place.path, regionOf(place)),
        message: { text: literally(place.message) },
      })),
    }),
    partialFingerprints: { 'corsGuard/v1': fingerprint },
    ...(changes.length > 0 && {
      fixes: [{ description: { text: 'What `cors-guard fix` writes.' }, artifactChanges: changes }],
    }),
    properties: { kind, middleware, suggestions: [...suggestions] },
  };
}

/** In the file of the finding, or wherever it is settled. */
function changesOf({ path, fix, fixesOfFiles }: Finding): ArtifactChange[] {
  const files = fix ? [{ path, fixes: [fix] }] : fixesOfFiles;
  return files.map((file) => ({
    ...artifact(file.path),
    replacements: file.fixes.map((each) => ({
      deletedRegion: regionOf(each),
      insertedContent: { text: each.text },
    })),
  }));
}

function notificationOf({ path, message, line, column, named, internal }: Failure): Notification {
  const region =
    line === undefined
      ? undefined
      : { startLine: line, ...(column !== undefined && { startColumn: column }) };
  return {
    level: named || internal ? 'error' : 'warning',
    message: { text: literally(message) },
    locations: [locationOf(path, region)],
  };
}

function locationOf(path: string, region: Region | undefined): Location {
  return { physicalLocation: { ...artifact(path), ...(region && { region }) } };
}

/** A path may hold any character that a file name may. */
const artifact = (path: string): { artifactLocation: ArtifactLocation } => ({
  artifactLocation: {
    uri: path.toWellFormed().split('/').map(encodeURIComponent).join('/'),
    uriBaseId: ROOT,
  },
});

function regionOf({ line, column, endLine, endColumn }: Omit<LintFix, 'range' | 'text'>): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A text that holds no link and no placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6), whatever it quotes. */
const literally = (text: string): string =>
  text.replace(/\](?=\()/gu, '\\]').replace(/\{(\d+)\}/gu, '{{$1}}');
