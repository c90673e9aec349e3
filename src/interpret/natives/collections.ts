import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { isSame } from '../operators.js';
import type { Run } from '../run.js';
import { ArrayValue, MapValue, native, SetValue, Unknown, type Value } from '../values.js';

const includes = (run: Run, items: readonly Value[], wanted: Value): boolean =>
  items.some((item) => isSame(run, item, wanted));

export function setMember(run: Run, set: SetValue, name: string): Value {
  switch (name) {
    case 'size':
      return set.items.length;
    case 'has':
      return native(name, (_run, [wanted]) => {
        run.step(set.items.length);
        return includes(run, set.items, wanted);
      });
    case 'add':
      return native(name, (_run, [item]) => {
        if (!includes(run, set.items, item)) set.items.push(item);
        return set;
      });
    case 'delete':
      return native(name, (_run, [wanted]) => remove(run, set.items, (item) => isSame(run, item, wanted)));
    case 'clear':
      return native(name, () => void set.items.splice(0));
    case 'values':
    case 'keys':
      return native(name, () => new ArrayValue([...set.items]));
    case 'forEach':
      return native(name, (_run, [callback]) => {
        for (const item of [...set.items]) call(run, callback, undefined, [item, item, set]);
        return undefined;
      });
    default:
      return undefined;
  }
}

export function mapMember(run: Run, map: MapValue, name: string): Value {
  const entryOf = (key: Value) => map.entries.find(([candidate]) => isSame(run, candidate, key));
  switch (name) {
    case 'size':
      return map.entries.length;
    case 'has':
      return native(name, (_run, [key]) => entryOf(key) !== undefined);
    case 'get':
      return native(name, (_run, [key]) => entryOf(key)?.[1]);
    case 'set':
      return native(name, (_run, [key, value]) => {
        const entry = entryOf(key);
        if (entry) entry[1] = value;
        else map.entries.push([key, value]);
        return map;
      });
    case 'delete':
      return native(name, (_run, [key]) =>
        remove(run, map.entries, ([candidate]) => isSame(run, candidate, key)),
      );
    case 'keys':
      return native(name, () => new ArrayValue(map.entries.map(([key]) => key)));
    case 'values':
      return native(name, () => new ArrayValue(map.entries.map(([, value]) => value)));
    case 'entries':
      return native(name, () => new ArrayValue(map.entries.map((entry) => new ArrayValue([...entry]))));
    case 'forEach':
      return native(name, (_run, [callback]) => {
        for (const [key, value] of [...map.entries]) call(run, callback, undefined, [value, key, map]);
        return undefined;
      });
    default:
      return undefined;
  }
}

function remove<T>(run: Run, items: T[], matches: (item: T) => boolean): boolean {
  run.step(items.length);
  const index = items.findIndex(matches);
  if (index !== -1) items.splice(index, 1);
  return index !== -1;
}

/** `new Set(iterable)`. */
export function constructSet(run: Run, [iterable]: readonly Value[]): Value {
  if (iterable === undefined || iterable === null) return new SetValue();
  const items = iterate(run, iterable);
  if (items instanceof Unknown) return new SetValue([items]);
  const set = new SetValue();
  for (const item of items) {
    run.step(set.items.length);
    if (item instanceof Unknown || !includes(run, set.items, item)) set.items.push(item);
  }
  return set;
}

/** `new Map(entries)`. */
export function constructMap(run: Run, [iterable]: readonly Value[]): Value {
  const map = new MapValue();
  if (iterable === undefined || iterable === null) return map;
  const entries = iterate(run, iterable);
  if (entries instanceof Unknown) return entries;
  for (const entry of entries) {
    const pair = iterate(run, entry);
    if (pair instanceof Unknown) return pair;
    map.entries.push([pair[0], pair[1]]);
  }
  return map;
}
