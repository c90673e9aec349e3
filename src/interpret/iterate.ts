import { settled } from './equality.js';
import { derived, throwTypeError } from './operators.js';
import type { Run } from './run.js';
import {
  ArrayValue,
  HeadersValue,
  HostObject,
  isPrimitive,
  IteratorValue,
  MapValue,
  opaque,
  SetValue,
  Unknown,
  type Value,
} from './values.js';
import { visit } from './visit.js';

/** The elements `for…of`, spread and array patterns see; an Unknown where they cannot be known. */
export function iterate(run: Run, given: Value): readonly Value[] | Unknown {
  const iterable = settled(given);
  if (iterable instanceof Unknown) {
    if (iterable.nullish === true) throwTypeError('undefined or null is not iterable');
    return iterable;
  }
  if (typeof iterable === 'string') {
    run.spendItems(iterable.length);
    return [...iterable];
  }
  if (isPrimitive(iterable)) throwTypeError(`${String(iterable)} is not iterable`);
  if (iterable.unseenMembers) return iterable.unseenMembers;
  if (iterable instanceof ArrayValue) {
    run.spendItems(iterable.items.length);
    return [...iterable.items];
  }
  if (iterable instanceof SetValue) {
    run.spendItems(iterable.items.length);
    return iterable.rest
      ? derived(run, iterable.rest.reason, [iterable.rest, ...iterable.items])
      : [...iterable.items];
  }
  if (iterable instanceof HeadersValue && iterable.unlisted) return opaque('headers nobody can list');
  if (iterable instanceof MapValue) {
    run.spendItems(iterable.entries.length);
    return iterable.entries.map((entry) => new ArrayValue([...entry]));
  }
  if (iterable instanceof IteratorValue) return drained(run, iterable);
  // An instance of a class may have an iterator under a computed name; no other object has one.
  if (iterable.prototype || iterable instanceof HostObject)
    return opaque('an object that iterates its own way');
  throwTypeError('object is not iterable');
}

/** All that an iterator has left. */
export function drained(run: Run, iterator: IteratorValue): Value[] {
  const items: Value[] = [];
  for (const item of left(iterator)) {
    run.step();
    items.push(item);
  }
  return items;
}

/** What a loop over `given` sees, element by element, as it may change what it goes over; an Unknown where that cannot be known. */
export function visited(run: Run, given: Value): Iterable<Value> | Unknown {
  const iterable = settled(given);
  if (iterable instanceof IteratorValue) return left(iterable);
  const items = iterate(run, iterable);
  const isCollection =
    iterable instanceof ArrayValue || iterable instanceof SetValue || iterable instanceof MapValue;
  return items instanceof Unknown || !isCollection ? items : visit(iterable);
}

/** What an iterator has left, without ending it when the loop is left. */
function* left({ remaining }: IteratorValue): Generator<Value> {
  for (let next = remaining.next(); !next.done; next = remaining.next()) yield next.value;
}
