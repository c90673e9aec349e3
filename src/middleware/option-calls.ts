import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { callsOfImports, type ImportedBinding } from '../source/modules.js';
import { isLeftUnread } from '../source/unread-value.js';

/** A call that hands options to a library. */
export interface OptionsCall {
  readonly node: TSESTree.CallExpression;
  /** Which of its arguments the options are. */
  readonly index: number;
  /** The package the library was imported from: its version decides how the options are read. */
  readonly package: string;
  /** The name its function is exported under. */
  readonly callee?: string;
}

/** The type of an options object, by the module that exports it. */
export interface OptionsType {
  readonly module: string;
  readonly name: string;
}

/** Something that takes options objects: the calls that are given one, whichever argument it is part of, and their types. */
export interface OptionsConsumer {
  calls(file: SourceFile): readonly { readonly node: TSESTree.CallExpression | TSESTree.NewExpression }[];
  readonly types: readonly OptionsType[];
}

/**
 * The calls of what a file imports: `cors(options)`.
 *
 * @param packageOf gives the package of a binding that is the library's function.
 * @param index which of the arguments the options are.
 */
export function importedCalls(
  file: SourceFile,
  packageOf: (binding: ImportedBinding) => string | undefined,
  index = 0,
): OptionsCall[] {
  return callsOfImports(file).flatMap(({ node, binding }) => {
    const name = packageOf(binding);
    return name === undefined ? [] : [{ node, index, package: name, callee: binding.name }];
  });
}

/** Those of `importedCalls` that make a middleware. One that nobody gets is mounted nowhere: it answers no one. */
export const importedFactories = (
  file: SourceFile,
  packageOf: (binding: ImportedBinding) => string | undefined,
): OptionsCall[] => importedCalls(file, packageOf).filter(({ node }) => !isLeftUnread(file, node));

/** Whether a binding is a module itself or its default export: the two are one thing to programs that compilers touch. */
export const isWholeModule = ({ name }: ImportedBinding): boolean => name === '*' || name === 'default';
