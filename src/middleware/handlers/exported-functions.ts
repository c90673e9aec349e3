import { ancestorsOf, type SourceFile, type Variable } from '../../source/file.js';
import { isFunctionNode, keyName, memberName, unwrapped, type Node } from '../../source/syntax.js';

/**
 * The names under which a file exports the value of an expression or declaration: `default`, `GET`, `corsHeaders`. A
 * wrapper around it counts as the thing itself: `export const GET = withAuth(async (request) => …)`.
 */
export function exportedNames(file: SourceFile, node: Node): string[] {
  const names = new Set<string>();
  collect(file, node, names, new Set());
  return [...names];
}

function collect(file: SourceFile, node: Node, names: Set<string>, seen: Set<Node>): void {
  if (seen.has(node)) return;
  seen.add(node);
  const parent = file.parentOf(node);
  switch (parent?.type) {
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      names.add('default');
      return;
    case 'ExportNamedDeclaration':
      if ('id' in node && node.id?.type === 'Identifier') names.add(node.id.name);
      break;
    case 'VariableDeclarator':
      if (parent.init === node) collectVariable(file, parent, names, seen);
      return;
    case 'AssignmentExpression':
      if (parent.right === node) collectAssignment(file, parent.left, names);
      return;
    case 'Property':
      if (parent.value === node) collectProperty(file, parent, names);
      return;
    case 'CallExpression':
      if (parent.callee !== node) collect(file, parent, names, seen);
      return;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'AwaitExpression':
      collect(file, parent, names, seen);
      return;
    default:
  }
  if (node.type === 'FunctionDeclaration' && node.id)
    collectReferences(file, file.variableOf(node.id), names, seen);
}

function collectVariable(file: SourceFile, declarator: Node, names: Set<string>, seen: Set<Node>): void {
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return;
  const declaration = file.parentOf(declarator);
  if (declaration && file.parentOf(declaration)?.type === 'ExportNamedDeclaration')
    names.add(declarator.id.name);
  collectReferences(file, file.variableOf(declarator.id), names, seen);
}

/** `export { handler }`, `export default handler`, `module.exports = { handler }`. */
function collectReferences(
  file: SourceFile,
  variable: Variable | undefined,
  names: Set<string>,
  seen: Set<Node>,
): void {
  for (const { identifier } of variable?.references ?? []) {
    const parent = file.parentOf(identifier);
    if (parent?.type === 'ExportSpecifier')
      names.add(parent.exported.type === 'Identifier' ? parent.exported.name : parent.exported.value);
    else if (parent?.type !== 'VariableDeclarator' || parent.init === identifier)
      collect(file, identifier, names, seen);
  }
}

function collectAssignment(file: SourceFile, target: Node, names: Set<string>): void {
  const name = moduleExport(file, target);
  if (name !== undefined) names.add(name);
}

function collectProperty(file: SourceFile, property: Node, names: Set<string>): void {
  const object = file.parentOf(property);
  const parent = object && file.parentOf(object);
  if (property.type !== 'Property' || parent?.type !== 'AssignmentExpression') return;
  if (moduleExport(file, parent.left) === 'default') names.add(keyName(property) ?? '?');
}

/** The name a CommonJS assignment exports under: `exports.handler`, `module.exports`. */
function moduleExport(file: SourceFile, target: Node): string | undefined {
  const member = unwrapped(target);
  if (member.type !== 'MemberExpression') return undefined;
  const { object } = member;
  if (object.type === 'MemberExpression')
    return moduleExport(file, object) === 'default' ? memberName(member) : undefined;
  if (object.type !== 'Identifier' || file.variableOf(object)) return undefined;
  if (object.name === 'exports') return memberName(member);
  return object.name === 'module' && memberName(member) === 'exports' ? 'default' : undefined;
}

/** Whether the mention of a variable does no more than export it. */
export function isExport(file: SourceFile, mention: Node): boolean {
  const parent = file.parentOf(mention);
  const isPassedOut = parent?.type === 'Property' || parent?.type === 'AssignmentExpression';
  return parent?.type === 'ExportSpecifier' || (isPassedOut && exportedNames(file, mention).length > 0);
}

/** Whether a node stands outside every function. */
export const isOfModule = (file: SourceFile, node: Node): boolean =>
  ![...ancestorsOf(file, node)].some((parent) => isFunctionNode(parent));
