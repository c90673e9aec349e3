import type { SourceFile } from '../source/file.js';
import type { FunctionNode } from '../source/syntax.js';
import { parameterRole } from '../middleware/parameter-roles.js';

/** The first function that takes part in answering a request; those before it set the server up. */
export function firstHandler(file: SourceFile, functions: readonly FunctionNode[]): number {
  const index = functions.findIndex((node) => takesPart(file, node));
  return index === -1 ? functions.length - 1 : index;
}

/** Whether a function is given the request or its response. */
export const takesPart = (file: SourceFile, node: FunctionNode): boolean =>
  node.params.some((_param, position) => parameterRole(file, node, position) !== 'other');
