import { extname, sep } from 'node:path';
import { ResolverFactory, type NapiResolveOptions } from 'oxc-resolver';
import type { ModuleReader, ParsedFile } from '../source/project.js';
import { parsedFile } from './parsed-file.js';

const SOURCES = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** Characters of the longest file that is followed into: a configuration is short, a bundle is not. */
const MOST_TEXT = 500_000;

/** Parsed files that are kept, those that were used longest ago going first. */
const MOST_KEPT = 200;

/**
 * Reads the files that imports lead to: relative paths, `paths` of the nearest tsconfig.json, `imports` of package.json, and
 * packages of the same workspace, which are links to folders outside of `node_modules`. Installed packages are not followed.
 * Nothing that is read is run.
 *
 * @param textOf the text of the file at an absolute path; undefined where it cannot be read.
 */
export function moduleReader(textOf: (path: string) => string | undefined): ModuleReader {
  const options: NapiResolveOptions = {
    extensions: SOURCES,
    // What TypeScript takes for the file that an import of JavaScript will mean (TypeScript 6, "moduleResolution": "nodenext").
    extensionAlias: {
      '.js': ['.ts', '.tsx', '.js'],
      '.jsx': ['.tsx', '.jsx'],
      '.mjs': ['.mts', '.mjs'],
      '.cjs': ['.cts', '.cjs'],
    },
    conditionNames: ['node', 'import', 'require', 'default'],
    mainFields: ['module', 'main'],
    tsconfig: 'auto',
  };
  const asNode = new ResolverFactory(options);
  // A package of a workspace may name its source for TypeScript, and for Node what is not built yet.
  const asTypeScript = asNode.cloneWithOptions({
    ...options,
    conditionNames: ['source', 'types', 'node', 'import', 'require', 'default'],
    mainFields: ['source', 'types', 'module', 'main'],
  });
  // A tsconfig.json that cannot be read, as it extends one of a package that is not installed, says nothing of relative paths.
  const { tsconfig: _, ...withoutPaths } = options;
  const byItself = new ResolverFactory(withoutPaths);
  const kept = new Map<string, { readonly text: string; readonly file: ParsedFile | undefined }>();

  return (specifier, from) => {
    const path = [asTypeScript, asNode, byItself]
      .map((resolver) => resolver.resolveFileSync(from, specifier).path)
      .find((found) => found !== undefined && isOwnSource(found));
    if (path === undefined) return undefined;
    const text = textOf(path);
    if (text === undefined || text.length > MOST_TEXT) return undefined;
    const known = kept.get(path);
    const file = known?.text === text ? known.file : parsed(path, text);
    // Moved to the end: a map keeps the order in which it was given its keys.
    kept.delete(path);
    kept.set(path, { text, file });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return file;
  };
}

const isOwnSource = (path: string): boolean =>
  SOURCES.includes(extname(path)) && !/\.d\.[cm]?ts$/.test(path) && !path.split(sep).includes('node_modules');

function parsed(path: string, text: string): ParsedFile | undefined {
  try {
    return parsedFile(path, text);
  } catch {
    return undefined;
  }
}
