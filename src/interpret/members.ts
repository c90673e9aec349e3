import type { Node } from '../source/syntax.js';
import { arrayMethod } from './natives/array.js';
import {
  errorMember,
  functionMember,
  objectMember,
  promiseMember,
  urlMember,
} from './natives/object-members.js';
import { mapMember, setMember as setObjectMember } from './natives/collections.js';
import { regExpMember } from './natives/regexp.js';
import { stringMember } from './natives/string.js';
import { derived, throwTypeError, toText } from './operators.js';
import type { Run } from './run.js';
import {
  ArrayValue,
  ClassValue,
  ErrorValue,
  FunctionValue,
  HostObject,
  isCallable,
  isPrimitive,
  MapValue,
  native,
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

/** `object[key]`. Throws the program's TypeError when `object` is null or undefined. */
export function getMember(run: Run, object: Value, key: Value): Value {
  run.step();
  if (object === undefined || object === null) {
    throwTypeError(`Cannot read properties of ${String(object)}`);
  }
  const name = toText(run, key);
  if (typeof name !== 'string') {
    return object instanceof Unknown || name.provenance === 'opaque'
      ? derived(run, 'a computed property', [object, name])
      : name;
  }
  if (object instanceof Unknown) return memberOfUnknown(object, name);
  if (object instanceof ObjectValue) return memberOfObject(run, object, name);
  if (typeof object === 'string') return stringMember(run, object, name);
  return primitiveMember(object, name);
}

function memberOfUnknown(object: Unknown, name: string): Unknown {
  const known = object.members.get(name);
  if (known) return known;
  const member = new Unknown(object.provenance, object.reason);
  object.members.set(name, member);
  return member;
}

function memberOfObject(run: Run, object: ObjectValue, name: string): Value {
  const slot = object.slots.get(name);
  if (slot) return slot.value;
  if (object.unseenMembers) return memberOfUnknown(object.unseenMembers, name);
  const own = builtInMember(run, object, name);
  return own === undefined ? objectMember(run, object, name) : own;
}

function builtInMember(run: Run, object: ObjectValue, name: string): Value {
  if (object instanceof ArrayValue) {
    if (name === 'length') return object.items.length;
    return /^\d+$/.test(name) ? object.items[Number(name)] : arrayMethod(run, object, name);
  }
  if (object instanceof HostObject) return object.read(run, name);
  if (object instanceof SetValue) return setObjectMember(run, object, name);
  if (object instanceof MapValue) return mapMember(run, object, name);
  if (object instanceof RegExpValue) return regExpMember(run, object, name);
  if (object instanceof UrlValue) return urlMember(object, name);
  if (object instanceof ErrorValue) return errorMember(object, name);
  if (object instanceof PromiseValue) return promiseMember(run, object, name);
  if (object instanceof FunctionValue || isCallable(object)) return functionMember(run, object, name);
  if (object instanceof PlainObject && object.prototype) return inheritedMember(object.prototype, name);
  return undefined;
}

function inheritedMember(prototype: ClassValue, name: string): Value {
  for (let level: Value = prototype; level instanceof ClassValue; level = level.parent) {
    const slot = level.slots.get(`prototype.${name}`);
    if (slot) return slot.value;
    if (level.parent instanceof Unknown) return memberOfUnknown(level.parent, name);
  }
  return undefined;
}

function primitiveMember(value: boolean | number | bigint, name: string): Value {
  if (name === 'toString')
    return native(name, (_run, _args, self) => (isPrimitive(self) ? String(self) : String(value)));
  if (name === 'valueOf') return native(name, () => value);
  if (typeof value === 'number' && name === 'toFixed') {
    return native(name, (_run, [digits]) =>
      value.toFixed(typeof digits === 'number' ? Math.min(100, Math.max(0, digits)) : 0),
    );
  }
  return undefined;
}

/** `object[key] = value`, written by `writer`. */
export function setMember(run: Run, object: Value, key: Value, value: Value, writer: Node | undefined): void {
  run.step();
  if (object === undefined || object === null) throwTypeError(`Cannot set properties of ${String(object)}`);
  if (!(object instanceof ObjectValue)) return;
  const name = toText(run, key);
  if (typeof name !== 'string') {
    forgetMembers(object, 'a property written under a computed name');
    return;
  }
  if (object instanceof ArrayValue && name === 'length') {
    if (typeof value === 'number' && value <= object.items.length) object.items.length = value;
    return;
  }
  if (object instanceof ArrayValue && /^\d+$/.test(name)) {
    const index = Number(name);
    if (index > object.items.length + 1000) forgetMembers(object, 'a sparse array');
    else object.items[index] = value;
    return;
  }
  object.slots.set(name, { value, writer });
}

/** Makes every property of `object` uncertain: code we cannot see may have written it. */
export function forgetMembers(object: ObjectValue, reason: string): void {
  const unseen = opaque(reason);
  object.slots.clear();
  object.unseenMembers = unseen;
  if (object instanceof ArrayValue || object instanceof SetValue) {
    object.items.splice(0, object.items.length, unseen);
  }
}
