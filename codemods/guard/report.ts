import type { FixOfFile, LintMessage } from '../../src/hosts/lint-messages.js';
import type { VariableToSet } from './allow-list/companions.js';
import type { Explained } from './explained.js';
import { SEVERITY } from './severity.js';

/** A finding in a file of the run. */
export interface Finding extends Omit<LintMessage, 'elsewhere'> {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  /** The path of the file that settles it where it is edited, if that is another one; else null. */
  readonly writtenIn: string | null;
  /** What `cors-guard fix` would write first, where that is not in this file alone; else empty. */
  readonly fixesOfFiles: readonly Omit<FixOfFile, 'text'>[];
}

/** A rewrite of one file. */
export interface Change {
  readonly path: string;
  readonly diff: string;
  readonly written: boolean;
  /** Why it could not be written, if that was asked for. */
  readonly problem: string | undefined;
}

/** A file that could not be dealt with. */
export interface Failure {
  readonly path: string;
  readonly message: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Whether the person named this very file. */
  readonly named: boolean;
  /** Whether the tool is at fault, and not the file. */
  readonly internal: boolean;
}

/** Everything a run found out and did. Lists are ordered by path, then by position. */
export interface Report {
  readonly command: 'check' | 'fix';
  readonly strict: boolean;
  /** Whether writing was asked for. */
  readonly write: boolean;
  readonly filesLookedAt: number;
  readonly filesMentioningCors: number;
  /** What was found, before any rewrite. */
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
  /** The findings that `cors-guard fix` leaves for a person. */
  readonly needsYou: readonly Finding[];
  readonly failures: readonly Failure[];
  /** The variables that the rewritten programs read from now on. */
  readonly variables: readonly VariableToSet[];
  /** Why every site was judged as it was; undefined where that was not asked for. */
  readonly explanations: readonly Explained[] | undefined;
  /** What is worth knowing about the run as a whole. */
  readonly notes: readonly string[];
}

/** The problem of changes that were not made because the run was told to stop. */
export const INTERRUPTED = 'Not written, because the run was interrupted.';

/** 130, as of a shell: interrupted while files were written; 3: a named file failed, or the tool itself did; 1: findings or changes that are still to be made; 0: clean. */
export function exitCodeOf(report: Report): 0 | 1 | 3 | 130 {
  if (report.changes.some(({ problem }) => problem === INTERRUPTED)) return 130;
  if (report.failures.some((failure) => failure.named || failure.internal)) return 3;
  const open = report.write
    ? report.needsYou.length > 0 || report.changes.some((change) => !change.written)
    : report.findings.length > 0 || report.changes.length > 0;
  return open ? 1 : 0;
}

/** What is wrong with the files as they are after the run. */
export function openFindings({ write, findings, changes, needsYou }: Report): readonly Finding[] {
  if (!write) return findings;
  const unwritten = new Set(changes.filter((change) => !change.written).map(({ path }) => path));
  return [
    ...needsYou.filter(({ path }) => !unwritten.has(path)),
    ...findings.filter(({ path }) => unwritten.has(path)),
  ];
}

/** An error is what gives a stranger something. */
export const levelOf = (rule: string): 'error' | 'warning' =>
  (SEVERITY.get(rule.replace('cors/', ''))?.score ?? null) === null ? 'warning' : 'error';
