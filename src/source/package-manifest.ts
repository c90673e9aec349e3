import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** Folder → dependency names, so that linting a tree reads each package.json once. */
const cache = new Map<string, ReadonlySet<string> | undefined>();

/**
 * The names of all dependencies (run time, development, peer, optional) in the package.json nearest to `path`.
 * Undefined when there is none, or when it is not valid JSON.
 */
export function nearestDependencies(path: string): ReadonlySet<string> | undefined {
  return isAbsolute(path) ? dependenciesAbove(dirname(path)) : undefined;
}

function dependenciesAbove(folder: string): ReadonlySet<string> | undefined {
  if (cache.has(folder)) return cache.get(folder);
  const manifest = join(folder, 'package.json');
  const parent = dirname(folder);
  const found = existsSync(manifest)
    ? readDependencies(manifest)
    : parent === folder
      ? undefined
      : dependenciesAbove(parent);
  cache.set(folder, found);
  return found;
}

function readDependencies(manifest: string): ReadonlySet<string> | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const names = new Set<string>();
    const sections: [string, unknown][] = Object.entries(parsed);
    for (const [key, section] of sections) {
      if (!/^(?:d|devD|peerD|optionalD)ependencies$/.test(key)) continue;
      if (typeof section === 'object' && section !== null)
        for (const name of Object.keys(section)) names.add(name);
    }
    return names;
  } catch {
    return undefined;
  }
}
