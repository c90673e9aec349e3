import { statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { globby } from 'globby';
import { Mistake } from './mistake.js';

export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** Whether the person named this very file, and did not only name a directory around it. */
  readonly named: boolean;
}

export const SOURCES = '**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}';
export const NOT_WRITTEN_BY_HAND = [
  '**/node_modules/**',
  '**/dist/**',
  '**/.git/**',
  '**/*.min.{js,cjs,mjs}',
  '**/*.d.{ts,cts,mts}',
];

/**
 * The files that `paths` name, and those in the directories they name, sorted and each once.
 *
 * In directories, what `.gitignore` files exclude is left out, and so are hidden files, generated files and symbolic
 * links: a link's target is either in the tree and found there, or is none of ours to edit. A loop of links is
 * therefore never entered. A file that is named is taken as it is.
 *
 * @throws {Mistake} for a path that does not exist, or is empty
 */
export async function sourceFilesIn(paths: readonly string[], cwd: string): Promise<SourceFile[]> {
  const found = new Map<string, SourceFile>();
  for (const given of paths) {
    // What a variable of a shell that is not set leaves of it; it would resolve to the working directory.
    if (given === '') throw new Mistake('A path is empty.');
    const path = resolve(cwd, given);
    const stats = statsOf(path, given);
    if (stats.isDirectory()) {
      for (const file of await filesBelow(path)) {
        if (!found.has(file)) found.set(file, { path: file, named: false });
      }
    } else if (stats.isFile()) {
      found.set(path, { path, named: true });
    } else {
      throw new Mistake(`${given} is neither a file nor a directory.`);
    }
  }
  return [...found.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function statsOf(path: string, given: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Mistake(`There is no file or directory ${given}.`);
    }
    throw new Mistake(`Cannot look at ${given}: ${String(error)}`);
  }
}

async function filesBelow(directory: string): Promise<string[]> {
  const files = await globby(SOURCES, {
    cwd: directory,
    gitignore: true,
    ignore: NOT_WRITTEN_BY_HAND,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    // A directory that may not be read (the data of a database in a container, say) must not end the whole run.
    suppressErrors: true,
  });
  return files.map((file) => resolve(directory, file));
}
