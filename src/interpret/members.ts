import type { Node } from '../source/syntax.js';
import { call } from './call.js';
import { arrayMember } from './natives/array.js';
import { mapMember, setMember as memberOfSet } from './natives/collections.js';
import { headersMember } from './natives/headers.js';
import { errorMember, functionMember, iteratorMember, objectMember } from './natives/object-members.js';
import { primitiveMember } from './natives/primitives.js';
import { promiseMember } from './natives/promise.js';
import { regExpMember } from './natives/regexp.js';
import { responseMember } from './natives/response.js';
import { urlMember } from './natives/url.js';
import { settled } from './equality.js';
import { derived, isSame, throwTypeError, toText } from './operators.js';
import { Undecided, type Run } from './run.js';
import {
  ArrayValue,
  ClassValue,
  ErrorValue,
  HeadersValue,
  HostObject,
  isCallable,
  IteratorValue,
  MapValue,
  ObjectValue,
  PlainObject,
  PromiseValue,
  RegExpValue,
  ResponseValue,
  SetValue,
  Unknown,
  UrlValue,
  type Slot,
  type Value,
} from './values.js';

/** Most properties among which an unknown key is looked up one by one. */
const MAX_CANDIDATES = 16;

/** `object[key]`. Throws the program's TypeError when `object` is null or undefined. */
export function getMember(run: Run, given: Value, key: Value): Value {
  run.step();
  const object = settled(given);
  if (isMissing(object)) throwTypeError('Cannot read properties of undefined or null');
  const name = toText(run, key);
  if (typeof name !== 'string') return memberUnder(run, object, name);
  if (object instanceof Unknown) return memberOfUnknown(object, name);
  return object instanceof ObjectValue
    ? memberOfObject(run, object, name)
    : primitiveMember(run, object, name);
}

/** Whether a value is null or undefined for certain. */
export const isMissing = (value: Value): value is undefined | null =>
  value === undefined || value === null || (value instanceof Unknown && value.nullish === true);

/** The member under a name nobody knows: one of those the object has, or none. */
function memberUnder(run: Run, object: Value, name: Unknown): Value {
  const entries: [Value, () => Value][] | undefined =
    object instanceof ArrayValue && !object.unseenMembers
      ? object.items.map((item, index) => [name.type === 'number' ? index : String(index), () => item])
      : isTable(object)
        ? [...object.slots].map(([key, slot]) => [key, () => slot.value])
        : undefined;
  if (!entries || entries.length > MAX_CANDIDATES) return derived(run, 'a computed property', [object, name]);
  return entries.find(([key]) => isSame(run, name, key))?.[1]();
}

/** Whether all that an object has is what the program wrote to it. */
const isTable = (value: Value): value is PlainObject =>
  value instanceof PlainObject && !value.unseenMembers && !value.prototype && !value.inherits;

/** A member of an unknown value: as unknown, but the same one each time. */
export function memberOfUnknown(object: Unknown, name: string): Value {
  if (object.members.has(name)) return object.members.get(name);
  const member = new Unknown(object.provenance, object.reason);
  member.memberName = name;
  object.members.set(name, member);
  return member;
}

function memberOfObject(run: Run, object: ObjectValue, name: string): Value {
  const slot = slotOf(object, name);
  if (slot instanceof Unknown) return memberOfUnknown(slot, name);
  if (slot) return readSlot(run, slot, object);
  const own = builtInMember(run, object, name);
  return own === undefined ? objectMember(run, object, name) : own;
}

/** The value of a property of `receiver`: what its getter returns, if it has one. */
export const readSlot = (run: Run, slot: Slot, receiver: ObjectValue): Value => {
  if (!slot.accessor) return slot.value;
  return isCallable(slot.accessor.get) ? call(run, slot.accessor.get, receiver, []) : undefined;
};

/** Where a property stands that the program wrote: on the object, its classes, or somewhere we cannot see. */
export function slotOf(object: ObjectValue, name: string): Slot | Unknown | undefined {
  const own = object.slots.get(name) ?? object.unseenMembers;
  if (own) return own;
  const isClass = object instanceof ClassValue;
  if (name === 'constructor' && object.prototype) return { value: object.prototype, writer: undefined };
  for (
    let level: Value = isClass ? object.parent : object.prototype;
    level instanceof ClassValue;
    level = level.parent
  ) {
    const holder = isClass ? level : level.methods;
    const inherited = holder.slots.get(name) ?? holder.unseenMembers;
    if (inherited) return inherited;
    if (level.parent instanceof Unknown) return level.parent;
  }
  if (isClass && object.parent instanceof Unknown) return object.parent;
  return inheritedSlot(object, name);
}

/** The property of the objects that `object` inherits from, nearest first. */
function inheritedSlot(object: ObjectValue, name: string): Slot | Unknown | undefined {
  for (let level = object.inherits; level; level = level.inherits) {
    const slot = level.slots.get(name) ?? level.unseenMembers;
    if (slot) return slot;
  }
  return undefined;
}

function builtInMember(run: Run, object: ObjectValue, name: string): Value {
  if (object instanceof ArrayValue) return arrayMember(run, object, name);
  if (object instanceof HostObject) return object.read(run, name);
  if (object instanceof SetValue) return memberOfSet(run, object, name);
  if (object instanceof HeadersValue) return headersMember(run, object, name);
  if (object instanceof ResponseValue) return responseMember(run, object, name);
  if (object instanceof MapValue) return mapMember(run, object, name);
  if (object instanceof RegExpValue) return regExpMember(run, object, name);
  if (object instanceof UrlValue) return urlMember(object, name);
  if (object instanceof ErrorValue) return errorMember(object, name);
  if (object instanceof PromiseValue) return promiseMember(run, object, name);
  if (object instanceof IteratorValue) return iteratorMember(object, name);
  return isCallable(object) ? functionMember(run, object, name) : undefined;
}

/** `object[key] = value`, written by `writer`. */
export function setMember(run: Run, given: Value, key: Value, value: Value, writer: Node | undefined): void {
  run.step();
  const object = settled(given);
  if (isMissing(object)) throwTypeError('Cannot set properties of undefined or null');
  const name = toText(run, key);
  if (object instanceof Unknown) {
    if (typeof name === 'string') object.members.set(name, value);
    else object.members.clear();
  } else if (object instanceof ObjectValue) {
    if (object.isFrozen) refuseWrite(run, 'Cannot assign to a property of a frozen object');
    if (typeof name === 'string') writeMember(run, object, name, value, writer);
    else forgetMembers(object, 'a property written under a computed name');
  }
}

function writeMember(
  run: Run,
  object: ObjectValue,
  name: string,
  value: Value,
  writer: Node | undefined,
): void {
  const slot = slotOf(object, name);
  if (slot && !(slot instanceof Unknown) && slot.accessor) {
    if (!isCallable(slot.accessor.set)) refuseWrite(run, 'Cannot set a property which has only a getter');
    call(run, slot.accessor.set, object, [value]);
  } else if (name === '__proto__') {
    object.unseenMembers ??= new Unknown('opaque', 'a prototype set by the program');
  } else if (object instanceof ArrayValue && (name === 'length' || isIndex(name))) {
    writeElement(object, name, value);
  } else if (object instanceof RegExpValue && name === 'lastIndex') {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) object.lastIndex = value;
    else forgetMembers(object, 'a search that starts at an unknown place');
  } else if (object instanceof UrlValue) {
    forgetMembers(object, 'a URL that was changed');
  } else {
    object.slots.set(name, { value, writer });
  }
}

/** A write that strict code answers with a TypeError, and other code ignores. */
export function refuseWrite(run: Run, message: string): never {
  if (run.file.program.sourceType === 'module') throwTypeError(message);
  throw new Undecided('a write that only strict code refuses');
}

/** Whether a property name is an array index, written the one way JavaScript writes it. */
export const isIndex = (name: string): boolean => /^(?:0|[1-9]\d{0,8})$/.test(name);

function writeElement(array: ArrayValue, name: string, value: Value): void {
  const { length } = array.items;
  if (name === 'length') {
    if (typeof value === 'number' && value >= 0 && value <= length) array.items.length = value;
    else forgetMembers(array, 'an array of another length');
  } else if (Number(name) <= length) {
    array.items[Number(name)] = value;
  } else {
    forgetMembers(array, 'a sparse array');
  }
}

/** `delete object[key]`. */
export function deleteMember(run: Run, given: Value, key: Value): Value {
  const object = settled(given);
  if (isMissing(object)) throwTypeError('Cannot convert undefined or null to object');
  const name = toText(run, key);
  if (object instanceof Unknown) {
    if (typeof name === 'string') object.members.set(name, undefined);
    else object.members.clear();
  }
  if (!(object instanceof ObjectValue)) return true;
  if (object.isFrozen) refuseWrite(run, 'Cannot delete a property of a frozen object');
  if (typeof name !== 'string') forgetMembers(object, 'a property deleted under a computed name');
  else if (object instanceof ArrayValue && isIndex(name)) forgetMembers(object, 'a sparse array');
  else if (object instanceof HostObject) object.slots.set(name, { value: undefined, writer: undefined });
  else object.slots.delete(name);
  return true;
}

/** Makes every property of `object` uncertain: code we cannot see may have written it. */
export function forgetMembers(object: ObjectValue, reason: string): void {
  const unseen = new Unknown('opaque', reason);
  object.slots.clear();
  object.unseenMembers = unseen;
  if (object instanceof ArrayValue || object instanceof SetValue) {
    object.items.splice(0, object.items.length, unseen);
  }
}
