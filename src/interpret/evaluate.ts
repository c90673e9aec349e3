import type { TSESTree } from '@typescript-eslint/utils';
import { keyName, unwrapped, type FunctionNode, type Node } from '../source/syntax.js';
import { awaited, call, construct } from './call.js';
import { callSuper, defineClass } from './classes.js';
import type { Frame } from './frame.js';
import { globalValue } from './globals.js';
import { iterate } from './iterate.js';
import { getMember } from './members.js';
import { ownEntries } from './natives/object-members.js';
import { binary, derived, nullish, toText, truthy, unary } from './operators.js';
import { assignPattern, memberKey } from './patterns.js';
import type { Run } from './run.js';
import {
  ArrayValue,
  ClassValue,
  ErrorValue,
  FunctionValue,
  HostObject,
  MapValue,
  NativeFunction,
  ObjectValue,
  opaque,
  PlainObject,
  PromiseValue,
  RegExpValue,
  SetValue,
  Unknown,
  UrlValue,
  type Value,
} from './values.js';
import { readVariable } from './variables.js';

/** The value of an expression of the linted program. Throws `Thrown` for its exceptions, `Undecided` when out of fuel. */
export function evaluate(run: Run, expression: Node, frame: Frame): Value {
  run.step();
  const replacement = run.hooks.replacements.get(expression);
  const value = replacement
    ? replacement((node) => run.nested(() => evaluateKind(run, unwrapped(node), frame)), run)
    : run.nested(() => evaluateKind(run, unwrapped(expression), frame));
  run.hooks.values.get(expression)?.(value);
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
      return frame.thisValue;
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
      return opaque('a module loaded at run time');
    case 'MetaProperty':
      return globalValue(run, 'import.meta') ?? opaque('a meta property');
    default:
      return opaque(`syntax the interpreter does not know (${node.type})`);
  }
}

function literal(node: TSESTree.Literal): Value {
  if ('regex' in node) return new RegExpValue(node.regex.pattern, node.regex.flags);
  return node.value;
}

function template(run: Run, node: TSESTree.TemplateLiteral, frame: Frame): Value {
  let result: Value = '';
  for (const [index, quasi] of node.quasis.entries()) {
    result = binary(run, '+', result, quasi.value.cooked);
    const expression = node.expressions[index];
    if (!expression) continue;
    const text = toText(run, evaluate(run, expression, frame));
    result = binary(run, '+', result, text);
  }
  return result;
}

function taggedTemplate(run: Run, node: TSESTree.TaggedTemplateExpression, frame: Frame): Value {
  const tag = evaluate(run, node.tag, frame);
  const values = node.quasi.expressions.map((expression) => evaluate(run, expression, frame));
  const isRaw = tag instanceof NativeFunction && tag.name === 'raw';
  const strings = new ArrayValue(
    node.quasi.quasis.map((quasi) => (isRaw ? quasi.value.raw : quasi.value.cooked)),
  );
  return call(run, tag, undefined, [strings, ...values], node);
}

function arrayLiteral(run: Run, node: TSESTree.ArrayExpression, frame: Frame): Value {
  const array = new ArrayValue();
  array.origin = node;
  for (const element of node.elements) {
    if (element?.type === 'SpreadElement') {
      const items = iterate(run, evaluate(run, element.argument, frame));
      if (items instanceof Unknown) return derived(run, 'an array with unknown elements', [items]);
      array.items.push(...items);
    } else {
      array.items.push(element ? evaluate(run, element, frame) : undefined);
    }
  }
  return array;
}

function objectLiteral(run: Run, node: TSESTree.ObjectExpression, frame: Frame): Value {
  const object = new PlainObject();
  object.origin = node;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spreadInto(run, object, evaluate(run, property.argument, frame), property);
      continue;
    }
    const name = keyName(property) ?? toText(run, evaluate(run, property.key, frame));
    if (typeof name !== 'string') {
      object.unseenMembers = opaque('a property with a computed name');
      object.slots.clear();
    } else if (property.kind === 'set') {
      continue;
    } else {
      const value = evaluate(run, property.value, frame);
      object.slots.set(name, {
        value: property.kind === 'get' ? call(run, value, object, []) : value,
        writer: property,
      });
    }
  }
  return object;
}

/** `{ ...value }`. Unknown properties may replace every property written before them. */
function spreadInto(run: Run, object: PlainObject, value: Value, writer: Node): void {
  const entries = ownEntries(run, value);
  if (entries instanceof Unknown) {
    object.slots.clear();
    object.unseenMembers = opaque(entries.reason);
    return;
  }
  for (const [key, part] of entries) object.slots.set(key, { value: part, writer });
}

/** The closure of a function node; remembered, so that a function nobody in this file calls can be entered. */
export function functionValue(run: Run, node: FunctionNode, frame: Frame): FunctionValue {
  const value = new FunctionValue(node, frame, frame.thisValue);
  value.origin = node;
  run.closures.set(node, value);
  return value;
}

function member(run: Run, node: TSESTree.MemberExpression, frame: Frame): Value {
  if (node.object.type === 'Super') return opaque('a member of a parent class');
  const object = evaluate(run, node.object, frame);
  if (isShortCircuit(node, object)) return undefined;
  return getMember(run, object, memberKey(run, node, frame));
}

/** `undefined?.x` and the rest of the chain after it. */
function isShortCircuit(node: TSESTree.MemberExpression | TSESTree.CallExpression, value: Value): boolean {
  if (value !== undefined && value !== null) return false;
  return node.optional || continuesOptionalChain(node.type === 'CallExpression' ? node.callee : node.object);
}

function continuesOptionalChain(node: Node): boolean {
  if (node.type === 'MemberExpression') return node.optional || continuesOptionalChain(node.object);
  if (node.type === 'CallExpression') return node.optional || continuesOptionalChain(node.callee);
  return false;
}

function argumentsOf(run: Run, nodes: readonly TSESTree.CallExpressionArgument[], frame: Frame): Value[] {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') {
      args.push(evaluate(run, node, frame));
      continue;
    }
    const items = iterate(run, evaluate(run, node.argument, frame));
    if (items instanceof Unknown) return [...args, items, items, items];
    args.push(...items);
  }
  return args;
}

function callExpression(run: Run, node: TSESTree.CallExpression, frame: Frame): Value {
  if (node.callee.type === 'Super')
    return callSuper(run, frame.thisValue, argumentsOf(run, node.arguments, frame));
  const hook = run.hooks.calls.get(node);
  if (hook) {
    // The receiver may be a chain of further calls that are hooked themselves: `res.status(204).set(…)`.
    if (node.callee.type === 'MemberExpression') evaluate(run, node.callee.object, frame);
    return hook(argumentsOf(run, node.arguments, frame), run);
  }
  const callee = unwrapped(node.callee);
  let thisValue: Value;
  let target: Value;
  if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
    thisValue = evaluate(run, callee.object, frame);
    if (isShortCircuit(callee, thisValue)) return undefined;
    target = getMember(run, thisValue, memberKey(run, callee, frame));
  } else {
    target = evaluate(run, node.callee, frame);
  }
  if (isShortCircuit(node, target)) return undefined;
  return call(run, target, thisValue, argumentsOf(run, node.arguments, frame), node);
}

function unaryExpression(run: Run, node: TSESTree.UnaryExpression, frame: Frame): Value {
  const { argument } = node;
  if (node.operator === 'delete') {
    if (argument.type !== 'MemberExpression') return true;
    const object = evaluate(run, argument.object, frame);
    const key = toText(run, memberKey(run, argument, frame));
    if (object instanceof ObjectValue && typeof key === 'string') object.slots.delete(key);
    return true;
  }
  return unary(run, node.operator, evaluate(run, argument, frame));
}

function binaryExpression(run: Run, node: TSESTree.BinaryExpression, frame: Frame): Value {
  if (node.left.type === 'PrivateIdentifier') return opaque('a private name test');
  const left = evaluate(run, node.left, frame);
  const right = evaluate(run, node.right, frame);
  if (node.operator === 'instanceof') return instanceOf(run, left, right);
  if (node.operator === 'in') return hasProperty(run, left, right);
  return binary(run, node.operator, left, right);
}

const INSTANCES: ReadonlyMap<string, (value: Value) => boolean> = new Map<string, (value: Value) => boolean>([
  ['Array', (value) => value instanceof ArrayValue],
  ['Set', (value) => value instanceof SetValue],
  ['Map', (value) => value instanceof MapValue],
  ['RegExp', (value) => value instanceof RegExpValue],
  ['URL', (value) => value instanceof UrlValue],
  ['Promise', (value) => value instanceof PromiseValue],
  ['Error', (value) => value instanceof ErrorValue],
  ['Object', (value) => value instanceof ObjectValue],
]);

function instanceOf(run: Run, left: Value, right: Value): Value {
  if (left instanceof Unknown || right instanceof Unknown) return derived(run, 'a type test', [left, right]);
  if (right instanceof NativeFunction) {
    const test = INSTANCES.get(right.name);
    return test ? test(left) : opaque('a type test');
  }
  if (!(right instanceof ClassValue)) return false;
  for (
    let level: Value = left instanceof PlainObject ? left.prototype : undefined;
    level instanceof ClassValue;
    level = level.parent
  ) {
    if (level === right) return true;
  }
  return false;
}

function hasProperty(run: Run, left: Value, right: Value): Value {
  const key = toText(run, left);
  if (right instanceof HostObject) return typeof key === 'string' ? right.read(run, key) !== undefined : key;
  if (!(right instanceof ObjectValue) || typeof key !== 'string' || right.unseenMembers)
    return derived(run, 'a property test', [left, right]);
  if (right instanceof ArrayValue && /^\d+$/.test(key)) return Number(key) < right.items.length;
  return right.slots.has(key);
}

function logical(
  run: Run,
  operator: TSESTree.LogicalExpression['operator'],
  left: Value,
  right: () => Value,
): Value {
  if (operator === '??') return nullish(run, left) ? right() : left;
  if (operator === '||') return truthy(run, left) ? left : right();
  return truthy(run, left) ? right() : left;
}

function assignment(run: Run, node: TSESTree.AssignmentExpression, frame: Frame): Value {
  if (node.operator === '=') {
    const value = evaluate(run, node.right, frame);
    assignPattern(run, node.left, value, frame, node);
    return value;
  }
  const before = evaluate(run, node.left, frame);
  if (node.operator === '||=' || node.operator === '&&=' || node.operator === '??=') {
    const operator = node.operator === '||=' ? '||' : node.operator === '&&=' ? '&&' : '??';
    const value = logical(run, operator, before, () => evaluate(run, node.right, frame));
    if (value !== before) assignPattern(run, node.left, value, frame, node);
    return value;
  }
  const value = compound(run, node, before, evaluate(run, node.right, frame));
  assignPattern(run, node.left, value, frame, node);
  return value;
}

function compound(run: Run, node: TSESTree.AssignmentExpression, left: Value, right: Value): Value {
  switch (node.operator) {
    case '+=':
      return binary(run, '+', left, right);
    case '-=':
      return binary(run, '-', left, right);
    case '*=':
      return binary(run, '*', left, right);
    default:
      return opaque(`the operator ${node.operator}`);
  }
}

function update(run: Run, node: TSESTree.UpdateExpression, frame: Frame): Value {
  const before = unary(run, '+', evaluate(run, node.argument, frame));
  const after = binary(run, node.operator === '++' ? '+' : '-', before, 1);
  assignPattern(run, node.argument, after, frame, node);
  return node.prefix ? after : before;
}
