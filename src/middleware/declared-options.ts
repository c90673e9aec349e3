import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
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
export function declarationsIn(file: SourceFile): Declaration[] {
  return file.nodes.flatMap((node) => declarationAt(file, node) ?? []);
}

function declarationAt(file: SourceFile, node: Node): Declaration | undefined {
  if (node.type === 'VariableDeclarator') {
    if (!node.init || node.id.type !== 'Identifier' || !isObjectLiteral(node.init)) return undefined;
    return { value: node.init, holder: node, name: node.id.name, isExported: isExported(file, node) };
  }
  if (node.type === 'ExportDefaultDeclaration' || node.type === 'TSExportAssignment') {
    const value = node.type === 'ExportDefaultDeclaration' ? node.declaration : node.expression;
    return isObjectLiteral(value) ? { value, holder: node, name: undefined, isExported: true } : undefined;
  }
  if (node.type !== 'AssignmentExpression' || !isModuleExports(file, node.left)) return undefined;
  const name = node.left.type === 'MemberExpression' ? memberName(node.left) : undefined;
  return isObjectLiteral(node.right)
    ? { value: node.right, holder: node, name: name === 'exports' ? undefined : name, isExported: true }
    : undefined;
}

const isObjectLiteral = (node: Node): boolean => unwrapped(node).type === 'ObjectExpression';

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
