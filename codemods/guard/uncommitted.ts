import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { git } from './git.js';
import { Mistake } from './mistake.js';

/**
 * Which of `paths` git could not give back after a rewrite: modified, staged or untracked. Outside a repository, and
 * where git is not installed, none.
 *
 * @param staged asks for those that differ from what is staged of them: git can give that back
 * @throws {Mistake} when git is there and refuses to answer
 */
export const uncommittedAmong = (paths: readonly string[], staged: boolean): string[] =>
  paths.filter((path) => isUncommitted(path, staged));

function isUncommitted(path: string, staged: boolean): boolean {
  // What is rewritten is the target of a link, and the target is what has to be in git.
  const target = realpathSync(path);
  const question = ['status', '--porcelain', '-z', '--', basename(target)];
  try {
    const answer = git(dirname(target), question, staged)?.toString('utf8') ?? '';
    // Two letters: how the index differs from the last commit, and how the file differs from the index.
    return staged ? answer !== '' && answer[1] !== ' ' : answer !== '';
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Mistake(
      `Cannot ask git whether ${path} has uncommitted changes: ${reason}${staged ? '' : ' (--force writes without asking)'}`,
    );
  }
}
