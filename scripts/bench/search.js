import path from 'node:path';
import { median } from './median.js';
import { runTime } from './run-time.js';

const ROUNDS = 7;

/**
 * How long it takes to go through a tree: `grep` for the words, and `cors-guard check` for the findings.
 *
 * @param {string} tree
 * @param {string} repository
 * @returns {string[][]} rows: the command, milliseconds, ratio to grep
 */
export function measureSearch(tree, repository) {
  const guard = path.join(repository, 'dist/codemods/cors-guard.js');
  const rounds = Array.from({ length: ROUNDS }, () => ({
    grep: runTime('grep', ['-rliE', 'cors|access-control-allow-origin', '.'], { cwd: tree }),
    node: runTime(process.execPath, ['--eval', ''], { cwd: tree }),
    // Status 1: there are findings.
    guard: runTime(process.execPath, [guard, 'check', '.'], { cwd: tree, statuses: [1] }),
  }));
  const grep = median(rounds.map((round) => round.grep));
  /** @type {(name: string, time: number) => string[]} */
  const row = (name, time) => [name, `${time.toFixed(0)} ms`, (time / grep).toFixed(1)];
  return [
    row("grep -rliE 'cors|access-control-allow-origin'", grep),
    row('an empty Node process', median(rounds.map((round) => round.node))),
    row('cors-guard check', median(rounds.map((round) => round.guard))),
  ];
}
