import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile, Variable } from '../source/file.js';

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** The variables that name a class: one inside its body and, of a declaration, one around it. */
export function variablesNaming(file: SourceFile, { id, type }: ClassNode): Variable[] {
  // Of the two that have the same identifier, the file knows the inner one.
  const inside = id ? file.variableOf(id) : undefined;
  if (!inside) return [];
  const around = type === 'ClassDeclaration' ? inside.scope.upper?.set.get(inside.name) : undefined;
  return around ? [inside, around] : [inside];
}
