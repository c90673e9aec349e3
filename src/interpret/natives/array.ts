import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { derived, isSame, toText, truthy } from '../operators.js';
import type { Run } from '../run.js';
import { throwTypeError } from '../operators.js';
import {
  ArrayValue,
  isCallable,
  native,
  opaque,
  Unknown,
  type NativeFunction,
  type Value,
} from '../values.js';

type ArrayMethod = (run: Run, array: ArrayValue, args: readonly Value[]) => Value;

/** Largest array the interpreter builds. */
const MAX_ITEMS = 10_000;

export function arrayMethod(run: Run, array: ArrayValue, name: string): NativeFunction | undefined {
  const method = METHODS.get(name);
  return (
    method &&
    native(name, (_run, args) => {
      run.step(1 + array.items.length);
      if (array.items.length > MAX_ITEMS) return opaque('a very long array');
      return method(run, array, args);
    })
  );
}

/** Runs `visit` on each element until it answers true; whether it did. */
function anyItem(
  run: Run,
  array: ArrayValue,
  callback: Value,
  onHit: (item: Value, index: number) => void,
): boolean {
  if (callback !== undefined && !isCallable(callback) && !(callback instanceof Unknown))
    throwTypeError('the callback is not a function');
  for (const [index, item] of [...array.items].entries()) {
    if (truthy(run, call(run, callback, undefined, [item, index, array]))) {
      onHit(item, index);
      return true;
    }
  }
  return false;
}

function find(
  run: Run,
  array: ArrayValue,
  callback: Value,
  from: 'start' | 'end',
): { item: Value; index: number } {
  let found = { item: undefined as Value, index: -1 };
  const source = from === 'start' ? array : new ArrayValue([...array.items].reverse());
  anyItem(run, source, callback, (item, index) => {
    found = { item, index: from === 'start' ? index : array.items.length - 1 - index };
  });
  return found;
}

const indexOf = (run: Run, array: ArrayValue, wanted: Value, from = 0): number => {
  for (let index = from; index < array.items.length; index++)
    if (isSame(run, array.items[index], wanted)) return index;
  return -1;
};

const startIndex = (value: Value): number => (typeof value === 'number' ? Math.max(0, value) : 0);

function flatten(run: Run, items: readonly Value[], depth: number): Value[] {
  run.step(items.length);
  return items.flatMap((item) =>
    item instanceof ArrayValue && depth > 0 ? run.nested(() => flatten(run, item.items, depth - 1)) : [item],
  );
}

const METHODS: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['includes', (run, array, [wanted, from]) => indexOf(run, array, wanted, startIndex(from)) !== -1],
  ['indexOf', (run, array, [wanted, from]) => indexOf(run, array, wanted, startIndex(from))],
  [
    'lastIndexOf',
    (run, array, [wanted]) => {
      const reversed = indexOf(run, new ArrayValue([...array.items].reverse()), wanted);
      return reversed === -1 ? -1 : array.items.length - 1 - reversed;
    },
  ],
  ['some', (run, array, [callback]) => anyItem(run, array, callback, () => undefined)],
  [
    'every',
    (run, array, [callback]) =>
      [...array.items].every((item, index) =>
        truthy(run, call(run, callback, undefined, [item, index, array])),
      ),
  ],
  ['find', (run, array, [callback]) => find(run, array, callback, 'start').item],
  ['findIndex', (run, array, [callback]) => find(run, array, callback, 'start').index],
  ['findLast', (run, array, [callback]) => find(run, array, callback, 'end').item],
  ['findLastIndex', (run, array, [callback]) => find(run, array, callback, 'end').index],
  [
    'map',
    (run, array, [callback]) =>
      new ArrayValue(
        [...array.items].map((item, index) => call(run, callback, undefined, [item, index, array])),
      ),
  ],
  [
    'flatMap',
    (run, array, [callback]) =>
      new ArrayValue(
        flatten(
          run,
          [...array.items].map((item, index) => call(run, callback, undefined, [item, index, array])),
          1,
        ),
      ),
  ],
  [
    'filter',
    (run, array, [callback]) =>
      new ArrayValue(
        [...array.items].filter((item, index) =>
          truthy(run, call(run, callback, undefined, [item, index, array])),
        ),
      ),
  ],
  [
    'forEach',
    (run, array, [callback]) => {
      for (const [index, item] of [...array.items].entries())
        call(run, callback, undefined, [item, index, array]);
      return undefined;
    },
  ],
  ['reduce', (run, array, args) => reduce(run, array.items, args)],
  ['reduceRight', (run, array, args) => reduce(run, [...array.items].reverse(), args)],
  [
    'concat',
    (_run, array, args) => {
      const unknown = args.find((arg) => arg instanceof Unknown);
      if (unknown) return new ArrayValue([...array.items, unknown]);
      return new ArrayValue([
        ...array.items,
        ...args.flatMap((arg) => (arg instanceof ArrayValue ? arg.items : [arg])),
      ]);
    },
  ],
  [
    'slice',
    (_run, array, [from, to]) =>
      new ArrayValue(
        array.items.slice(
          typeof from === 'number' ? from : undefined,
          typeof to === 'number' ? to : undefined,
        ),
      ),
  ],
  [
    'at',
    (_run, array, [index]) =>
      typeof index === 'number' ? array.items.at(index) : opaque('an unknown index'),
  ],
  ['join', (run, array, [separator]) => join(run, array, separator)],
  ['toString', (run, array) => toText(run, array)],
  [
    'flat',
    (run, array, [depth]) =>
      new ArrayValue(flatten(run, array.items, typeof depth === 'number' ? Math.min(depth, 20) : 1)),
  ],
  ['push', (_run, array, args) => array.items.push(...args)],
  ['unshift', (_run, array, args) => array.items.unshift(...args)],
  ['pop', (_run, array) => array.items.pop()],
  ['shift', (_run, array) => array.items.shift()],
  [
    'reverse',
    (_run, array) => {
      array.items.reverse();
      return array;
    },
  ],
  ['toReversed', (_run, array) => new ArrayValue([...array.items].reverse())],
  [
    'splice',
    (_run, array, [start, count, ...added]) =>
      typeof start === 'number'
        ? new ArrayValue(
            array.items.splice(start, typeof count === 'number' ? count : array.items.length, ...added),
          )
        : opaque('an unknown index'),
  ],
  [
    'sort',
    (run, array, [compare]) => {
      sort(run, array, compare);
      return array;
    },
  ],
  [
    'toSorted',
    (run, array, [compare]) => {
      const copy = new ArrayValue([...array.items]);
      sort(run, copy, compare);
      return copy;
    },
  ],
  [
    'fill',
    (_run, array, [value]) => {
      array.items.fill(value);
      return array;
    },
  ],
  ['keys', (_run, array) => new ArrayValue([...array.items.keys()])],
  ['values', (_run, array) => new ArrayValue([...array.items])],
  [
    'entries',
    (_run, array) => new ArrayValue([...array.items.entries()].map((entry) => new ArrayValue(entry))),
  ],
]);

function reduce(run: Run, items: readonly Value[], [callback, ...initial]: readonly Value[]): Value {
  const rest = [...items];
  if (initial.length === 0 && rest.length === 0)
    throwTypeError('Reduce of empty array with no initial value');
  let total = initial.length > 0 ? initial[0] : rest.shift();
  const offset = items.length - rest.length;
  for (const [index, item] of rest.entries())
    total = call(run, callback, undefined, [total, item, index + offset]);
  return total;
}

function join(run: Run, array: ArrayValue, separator: Value): Value {
  const between = separator === undefined ? ',' : toText(run, separator);
  const parts: string[] = [];
  for (const item of array.items) {
    const text = item === undefined || item === null ? '' : toText(run, item);
    if (typeof text !== 'string') return derived(run, 'a joined text', array.items);
    parts.push(text);
  }
  return typeof between === 'string' ? parts.join(between) : between;
}

function sort(run: Run, array: ArrayValue, compare: Value): void {
  if (array.items.some((item) => item instanceof Unknown)) return;
  run.step(array.items.length * 8);
  array.items.sort((left, right) => {
    if (compare === undefined) {
      const [a, b] = [String(toText(run, left)), String(toText(run, right))];
      return a < b ? -1 : a > b ? 1 : 0;
    }
    const order = call(run, compare, undefined, [left, right]);
    return typeof order === 'number' ? order : 0;
  });
}

/** `Array.isArray`, `Array.from`, `Array.of` as members of the `Array` function. */
export function arrayStatic(run: Run, name: string): Value {
  if (name === 'isArray') {
    return native(name, (_run, [value]) =>
      value instanceof Unknown ? derived(run, 'a type', [value]) : value instanceof ArrayValue,
    );
  }
  if (name === 'of') return native(name, (_run, items) => new ArrayValue([...items]));
  if (name === 'from') {
    return native(name, (_run, [source, callback]) => {
      const items = iterate(run, source);
      if (items instanceof Unknown) return items;
      return new ArrayValue(
        callback === undefined
          ? [...items]
          : items.map((item, index) => call(run, callback, undefined, [item, index])),
      );
    });
  }
  return undefined;
}
