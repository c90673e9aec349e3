import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.js';
import { Mistake } from './mistake.js';
import { readContent, type Content } from './read-content.js';

/** The files of the next commit, as it has them. */
export interface StagedFiles {
  /** Whether the next commit changes the file at an absolute path. */
  readonly has: (path: string) => boolean;
  /** What the next commit holds of a file, whether it changes that or not; files that git does not track are none of it. */
  readonly contentOf: (path: string) => Content;
}

/**
 * Asks git what is staged in the repository around `cwd`. In a git hook, that is what is about to be committed.
 *
 * @throws {Mistake} where there is no repository, or git refuses to answer
 */
export function stagedFiles(cwd: string): StagedFiles {
  const root = withoutLineBreak(ask(cwd, ['rev-parse', '--show-toplevel']));
  const pathsIn = (answer: Buffer): Set<string> => new Set(entries(answer).map((name) => join(root, name)));
  const changed = pathsIn(
    ask(root, ['diff', '--cached', '--name-only', '--no-renames', '--no-relative', '-z']),
  );
  const differing = pathsIn(ask(root, ['diff', '--name-only', '--no-relative', '-z']));
  const blobs = new Map(
    entries(ask(root, ['ls-files', '--stage', '-z'])).flatMap((entry): [string, string][] => {
      // Files: neither links nor submodules, and none with conflicts, of which no version is staged.
      const [, blob, name] = /^100\d{3} (\w+) 0\t(.+)$/su.exec(entry) ?? [];
      return blob === undefined || name === undefined ? [] : [[join(root, name), blob]];
    }),
  );
  const has: StagedFiles['has'] = (path) => {
    const file = realpathSync(path);
    return changed.has(file) && blobs.has(file);
  };
  return {
    has,
    contentOf: (path) => {
      const file = realpathSync(path);
      const blob = blobs.get(file);
      if (blob === undefined) return { problem: 'The next commit does not hold it.' };
      return differing.has(file) ? ask(root, ['cat-file', 'blob', blob]) : readContent(file);
    },
  };
}

function ask(folder: string, argv: readonly string[]): Buffer {
  let answer: Buffer | undefined;
  try {
    answer = git(folder, argv, true);
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
