import type { TSESTree } from '@typescript-eslint/utils';
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

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** The variables that name a class: one inside its body and, of a declaration, one around it. */
export function variablesOfClass(file: SourceFile, { id, type }: ClassNode): Variable[] {
  // Of the two that have the same identifier, the file knows the inner one.
  const inside = id ? file.variableOf(id) : undefined;
  if (!inside) return [];
  const around = type === 'ClassDeclaration' ? inside.scope.upper?.set.get(inside.name) : undefined;
  return around ? [inside, around] : [inside];
}
