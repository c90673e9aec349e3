import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { insertAt, type TextEdit } from '../source/edits.js';
import { isFunctionNode, isStatement, memberName, type Node } from '../source/syntax.js';

/** The declaration of a module whose value an expression is a part of, where it has one. */
export function heldIn(file: SourceFile, node: Node): TSESTree.VariableDeclarator | undefined {
  for (const parent of ancestorsOf(file, node)) {
    if (parent.type === 'VariableDeclarator') return parent;
    if (isFunctionNode(parent) || isStatement(parent)) return undefined;
  }
  return undefined;
}

/**
 * Edits that make a constant a function which gives what it held: what is read when it is called may be set long after the
 * module was loaded. Undefined where other files, or the module while it is loaded, use it as it is, or change it.
 *
 * @param replaced a use that is rewritten anyway.
 */
export function functionEdits(
  file: SourceFile,
  { id, init, parent }: TSESTree.VariableDeclarator,
  replaced?: Node,
): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const variable = file.variableOf(id);
  const isExported = parent.parent.type === 'ExportNamedDeclaration';
  if (id.type !== 'Identifier' || !init || !variable || parent.kind !== 'const' || isExported)
    return undefined;
  const uses = variable.references
    .filter(({ identifier, init: isFirstWrite }) => isFirstWrite !== true && identifier !== replaced)
    .map(({ identifier }) => identifier);
  if (!uses.every((use) => isReadWhenAsked(file, use))) return undefined;
  const type = id.typeAnnotation;
  return {
    name: id.name,
    edits: [
      ...(type ? [{ range: type.range, text: '' }] : []),
      insertAt(init.range[0], `()${type ? file.textOf(type) : ''} => `),
      ...uses.map((use) => insertAt(use.range[1], '()')),
    ],
  };
}

const CHANGING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|add|delete|clear)$/;

/** Whether a use looks at a list, inside a function and without changing it. */
function isReadWhenAsked(file: SourceFile, use: Node): boolean {
  if (![...ancestorsOf(file, use)].some(isFunctionNode)) return false;
  const parent = file.parentOf(use);
  if (parent?.type === 'SpreadElement') return true;
  const place = parent && file.parentOf(parent);
  if (parent?.type !== 'MemberExpression' || parent.object !== use || parent.computed) return false;
  const isWritten = place?.type === 'AssignmentExpression' && place.left === parent;
  return !isWritten && !CHANGING.test(memberName(parent) ?? '');
}
