import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.js';
import { Mistake } from './mistake.js';

/** The files that the next commit changes, as it has them. */
export interface StagedFiles {
  /** Whether the file at an absolute path is one of them. */
  has(path: string): boolean;
  /** What is staged of it, where that is not what the work tree holds. */
  contentOf(path: string): Promise<Buffer | undefined>;
}

/**
 * Asks git what is staged in the repository around `cwd`. In a git hook, that is what is about to be committed.
 *
 * @throws {Mistake} where there is no repository, or git refuses to answer
 */
export async function stagedFiles(cwd: string): Promise<StagedFiles> {
  const root = withoutLineBreak(await ask(cwd, ['rev-parse', '--show-toplevel']));
  // Neither deleted files nor those with conflicts, of which no version is staged.
  const staged = ['diff', '--cached', '--raw', '--no-abbrev', '--no-renames', '--diff-filter=du'];
  const blobs = new Map(
    pairs(entries(await ask(cwd, [...staged, '--no-relative', '-z'])))
      // Files: neither links nor submodules.
      .filter(([description]) => /^:\d{6} 100/u.test(description))
      .map(([description, name]) => [join(root, name), description.split(' ')[3] ?? '']),
  );
  const differing = new Set(
    entries(await ask(cwd, ['diff', '--name-only', '--no-relative', '-z'])).map((name) => join(root, name)),
  );
  return {
    has: (path) => blobs.has(realpathSync(path)),
    async contentOf(path) {
      const file = realpathSync(path);
      const blob = blobs.get(file);
      return blob === undefined || !differing.has(file) ? undefined : ask(cwd, ['cat-file', 'blob', blob]);
    },
  };
}

async function ask(cwd: string, argv: readonly string[]): Promise<Buffer> {
  let answer: Buffer | undefined;
  try {
    answer = await git(cwd, argv, true);
  } catch (error) {
    throw new Mistake(
      `Cannot ask git what is staged: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!answer) throw new Mistake('--staged needs git, and a repository around the working directory.');
  return answer;
}

const withoutLineBreak = (answer: Buffer): string => answer.toString('utf8').replace(/\r?\n$/u, '');

const entries = (answer: Buffer): string[] => answer.toString('utf8').split('\0').slice(0, -1);

/** `--raw -z` tells of each file how it changed, then its name. */
function pairs(given: readonly string[]): [string, string][] {
  return given.flatMap((description, index): [string, string][] =>
    index % 2 === 0 ? [[description, given[index + 1] ?? '']] : [],
  );
}
