import { extname } from 'node:path';
import { parser } from '../../../src/hosts/parser.js';
import type { PackageFolder } from './package-folder.js';

/** A file that may come to import the module, as far as that matters for how it does. */
export interface Importer {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly isTyped: boolean;
  /** Whether Node runs it as CommonJS, without a compiler that could make it anything else. */
  readonly isCommonJs: boolean;
  /** How it names its neighbours: with these extensions, of which one may be none. */
  readonly extensions: readonly string[];
}

const NEIGHBOURS = /\b(?:from|import|require\()\s*['"](\.{1,2}\/[^'"\n]+)['"]/g;
const OF_SOURCES = /\.[cm]?[jt]sx?$/;
/** `./users.service` has no extension, and `./users.json` has one that says nothing about sources. */
const OF_OTHERS =
  /\.(?:json5?|css|s[ac]ss|less|html?|txt|md|sql|graphql|gql|proto|node|wasm|vue|svelte|svg|png|ya?ml)$/;

/** Reads what is known of an importer from its text. Undefined for a file that does not parse. */
export function importerOf(path: string, text: string, { isModule }: PackageFolder): Importer | undefined {
  const hasSyntax = hasModuleSyntax(path, text);
  if (hasSyntax === undefined) return undefined;
  const extension = extname(path).toLowerCase();
  const isTyped = /^\.[cm]?tsx?$/.test(extension);
  const isNodeModule =
    extension === '.mjs' || extension === '.mts' || (isModule && !extension.startsWith('.c'));
  return {
    path,
    text,
    isTyped,
    isCommonJs: !isNodeModule && (extension.startsWith('.c') || !hasSyntax),
    extensions: [...text.matchAll(NEIGHBOURS)]
      .map(([, neighbour = '']) => neighbour)
      .filter((neighbour) => !OF_OTHERS.test(neighbour))
      .map((neighbour) => OF_SOURCES.exec(neighbour)?.[0] ?? ''),
  };
}

function hasModuleSyntax(path: string, text: string): boolean | undefined {
  try {
    const { ast } = parser.parseForESLint(text, { filePath: path });
    return ast.body.some(({ type }) => type === 'ImportDeclaration' || type.startsWith('Export'));
  } catch {
    return undefined;
  }
}
