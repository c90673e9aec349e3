import { derived } from '../operators.js';
import { Thrown, type Run } from '../run.js';
import {
  ArrayValue,
  ErrorValue,
  isCallable,
  isPrimitive,
  MapValue,
  opaque,
  PlainObject,
  SetValue,
  Unknown,
  type NativeCode,
  type Value,
} from '../values.js';
import { ownEntries } from './object-members.js';

/** `structuredClone(value)` of the values a program builds itself; everything else is unknown. */
export const structuredClone: NativeCode = (run, [value]) => copyOf(run, value);

function copyOf(run: Run, value: Value): Value {
  run.step();
  if (value instanceof Unknown) return derived(run, value.reason, [value]);
  if (isPrimitive(value)) return value;
  const copied = (part: Value): Value => run.nested(() => copyOf(run, part));
  if (isCallable(value)) throw new Thrown(new ErrorValue('DataCloneError', 'a function could not be cloned'));
  if (value.unseenMembers) return opaque(value.unseenMembers.reason);
  if (value instanceof ArrayValue) return new ArrayValue(value.items.map(copied));
  if (value instanceof SetValue && !value.rest) return new SetValue(value.items.map(copied));
  if (value instanceof MapValue) {
    const copy = new MapValue();
    for (const [key, part] of value.entries) copy.entries.push([copied(key), copied(part)]);
    return copy;
  }
  const entries = value instanceof PlainObject ? ownEntries(run, value) : undefined;
  if (!entries || entries instanceof Unknown) return opaque('a copy of an object of the platform');
  const copy = new PlainObject();
  for (const [key, part] of entries) copy.slots.set(key, { value: copied(part), writer: undefined });
  return copy;
}
