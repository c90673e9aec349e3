import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type FunctionNode, type Node } from '../source/syntax.js';
import { assignment, update } from './assignment.js';
import { awaited, call, construct } from './call.js';
import { callSuper, defineClass, superMember } from './classes.js';
import { Frame } from './frame.js';
import { globalValue } from './globals.js';
import { iterate } from './iterate.js';
import { arrayLiteral, literal, objectLiteral, taggedTemplate, template } from './literals.js';
import { deleteMember, getMember, isMissing, memberOfUnknown } from './members.js';
import { binary, nullish, truthy, unary } from './operators.js';
import { linkedModule } from './modules/linked.js';
import { memberKey } from './patterns.js';
import { hasProperty, instanceOf } from './relations.js';
import type { Run } from './run.js';
import { FunctionValue, opaque, PromiseValue, Unknown, UnknownArguments, type Value } from './values.js';
import { readVariable } from './variables.js';

/** The value of an expression of the linted program. Throws `Thrown` for its exceptions, `Undecided` when out of fuel. */
export function evaluate(run: Run, expression: Node, frame: Frame): Value {
  const { recorder } = run;
  if (!recorder) return valueOf(run, expression, frame);
  try {
    const value = valueOf(run, expression, frame);
    recorder.gave(expression, value);
    return value;
  } catch (stop) {
    recorder.stopped(expression, stop);
    throw stop;
  }
}

function valueOf(run: Run, expression: Node, frame: Frame): Value {
  run.step();
  const inner = unwrapped(expression);
  const replacement = run.hooks.replacements.get(inner) ?? run.hooks.replacements.get(expression);
  const value = replacement
    ? replacement((node) => run.nested(() => evaluateKind(run, unwrapped(node), frame)), run)
    : run.nested(() => evaluateKind(run, inner, frame));
  run.hooks.values.get(expression)?.(value, run);
  return value;
}

function evaluateKind(run: Run, node: Node, frame: Frame): Value {
  switch (node.type) {
    case 'Literal':
      return literal(node);
    case 'TemplateLiteral':
      return template(run, node, frame);
    case 'TaggedTemplateExpression':
      return taggedTemplate(run, node, frame);
    case 'Identifier':
      return readVariable(run, node, frame);
    case 'ThisExpression':
      return frame.thisValue === undefined && run.file.fileOf(node).program.sourceType !== 'module'
        ? opaque('the global object as this')
        : frame.thisValue;
    case 'ArrayExpression':
      return arrayLiteral(run, node, frame);
    case 'ObjectExpression':
      return objectLiteral(run, node, frame);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionDeclaration':
      return functionValue(run, node, frame);
    case 'ClassExpression':
    case 'ClassDeclaration':
      return defineClass(run, node, frame);
    case 'MemberExpression':
      return member(run, node, frame);
    case 'CallExpression':
      return callExpression(run, node, frame);
    case 'NewExpression':
      return construct(run, evaluate(run, node.callee, frame), argumentsOf(run, node.arguments, frame), node);
    case 'UnaryExpression':
      return unaryExpression(run, node, frame);
    case 'BinaryExpression':
      return binaryExpression(run, node, frame);
    case 'LogicalExpression':
      return logical(run, node.operator, evaluate(run, node.left, frame), () =>
        evaluate(run, node.right, frame),
      );
    case 'ConditionalExpression':
      return evaluate(
        run,
        truthy(run, evaluate(run, node.test, frame)) ? node.consequent : node.alternate,
        frame,
      );
    case 'AssignmentExpression':
      return assignment(run, node, frame);
    case 'UpdateExpression':
      return update(run, node, frame);
    case 'SequenceExpression':
      return node.expressions.reduce<Value>((_previous, part) => evaluate(run, part, frame), undefined);
    case 'AwaitExpression':
      return awaited(evaluate(run, node.argument, frame));
    case 'ImportExpression':
      return importedLater(run, evaluate(run, node.source, frame), node);
    case 'MetaProperty':
      return node.meta.name === 'import' ? globalValue(run, 'import.meta') : opaque('new.target');
    default:
      return opaque(`syntax the interpreter does not know (${node.type})`);
  }
}

/** `import(specifier)`. */
function importedLater(run: Run, specifier: Value, node: Node): Value {
  const module =
    typeof specifier === 'string' ? linkedModule(run, specifier, run.file.fileOf(node)) : undefined;
  return module === undefined ? opaque('a module loaded at run time') : new PromiseValue('fulfilled', module);
}

/** The closure of a function node; remembered, so that a function nobody in this file calls can be entered. */
export function functionValue(run: Run, node: FunctionNode, frame: Frame): FunctionValue {
  const ownName = node.type === 'FunctionExpression' && node.id ? run.file.variableOf(node.id) : undefined;
  const scope = ownName ? new Frame(frame, frame.thisValue) : frame;
  const value = new FunctionValue(node, scope, frame.thisValue);
  if (ownName) scope.cells.set(ownName, value);
  value.origin = node;
  run.closures.set(node, value);
  return value;
}

function member(run: Run, node: TSESTree.MemberExpression, frame: Frame): Value {
  if (node.object.type === 'Super') return superMember(run, frame, memberKey(run, node, frame));
  const object = evaluate(run, node.object, frame);
  if (leavesChain(run, node, node.object, object)) return undefined;
  const value = getMember(run, object, memberKey(run, node, frame));
  run.leftChain = undefined;
  return value;
}

/**
 * Whether an optional chain ends before `node` reads or calls `part`: at `undefined?.x`, and at everything behind it in
 * the same chain.
 */
function leavesChain(
  run: Run,
  node: TSESTree.MemberExpression | TSESTree.CallExpression,
  part: Node,
  value: Value,
): boolean {
  const inner = part.type === 'TSNonNullExpression' ? part.expression : part;
  const isLeft = run.leftChain === inner || (node.optional && isMissing(value));
  if (isLeft) run.leftChain = node;
  return isLeft;
}

function argumentsOf(run: Run, nodes: readonly TSESTree.CallExpressionArgument[], frame: Frame): Value[] {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') {
      args.push(evaluate(run, node, frame));
      continue;
    }
    const items = iterate(run, evaluate(run, node.argument, frame));
    if (items instanceof Unknown) return [...args, ...unknownArguments(items)];
    args.push(...items);
  }
  return args;
}

/** Some arguments of an unknown number of them: as many as platform functions look at. */
const unknownArguments = (items: Unknown): Value[] => [
  new UnknownArguments(items.provenance, items.reason),
  memberOfUnknown(items, '1'),
  memberOfUnknown(items, '2'),
];

/** What a call or a tag calls, and on what. */
export function calleeOf(run: Run, node: Node, frame: Frame): { target: Value; thisValue: Value } {
  const callee = unwrapped(node);
  if (callee.type !== 'MemberExpression') return { target: evaluate(run, node, frame), thisValue: undefined };
  if (callee.object.type === 'Super')
    return { target: evaluate(run, node, frame), thisValue: frame.thisValue };
  const thisValue = evaluate(run, callee.object, frame);
  const target = leavesChain(run, callee, callee.object, thisValue)
    ? undefined
    : getMember(run, thisValue, memberKey(run, callee, frame));
  return { target, thisValue };
}

function callExpression(run: Run, node: TSESTree.CallExpression, frame: Frame): Value {
  if (node.callee.type === 'Super') return callSuper(run, frame, argumentsOf(run, node.arguments, frame));
  const hook = run.hooks.calls.get(node);
  if (hook) {
    // The receiver may be a chain of further calls that are hooked themselves: `res.status(204).set(…)`.
    if (node.callee.type === 'MemberExpression') evaluate(run, node.callee.object, frame);
    return hook(argumentsOf(run, node.arguments, frame), run);
  }
  const { target, thisValue } = calleeOf(run, node.callee, frame);
  if (leavesChain(run, node, node.callee, target)) return undefined;
  const value = call(run, target, thisValue, argumentsOf(run, node.arguments, frame), node);
  run.leftChain = undefined;
  return value;
}

function unaryExpression(run: Run, node: TSESTree.UnaryExpression, frame: Frame): Value {
  const argument = unwrapped(node.argument);
  if (node.operator !== 'delete' || argument.type !== 'MemberExpression') {
    const value = evaluate(run, node.argument, frame);
    return node.operator === 'delete' ? true : unary(run, node.operator, value);
  }
  const object = evaluate(run, argument.object, frame);
  if (leavesChain(run, argument, argument.object, object)) return true;
  return deleteMember(run, object, memberKey(run, argument, frame));
}

function binaryExpression(run: Run, node: TSESTree.BinaryExpression, frame: Frame): Value {
  if (node.left.type === 'PrivateIdentifier') return opaque('a private name test');
  const left = evaluate(run, node.left, frame);
  const right = evaluate(run, node.right, frame);
  if (node.operator === 'instanceof') return instanceOf(run, left, right);
  if (node.operator === 'in') return hasProperty(run, left, right);
  return binary(run, node.operator, left, right);
}

export function logical(
  run: Run,
  operator: TSESTree.LogicalExpression['operator'],
  left: Value,
  right: () => Value,
): Value {
  if (operator === '??') return nullish(run, left) ? right() : left;
  if (operator === '||') return truthy(run, left) ? left : right();
  return truthy(run, left) ? right() : left;
}
