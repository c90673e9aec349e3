import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { DENO_READER, processReader } from '../../../src/middleware/environment-readers.js';
import { MODULE_EXPORT, originsModule } from '../../../src/remedies/origins-module.js';
import { resolveSettings, SettingsError } from '../../../src/remedies/settings.js';
import { Mistake } from '../mistake.js';
import { shownPath } from '../shown-path.js';
import type { Importer } from './importer.js';
import { isLeftOut, suggestedPath } from './module-place.js';
import type { PackageFolder } from './package-folder.js';

/** The module of a package that holds its allow-list. */
export interface SharedModule {
  /** Absolute. */
  readonly path: string;
  /** Its text where it has to be written; undefined where it is there already. */
  readonly text: string | undefined;
  /** The variable that it reads; undefined where its owner changed that. */
  readonly variable: string | undefined;
  /** What is to be seen to before it can be imported. */
  readonly note: string | undefined;
  /** How a file imports it, in the notation of `settings.cors.allowList`; a text says why it cannot. */
  readonly importedBy: (importer: Importer) => { readonly module: string; readonly export: string } | string;
}

const EXPORT = MODULE_EXPORT.replace('()', '');

/** Whether a file is such a module, wherever its owner keeps it. */
export const isSharedModule = (path: string, text: string): boolean =>
  /^cors-origins\.\w+$/.test(basename(path)) && text.includes(EXPORT);

/**
 * The module at `given`, or where the package's own files suggest it.
 *
 * @param importers the files of the package that are about CORS.
 * @throws {Mistake} where no module can be, or where a file is that does not export what fixes import.
 */
export function sharedModule(
  cwd: string,
  home: PackageFolder,
  importers: readonly Importer[],
  variable: string,
  given: string | undefined,
): SharedModule {
  const path = given === undefined ? suggestedPath(home, importers) : resolve(cwd, given);
  const name = shownPath(cwd, path);
  const extension = extname(path);
  if (!/^\.(?:[cm]?js|m?ts)$/.test(extension))
    throw new Mistake(`The module ${name} must be a file that ends in .ts, .mts, .js, .mjs or .cjs.`);
  const module = name.startsWith('.') ? name : `./${name}`;
  checked(module);
  const isTyped = extension.endsWith('ts');
  const isCommonJs =
    extension === '.cjs' ||
    (extension === '.js' &&
      !home.isModule &&
      (importers.length === 0 || importers.some((each) => each.isCommonJs)));
  const text = existingText(path, name);
  const isForNode = home.runtime !== 'deno';
  const reader = isForNode ? processReader() : DENO_READER;
  const written = originsModule(
    variable,
    { isTyped, isCommonJs },
    {
      read: (name) => reader.read(name),
      isProduction: isForNode
        ? "process.env.NODE_ENV === 'production'"
        : "Deno.env.get('DENO_DEPLOYMENT_ID') !== undefined",
    },
  );
  return {
    path,
    text: text === undefined ? written : undefined,
    variable: text === undefined ? variable : variableIn(text),
    note:
      text === undefined && isLeftOut(path, home, importers)
        ? `${name} is a file that tsconfig.json does not have compiled with those that import it: name another place with --module, or have it compiled.`
        : undefined,
    importedBy: (importer) => {
      const reason = reasonAgainst(importer, home, { isTyped, isNodeModule: isNodeModule(extension, home) });
      if (reason !== undefined) return reason;
      const stem = module.slice(0, -extension.length);
      return {
        module: `${stem}${specifierEnd(importer, importers, home, extension)}`,
        export: MODULE_EXPORT,
      };
    },
  };
}

/** Settings take no path that could not stand between quotes. */
function checked(module: string): void {
  try {
    resolveSettings({ allowList: { module, export: MODULE_EXPORT } });
  } catch (error) {
    throw error instanceof SettingsError ? new Mistake(error.message) : error;
  }
}

function existingText(path: string, name: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const text = statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
  if (!text.includes(EXPORT))
    throw new Mistake(`${name} is there already and exports no ${EXPORT}: name another file with --module.`);
  return text;
}

const variableIn = (text: string): string | undefined => {
  const [, first, second] =
    /originsIn\((?:process\.env\.(\w+)|Deno\.env\.get\('(\w+)'\)) \?\? ''\)/.exec(text) ?? [];
  return first ?? second;
};

const isNodeModule = (extension: string, { isModule }: PackageFolder): boolean =>
  extension.startsWith('.m') || (isModule && extension !== '.cjs');

function reasonAgainst(
  importer: Importer,
  { compiler, runtime }: PackageFolder,
  module: { readonly isTyped: boolean; readonly isNodeModule: boolean },
): string | undefined {
  if (runtime === 'worker') return 'a Worker is given its variables with each request';
  if (importer.isCommonJs && module.isNodeModule)
    return 'a CommonJS file cannot count on requiring an ES module';
  if (importer.isTyped !== module.isTyped && !compiler.takesJavaScript && runtime === 'node')
    return importer.isTyped
      ? 'its compiler options do not allow for importing JavaScript'
      : 'a JavaScript file cannot count on importing TypeScript';
  return undefined;
}

/** How the path of the module ends where it is imported: as the file, or else its neighbours, end theirs. */
function specifierEnd(
  importer: Importer,
  importers: readonly Importer[],
  { compiler, runtime }: PackageFolder,
  extension: string,
): string {
  const compiled = extension.replace('ts', 'js');
  const evidence = [importer.extensions, importers.flatMap((each) => each.extensions)].find(
    (extensions) => extensions.length > 0,
  );
  const importsSources =
    runtime === 'deno' || compiler.importsSources || evidence?.some((written) => /^\.m?ts$/.test(written));
  if (importsSources === true && (importer.isTyped || runtime === 'deno')) return extension;
  if (extension.length > 3) return compiled;
  if (evidence) return evidence.includes('') ? '' : compiled;
  return extension === '.ts' && !compiler.needsExtensions ? '' : compiled;
}

/** Whether a rewritten text imports the module. */
export const isImportedIn = (text: string, { path }: SharedModule): boolean =>
  text.includes(EXPORT) && text.includes(`/${basename(path, extname(path))}`);
