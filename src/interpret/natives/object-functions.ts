import { iterate } from '../iterate.js';
import { forgetMembers, getMember, isMissing, setMember } from '../members.js';
import { strictlyEqual } from '../equality.js';
import { derived, throwTypeError } from '../operators.js';
import type { Run } from '../run.js';
import {
  ArrayValue,
  isPrimitive,
  native,
  NativeFunction,
  ObjectValue,
  opaque,
  PlainObject,
  Unknown,
  type NativeCode,
  type Value,
} from '../values.js';
import { hasOwn, ownEntries, ownKeys } from './object-members.js';

function mapEntries(run: Run, value: Value, map: (entry: [string, Value]) => Value): Value {
  if (isMissing(value)) throwTypeError('Cannot convert undefined or null to object');
  const entries = ownEntries(run, value);
  return entries instanceof Unknown
    ? derived(run, entries.reason, [entries])
    : new ArrayValue(entries.map(map));
}

const freeze: NativeCode = (_run, [value]) => {
  if (value instanceof ObjectValue) value.isFrozen = true;
  return value;
};

const assign: NativeCode = (run, [target, ...sources], _self, node) => {
  if (isMissing(target)) throwTypeError('Cannot convert undefined or null to object');
  if (!(target instanceof ObjectValue)) return opaque('properties of a value that is no object');
  for (const source of sources) {
    if (isMissing(source)) continue;
    const entries = ownEntries(run, source);
    if (entries instanceof Unknown) forgetMembers(target, entries.reason);
    else for (const [key, value] of entries) setMember(run, target, key, value, node);
  }
  return target;
};

const fromEntries: NativeCode = (run, [iterable]) => {
  const pairs = iterate(run, iterable);
  if (pairs instanceof Unknown) return opaque(pairs.reason);
  const object = new PlainObject();
  for (const pair of pairs) {
    if (isPrimitive(pair)) throwTypeError('an entry is no object');
    setMember(run, object, getMember(run, pair, '0'), getMember(run, pair, '1'), undefined);
  }
  return object;
};

const is: NativeCode = (run, [left, right]) =>
  isPrimitive(left) && isPrimitive(right) ? Object.is(left, right) : strictlyEqual(run, left, right);

const redefine: NativeCode = (_run, [target]) => {
  if (target instanceof ObjectValue) forgetMembers(target, 'a property defined by a descriptor');
  return target;
};

const define: NativeCode = (run, [target, key, descriptor], _self, node) => {
  if (isEnumerableData(descriptor) && target instanceof ObjectValue && typeof key === 'string') {
    setMember(run, target, key, descriptor.slots.get('value')?.value, node);
    return target;
  }
  return redefine(run, [target], undefined, node);
};

/** A descriptor that makes a property like one that is assigned. */
const isEnumerableData = (descriptor: Value): descriptor is PlainObject =>
  descriptor instanceof PlainObject &&
  !descriptor.unseenMembers &&
  descriptor.slots.has('value') &&
  descriptor.slots.get('enumerable')?.value === true;

const create: NativeCode = (_run, [prototype, properties]) => {
  if (properties !== undefined || !(prototype === null || prototype instanceof ObjectValue))
    return opaque('an object with a prototype');
  const object = new PlainObject();
  if (prototype === null) object.isBare = true;
  else object.inherits = prototype;
  return object;
};

const FUNCTIONS: Record<string, NativeCode> = {
  keys: (run, [value]) => {
    if (isMissing(value)) throwTypeError('Cannot convert undefined or null to object');
    const keys = ownKeys(run, value);
    return keys instanceof Unknown ? derived(run, keys.reason, [keys]) : new ArrayValue(keys);
  },
  values: (run, [value]) => mapEntries(run, value, ([, part]) => part),
  entries: (run, [value]) => mapEntries(run, value, ([key, part]) => new ArrayValue([key, part])),
  freeze,
  seal: (_run, [value]) => value,
  create,
  hasOwn: (run, [object, key]) => hasOwn(run, object, key),
  is,
  assign,
  fromEntries,
  defineProperty: define,
  defineProperties: redefine,
  setPrototypeOf: redefine,
};

/** The global `Object`. */
export function objectConstructor(): Value {
  const make: NativeCode = (_run, [value]) => {
    if (value === undefined || value === null) return new PlainObject();
    return isPrimitive(value) ? opaque('a primitive as an object') : value;
  };
  const object = new NativeFunction('Object', make, make);
  for (const [name, code] of Object.entries(FUNCTIONS))
    object.slots.set(name, { value: native(name, code), writer: undefined });
  return object;
}
