import type { SourceFile, Variable } from './file.js';
import type { FunctionNode } from './syntax.js';

/** The variable a function is known by, if it has one. */
export function variableNaming(file: SourceFile, node: FunctionNode): Variable | undefined {
  if (node.type === 'FunctionDeclaration') return node.id ? file.variableOf(node.id) : undefined;
  const parent = file.parentOf(node);
  return parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'Identifier'
    ? file.variableOf(parent.id)
    : undefined;
}
