import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createFilesMatcher, getTsconfig } from 'get-tsconfig';

/** What a compiler configuration says about the files of a package; all false where there is none. */
export interface Compiler {
  readonly isConfigured: boolean;
  /** `./origins.ts` may be written for `./origins.ts`. */
  readonly importsSources: boolean;
  /** `./origins.js` has to be written for it: modules are resolved as Node does. */
  readonly needsExtensions: boolean;
  /** A file of either language may import one of the other. */
  readonly takesJavaScript: boolean;
  /** Whether a file at an absolute path is compiled by itself, and into where the others go: `files`, `include`, `rootDir`. */
  readonly covers: (path: string) => boolean;
}

/** The folder of a package, and what decides how its files import each other and read variables. */
export interface PackageFolder {
  /** Absolute. */
  readonly folder: string;
  /** Whether `.js` and `.ts` are ES modules to Node. */
  readonly isModule: boolean;
  readonly runtime: 'node' | 'deno' | 'worker';
  readonly compiler: Compiler;
}

const MANIFESTS = ['package.json', 'deno.json', 'deno.jsonc'];
/** https://developers.cloudflare.com/workers/wrangler/configuration/ */
const OF_WORKERS = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'];

/** Answers for a file what package it belongs to; where no manifest is above it, the working directory is one. */
export function packageFolders(cwd: string): (path: string) => PackageFolder {
  const known = new Map<string, PackageFolder>();
  const has = (folder: string, names: readonly string[]): boolean =>
    names.some((name) => existsSync(join(folder, name)));
  const nearest = (folder: string): string => {
    if (has(folder, MANIFESTS)) return folder;
    const parent = dirname(folder);
    return parent === folder ? cwd : nearest(parent);
  };
  return (path) => {
    const folder = nearest(dirname(path));
    const found = known.get(folder) ?? {
      folder,
      isModule: /"type"\s*:\s*"module"/.test(textOf(join(folder, 'package.json'))),
      runtime: has(folder, OF_WORKERS) ? 'worker' : isOfDeno(folder) ? 'deno' : 'node',
      compiler: compilerOf(folder),
    };
    known.set(folder, found);
    return found;
  };
}

/** Deno fills `process.env` too, but what has no package.json was not written for Node. */
const isOfDeno = (folder: string): boolean =>
  !existsSync(join(folder, 'package.json')) &&
  MANIFESTS.slice(1).some((name) => existsSync(join(folder, name)));

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const NONE: Compiler = {
  isConfigured: false,
  importsSources: false,
  needsExtensions: false,
  takesJavaScript: false,
  covers: () => false,
};

function compilerOf(folder: string): Compiler {
  try {
    const found = getTsconfig(folder);
    const options = found?.config.compilerOptions;
    if (!options) return NONE;
    const isIncluded = createFilesMatcher(found);
    const root = options.rootDir === undefined ? undefined : resolve(dirname(found.path), options.rootDir);
    const { module = '', moduleResolution = module } = options;
    return {
      isConfigured: true,
      importsSources:
        options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true,
      needsExtensions: /^node(?!10$|js$|$)/i.test(moduleResolution),
      takesJavaScript: options.allowJs === true || options.checkJs === true,
      covers: (path) =>
        isIncluded(path) !== undefined && (root === undefined || !relative(root, path).startsWith('..')),
    };
  } catch {
    // One that does not parse compiles nothing either.
    return NONE;
  }
}
