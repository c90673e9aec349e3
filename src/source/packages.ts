import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { packageVersion, type PackageVersion } from './package-version.js';

/** The packages a file can reach, as far as package.json files tell. No code of a package is ever loaded. */
export interface Packages {
  /**
   * The names of all dependencies (run time, development, peer, optional) in the nearest package.json; undefined when there
   * is none, or when it is not valid JSON.
   */
  readonly declared: ReadonlySet<string> | undefined;
  /**
   * The version of a package: what the settings say, else what is installed in the nearest `node_modules` that has it, else
   * the range in the nearest package.json. Undefined when nothing tells, which stands for the newest.
   */
  versionOf(name: string): PackageVersion | undefined;
  /** The same for a package that another depends on, and may have a version of its own of. */
  versionWithin(dependent: string, name: string): PackageVersion | undefined;
}

/** The packages around the file at `path`; `versions` are the user's own word, and count first. Nothing is read before it is asked for. */
export function packagesAround(path: string, versions: Readonly<Record<string, string>> = {}): Packages {
  const folder = isAbsolute(path) ? dirname(path) : undefined;
  const nearest = () => (folder === undefined ? undefined : nearestRanges(folder));
  const versionOf = (name: string, place: string): PackageVersion | undefined => {
    const told = versions[name];
    if (told !== undefined) return packageVersion(told);
    const found = folder === undefined ? undefined : installedVersion(folder, place);
    return found ?? (place === name ? packageVersion(nearest()?.get(name) ?? '') : versionOf(name, name));
  };
  return {
    get declared() {
      const ranges = nearest();
      return ranges && new Set(ranges.keys());
    },
    versionOf: (name) => versionOf(name, name),
    versionWithin: (dependent, name) => versionOf(name, `${dependent}/node_modules/${name}`),
  };
}

/** Folder → ranges by name, so that linting a tree reads each package.json once. */
const ranges = new Map<string, ReadonlyMap<string, string> | undefined>();
/** Folder and name → version installed there or above. */
const installed = new Map<string, PackageVersion | undefined>();

function nearestRanges(folder: string): ReadonlyMap<string, string> | undefined {
  if (ranges.has(folder)) return ranges.get(folder);
  const manifest = join(folder, 'package.json');
  const parent = dirname(folder);
  const found = existsSync(manifest)
    ? dependenciesIn(readManifest(manifest))
    : parent === folder
      ? undefined
      : nearestRanges(parent);
  ranges.set(folder, found);
  return found;
}

function installedVersion(folder: string, name: string): PackageVersion | undefined {
  const key = `${folder}\n${name}`;
  if (installed.has(key)) return installed.get(key);
  const manifest = join(folder, 'node_modules', name, 'package.json');
  const parent = dirname(folder);
  const found = existsSync(manifest)
    ? versionIn(readManifest(manifest))
    : parent === folder
      ? undefined
      : installedVersion(parent, name);
  installed.set(key, found);
  return found;
}

function readManifest(path: string): [string, unknown][] | undefined {
  try {
    // npm drops a byte order mark, too (json-parse-even-better-errors 5.0.0, lib/index.js:28).
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/u, ''));
    return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : undefined;
  } catch {
    return undefined;
  }
}

function versionIn(manifest: [string, unknown][] | undefined): PackageVersion | undefined {
  const version = manifest?.find(([key]) => key === 'version')?.[1];
  return typeof version === 'string' ? packageVersion(version) : undefined;
}

function dependenciesIn(manifest: [string, unknown][] | undefined): ReadonlyMap<string, string> | undefined {
  if (!manifest) return undefined;
  const found = new Map<string, string>();
  for (const [key, section] of manifest) {
    if (!/^(?:d|devD|peerD|optionalD)ependencies$/.test(key)) continue;
    if (typeof section !== 'object' || section === null) continue;
    const entries: [string, unknown][] = Object.entries(section);
    for (const [name, range] of entries) found.set(name, typeof range === 'string' ? range : '');
  }
  return found;
}
