import type { TSESTree } from '@typescript-eslint/utils';
import { importedBinding } from '../source/modules.js';
import { childrenOf, keyName, type Node } from '../source/syntax.js';
import { call } from './call.js';
import { variablesOfClass, type ClassNode } from '../source/variable-naming.js';
import { evaluate, functionValue } from './evaluate.js';
import { executeList } from './execute.js';
import { Frame } from './frame.js';
import { ERRORS } from './globals.js';
import { forgetMembers, memberOfUnknown } from './members.js';
import { throwTypeError, toText } from './operators.js';
import { Undecided, type Run } from './run.js';
import {
  ClassValue,
  ErrorValue,
  isCallable,
  isPrimitive,
  NativeFunction,
  ObjectValue,
  opaque,
  PlainObject,
  Unknown,
  type Slot,
  type Value,
} from './values.js';

type Member = TSESTree.ClassElement;
type Field = TSESTree.PropertyDefinition | TSESTree.AccessorProperty;

const UNKNOWN_NAME = 'a member of a class with a computed name';

/** Evaluates a class, its static members and blocks included. */
export function defineClass(run: Run, node: ClassNode, frame: Frame): ClassValue {
  const parent = node.superClass ? evaluate(run, node.superClass, frame) : undefined;
  const inner = new Frame(frame, frame.thisValue);
  const value = new ClassValue(node, inner, parent);
  value.origin = node;
  inner.ofClass = value;
  run.classes.set(node, value);
  for (const variable of variablesOfClass(run.file, node)) inner.cells.set(variable, value);
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition') defineMethod(run, value, member);
    else if (isField(member)) value.fieldNames.set(member, nameOf(run, member, inner));
  }
  for (const member of node.body.body) defineStatic(run, value, member);
  for (const member of node.body.body)
    if (member.type === 'MethodDefinition' || isField(member))
      decorate(run, member, [member.static ? value : value.methods, keyName(member)], frame);
  decorate(run, node, [value], frame);
  return value;
}

/**
 * Calls the decorators somebody looks at, the one next to the class or method first. What the others make of it is not
 * followed, as if they were not there.
 */
function decorate(run: Run, decorated: Node, target: readonly Value[], frame: Frame): void {
  const decorators = childrenOf(decorated).flatMap((part) =>
    part.type === 'Decorator' && isLookedAt(run, part) ? [evaluate(run, part.expression, frame)] : [],
  );
  for (const decorator of decorators.toReversed())
    if (isCallable(decorator)) call(run, decorator, undefined, target);
}

function isLookedAt(run: Run, { range, expression }: TSESTree.Decorator): boolean {
  const { calls, values, modules } = run.hooks;
  const isInside = (node: Node): boolean => range[0] <= node.range[0] && node.range[1] <= range[1];
  if ([...calls.keys(), ...values.keys()].some(isInside)) return true;
  const made = expression.type === 'CallExpression' ? expression.callee : expression;
  return modules?.has(importedBinding(run.file, made)?.module ?? '') ?? false;
}

function defineMethod(run: Run, value: ClassValue, member: TSESTree.MethodDefinition): void {
  const name = nameOf(run, member, value.frame);
  if (member.value.type !== 'FunctionExpression') return;
  const method = functionValue(run, member.value, value.frame);
  const owner = member.static ? value : value.methods;
  if (member.kind === 'constructor') value.constructorMethod = method;
  else if (name instanceof Unknown) forgetMembers(owner, UNKNOWN_NAME);
  else owner.slots.set(name, slotFor(member, method, owner.slots.get(name)));
}

/** The slot of a method, or of an accessor together with its other half. */
export function slotFor(
  node: TSESTree.MethodDefinition | TSESTree.Property,
  method: Value,
  before: Slot | undefined,
): Slot {
  if (node.kind !== 'get' && node.kind !== 'set') return { value: method, writer: node };
  const accessor = { get: before?.accessor?.get, set: before?.accessor?.set, [node.kind]: method };
  return { value: opaque('an accessor read out of place'), writer: node, accessor };
}

function defineStatic(run: Run, value: ClassValue, member: Member): void {
  const inner = new Frame(value.frame, value, true);
  if (member.type === 'StaticBlock') executeList(run, member.body, inner);
  else if (isField(member) && member.static) defineField(run, value, value, member, inner);
}

const isField = (member: Member): member is Field =>
  (member.type === 'PropertyDefinition' && !member.declare) || member.type === 'AccessorProperty';

function defineField(run: Run, owner: ClassValue, target: ObjectValue, member: Field, frame: Frame): void {
  const name = owner.fieldNames.get(member);
  const value = member.value ? evaluate(run, member.value, frame) : undefined;
  if (typeof name === 'string') target.slots.set(name, { value, writer: member });
  else forgetMembers(target, UNKNOWN_NAME);
}

function nameOf(run: Run, member: TSESTree.MethodDefinition | Field, frame: Frame): string | Unknown {
  if (member.key.type === 'PrivateIdentifier') return `#${member.key.name}`;
  return keyName(member) ?? toText(run, evaluate(run, member.key, frame));
}

/** `new callee(...args)` for a class of the linted file. */
export function instantiate(run: Run, callee: ClassValue, args: readonly Value[], node: Node): Value {
  const root = platformParent(callee);
  if (root !== undefined && !isErrorClass(root) && !(root instanceof Unknown))
    return opaque('an instance of a class that extends one of the platform');
  const instance = isErrorClass(root) ? new ErrorValue(root.name, '') : new PlainObject();
  instance.prototype = callee;
  instance.origin = node;
  const result = run.nested(() => initialize(run, callee, instance, args));
  return isPrimitive(result) ? instance : result;
}

/** What the outermost class of this file extends. */
function platformParent(callee: ClassValue): Value {
  let { parent } = callee;
  while (parent instanceof ClassValue) ({ parent } = parent);
  return parent;
}

const isErrorClass = (value: Value): value is NativeFunction =>
  value instanceof NativeFunction && ERRORS.has(value.name);

/** Makes `instance` what `level` and its parents say; gives what the constructor returns. */
function initialize(run: Run, level: ClassValue, instance: ObjectValue, args: readonly Value[]): Value {
  // In a class that extends another, the fields follow the call of super().
  if (level.parent === undefined) initializeFields(run, level, instance);
  if (level.constructorMethod) {
    assignParameterProperties(level, instance, args);
    return call(run, level.constructorMethod, instance, args);
  }
  if (level.parent !== undefined) initializeFrom(run, level, instance, args);
  return undefined;
}

/** What `super(...args)` does in the constructor of `level`. */
function initializeFrom(run: Run, level: ClassValue, instance: ObjectValue, args: readonly Value[]): void {
  const { parent } = level;
  if (parent instanceof ClassValue) {
    const result = run.nested(() => initialize(run, parent, instance, args));
    if (!isPrimitive(result)) throw new Undecided('a parent class that makes another object');
  } else if (isErrorClass(parent) && args[0] !== undefined) {
    instance.slots.set('message', { value: toText(run, args[0]), writer: undefined });
  }
  initializeFields(run, level, instance);
}

function initializeFields(run: Run, level: ClassValue, instance: ObjectValue): void {
  for (const member of level.node.body.body) {
    if (isField(member) && !member.static)
      defineField(run, level, instance, member, new Frame(level.frame, instance, true));
  }
}

/** TypeScript's `constructor(private readonly list: string[])` assigns the argument to the instance. */
function assignParameterProperties(level: ClassValue, instance: ObjectValue, args: readonly Value[]): void {
  for (const member of level.node.body.body) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    for (const [index, param] of member.value.params.entries()) {
      if (param.type !== 'TSParameterProperty') continue;
      const { parameter } = param;
      if (parameter.type === 'Identifier')
        instance.slots.set(parameter.name, { value: args[index], writer: param });
      else if (parameter.left.type === 'Identifier')
        instance.slots.set(parameter.left.name, {
          value: args[index] ?? opaque('a parameter with a default'),
          writer: param,
        });
    }
  }
}

/** `super(...args)` inside the constructor of a class of the linted file. */
export function callSuper(run: Run, frame: Frame, args: readonly Value[]): Value {
  const { homeClass, thisValue } = frame;
  if (!homeClass || !(thisValue instanceof ObjectValue)) throwTypeError("'super' keyword unexpected here");
  initializeFrom(run, homeClass, thisValue, args);
  return undefined;
}

/** `super.name`: what the parent class has under that name, for instances or, in static code, for itself. */
export function superMember(run: Run, frame: Frame, key: Value): Value {
  const name = toText(run, key);
  const { homeClass, thisValue } = frame;
  if (typeof name !== 'string' || !homeClass) return opaque('a member of a parent');
  for (let level = homeClass.parent; level !== undefined; level = level.parent) {
    if (level instanceof Unknown) return memberOfUnknown(level, name);
    if (!(level instanceof ClassValue)) break;
    const holder = thisValue instanceof ClassValue ? level : level.methods;
    const slot = holder.slots.get(name) ?? holder.unseenMembers;
    if (slot instanceof Unknown) return memberOfUnknown(slot, name);
    if (slot?.accessor) return opaque('an accessor of a parent class');
    if (slot) return slot.value;
  }
  return opaque('a member of a parent class of the platform');
}
