import { printableJson } from './printable.js';
import { exitCodeOf, type Report } from './report.js';

/** Grows when a field changes its meaning or goes; new fields do not change it. Described in docs/codemods/cors-guard.md. */
const VERSION = 1;

/** The whole report for programs. */
export function json(report: Report): string {
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
    notes,
    explanations,
  } = report;
  return `${printableJson({
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
    findings,
    changes: changes.map((change) => ({ ...change, problem: change.problem ?? null })),
    needsYou,
    failures: failures.map((failure) => ({
      ...failure,
      line: failure.line ?? null,
      column: failure.column ?? null,
    })),
    notes,
    ...(explanations && {
      explanations: explanations.map(({ file, reported, site }) => ({ path: file, reported, ...site })),
    }),
  })}\n`;
}
