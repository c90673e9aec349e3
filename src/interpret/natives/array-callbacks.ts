import { call } from '../call.js';
import { throwTypeError, truthy } from '../operators.js';
import { Undecided, type Run } from '../run.js';
import { ArrayValue, isCallable, Unknown, type Value } from '../values.js';
import { flattenInto, type ArrayMethod } from './array.js';

type Visit = (item: Value, index: number) => Value;

/** What a method asks of each element: its first argument, called with the second as `this`. */
function callback(run: Run, array: ArrayValue, [given, thisValue]: readonly Value[]): Visit {
  requireFunction(given);
  return (item, index) => call(run, given, thisValue, [item, index, array]);
}

function requireFunction(given: Value): void {
  if (!isCallable(given) && !(given instanceof Unknown)) throwTypeError('the callback is not a function');
}

type Order = (indices: number[]) => number[];

const forwards: Order = (indices) => indices;
const backwards: Order = (indices) => indices.reverse();

/** The places there are at the start, as far as they are still there when it is their turn. */
function* places(array: ArrayValue, order: Order): Generator<number> {
  for (const index of order([...array.items.keys()])) if (isThere(array, index)) yield index;
}

/** Whether an array has a place. Throws `Undecided` once nobody knows. */
function isThere(array: ArrayValue, index: number): boolean {
  if (array.unseenMembers) throw new Undecided('an array that is changed while it is visited');
  return index < array.items.length;
}

/** The first element, in an order, that the callback accepts, and its place; places that are gone are visited, too. */
function found(
  run: Run,
  array: ArrayValue,
  args: readonly Value[],
  order: Order,
): { readonly item: Value; readonly index: number } {
  const visit = callback(run, array, args);
  for (const index of order([...array.items.keys()])) {
    const item = isThere(array, index) ? array.items[index] : undefined;
    if (truthy(run, visit(item, index))) return { item, index };
  }
  return { item: undefined, index: -1 };
}

/** What the callback says of each element, until it is `last`; whether it was. */
function says(run: Run, array: ArrayValue, args: readonly Value[], last: boolean): boolean {
  const visit = callback(run, array, args);
  for (const index of places(array, forwards))
    if (truthy(run, visit(array.items[index], index)) === last) return true;
  return false;
}

function map(run: Run, array: ArrayValue, args: readonly Value[]): Value[] {
  const visit = callback(run, array, args);
  const { length } = array.items;
  const results = Array.from(places(array, forwards), (index) => visit(array.items[index], index));
  if (results.length < length) throw new Undecided('a sparse array');
  return results;
}

function flatMap(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const items: Value[] = [];
  flattenInto(run, items, map(run, array, args), 1);
  return new ArrayValue(items);
}

function filter(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const visit = callback(run, array, args);
  const kept: Value[] = [];
  for (const index of places(array, forwards)) {
    const item = array.items[index];
    if (truthy(run, visit(item, index))) kept.push(item);
  }
  return new ArrayValue(kept);
}

function forEach(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const visit = callback(run, array, args);
  for (const index of places(array, forwards)) visit(array.items[index], index);
  return undefined;
}

function reduce(run: Run, array: ArrayValue, [given, ...initial]: readonly Value[], order: Order): Value {
  requireFunction(given);
  const indices = places(array, order);
  const first = initial.length > 0 ? undefined : indices.next();
  if (first?.done) throwTypeError('Reduce of empty array with no initial value');
  let total = first ? array.items[first.value] : initial[0];
  for (const index of indices) total = call(run, given, undefined, [total, array.items[index], index, array]);
  return total;
}

/** The methods of arrays that ask a function about each element. */
export const CALLBACK_METHODS: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['some', (run, array, args) => says(run, array, args, true)],
  ['every', (run, array, args) => !says(run, array, args, false)],
  ['find', (run, array, args) => found(run, array, args, forwards).item],
  ['findIndex', (run, array, args) => found(run, array, args, forwards).index],
  ['findLast', (run, array, args) => found(run, array, args, backwards).item],
  ['findLastIndex', (run, array, args) => found(run, array, args, backwards).index],
  ['map', (run, array, args) => new ArrayValue(map(run, array, args))],
  ['flatMap', flatMap],
  ['filter', filter],
  ['forEach', forEach],
  ['reduce', (run, array, args) => reduce(run, array, args, forwards)],
  ['reduceRight', (run, array, args) => reduce(run, array, args, backwards)],
]);
