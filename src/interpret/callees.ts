import { oncePerFile, type SourceFile } from '../source/file.js';
import { listIn } from '../source/list-in.js';
import { CALLBACK_METHODS } from './natives/array-callbacks.js';
import {
  isFunctionNode,
  keyName,
  memberName,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../source/syntax.js';

/**
 * The functions of the file that a callee may stand for: the one written there or named there, the constructor of a class,
 * and every method of that name.
 */
export function functionsCalled(file: SourceFile, callee: Node): readonly FunctionNode[] {
  const node = unwrapped(callee);
  if (node.type === 'MemberExpression') return methodsNamed(file).get(memberName(node) ?? '') ?? [];
  return functionOf(node) ?? functionOf(declaredValue(file, node)) ?? [];
}

/** What the declaration of a variable makes it stand for. */
function declaredValue(file: SourceFile, identifier: Node): Node | null | undefined {
  const definition = file.variableOf(identifier)?.defs[0];
  if (definition?.type === 'Variable') return definition.node.init;
  return definition?.type === 'FunctionName' || definition?.type === 'ClassName'
    ? definition.node
    : undefined;
}

function functionOf(node: Node | null | undefined): FunctionNode[] | undefined {
  const made = node ? unwrapped(node) : undefined;
  if (isFunctionNode(made)) return [made];
  if (made?.type !== 'ClassDeclaration' && made?.type !== 'ClassExpression') return undefined;
  return made.body.body.flatMap((member) =>
    member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunctionNode(member.value)
      ? [member.value]
      : [],
  );
}

/** The functions of a file that objects and classes hold, by the name of the member. */
const methodsNamed = oncePerFile((file): ReadonlyMap<string, readonly FunctionNode[]> => {
  const methods = new Map<string, FunctionNode[]>();
  for (const node of file.nodes) {
    const name = isFunctionNode(node) ? nameAsMember(file, node) : undefined;
    if (name !== undefined && isFunctionNode(node)) listIn(methods, name).push(node);
  }
  return methods;
});

/** The name under which an object or a class holds a function, if one does. */
export function nameAsMember(file: SourceFile, node: FunctionNode): string | undefined {
  const parent = file.parentOf(node);
  switch (parent?.type) {
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node ? keyName(parent) : undefined;
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression' ? memberName(parent.left) : undefined;
    default:
      return undefined;
  }
}

/** Where a file mentions members of a name: after a dot, or in a pattern. */
export const mentionsOfMember = (file: SourceFile, name: string): readonly Node[] =>
  mentionsIn(file).get(name) ?? [];

const mentionsIn = oncePerFile((file): ReadonlyMap<string, readonly Node[]> => {
  const mentions = new Map<string, Node[]>();
  const add = (name: string | undefined, node: Node) => {
    if (name !== undefined) listIn(mentions, name).push(node);
  };
  for (const node of file.nodesOfType('MemberExpression')) add(memberName(node), node);
  for (const pattern of file.nodesOfType('ObjectPattern'))
    for (const property of pattern.properties)
      if (property.type === 'Property') add(keyName(property), property);
  return mentions;
});

/** The expressions of a file that make an instance of the class with this member. */
export function instancesMadeOf(file: SourceFile, member: Node): readonly Node[] {
  const body = file.parentOf(member);
  const made = body && file.parentOf(body);
  return (made && instancesIn(file).get(made)) ?? [];
}

const instancesIn = oncePerFile((file): ReadonlyMap<Node, readonly Node[]> => {
  const instances = new Map<Node, Node[]>();
  for (const node of file.nodesOfType('NewExpression')) {
    const made = declaredValue(file, node.callee);
    if (made) listIn(instances, made).push(node);
  }
  return instances;
});

/** Whether a call is known to call the functions it is given: a method of arrays, or a function of the file. */
export const callsBack = (file: SourceFile, { callee }: { callee: Node }): boolean =>
  (callee.type === 'MemberExpression' && CALLBACK_METHODS.has(memberName(callee) ?? '')) ||
  functionsCalled(file, callee).length > 0;
