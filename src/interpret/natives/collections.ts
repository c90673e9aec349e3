import { call } from '../call.js';
import { iterate, visited } from '../iterate.js';
import { derived, isSameValue, throwTypeError } from '../operators.js';
import { forgetMembers, getMember } from '../members.js';
import type { Run } from '../run.js';
import { changed, visit } from '../visit.js';
import {
  ArrayValue,
  IteratorValue,
  MapValue,
  native,
  ObjectValue,
  opaque,
  SetValue,
  Unknown,
  UnknownArguments,
  type Value,
} from '../values.js';

/** Sets and maps keep -0 as 0. */
const asKey = (value: Value): Value => (Object.is(value, -0) ? 0 : value);

function indexOf(run: Run, items: readonly Value[], wanted: Value): number {
  run.spendItems(items.length);
  return items.findIndex((item) => isSameValue(run, item, wanted));
}

export function setMember(run: Run, set: SetValue, name: string): Value {
  switch (name) {
    case 'size':
      return sizeOf(run, set);
    case 'has':
      return native(name, (_run, [wanted]) => has(run, set, wanted));
    case 'add':
      return native(name, (_run, [item]) => {
        if (item instanceof UnknownArguments) forgetMembers(set, 'a set with unknown elements');
        else if (indexOf(run, set.items, item) === -1) set.items.push(asKey(item));
        return set;
      });
    case 'delete':
      return native(name, (_run, [wanted]) => {
        const index = indexOf(run, set.items, wanted);
        if (index !== -1) set.items.splice(index, 1);
        return index !== -1 || (set.rest ? derived(run, 'a search in a set', [set.rest], 'boolean') : false);
      });
    case 'clear':
      return native(name, () => {
        set.items.splice(0);
        set.rest = undefined;
        return undefined;
      });
    case 'values':
    case 'keys':
      return native(name, () => iteratorOver(run, set, (item) => item));
    case 'entries':
      return native(name, () => iteratorOver(run, set, (item) => new ArrayValue([item, item])));
    case 'forEach':
      return native(name, (_run, [callback, thisValue]) => {
        const items = visited(run, set);
        if (items instanceof Unknown) return call(run, items, undefined, [callback]);
        for (const item of items) call(run, callback, thisValue, [item, item, set]);
        return undefined;
      });
    default:
      return undefined;
  }
}

function sizeOf(run: Run, set: SetValue): Value {
  // Unknown elements may be equal to others.
  const unknown =
    set.rest ?? (set.items.length > 1 ? set.items.find((item) => item instanceof Unknown) : undefined);
  return unknown === undefined ? set.items.length : derived(run, 'the size of a set', [unknown], 'number');
}

function has(run: Run, set: SetValue, wanted: Value): Value {
  if (indexOf(run, set.items, wanted) !== -1) return true;
  return set.rest ? derived(run, 'a search in a set', [set.rest, wanted], 'boolean') : false;
}

/** An iterator that gives what `part` makes of each element. */
export function iteratorOver(
  run: Run,
  collection: SetValue | MapValue,
  part: (element: Value) => Value,
): Value {
  const elements = visited(run, collection);
  return elements instanceof Unknown ? elements : new IteratorValue(changed(elements, part));
}

export function mapMember(run: Run, map: MapValue, name: string): Value {
  const indexOfKey = (wanted: Value) =>
    indexOf(
      run,
      map.entries.map(([key]) => key),
      wanted,
    );
  switch (name) {
    case 'size':
      return map.entries.length;
    case 'has':
      return native(name, (_run, [key]) => indexOfKey(key) !== -1);
    case 'get':
      return native(name, (_run, [key]) => map.entries[indexOfKey(key)]?.[1]);
    case 'set':
      return native(name, (_run, [key, value]) => {
        write(run, map, key, value);
        return map;
      });
    case 'delete':
      return native(name, (_run, [key]) => {
        const index = indexOfKey(key);
        if (index !== -1) map.entries.splice(index, 1);
        return index !== -1;
      });
    case 'clear':
      return native(name, () => void map.entries.splice(0));
    case 'keys':
      return native(name, () => iteratorOver(run, map, (entry) => getMember(run, entry, '0')));
    case 'values':
      return native(name, () => iteratorOver(run, map, (entry) => getMember(run, entry, '1')));
    case 'entries':
      return native(name, () => iteratorOver(run, map, (entry) => entry));
    case 'forEach':
      return native(name, (_run, [callback, thisValue]) => {
        for (const entry of visit(map))
          call(run, callback, thisValue, [getMember(run, entry, '1'), getMember(run, entry, '0'), map]);
        return undefined;
      });
    default:
      return undefined;
  }
}

function write(run: Run, map: MapValue, key: Value, value: Value): void {
  run.spendItems(map.entries.length);
  const entry = map.entries.find(([candidate]) => isSameValue(run, candidate, key));
  if (entry) entry[1] = value;
  else map.entries.push([asKey(key), value]);
}

/** `new Set(iterable)`. */
export function constructSet(run: Run, [iterable]: readonly Value[]): Value {
  const set = new SetValue();
  if (iterable === undefined || iterable === null) return set;
  const items = iterate(run, iterable);
  if (items instanceof Unknown) {
    // `new Set(undefined)` is an empty set.
    set.rest = items;
    return set;
  }
  for (const item of items)
    if (item instanceof Unknown || indexOf(run, set.items, item) === -1) set.items.push(asKey(item));
  return set;
}

/** `new Map(entries)`. */
export function constructMap(run: Run, [iterable]: readonly Value[]): Value {
  const map = new MapValue();
  if (iterable === undefined || iterable === null) return map;
  const entries = iterate(run, iterable);
  if (entries instanceof Unknown) return opaque(entries.reason);
  for (const entry of entries) {
    if (entry instanceof Unknown) return opaque(entry.reason);
    if (!(entry instanceof ObjectValue)) throwTypeError('an entry of a map is no object');
    write(run, map, getMember(run, entry, '0'), getMember(run, entry, '1'));
  }
  return map;
}
