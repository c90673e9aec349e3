import { Undecided } from './run.js';
import { ArrayValue, MapValue, type SetValue, type Value } from './values.js';

/**
 * The elements of a collection, one after the other, as the platform visits them: what is added meanwhile is visited, too, and
 * what is deleted before its turn is not. Throws `Undecided` once nobody knows the elements any more.
 */
export function* visit(collection: ArrayValue | SetValue | MapValue): Generator<Value> {
  const elements =
    collection instanceof ArrayValue ? inPlaces(collection.items) : inOrder(listOf(collection));
  for (const element of elements) {
    yield element;
    if (collection.unseenMembers) throw new Undecided('a collection that is changed while it is visited');
  }
}

/** Arrays are visited place by place. */
function* inPlaces(items: readonly Value[]): Generator<Value> {
  for (let place = 0; place < items.length; place++) yield items[place];
}

/** Sets and maps are visited in the order of insertion: those that were visited and not deleted come first. */
function* inOrder(list: readonly (Value | readonly [Value, Value])[]): Generator<Value> {
  const visited: (typeof list)[number][] = [];
  while (visited.length < list.length) {
    const element = list[visited.length];
    visited.push(element);
    yield isEntry(element) ? new ArrayValue([...element]) : element;
    if (Object.is(list[visited.length - 1], element)) continue;
    let kept = 0;
    for (const each of visited) if (kept < list.length && Object.is(list[kept], each)) kept++;
    visited.splice(0, visited.length, ...list.slice(0, kept));
  }
}

const isEntry = (element: Value | readonly [Value, Value]): element is readonly [Value, Value] =>
  Array.isArray(element);

const listOf = (collection: SetValue | MapValue): readonly (Value | readonly [Value, Value])[] =>
  collection instanceof MapValue ? collection.entries : collection.items;

/** What `change` makes of each visited element, when it is visited. */
export function* changed(
  elements: Iterable<Value>,
  change: (element: Value, index: number) => Value,
): Generator<Value> {
  let index = 0;
  for (const element of elements) yield change(element, index++);
}
