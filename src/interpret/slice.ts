import { ancestorsOf, type SourceFile, type Variable } from '../source/file.js';
import {
  childrenOf,
  isFunctionNode,
  isStatement,
  memberName,
  walk,
  type FunctionNode,
  type Node,
} from '../source/syntax.js';
import type { Slice } from './run.js';

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

/**
 * The part of a file that decides what the `roots` evaluate to: their variables, everything that writes those,
 * and the statements that can leave early. The rest of the bodies around the roots is skipped, so that unrelated
 * branches neither cost time nor make the outcome look uncertain.
 *
 * @param roots observed nodes. Of a call only the arguments are evaluated: what it does is observed, not performed.
 * @param leadingCalls calls inside the file that lead to the roots.
 * @param entered functions that are entered on the way to a root; only their bodies and the module's are sliced.
 */
export function sliceFor(
  file: SourceFile,
  roots: readonly Node[],
  leadingCalls: readonly Node[],
  entered: ReadonlySet<FunctionNode>,
): Slice {
  const relevant = new Set<Node>();
  const collected = new Set<Node>();
  const variables = new Set<Variable>();
  const distantWriters = new Map<Variable, FunctionNode[]>();
  const pending: Node[] = [];

  const collect = (node: Node): void => {
    if (!collected.has(node)) {
      collected.add(node);
      pending.push(node);
    }
  };

  /** Marks the statements around `node`, and what decides whether they are reached. */
  const reach = (node: Node): void => {
    for (const parent of [node, ...ancestorsOf(file, node)]) {
      if (isFunctionNode(parent) && !entered.has(parent)) callersOf(parent);
      if (!isStatement(parent) || relevant.has(parent)) continue;
      relevant.add(parent);
      for (const part of controlParts(parent)) collect(part);
    }
  };

  const callersOf = (node: FunctionNode): void => {
    const variable = variableNaming(file, node);
    if (!variable || calledFrom.has(node)) return;
    calledFrom.add(node);
    for (const reference of variable.references) {
      const parent = file.parentOf(reference.identifier);
      if (parent?.type === 'CallExpression' && parent.callee === reference.identifier) {
        reach(parent);
        collect(parent);
      }
    }
  };
  const calledFrom = new Set<FunctionNode>();

  const include = (variable: Variable): void => {
    if (variables.has(variable)) return;
    variables.add(variable);
    for (const definition of variable.defs) {
      if (definition.type === 'Parameter' || definition.type === 'ImportBinding') continue;
      reach(definition.node);
      collect(definition.node);
    }
    for (const reference of variable.references) {
      const change = changeThrough(file, reference.identifier);
      if (!change && !reference.isWrite()) continue;
      const place = change ?? reference.identifier;
      reach(place);
      const statement = enclosingStatement(file, place);
      if (statement) collect(change ?? statement);
      const writer = enclosingFunction(file, place);
      if (writer && !entered.has(writer))
        distantWriters.set(variable, [...(distantWriters.get(variable) ?? []), writer]);
    }
  };

  for (const root of roots) {
    reach(root);
    for (const part of root.type === 'CallExpression' ? root.arguments : [root]) collect(part);
  }
  for (const call of leadingCalls) {
    reach(call);
    collect(call);
  }
  for (const exit of exitsBefore(file, [...roots, ...leadingCalls], entered)) {
    reach(exit);
    collect(exit);
  }
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const identifier of identifiersIn(next, entered)) {
      const variable = file.variableOf(identifier);
      if (variable) include(variable);
    }
  }

  return { skipped: irrelevantStatements(file, relevant, entered), distantWriters };
}

/** The identifiers below `root`, without the bodies of entered functions: of those only the slice counts. */
function identifiersIn(root: Node, entered: ReadonlySet<FunctionNode>): Node[] {
  const identifiers: Node[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Identifier') identifiers.push(node);
    if (isFunctionNode(node) && entered.has(node)) pending.push(...node.params);
    else pending.push(...childrenOf(node));
  }
  return identifiers;
}

/** The expressions that decide whether, and how often, the statements inside `statement` run. */
function controlParts(statement: Node): Node[] {
  switch (statement.type) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [statement.test];
    case 'ForStatement':
      return [statement.init, statement.test, statement.update].filter((part) => part !== null);
    case 'ForOfStatement':
    case 'ForInStatement':
      return [statement.left, statement.right];
    case 'SwitchStatement':
      return [
        statement.discriminant,
        ...statement.cases.flatMap((branch) => (branch.test ? [branch.test] : [])),
      ];
    case 'ReturnStatement':
    case 'ThrowStatement':
      return statement.argument ? [statement.argument] : [];
    default:
      return [];
  }
}

/** The variable a function is known by, if it has one. */
export function variableNaming(file: SourceFile, node: FunctionNode): Variable | undefined {
  if (node.type === 'FunctionDeclaration') return node.id ? file.variableOf(node.id) : undefined;
  const parent = file.parentOf(node);
  return parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'Identifier'
    ? file.variableOf(parent.id)
    : undefined;
}

export function enclosingFunction(file: SourceFile, node: Node): FunctionNode | undefined {
  for (const parent of ancestorsOf(file, node)) if (isFunctionNode(parent)) return parent;
  return undefined;
}

function enclosingStatement(file: SourceFile, node: Node): Node | undefined {
  for (const parent of ancestorsOf(file, node)) if (isStatement(parent)) return parent;
  return undefined;
}

/** The expression that may change the object an identifier stands for, if its place in the source is one. */
function changeThrough(file: SourceFile, identifier: Node): Node | undefined {
  let node = identifier;
  let parent = file.parentOf(node);
  let last: string | undefined;
  while (parent?.type === 'MemberExpression' && parent.object === node) {
    last = memberName(parent);
    node = parent;
    parent = file.parentOf(node);
  }
  if (!parent) return undefined;
  const isMember = node !== identifier;
  if (isMember && parent.type === 'AssignmentExpression' && parent.left === node) return parent;
  if (isMember && parent.type === 'UpdateExpression') return parent;
  if (isMember && parent.type === 'UnaryExpression' && parent.operator === 'delete') return parent;
  if (parent.type === 'VariableDeclarator' && parent.init === identifier) return parent;
  if (parent.type !== 'CallExpression') return undefined;
  if (isMember && parent.callee === node)
    return last !== undefined && MUTATORS.has(last) ? parent : undefined;
  // `configure(options)` and `Object.assign(options, …)`, called for what they do to their argument.
  const isArgument = parent.arguments.some((argument) => argument === node);
  return isArgument && (isStatementOf(file, parent) || isObjectAssign(parent.callee)) ? parent : undefined;
}

const isStatementOf = (file: SourceFile, call: Node): boolean =>
  file.parentOf(call)?.type === 'ExpressionStatement';

function isObjectAssign(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    memberName(callee) === 'assign'
  );
}

/** Throws and exits of the module, and what leaves an entered body, or a loop of it, before its last root. */
function exitsBefore(file: SourceFile, roots: readonly Node[], entered: ReadonlySet<FunctionNode>): Node[] {
  const lastRootIn = (owner: FunctionNode): number =>
    Math.max(...roots.filter((root) => contains(owner, root)).map((root) => root.range[1]));
  return file.nodes.filter((node) => {
    const isExit =
      node.type === 'ReturnStatement' ||
      node.type === 'ThrowStatement' ||
      node.type === 'BreakStatement' ||
      node.type === 'ContinueStatement' ||
      isProcessExit(node);
    if (!isExit) return false;
    const owner = enclosingFunction(file, node);
    return owner ? entered.has(owner) && node.range[0] < lastRootIn(owner) : true;
  });
}

const contains = (outer: Node, inner: Node): boolean =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

const isProcessExit = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.object.type === 'Identifier' &&
  node.callee.object.name === 'process' &&
  memberName(node.callee) === 'exit';

function irrelevantStatements(
  file: SourceFile,
  relevant: ReadonlySet<Node>,
  entered: ReadonlySet<FunctionNode>,
): Set<Node> {
  const skipped = new Set<Node>();
  const visit = (node: Node): void => {
    walk(node, (child) => {
      if (!isStatement(child) || relevant.has(child)) return;
      // The body block of an entered function is no statement of its own.
      const parent = file.parentOf(child);
      if (isFunctionNode(parent)) return;
      const owner = enclosingFunction(file, child);
      if (owner ? entered.has(owner) : true) skipped.add(child);
    });
  };
  visit(file.program);
  return skipped;
}
