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
  // Objects with a length, numbers and booleans are read as array-likes.
  if (source instanceof PlainObject || (isPrimitive(source) && typeof source !== 'string' && source != null))
    return opaque('an array made of an array-like object');
  const items = iterate(run, source);
  if (items instanceof Unknown) return items;
  return new ArrayValue(
    callback === undefined
      ? [...items]
      : items.map((item, index) => call(run, callback, undefined, [item, index])),
  );
}
