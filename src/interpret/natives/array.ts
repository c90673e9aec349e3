import { derived, isSame, isSameValue, joined, toText } from '../operators.js';
import { isIndex } from '../members.js';
import { toNumber } from '../arithmetic.js';
import type { Run } from '../run.js';
import { ArrayValue, IteratorValue, native, opaque, Unknown, type Value } from '../values.js';
import { changed, visit } from '../visit.js';
import { CALLBACK_METHODS } from './array-callbacks.js';
import { CHANGING_METHODS } from './array-changes.js';

export type ArrayMethod = (run: Run, array: ArrayValue, args: readonly Value[]) => Value;

/** A member of an array, as far as arrays of the platform have it. */
export function arrayMember(run: Run, array: ArrayValue, name: string): Value {
  if (name === 'length') return array.items.length;
  if (isIndex(name)) return array.items[Number(name)];
  const method = METHODS.get(name) ?? CALLBACK_METHODS.get(name) ?? CHANGING_METHODS.get(name);
  if (!method) return undefined;
  return native(name, (_run, args, self) => {
    if (!(self instanceof ArrayValue) || self.unseenMembers) return opaque('a method of an array elsewhere');
    run.spendItems(1 + self.items.length);
    return method(run, self, args);
  });
}

/**
 * A position counted from the end where it is negative; `fallback` where it is left out. Unknown if it is.
 */
export function position(run: Run, value: Value, length: number, fallback: number): number | Unknown {
  if (value === undefined) return fallback;
  const number = toNumber(run, value);
  if (typeof number !== 'number') return number;
  const index = Math.trunc(number) || 0;
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

type Same = (run: Run, left: Value, right: Value) => boolean;

/** The first position of `wanted`, -1 if it is nowhere, or what is unknown of the position to start at. */
function firstIndex(
  run: Run,
  array: ArrayValue,
  [wanted, from]: readonly Value[],
  same: Same,
): number | Unknown {
  const start = position(run, from, array.items.length, 0);
  if (typeof start !== 'number') return derived(run, 'a search in an array', [start], 'number');
  for (let index = start; index < array.items.length; index++)
    if (same(run, array.items[index], wanted)) return index;
  return -1;
}

function includes(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const index = firstIndex(run, array, args, isSameValue);
  return typeof index === 'number' ? index !== -1 : derived(run, index.reason, [index], 'boolean');
}

function lastIndexOf(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const [wanted, from] = args;
  const { length } = array.items;
  const start = args.length > 1 ? toNumber(run, from) : length - 1;
  if (typeof start !== 'number') return derived(run, 'a search in an array', [start], 'number');
  const whole = Math.trunc(start) || 0;
  for (let index = Math.min(whole < 0 ? length + whole : whole, length - 1); index >= 0; index--)
    if (isSame(run, array.items[index], wanted)) return index;
  return -1;
}

/** `slice(from, to)` of any list; unknown where a position is. */
function slice(run: Run, array: ArrayValue, [from, to]: readonly Value[]): Value {
  const { length } = array.items;
  const [start, end] = [position(run, from, length, 0), position(run, to, length, length)];
  if (typeof start !== 'number' || typeof end !== 'number')
    return derived(run, 'a part of an array', [start, end]);
  return new ArrayValue(array.items.slice(start, end));
}

function concat(run: Run, array: ArrayValue, args: readonly Value[]): Value {
  const unknown = args.find(
    (arg) => arg instanceof Unknown || (arg instanceof ArrayValue && arg.unseenMembers),
  );
  if (unknown) return derived(run, 'an array with unknown elements', args);
  const items = [...array.items];
  for (const arg of args) {
    const added = arg instanceof ArrayValue ? arg.items : [arg];
    run.spendItems(items.length + added.length);
    items.push(...added);
  }
  return new ArrayValue(items);
}

function flat(run: Run, array: ArrayValue, [depth]: readonly Value[]): Value {
  const levels = depth === undefined ? 1 : toNumber(run, depth);
  if (typeof levels !== 'number') return derived(run, 'a flattened array', [levels]);
  const items: Value[] = [];
  flattenInto(run, items, array.items, levels);
  return new ArrayValue(items);
}

/** Adds `items` to `target`, the elements of nested arrays in their place, `levels` deep. */
export function flattenInto(run: Run, target: Value[], items: readonly Value[], levels: number): void {
  run.spendItems(items.length);
  for (const item of items) {
    if (item instanceof ArrayValue && levels >= 1)
      run.nested(() => flattenInto(run, target, item.items, levels - 1));
    else target.push(item);
  }
  run.spendItems(target.length);
}

function join(run: Run, array: ArrayValue, [separator]: readonly Value[]): Value {
  const between = separator === undefined ? ',' : toText(run, separator);
  return typeof between === 'string'
    ? joined(run, array.items, between)
    : derived(run, 'a joined text', [between, ...array.items], 'string');
}

const METHODS: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['includes', includes],
  ['indexOf', (run, array, args) => firstIndex(run, array, args, isSame)],
  ['lastIndexOf', lastIndexOf],
  ['concat', concat],
  ['slice', slice],
  [
    'at',
    (run, array, [index]) => {
      const at = toNumber(run, index);
      return typeof at === 'number' ? array.items.at(at) : derived(run, 'an unknown index', [at]);
    },
  ],
  ['join', join],
  ['toString', (run, array) => join(run, array, [])],
  ['flat', flat],
  ['toReversed', (_run, array) => new ArrayValue([...array.items].reverse())],
  ['keys', (_run, array) => new IteratorValue(changed(visit(array), (_item, index) => index))],
  ['values', (_run, array) => new IteratorValue(visit(array))],
  [
    'entries',
    (_run, array) => new IteratorValue(changed(visit(array), (item, index) => new ArrayValue([index, item]))),
  ],
]);
