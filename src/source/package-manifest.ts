/** Folder → dependency names, so that linting a tree reads each package.json once. */
const cache = new Map<string, ReadonlySet<string> | undefined>();

/**
 * The names of all dependencies (run time, development, peer, optional) in the package.json nearest to `path`.
 * Undefined when there is none, or when it is not valid JSON.
 *
 * Node's modules are fetched where they are used: imported, they made up a quarter of the plugin's start, and most runs
 * never come here.
 */
export function nearestDependencies(path: string): ReadonlySet<string> | undefined {
  const { dirname, isAbsolute } = process.getBuiltinModule('node:path');
  return isAbsolute(path) ? dependenciesAbove(dirname(path)) : undefined;
}

function dependenciesAbove(folder: string): ReadonlySet<string> | undefined {
  if (cache.has(folder)) return cache.get(folder);
  const { dirname, join } = process.getBuiltinModule('node:path');
  const manifest = join(folder, 'package.json');
  const parent = dirname(folder);
  const found = process.getBuiltinModule('node:fs').existsSync(manifest)
    ? readDependencies(manifest)
    : parent === folder
      ? undefined
      : dependenciesAbove(parent);
  cache.set(folder, found);
  return found;
}

function readDependencies(manifest: string): ReadonlySet<string> | undefined {
  try {
    const parsed: unknown = JSON.parse(process.getBuiltinModule('node:fs').readFileSync(manifest, 'utf8'));
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
