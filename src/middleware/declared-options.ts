import type { TSESTree } from '@typescript-eslint/utils';
import { oncePerFile, type SourceFile } from '../source/file.js';
import { memberName, unwrapped, walk, type Node } from '../source/syntax.js';
import type { OptionsConsumer } from './option-calls.js';

/** An object literal that a file gives a name or exports. */
export interface Declaration {
  /** The literal, in the assertions around it. */
  readonly value: Node;
  /** The declarator, export or assignment that holds it. */
  readonly holder: Node;
  /** The name it is declared or exported under; undefined for a main export. */
  readonly name: string | undefined;
  readonly isExported: boolean;
}

/** The object literals of a file that may be used elsewhere, in source order. */
export const declarationsIn = oncePerFile((file): readonly Declaration[] =>
  [
    ...file.nodesOfType('VariableDeclarator').flatMap((node) => named(file, node)),
    ...file
      .nodesOfType('ExportDefaultDeclaration')
      .map((node) => ({ value: node.declaration, holder: node, name: undefined, isExported: true })),
    ...file
      .nodesOfType('TSExportAssignment')
      .map((node) => ({ value: node.expression, holder: node, name: undefined, isExported: true })),
    ...file.nodesOfType('AssignmentExpression').flatMap((node) => assigned(file, node)),
  ]
    .filter(({ value }) => unwrapped(value).type === 'ObjectExpression')
    .sort((left, right) => left.holder.range[0] - right.holder.range[0]),
);

function named(file: SourceFile, node: TSESTree.VariableDeclarator): Declaration[] {
  const { id, init } = node;
  return init && id.type === 'Identifier'
    ? [{ value: init, holder: node, name: id.name, isExported: isExported(file, node) }]
    : [];
}

function assigned(file: SourceFile, node: TSESTree.AssignmentExpression): Declaration[] {
  if (!isModuleExports(file, node.left)) return [];
  const name = node.left.type === 'MemberExpression' ? memberName(node.left) : undefined;
  return [{ value: node.right, holder: node, name: name === 'exports' ? undefined : name, isExported: true }];
}

function isExported(file: SourceFile, declarator: TSESTree.VariableDeclarator): boolean {
  const declaration = file.parentOf(declarator);
  if (declaration && file.parentOf(declaration)?.type === 'ExportNamedDeclaration') return true;
  if (declarator.id.type !== 'Identifier') return false;
  const variable = file.variableOf(declarator.id);
  return (variable?.references ?? []).some((reference) => {
    let node: Node = reference.identifier;
    let parent = file.parentOf(node);
    // `module.exports = { corsOptions }` and `export { corsOptions }`.
    if (parent?.type === 'Property' && parent.value === node) {
      node = file.parentOf(parent) ?? node;
      parent = file.parentOf(node);
    }
    if (
      parent?.type === 'ExportSpecifier' ||
      parent?.type === 'ExportDefaultDeclaration' ||
      parent?.type === 'TSExportAssignment'
    )
      return true;
    return (
      parent?.type === 'AssignmentExpression' && parent.right === node && isModuleExports(file, parent.left)
    );
  });
}

function isModuleExports(file: SourceFile, target: Node): boolean {
  if (target.type !== 'MemberExpression') return false;
  const { object } = target;
  if (object.type === 'MemberExpression') return isModuleExports(file, object);
  if (object.type !== 'Identifier' || file.variableOf(object)) return false;
  return object.name === 'exports' || (object.name === 'module' && memberName(target) === 'exports');
}

/** Whether the object reaches a call in this file: then the call is the site. */
export function isConsumed(
  file: SourceFile,
  { value, holder }: Declaration,
  calls: ReturnType<OptionsConsumer['calls']>,
): boolean {
  const name = holder.type === 'VariableDeclarator' ? holder.id : undefined;
  const variable = name && file.variableOf(name);
  return calls.some(({ node }) =>
    node.arguments.some((argument) => {
      let mentions = false;
      walk(argument, (part) => {
        if (part === value || (variable && part.type === 'Identifier' && file.variableOf(part) === variable))
          mentions = true;
      });
      return mentions;
    }),
  );
}
