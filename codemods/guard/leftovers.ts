import { readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Takes away what a run left beside a file that was killed while it wrote it: write-file-atomic 7.0.1 writes to the name of the
 * file with a number after it (lib/index.js:27) and then renames. Files of such a name that hold anything but a beginning of
 * `output` are somebody else's.
 *
 * @param namesIn what a folder held before this run wrote to it
 */
export function removeLeftovers(file: string, output: string, namesIn: (folder: string) => string[]): void {
  const target = realpathSync(file);
  const name = basename(target);
  const folder = dirname(target);
  const leftovers = namesIn(folder)
    .filter((other) => other.startsWith(name) && /^\.\d{1,10}$/u.test(other.slice(name.length)))
    .map((other) => join(folder, other));
  for (const leftover of leftovers) {
    const content = readFileSync(leftover);
    if (Buffer.from(output).subarray(0, content.length).equals(content)) rmSync(leftover);
  }
}

/** Lists each folder once. */
export function listing(): (folder: string) => string[] {
  const known = new Map<string, string[]>();
  return (folder) => {
    const names = known.get(folder) ?? readdirSync(folder);
    known.set(folder, names);
    return names;
  };
}
