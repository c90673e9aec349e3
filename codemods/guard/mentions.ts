import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { globbySync } from 'globby';
import type { Content } from './read-content.js';
import { NOT_WRITTEN_BY_HAND, SOURCES } from './source-files.js';

/** Files of a component with code in them, which may import what other files export. */
const COMPONENTS = '**/*.{astro,svelte,vue}';

/**
 * Finds the files of the repository around `cwd` that mention one of some words, by absolute paths: without a repository, those
 * below `cwd`. They are listed and read when this is first asked for.
 */
export function mentionsIn(
  cwd: string,
  contentOf: (path: string) => Content,
): (words: readonly string[]) => readonly string[] {
  let files: readonly string[] | undefined;
  const found = new Map<string, readonly string[]>();
  return (words) => {
    files ??= filesAround(cwd);
    const key = words.join(' ');
    const known = found.get(key);
    if (known) return known;
    const mentioning = files.filter((path) => {
      const content = contentOf(path);
      return !('problem' in content) && words.some((word) => content.includes(word));
    });
    found.set(key, mentioning);
    return mentioning;
  };
}

function filesAround(cwd: string): string[] {
  const root = rootAround(cwd);
  const files = globbySync([SOURCES, COMPONENTS], {
    cwd: root,
    gitignore: true,
    ignore: NOT_WRITTEN_BY_HAND,
    followSymbolicLinks: false,
    expandDirectories: false,
    suppressErrors: true,
  });
  return files.map((file) => resolve(root, file)).sort();
}

/** The folder of the repository. */
function rootAround(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return cwd;
  }
}
