import { analyze } from '@typescript-eslint/scope-manager';
import { parseSync } from 'oxc-parser';
import { createSourceFile, type SourceFile } from '../../src/source/file.js';

/**
 * The program as oxc and scope-manager see it, without the tokens, comments and locations that lint hosts want: what a
 * generated program costs is mostly its parsing. Throws what is wrong with a text that is no program.
 */
export function parsed(
  text: string,
  path: string,
  versions: Readonly<Record<string, string>> = {},
): SourceFile {
  const reading = parseSync(path, text, {
    astType: 'ts',
    range: true,
    preserveParens: false,
    sourceType: /\.c[jt]s$/.test(path) ? 'commonjs' : 'module',
  });
  const [problem] = reading.errors;
  if (problem) throw new SyntaxError(problem.message);
  const scopeManager = analyze(reading.program as never, {
    sourceType: reading.program.sourceType === 'module' ? 'module' : 'commonjs',
    lib: [],
  });
  return createSourceFile({
    path,
    text,
    program: reading.program as never,
    scopeManager,
    versions,
  });
}
