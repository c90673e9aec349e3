import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { ParsedFile } from '../source/project.js';
import { withoutByteOrderMark } from './byte-order-mark.js';
import { parser } from './parser.js';

/**
 * Parses a text that no lint host has parsed. Throws what the parser throws.
 *
 * @param path absolute; its extension decides the language.
 */
export function parsedFile(path: string, given: string): ParsedFile {
  const text = withoutByteOrderMark(given);
  const { ast, scopeManager } = parser.parseForESLint(text, { filePath: path });
  return {
    path,
    text,
    // Our own parser: it hands out trees of typescript-eslint under ESLint's type.
    program: ast as unknown as TSESTree.Program,
    scopeManager: scopeManager as unknown as TSESLint.Scope.ScopeManager,
  };
}
