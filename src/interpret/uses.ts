import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, oncePerFile, type SourceFile } from '../source/file.js';
import { keyName, memberName, unwrapped, type Node } from '../source/syntax.js';
import { functionsCalled } from './callees.js';
import { enclosingFunction } from './exits.js';
import { namesGiven, type Name } from './given-names.js';

/** Methods through which arrays, sets, maps and header objects change. */
const MUTATORS = new Set([
  'push',
  'unshift',
  'pop',
  'shift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
  'add',
  'delete',
  'set',
  'clear',
  'append',
]);
/** Functions of `Object` and `Reflect` that change their first argument. */
const OBJECT_MUTATORS = new Set([
  'assign',
  'defineProperty',
  'defineProperties',
  'deleteProperty',
  'freeze',
  'set',
  'setPrototypeOf',
]);
/** Methods whose result holds nothing of the object they are called on. */
const TELLING = new Set([
  'includes',
  'has',
  'some',
  'every',
  'indexOf',
  'lastIndexOf',
  'findIndex',
  'join',
  'startsWith',
  'endsWith',
  'test',
  'toString',
]);

/** What becomes of an object where it is mentioned. */
export interface Use {
  /** The expression that changes it. */
  readonly change: Node | undefined;
  /** A call, made for what it does, of code we cannot see that is given it. */
  readonly handedTo: Node | undefined;
  readonly aliases: readonly Alias[];
}

/** A further name for an object, a part of it or what holds it. */
export interface Alias {
  readonly name: Name;
  /** The expression that gives it the name. */
  readonly place: Node;
  /** Whether the name stands for the object itself. */
  readonly isSame: boolean;
}

const uses = new WeakMap<Node, Use>();

/** What becomes of the object that an identifier, or a member of `this`, stands for. */
export function useOf(file: SourceFile, identifier: Node): Use {
  const known = uses.get(identifier);
  if (known) return known;
  const use = followed(file, identifier);
  uses.set(identifier, use);
  return use;
}

/** Follows an object outwards from where it is mentioned, for as long as the expressions around may stand for it. */
function followed(file: SourceFile, identifier: Node): Use {
  const aliases: Alias[] = [];
  let node = identifier;
  /** Whether `node` is a member of the object, or of what came of it. */
  let isMember = false;
  /** Whether `node` is the object itself, or a part that members alone lead to. */
  let isDirect = true;
  let handedTo: Node | undefined;
  for (let parent = file.parentOf(node); parent; parent = file.parentOf(node)) {
    if (changesHere(file, parent, node, isMember)) return { change: parent, handedTo, aliases };
    if (isDirect && isForItsEffect(file, parent, node)) handedTo = parent;
    for (const name of namesGiven(file, parent, node))
      aliases.push({ name, place: parent, isSame: isDirect });
    if (!carries(parent, node)) break;
    if (parent.type === 'MemberExpression') isMember = true;
    else if (!isWrapper(parent)) isMember = isDirect = false;
    node = parent.type === 'ReturnStatement' ? (enclosingFunction(file, parent) ?? parent) : parent;
  }
  return { change: undefined, handedTo, aliases };
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const isCall = (node: Node): node is Call => node.type === 'CallExpression' || node.type === 'NewExpression';

/** Whether `parent` changes what its part `node` stands for. */
function changesHere(file: SourceFile, parent: Node, node: Node, isMember: boolean): boolean {
  if (!isCall(parent)) return isMember && isTarget(file, parent, node);
  const callee = unwrapped(parent.callee);
  if (callee.type !== 'MemberExpression') return false;
  const name = memberName(callee) ?? '';
  if (parent.callee === node) return MUTATORS.has(name) || methodsOfThis(file).has(name);
  if (parent.arguments[0] !== node) return false;
  const { object } = callee;
  if (name === 'call' || name === 'apply')
    return object.type === 'MemberExpression' && MUTATORS.has(memberName(object) ?? '');
  return (
    object.type === 'Identifier' &&
    (object.name === 'Object' || object.name === 'Reflect') &&
    OBJECT_MUTATORS.has(name)
  );
}

/** Whether `parent` writes to, or deletes, the member `node`. */
function isTarget(file: SourceFile, parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.left === node;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return file.parentOf(parent)?.type === 'ObjectPattern';
    default:
      return false;
  }
}

/** Whether a call whose result is not used is given `node`, or calls what `node` holds. */
function isForItsEffect(file: SourceFile, call: Node, node: Node): boolean {
  if (!isCall(call) || !isOwnStatement(file, call)) return false;
  return call.callee === node
    ? file.variableOf(node)?.defs[0]?.type === 'Variable' && functionsCalled(file, node).length === 0
    : !isToldOnly(file, call.callee);
}

/**
 * Whether what is called only takes note of its arguments: the console, or a function that other code hands in, such as
 * `callback(null, list)`, and the methods of what it hands in, such as `res.json(list)`.
 */
function isToldOnly(file: SourceFile, callee: Node): boolean {
  let root = unwrapped(callee);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrapped(root.type === 'MemberExpression' ? root.object : root.callee);
  if (root.type !== 'Identifier') return false;
  const definition = file.variableOf(root)?.defs[0];
  if (!definition) return root.name === 'console';
  if (definition.type !== 'Parameter') return false;
  const owner = definition.node;
  return owner.type !== 'FunctionDeclaration' && file.parentOf(owner)?.type !== 'VariableDeclarator';
}

/** Whether a call is made for what it does: its result is not used. */
function isOwnStatement(file: SourceFile, call: Node): boolean {
  let parent = file.parentOf(call);
  while (parent && (isWrapper(parent) || parent.type === 'UnaryExpression')) parent = file.parentOf(parent);
  return parent?.type === 'ExpressionStatement';
}

/** Whether the value of `parent` may be, hold, or be a part of that of its part `node`. */
function carries(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === node && !TELLING.has(memberName(parent) ?? '');
    case 'ConditionalExpression':
      return parent.test !== node;
    case 'SequenceExpression':
      return parent.expressions.at(-1) === node;
    case 'AssignmentExpression':
      return parent.right === node;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'ArrayExpression':
    case 'CallExpression':
    case 'ClassBody':
    case 'ClassExpression':
    case 'LogicalExpression':
    case 'NewExpression':
    case 'ObjectExpression':
    case 'ReturnStatement':
    case 'SpreadElement':
      return true;
    default:
      return isWrapper(parent);
  }
}

/** Whether a node is syntax around an expression that leaves its value as it is. */
const isWrapper = (node: Node): boolean => node.type === 'AwaitExpression' || unwrapped(node) !== node;

/** The names of the file's own methods that know the object they are called on. */
const methodsOfThis = oncePerFile((file): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const node of file.nodesOfType('ThisExpression')) {
    for (const parent of ancestorsOf(file, node)) {
      if (
        parent.type === 'Property' ||
        parent.type === 'MethodDefinition' ||
        parent.type === 'PropertyDefinition'
      )
        names.add(keyName(parent) ?? '');
    }
  }
  return names;
});
