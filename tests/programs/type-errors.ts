import path from 'node:path';
import typescript from 'typescript';
import { root } from '../repository/root.js';

/** A TypeScript program, under the path it is checked as. */
export interface TypedProgram {
  readonly path: string;
  readonly text: string;
}

const options: typescript.CompilerOptions = {
  strict: true,
  target: typescript.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: typescript.ModuleKind.NodeNext,
  moduleResolution: typescript.ModuleResolutionKind.NodeNext,
  jsx: typescript.JsxEmit.Preserve,
  esModuleInterop: true,
  experimentalDecorators: true,
  types: ['node'],
  skipLibCheck: true,
  noEmit: true,
};

/** Files of packages and of the language, read once. */
const declarations = new Map<string, typescript.SourceFile>();

/**
 * What the TypeScript compiler says, in strict mode, about programs that exist in memory only. They are checked together, so
 * that the types of express, cors and node are read once, and resolve packages from where their paths stand.
 */
export function typeErrors(
  programs: readonly TypedProgram[],
  further: typescript.CompilerOptions = {},
): string[] {
  const used = { ...options, ...further };
  const texts = new Map(programs.map(({ path: name, text }) => [path.normalize(name), text]));
  const host = typescript.createCompilerHost(used);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => root;
  host.fileExists = (name) => texts.has(path.normalize(name)) || fileExists(name);
  host.readFile = (name) => texts.get(path.normalize(name)) ?? readFile(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = texts.get(path.normalize(name));
    if (text !== undefined) return typescript.createSourceFile(name, text, languageVersion);
    const known = declarations.get(name) ?? getSourceFile(name, languageVersion, ...rest);
    if (known) declarations.set(name, known);
    return known;
  };
  const program = typescript.createProgram([...texts.keys()], used, host);
  return typescript.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : undefined;
    const text = typescript.flattenDiagnosticMessageText(messageText, '\n');
    if (!file || line === undefined) return text;
    return `${path.relative(root, file.fileName)}:${line + 1} ${text}\n${file.text.split(/\r?\n/)[line] ?? ''}`;
  });
}
