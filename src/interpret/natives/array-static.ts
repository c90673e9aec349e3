import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { derived } from '../operators.js';
import type { Run } from '../run.js';
import { ArrayValue, isPrimitive, native, opaque, PlainObject, Unknown, type Value } from '../values.js';

/** `Array.isArray`, `Array.from`, `Array.of` as members of the `Array` function. */
export function arrayStatic(run: Run, name: string): Value {
  switch (name) {
    case 'isArray':
      return native(name, (_run, [value]) =>
        value instanceof Unknown ? derived(run, 'a type', [value], 'boolean') : value instanceof ArrayValue,
      );
    case 'of':
      return native(name, (_run, items) => new ArrayValue([...items]));
    case 'from':
      return native(name, (_run, [source, callback]) => arrayFrom(run, source, callback));
    default:
      return opaque(`'Array.${name}' is not modelled`);
  }
}

function arrayFrom(run: Run, source: Value, callback: Value): Value {
  const length = source instanceof PlainObject ? source.slots.get('length')?.value : undefined;
  if (source instanceof PlainObject && typeof length === 'number' && length >= 0) {
    run.spendItems(length);
    const indices = Array.from({ length }, (_item, index) => index);
    return mapped(
      run,
      indices.map((index) => source.slots.get(String(index))?.value),
      callback,
    );
  }
  // Other objects with a length, numbers and booleans are read as array-likes, too.
  if (source instanceof PlainObject || (isPrimitive(source) && typeof source !== 'string' && source != null))
    return opaque('an array made of an array-like object');
  const items = iterate(run, source);
  if (items instanceof Unknown) return derived(run, items.reason, [items]);
  return mapped(run, items, callback);
}

const mapped = (run: Run, items: readonly Value[], callback: Value): ArrayValue =>
  new ArrayValue(
    callback === undefined
      ? [...items]
      : items.map((item, index) => call(run, callback, undefined, [item, index])),
  );
