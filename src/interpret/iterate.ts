import type { Run } from './run.js';
import { throwTypeError } from './operators.js';
import { ArrayValue, MapValue, ObjectValue, SetValue, Unknown, type Value } from './values.js';

/** The elements `for…of`, spread and array patterns see; an Unknown where they cannot be known. */
export function iterate(run: Run, iterable: Value): readonly Value[] | Unknown {
  if (iterable instanceof Unknown) return iterable;
  if (typeof iterable === 'string') {
    run.step(iterable.length);
    return [...iterable];
  }
  if (iterable instanceof ArrayValue || iterable instanceof SetValue) {
    run.step(iterable.items.length);
    return [...iterable.items];
  }
  if (iterable instanceof MapValue) return iterable.entries.map((entry) => new ArrayValue([...entry]));
  if (iterable instanceof ObjectValue)
    return new Unknown('opaque', 'iteration over an object of its own kind');
  throwTypeError(`${String(iterable)} is not iterable`);
}
