import { existsSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Importer } from './importer.js';
import type { PackageFolder } from './package-folder.js';

/** Folders of sources in which no framework takes a file for a page or a function. */
const SOURCE_FOLDERS = ['src', 'server', 'lib'];

/** Where the module of a package goes, as its files suggest: among those that are compiled, if such files may import it. */
export function suggestedPath(home: PackageFolder, importers: readonly Importer[]): string {
  const { folder, compiler } = home;
  const paths = importers.map(({ path }) => relative(folder, path).split(sep));
  const sources = SOURCE_FOLDERS.filter((name) => existsSync(join(folder, name)));
  const shared = sources.find((name) =>
    paths.every(([first, second]) => first === name && second !== undefined),
  );
  const compiled = importers
    .filter(({ path }) => compiler.covers(path))
    .map(({ path }) => dirname(path))
    .sort((one, other) => one.length - other.length);
  const pathIn = (place: string): string => resolve(folder, place, suggestedName(home, importers));
  const first = pathIn(shared ?? '');
  return (
    [first, ...[...sources, ...compiled].map(pathIn)].find((path) => !isLeftOut(path, home, importers)) ??
    first
  );
}

/** Whether files that are compiled could import a module that is not compiled among them. */
export const isLeftOut = (
  path: string,
  { compiler }: PackageFolder,
  importers: readonly Importer[],
): boolean =>
  (extname(path).endsWith('ts') || compiler.takesJavaScript) &&
  importers.some((importer) => compiler.covers(importer.path)) &&
  !compiler.covers(path);

function suggestedName(
  { isModule, compiler, runtime }: PackageFolder,
  importers: readonly Importer[],
): string {
  const typed = importers.filter((each) => each.isTyped);
  const untyped = importers.filter((each) => !each.isTyped);
  const every = (files: readonly Importer[], extension: string): boolean =>
    files.length > 0 && files.every(({ path }) => path.endsWith(extension));
  if ((compiler.isConfigured || runtime === 'deno') && typed.length >= untyped.length)
    return every(typed, '.mts') ? 'cors-origins.mts' : 'cors-origins.ts';
  if (isModule) return untyped.some((each) => each.isCommonJs) ? 'cors-origins.cjs' : 'cors-origins.js';
  return every(untyped, '.mjs') ? 'cors-origins.mjs' : 'cors-origins.js';
}
