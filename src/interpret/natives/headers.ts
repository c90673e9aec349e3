import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { getMember } from '../members.js';
import { derived, throwTypeError, toText } from '../operators.js';
import type { Run } from '../run.js';
import {
  ArrayValue,
  HeadersValue,
  IteratorValue,
  MapValue,
  native,
  ObjectValue,
  opaque,
  SetValue,
  Unknown,
  type NativeCode,
  type Value,
} from '../values.js';
import { ownEntries } from './object-members.js';

/** A member of the global `Headers` (Fetch standard, "Headers class"): names are read in lower case. */
export function headersMember(run: Run, headers: HeadersValue, name: string): Value {
  const method = METHODS.get(name);
  return method && native(name, (_run, args) => method(run, headers, args));
}

type HeadersMethod = (run: Run, headers: HeadersValue, args: readonly Value[]) => Value;

/** A method that is about one header: with a name nobody knows, it tells and changes nothing we could follow. */
const named =
  (method: (run: Run, headers: HeadersValue, name: string, value: Value) => Value): HeadersMethod =>
  (run, headers, [name, value]) => {
    const text = toText(run, name);
    if (typeof text === 'string') return method(run, headers, text.toLowerCase(), value);
    headers.unseenMembers = opaque('a header with an unknown name');
    return derived(run, 'a header with an unknown name', [text]);
  };

const indexOf = (run: Run, { entries }: HeadersValue, name: string): number => {
  run.spendItems(entries.length);
  return entries.findIndex(([key]) => key === name);
};

function write(run: Run, headers: HeadersValue, name: string, value: Value, how: 'set' | 'append'): void {
  const text = toText(run, value);
  const entry = headers.entries[indexOf(run, headers, name)];
  if (!entry) headers.entries.push([name, text]);
  else if (how === 'set') entry[1] = text;
  else
    entry[1] =
      typeof text === 'string' && typeof entry[1] === 'string'
        ? `${entry[1]}, ${text}`
        : derived(run, 'a header of several values', [text, entry[1]], 'string');
  // Iteration goes by name.
  headers.entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

const METHODS: ReadonlyMap<string, HeadersMethod> = new Map<string, HeadersMethod>([
  ['get', named((run, headers, name) => headers.entries[indexOf(run, headers, name)]?.[1] ?? null)],
  ['has', named((run, headers, name) => indexOf(run, headers, name) !== -1)],
  ['set', named((run, headers, name, value) => void write(run, headers, name, value, 'set'))],
  ['append', named((run, headers, name, value) => void write(run, headers, name, value, 'append'))],
  [
    'delete',
    named((run, headers, name) => {
      const index = indexOf(run, headers, name);
      if (index !== -1) headers.entries.splice(index, 1);
      return undefined;
    }),
  ],
  ['keys', (_run, { entries }) => new IteratorValue(entries.map(([name]) => name))],
  ['values', (_run, { entries }) => new IteratorValue(entries.map(([, value]) => value))],
  [
    'entries',
    (run, headers) => {
      const pairs = iterate(run, headers);
      return pairs instanceof Unknown ? pairs : new IteratorValue([...pairs]);
    },
  ],
  [
    'forEach',
    (run, headers, [callback, thisValue]) => {
      for (const [name, value] of [...headers.entries])
        call(run, callback, thisValue, [value, name, headers]);
      return undefined;
    },
  ],
]);

/** `new Headers(init)` from an object, pairs, a map or other headers. */
export const constructHeaders: NativeCode = (run, [init]) => {
  const headers = new HeadersValue();
  if (init === undefined) return headers;
  if (init === null || (!(init instanceof ObjectValue) && !(init instanceof Unknown)))
    throwTypeError('Headers are made of an object or of pairs');
  const pairs = pairsOf(run, init);
  if (pairs instanceof Unknown) return derived(run, pairs.reason, [pairs]);
  for (const [name, value] of pairs) {
    const text = toText(run, name);
    if (typeof text !== 'string') return derived(run, 'a header with an unknown name', [text]);
    write(run, headers, text.toLowerCase(), value, 'append');
  }
  return headers;
};

function pairsOf(run: Run, init: ObjectValue | Unknown): readonly [Value, Value][] | Unknown {
  const isList = init instanceof ArrayValue || init instanceof MapValue || init instanceof SetValue;
  if (!isList) return ownEntries(run, init);
  const items = iterate(run, init);
  return items instanceof Unknown
    ? items
    : items.map((item) => [getMember(run, item, '0'), getMember(run, item, '1')]);
}
