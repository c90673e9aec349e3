import { settled } from './equality.js';
import { ERRORS } from './globals.js';
import { isMissing, slotOf } from './members.js';
import { hasOwn } from './natives/object-members.js';
import { platformPrototype } from './natives/platform.js';
import { derived, throwTypeError, toText } from './operators.js';
import type { Run } from './run.js';
import {
  ArrayValue,
  ClassValue,
  ErrorValue,
  HeadersValue,
  HostObject,
  isCallable,
  isPrimitive,
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

const INSTANCES: ReadonlyMap<string, (value: Value) => boolean> = new Map<string, (value: Value) => boolean>([
  ['Array', (value) => value instanceof ArrayValue],
  ['Set', (value) => value instanceof SetValue],
  ['Map', (value) => value instanceof MapValue && !(value instanceof HeadersValue)],
  ['Headers', (value) => value instanceof HeadersValue],
  ['RegExp', (value) => value instanceof RegExpValue],
  ['URL', (value) => value instanceof UrlValue],
  ['Promise', (value) => value instanceof PromiseValue],
  ['Object', (value) => value instanceof ObjectValue && !(value instanceof PlainObject && value.isBare)],
]);

/** `left instanceof right`. */
export function instanceOf(run: Run, given: Value, right: Value): Value {
  const left = settled(given);
  if (isPrimitive(right) || (right instanceof ObjectValue && !isCallable(right)))
    throwTypeError("Right-hand side of 'instanceof' is not callable");
  if (isPrimitive(left)) return false;
  if (left instanceof Unknown || right instanceof Unknown || left instanceof HostObject)
    return derived(run, 'a type test', [left, right], 'boolean');
  for (let level: Value = left.prototype; level !== undefined; level = level.parent) {
    if (level === right) return true;
    if (level instanceof Unknown) return opaque('a type test', 'boolean');
    if (!(level instanceof ClassValue)) break;
  }
  if (!(right instanceof NativeFunction))
    return right instanceof ClassValue && !right.unseenMembers ? false : opaque('a type test', 'boolean');
  if (ERRORS.has(right.name))
    return left instanceof ErrorValue && (right.name === 'Error' || right.name === left.name);
  return INSTANCES.get(right.name)?.(left) ?? opaque('a type test', 'boolean');
}

/** `left in right`. */
export function hasProperty(run: Run, left: Value, given: Value): Value {
  const right = settled(given);
  if (isPrimitive(right) || isMissing(right)) throwTypeError("Cannot use 'in' operator on a primitive");
  const own = hasOwn(run, right, left);
  const name = toText(run, left);
  if (own !== false || !(right instanceof ObjectValue) || typeof name !== 'string') return own;
  for (let level: Value = right.prototype; level !== undefined; level = level.parent) {
    if (!(level instanceof ClassValue)) return opaque('a property test', 'boolean');
    if (level.methods.slots.has(name)) return true;
    if (level.methods.unseenMembers) return opaque('a property test', 'boolean');
  }
  if (right.inherits) {
    const inherited = slotOf(right, name);
    if (inherited) return inherited instanceof Unknown ? opaque('a property test', 'boolean') : true;
  }
  return !(right instanceof PlainObject && right.isBare) && name in platformPrototype(right);
}
