import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, oncePerFile, type SourceFile, type Variable } from '../source/file.js';
import {
  isFunctionNode,
  isStatement,
  keyName,
  memberName,
  type FunctionNode,
  type Node,
} from '../source/syntax.js';

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
  'add',
  'delete',
  'set',
  'clear',
  'append',
]);
/** Functions of `Object` that change their first argument. */
const OBJECT_MUTATORS = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'freeze']);

/** The expression that may change the object an identifier stands for, if its place in the source is one. */
export function changeThrough(file: SourceFile, identifier: Node): Node | undefined {
  const { node, lastName } = memberChain(file, identifier);
  const parent = file.parentOf(node);
  if (!parent) return undefined;
  if (lastName !== undefined && isTarget(file, parent, node)) return parent;
  if (parent.type === 'CallExpression' && parent.callee === node) {
    const changes = lastName !== undefined && (MUTATORS.has(lastName) || methodsIn(file).has(lastName));
    return changes ? parent : undefined;
  }
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression')
    return changesArgument(file, parent, node) ? parent : undefined;
  return changedAlias(file, node);
}

/** The longest chain of members that starts with `identifier`, and the name of the last; '' for a computed one. */
function memberChain(file: SourceFile, identifier: Node): { node: Node; lastName: string | undefined } {
  let node = identifier;
  let lastName: string | undefined;
  for (let parent = file.parentOf(node); parent; parent = file.parentOf(node)) {
    if (parent.type === 'MemberExpression' && parent.object === node) lastName = memberName(parent) ?? '';
    else if (!isWrapper(parent)) break;
    node = parent;
  }
  return { node, lastName };
}

/** Syntax around an expression that leaves its value as it is. */
const isWrapper = (node: Node): boolean =>
  node.type === 'TSAsExpression' ||
  node.type === 'TSSatisfiesExpression' ||
  node.type === 'TSNonNullExpression' ||
  node.type === 'TSTypeAssertion' ||
  node.type === 'ChainExpression';

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

/** `configure(options)` and `Object.assign(options, …)`, called for what they do to their argument. */
function changesArgument(
  file: SourceFile,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  argument: Node,
): boolean {
  const { callee } = call;
  const index = call.arguments.findIndex((candidate) => candidate === argument);
  if (index === -1) return false;
  if (isOwnStatement(file, call)) return !isHandedIn(file, callee);
  if (callee.type === 'MemberExpression')
    return (
      callee.object.type === 'Identifier' &&
      callee.object.name === 'Object' &&
      OBJECT_MUTATORS.has(memberName(callee) ?? '')
    );
  const param = functionNamed(file, callee)?.params[index];
  const variable = param && file.variableOf(param);
  return variable !== undefined && isChanged(file, variable);
}

/** Whether a function is called back that other code hands in, such as `callback(null, list)`: it is told an answer. */
function isHandedIn(file: SourceFile, callee: Node): boolean {
  const definition = callee.type === 'Identifier' ? file.variableOf(callee)?.defs[0] : undefined;
  if (definition?.type !== 'Parameter') return false;
  const owner = definition.node;
  return owner.type !== 'FunctionDeclaration' && file.parentOf(owner)?.type !== 'VariableDeclarator';
}

/** Whether a call is made for what it does: its result is not used. */
function isOwnStatement(file: SourceFile, call: Node): boolean {
  let parent = file.parentOf(call);
  while (
    parent &&
    (isWrapper(parent) || parent.type === 'AwaitExpression' || parent.type === 'UnaryExpression')
  )
    parent = file.parentOf(parent);
  return parent?.type === 'ExpressionStatement';
}

/** The function of this file that an identifier names. */
export function functionNamed(file: SourceFile, identifier: Node): FunctionNode | undefined {
  const definition = file.variableOf(identifier)?.defs[0];
  if (definition?.type === 'FunctionName' && isFunctionNode(definition.node)) return definition.node;
  const init = (definition?.type === 'Variable' && definition.node.init) || undefined;
  return isFunctionNode(init) ? init : undefined;
}

/** Where an object gets a further name under which it is changed. */
function changedAlias(file: SourceFile, value: Node): Node | undefined {
  let node = value;
  let parent = file.parentOf(node);
  while (parent && carries(parent, node)) {
    node = parent;
    parent = file.parentOf(node);
  }
  if (parent?.type === 'VariableDeclarator' && parent.init === node)
    return namesIn(file, parent.id).some((variable) => isChanged(file, variable)) ? parent : undefined;
  if (parent?.type !== 'AssignmentExpression' || parent.right !== node) return undefined;
  let target: Node = parent.left;
  while (target.type === 'MemberExpression') target = target.object;
  const variable = file.variableOf(target);
  return variable && isChanged(file, variable) ? parent : undefined;
}

/** Whether the value of `parent` is, or holds, that of its part `node`. */
function carries(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'ConditionalExpression':
      return parent.test !== node;
    case 'Property':
      return parent.value === node;
    case 'LogicalExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
      return true;
    default:
      return isWrapper(parent);
  }
}

function namesIn(file: SourceFile, pattern: Node): Variable[] {
  if (pattern.type === 'Identifier') return [file.variableOf(pattern)].filter((found) => found !== undefined);
  if (pattern.type === 'ObjectPattern')
    return pattern.properties.flatMap((property) =>
      property.type === 'Property' ? namesIn(file, property.value) : [],
    );
  return pattern.type === 'AssignmentPattern' ? namesIn(file, pattern.left) : [];
}

const changed = new WeakMap<Variable, boolean>();
/** How many names for one thing are followed; beyond, one of them is taken to change it. */
const MAX_HOPS = 100;
let hops = 0;

/** Whether any mention of a variable changes the object it stands for. */
function isChanged(file: SourceFile, variable: Variable): boolean {
  const known = changed.get(variable);
  if (known !== undefined) return known;
  if (hops >= MAX_HOPS) return true;
  // An alias of an alias may lead back here.
  changed.set(variable, false);
  hops++;
  const isSo = variable.references.some(({ identifier }) => changeThrough(file, identifier) !== undefined);
  hops--;
  changed.set(variable, isSo);
  return isSo;
}

/** The names of the file's own methods that know the object they are called on. */
const methodsIn = oncePerFile((file): ReadonlySet<string> => {
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

/** The whole expression around `node` in its statement, or in the function whose result it is. */
export function wholeExpression(file: SourceFile, node: Node): Node {
  let inner = node;
  for (const parent of ancestorsOf(file, node)) {
    if (isStatement(parent) || isFunctionNode(parent)) return inner;
    inner = parent;
  }
  return inner;
}
