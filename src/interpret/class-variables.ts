import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile, Variable } from '../source/file.js';

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** The variables that name a class: one inside its body, one around it. */
export function variablesNaming(file: SourceFile, node: ClassNode): Variable[] {
  const { id } = node;
  const variable = id ? file.variableOf(id) : undefined;
  if (!id || !variable) return [];
  const { upper, childScopes } = variable.scope;
  const inside = childScopes.find((scope) => scope.block === node)?.set.get(id.name);
  return [variable, upper?.set.get(id.name), inside].filter(
    (candidate): candidate is Variable =>
      candidate?.identifiers.some((identifier) => identifier === id) ?? false,
  );
}
