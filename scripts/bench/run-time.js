import { spawnSync } from 'node:child_process';

/**
 * How long a program runs from its start to its end, in milliseconds.
 *
 * @param {string} program
 * @param {readonly string[]} argv
 * @param {{ cwd: string, statuses?: readonly number[] }} options `statuses`: how it may end; anything else throws
 * @returns {number}
 */
export function runTime(program, argv, { cwd, statuses = [0] }) {
  const start = performance.now();
  const { error, status, stderr } = spawnSync(program, argv, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const time = performance.now() - start;
  if (error) throw error;
  if (status === null || !statuses.includes(status)) {
    throw new Error(`${program} ${argv.join(' ')} ended with status ${status}: ${stderr}`);
  }
  return time;
}
