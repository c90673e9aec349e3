import type { TSESTree } from '@typescript-eslint/utils';
import { keyName, type Node } from '../source/syntax.js';
import { call } from './call.js';
import { evaluate, functionValue } from './evaluate.js';
import { Frame } from './frame.js';
import { throwTypeError } from './operators.js';
import type { Run } from './run.js';
import {
  ClassValue,
  ErrorValue,
  isCallable,
  ObjectValue,
  opaque,
  PlainObject,
  Unknown,
  type Value,
} from './values.js';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Evaluates a class: its methods go to slots named `prototype.x`, its static members to slots of their own name. */
export function defineClass(run: Run, node: ClassNode, frame: Frame): ClassValue {
  const parent = node.superClass ? evaluate(run, node.superClass, frame) : undefined;
  const value = new ClassValue(node, frame, parent);
  value.origin = node;
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition' && member.value.type === 'FunctionExpression') {
      const name = memberKeyName(member);
      if (name === undefined) continue;
      const key = member.static ? name : `prototype.${name}`;
      const method = functionValue(run, member.value, frame);
      value.slots.set(key, {
        value: member.kind === 'get' || member.kind === 'set' ? opaque('an accessor of a class') : method,
        writer: member,
      });
    } else if (member.type === 'PropertyDefinition' && member.static) {
      const name = memberKeyName(member);
      if (name !== undefined)
        value.slots.set(name, { value: fieldValue(run, member, new Frame(frame, value)), writer: member });
    }
  }
  return value;
}

const memberKeyName = (
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | undefined => (member.key.type === 'PrivateIdentifier' ? `#${member.key.name}` : keyName(member));

const fieldValue = (run: Run, member: TSESTree.PropertyDefinition, frame: Frame): Value =>
  member.value ? evaluate(run, member.value, frame) : undefined;

/** `new callee(...args)` for a class of the linted file. */
export function instantiate(run: Run, callee: ClassValue, args: readonly Value[], node: Node): Value {
  if (callee.parent !== undefined && !(callee.parent instanceof ClassValue)) {
    if (callee.parent instanceof Unknown)
      return opaque('an instance of a class that extends one we cannot see');
    return new ErrorValue('Error', args[0]);
  }
  const instance = new PlainObject();
  instance.prototype = callee;
  instance.origin = node;
  run.nested(() => initialize(run, callee, instance, args));
  return instance;
}

function initialize(run: Run, level: ClassValue, instance: PlainObject, args: readonly Value[]): void {
  const constructor = level.slots.get('prototype.constructor')?.value;
  if (level.parent instanceof ClassValue && !isCallable(constructor))
    initialize(run, level.parent, instance, args);
  for (const member of level.node.body.body) {
    if (member.type !== 'PropertyDefinition' || member.static) continue;
    const name = memberKeyName(member);
    if (name !== undefined)
      instance.slots.set(name, {
        value: fieldValue(run, member, new Frame(level.frame, instance)),
        writer: member,
      });
  }
  if (isCallable(constructor)) {
    assignParameterProperties(level, instance, args);
    call(run, constructor, instance, args);
  }
}

/** TypeScript's `constructor(private readonly list: string[])` assigns the argument to the instance. */
function assignParameterProperties(level: ClassValue, instance: PlainObject, args: readonly Value[]): void {
  for (const member of level.node.body.body) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    for (const [index, param] of member.value.params.entries()) {
      if (param.type === 'TSParameterProperty' && param.parameter.type === 'Identifier') {
        instance.slots.set(param.parameter.name, { value: args[index], writer: param });
      }
    }
  }
}

/** `super(...args)` inside the constructor of a class of the linted file. */
export function callSuper(run: Run, thisValue: Value, args: readonly Value[]): Value {
  if (!(thisValue instanceof PlainObject) || !thisValue.prototype)
    throwTypeError("'super' keyword unexpected here");
  const { parent } = thisValue.prototype;
  if (parent instanceof ClassValue) initialize(run, parent, thisValue, args);
  else if (thisValue instanceof ObjectValue)
    thisValue.unseenMembers = opaque('members of a class we cannot see');
  return undefined;
}
