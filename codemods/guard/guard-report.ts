import type { SiteExplanation } from '../../src/hosts/explain.js';
import type { VariableToSet } from './allow-list/companions.js';
import { exitCodeOf, type Finding, type Report } from './report.js';

/** Grows when a field changes its meaning or goes; new fields do not change it. Described by docs/codemods/cors-guard.schema.json. */
const VERSION = 1;

/** What `cors-guard --format json` prints. Paths are relative to the working directory, with forward slashes; lines and columns count from 1. */
export interface GuardReport {
  readonly version: typeof VERSION;
  readonly command: 'check' | 'fix';
  readonly strict: boolean;
  readonly write: boolean;
  readonly exitCode: 0 | 1 | 3 | 130;
  readonly summary: {
    readonly filesLookedAt: number;
    readonly filesMentioningCors: number;
    readonly findings: number;
    readonly changes: number;
    readonly written: number;
    readonly needsYou: number;
    readonly failures: number;
  };
  /** What was found, before any rewrite. */
  readonly findings: readonly GuardFinding[];
  readonly changes: readonly GuardChange[];
  /** The findings that `fix` leaves for a person. */
  readonly needsYou: readonly GuardFinding[];
  readonly failures: readonly GuardFailure[];
  /** What has to be set from now on, wherever the rewritten programs run. */
  readonly variables: readonly VariableToSet[];
  readonly notes: readonly string[];
  /** Only where it was asked for. */
  readonly explanations?: readonly GuardExplanation[];
}

/** What one rule reports. */
export type GuardFinding = Omit<Finding, 'origins'>;

export interface GuardChange {
  readonly path: string;
  /** As `git apply` reads it. */
  readonly diff: string;
  readonly written: boolean;
  /** Why it could not be written. */
  readonly problem: string | null;
}

/** A file that could not be dealt with. */
export interface GuardFailure {
  readonly path: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  /** Whether the path of this very file was given. */
  readonly named: boolean;
  /** Whether cors-guard is at fault, and not the file. */
  readonly internal: boolean;
}

export interface GuardExplanation extends SiteExplanation {
  readonly path: string;
  /** Whether a rule of the run reports it. */
  readonly reported: boolean;
}

/** The whole report as data. */
export function guardReport(report: Report): GuardReport {
  const {
    command,
    strict,
    write,
    filesLookedAt,
    filesMentioningCors,
    findings,
    changes,
    needsYou,
    failures,
    variables,
    notes,
    explanations,
  } = report;
  return {
    version: VERSION,
    command,
    strict,
    write,
    exitCode: exitCodeOf(report),
    summary: {
      filesLookedAt,
      filesMentioningCors,
      findings: findings.length,
      changes: changes.length,
      written: changes.filter((change) => change.written).length,
      needsYou: needsYou.length,
      failures: failures.length,
    },
    findings: findings.map(findingAsData),
    changes: changes.map((change) => ({ ...change, problem: change.problem ?? null })),
    needsYou: needsYou.map(findingAsData),
    failures: failures.map((failure) => ({
      ...failure,
      line: failure.line ?? null,
      column: failure.column ?? null,
    })),
    variables,
    notes,
    ...(explanations && {
      explanations: explanations.map(({ file, reported, site }) => ({ path: file, reported, ...site })),
    }),
  };
}

function findingAsData(finding: Finding): GuardFinding {
  const { path, rule, message, line, column, endLine, endColumn, kind, middleware, related } = finding;
  const { fixable, fix, writtenIn, fixesOfFiles, suggestions, fingerprint } = finding;
  return {
    path,
    rule,
    message,
    line,
    column,
    endLine,
    endColumn,
    kind,
    middleware,
    related,
    fixable,
    fix,
    writtenIn,
    fixesOfFiles,
    suggestions,
    fingerprint,
  };
}
