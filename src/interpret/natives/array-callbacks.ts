import { call } from '../call.js';
import { throwTypeError, truthy } from '../operators.js';
import type { Run } from '../run.js';
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

function indexWhere(
  run: Run,
  array: ArrayValue,
  args: readonly Value[],
  order: (indices: number[]) => number[],
): number {
  const visit = callback(run, array, args);
  const indices = order([...array.items.keys()]);
  return indices.find((index) => truthy(run, visit(array.items[index], index))) ?? -1;
}

const forwards = (indices: number[]): number[] => indices;
const backwards = (indices: number[]): number[] => indices.reverse();

function map(run: Run, array: ArrayValue, args: readonly Value[]): Value[] {
  const visit = callback(run, array, args);
  return [...array.items].map((item, index) => visit(item, index));
}

function flatMap(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const items: Value[] = [];
  flattenInto(run, items, map(run, array, args), 1);
  return new ArrayValue(items);
}

function filter(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const visit = callback(run, array, args);
  return new ArrayValue([...array.items].filter((item, index) => truthy(run, visit(item, index))));
}

function reduce(
  run: Run,
  array: ArrayValue,
  [given, ...initial]: readonly Value[],
  order: (indices: number[]) => number[],
): Value {
  requireFunction(given);
  const indices = order([...array.items.keys()]);
  if (initial.length === 0 && indices.length === 0)
    throwTypeError('Reduce of empty array with no initial value');
  let total = initial.length > 0 ? initial[0] : array.items[indices.shift() ?? 0];
  for (const index of indices) total = call(run, given, undefined, [total, array.items[index], index, array]);
  return total;
}

/** The methods of arrays that ask a function about each element. */
export const CALLBACK_METHODS: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['some', (run, array, args) => indexWhere(run, array, args, forwards) !== -1],
  [
    'every',
    (run, array, args) => {
      const visit = callback(run, array, args);
      return [...array.items].every((item, index) => truthy(run, visit(item, index)));
    },
  ],
  ['find', (run, array, args) => array.items[indexWhere(run, array, args, forwards)]],
  ['findIndex', (run, array, args) => indexWhere(run, array, args, forwards)],
  ['findLast', (run, array, args) => array.items[indexWhere(run, array, args, backwards)]],
  ['findLastIndex', (run, array, args) => indexWhere(run, array, args, backwards)],
  ['map', (run, array, args) => new ArrayValue(map(run, array, args))],
  ['flatMap', flatMap],
  ['filter', filter],
  [
    'forEach',
    (run, array, args) => {
      map(run, array, args);
      return undefined;
    },
  ],
  ['reduce', (run, array, args) => reduce(run, array, args, forwards)],
  ['reduceRight', (run, array, args) => reduce(run, array, args, backwards)],
]);
