import { ancestorsOf, type SourceFile, type Variable } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import { isFunctionNode, memberName, unwrapped, type Node } from '../source/syntax.js';
import { isForHono } from './handlers/hono-context.js';
import { parameterRole } from './parameter-roles.js';
import { functionNamed } from './parameters.js';

/** Functions of Node.js and of frameworks that are given a response or a context, and leave its Vary alone. */
const LEAVES_HEADERS = /^(?:pipe|pipeline|pipeTo|finished|log|debug)$/;
/** Members under which an object holds a response. */
const HELD_RESPONSE = /^(?:res|response|raw)$/;

/** Whether one of the functions hands its response, or the context that holds it, to code nobody can see. */
export function givesAwayResponse(file: SourceFile, functions: Iterable<Node>): boolean {
  const hono = isForHono(file);
  return [...functions].some(
    (owner) =>
      isFunctionNode(owner) &&
      owner.params.some((param, index) => {
        if (param.type !== 'Identifier') return false;
        const isContext = hono && index === 0;
        const isResponse = !isContext && parameterRole(file, owner, index) === 'response';
        const uses = file.variableOf(param)?.references ?? [];
        return uses.some(({ identifier }) => isGivenAway(file, identifier, isContext || isResponse));
      }),
  );
}

/** Whether a use of a parameter, which is a response or may hold one, is an argument for code nobody can see. */
function isGivenAway(file: SourceFile, identifier: Node, isWhole: boolean): boolean {
  let node = identifier;
  let parent = file.parentOf(node);
  let isResponse = isWhole;
  while (parent?.type === 'MemberExpression' && parent.object === node) {
    if (!HELD_RESPONSE.test(memberName(parent) ?? '')) return false;
    isResponse = true;
    node = parent;
    parent = file.parentOf(node);
  }
  if (!isResponse) return false;
  while (
    parent?.type === 'Property' ||
    parent?.type === 'ObjectExpression' ||
    parent?.type === 'SpreadElement'
  ) {
    node = parent;
    parent = file.parentOf(node);
  }
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false;
  if (parent.callee === node) return false;
  const callee = unwrapped(parent.callee);
  if (functionNamed(file, callee)) return false;
  const name = callee.type === 'MemberExpression' ? memberName(callee) : file.textOf(callee);
  if (LEAVES_HEADERS.test(name ?? '')) return false;
  const isOfFramework = /^hono(?:\/|$)/.test(importedBinding(file, callee)?.module ?? '');
  return !isOfFramework;
}

/** How many variables are looked behind. */
const MOST_HOLDERS = 20;

/** Whether headers, or what holds them, are handed to a function of another module for what it does to them. */
export function givesAwayHeaders(file: SourceFile, writes: readonly Node[]): boolean {
  const holders = new Set<Variable>();
  for (const write of writes) {
    const root = rootOf(write.type === 'CallExpression' ? write.callee : write);
    for (const variable of [file.variableOf(root), declaredAround(file, write)])
      if (variable) holders.add(variable);
  }
  // Grows while it is walked.
  for (const { references } of holders) {
    if (holders.size > MOST_HOLDERS) return true;
    for (const { identifier } of references) {
      if (isForItsEffect(file, identifier)) return true;
      const further = declaredAround(file, identifier);
      if (further) holders.add(further);
    }
  }
  return false;
}

/** What an assignment or a method goes to: `response` in `response.headers.set`. */
function rootOf(node: Node): Node {
  let root = unwrapped(node.type === 'AssignmentExpression' ? node.left : node);
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  return root;
}

/** The variable whose value a node is part of, as it is declared. */
function declaredAround(file: SourceFile, node: Node): Variable | undefined {
  for (const parent of ancestorsOf(file, node)) {
    if (isFunctionNode(parent)) return undefined;
    if (parent.type === 'VariableDeclarator') return file.variableOf(parent.id);
  }
  return undefined;
}

/** `prepare(headers);` of another module: nothing but what it does to its argument can be wanted. */
function isForItsEffect(file: SourceFile, identifier: Node): boolean {
  const call = file.parentOf(identifier);
  if (call?.type !== 'CallExpression' || call.callee === identifier) return false;
  const around = file.parentOf(call);
  const statement = around?.type === 'AwaitExpression' ? file.parentOf(around) : around;
  return statement?.type === 'ExpressionStatement' && importedBinding(file, call.callee) !== undefined;
}
