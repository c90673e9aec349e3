import { parseForESLint } from '@typescript-eslint/parser';
import { createSourceFile, type SourceFile } from '../../src/source/file.js';

/** Parses program text the way a lint host does. */
export function parseSource(
  text: string,
  path: string,
  versions: Readonly<Record<string, string>> = {},
): SourceFile {
  const { ast, scopeManager } = parseForESLint(text, {
    filePath: path,
    range: true,
    loc: true,
    comment: true,
    tokens: true,
    sourceType: /\.c[jt]s$/.test(path) ? 'commonjs' : 'module',
  });
  return createSourceFile({ path, text, program: ast, scopeManager, versions });
}
