import { call } from '../call.js';
import { toNumber } from '../arithmetic.js';
import { forgetMembers, refuseWrite } from '../members.js';
import { derived, throwTypeError, toText } from '../operators.js';
import { Undecided, type Run } from '../run.js';
import { ArrayValue, isCallable, opaque, Unknown, UnknownArguments, type Value } from '../values.js';
import { position, type ArrayMethod } from './array.js';

/** A method that changes its array: not a frozen one, and in ways we cannot see if its arguments are. */
const changing =
  (change: ArrayMethod): ArrayMethod =>
  (run, array, args) => {
    if (array.isFrozen) refuseWrite(run, 'Cannot change a frozen array');
    if (args.some((arg) => arg instanceof UnknownArguments)) {
      forgetMembers(array, 'an array with unknown elements');
      return opaque('an array with unknown elements');
    }
    return change(run, array, args);
  };

function splice(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const [from, count, ...added] = args;
  const { length } = array.items;
  const start = position(run, from, length, 0);
  const removed = args.length > 1 ? toNumber(run, count) : length;
  if (typeof start !== 'number' || typeof removed !== 'number') {
    forgetMembers(array, 'an array cut at an unknown place');
    return derived(run, 'a part of an array', [start, removed]);
  }
  return new ArrayValue(args.length === 0 ? [] : array.items.splice(start, removed, ...added));
}

function fill(run: Run, array: ArrayValue, [value, from, to]: readonly Value[]): Value {
  const { length } = array.items;
  const [start, end] = [position(run, from, length, 0), position(run, to, length, length)];
  if (typeof start !== 'number' || typeof end !== 'number')
    forgetMembers(array, 'an array filled from an unknown place');
  else array.items.fill(value, start, end);
  return array;
}

/** The elements in order; undefined ones last. Throws `Undecided` where the order depends on something unknown. */
function sorted(run: Run, items: readonly Value[], compare: Value): Value[] {
  if (compare !== undefined && !isCallable(compare) && !(compare instanceof Unknown))
    throwTypeError('the comparison is not a function');
  run.step(items.length * 8);
  const known = items.filter((item) => item !== undefined);
  const keys = new Map(known.map((item) => [item, compare === undefined ? toText(run, item) : '']));
  known.sort((left, right) => {
    if (compare !== undefined) return orderOf(call(run, compare, undefined, [left, right]));
    const [a, b] = [keys.get(left), keys.get(right)];
    if (typeof a !== 'string' || typeof b !== 'string') throw new Undecided('the order of unknown elements');
    return a < b ? -1 : a > b ? 1 : 0;
  });
  return [...known, ...items.filter((item) => item === undefined)];

  function orderOf(value: Value): number {
    const number = toNumber(run, value);
    if (typeof number !== 'number') throw new Undecided('the order of unknown elements');
    return number;
  }
}

/** The methods of arrays that change them, and the sorted copy. */
export const CHANGING_METHODS: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['push', changing((_run, array, args) => array.items.push(...args))],
  ['unshift', changing((_run, array, args) => array.items.unshift(...args))],
  ['pop', changing((_run, array) => array.items.pop())],
  ['shift', changing((_run, array) => array.items.shift())],
  ['splice', changing(splice)],
  ['fill', changing(fill)],
  [
    'copyWithin',
    changing((_run, array) => {
      const reason = "the built-in 'copyWithin' is not modelled";
      forgetMembers(array, reason);
      return opaque(reason);
    }),
  ],
  [
    'reverse',
    changing((_run, array) => {
      array.items.reverse();
      return array;
    }),
  ],
  [
    'sort',
    changing((run, array, [compare]) => {
      array.items.splice(0, array.items.length, ...sorted(run, array.items, compare));
      return array;
    }),
  ],
  ['toSorted', (run, array, [compare]) => new ArrayValue(sorted(run, array.items, compare))],
]);
