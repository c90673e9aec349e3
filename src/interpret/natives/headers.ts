import type { Node } from '../../source/syntax.js';
import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { getMember, memberOfUnknown } from '../members.js';
import { derived, throwTypeError, toText } from '../operators.js';
import type { Run } from '../run.js';
import {
  ArrayValue,
  HeadersValue,
  isPrimitive,
  MapValue,
  native,
  ObjectValue,
  opaque,
  SetValue,
  Unknown,
  type Slot,
  type Value,
} from '../values.js';
import { iteratorOver } from './collections.js';
import { ownEntries } from './object-members.js';

/** A member of the global `Headers` (Fetch standard, "Headers class"): names are read in lower case. */
export function headersMember(run: Run, headers: HeadersValue, name: string): Value {
  const method = METHODS.get(name);
  return method && native(name, (_run, args, _this, node) => method(run, headers, args, node));
}

type HeadersMethod = (
  run: Run,
  headers: HeadersValue,
  args: readonly Value[],
  node: Node | undefined,
) => Value;

/** A method that is about one header: with a name nobody knows, it tells and changes nothing we could follow. */
const named =
  (
    method: (run: Run, headers: HeadersValue, name: string, value: Value, node: Node | undefined) => Value,
  ): HeadersMethod =>
  (run, headers, [name, value], node) => {
    const text = toText(run, name);
    if (typeof text === 'string') return method(run, headers, text.toLowerCase(), value, node);
    headers.unseenMembers = opaque('a header with an unknown name');
    return derived(run, 'a header with an unknown name', [text]);
  };

const indexOf = (run: Run, { entries }: HeadersValue, name: string): number => {
  run.spendItems(entries.length);
  return entries.findIndex(([key]) => key === name);
};

/** A value as headers keep it, without space around it. Throws the program's TypeError where no header may hold it. */
function normalized(run: Run, name: string, value: string): string {
  run.spendText(value.length);
  try {
    return new Headers([[name, value]]).get(name) ?? value;
  } catch {
    throwTypeError(`'${name}' is no header that may be set to this`);
  }
}

function write(
  run: Run,
  headers: HeadersValue,
  name: string,
  value: Value,
  how: 'set' | 'append',
  writer: Node | undefined,
): void {
  const given = toText(run, value);
  const text = typeof given === 'string' ? normalized(run, name, given) : given;
  if (writer) headers.writers.set(name, writer);
  else headers.writers.delete(name);
  const entry = headers.entries[indexOf(run, headers, name)];
  const before = how === 'set' ? undefined : (entry?.[1] ?? headers.unlisted?.(name));
  const after =
    before === undefined
      ? text
      : typeof text === 'string' && typeof before === 'string'
        ? `${before}, ${text}`
        : derived(run, 'a header of several values', [text, before], 'string');
  if (entry) entry[1] = after;
  else headers.entries.push([name, after]);
  // Iteration goes by name.
  headers.entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

const listed = (run: Run, headers: HeadersValue, name: string): Value =>
  headers.entries[indexOf(run, headers, name)]?.[1] ?? headers.unlisted?.(name);

function hasHeader(run: Run, headers: HeadersValue, name: string): Value {
  const value = listed(run, headers, name);
  return value instanceof Unknown && indexOf(run, headers, name) === -1
    ? derived(run, value.reason, [value], 'boolean')
    : value !== undefined;
}

const METHODS: ReadonlyMap<string, HeadersMethod> = new Map<string, HeadersMethod>([
  ['get', named((run, headers, name) => listed(run, headers, name) ?? null)],
  ['has', named(hasHeader)],
  ['set', named((run, headers, name, value, node) => void write(run, headers, name, value, 'set', node))],
  [
    'append',
    named((run, headers, name, value, node) => void write(run, headers, name, value, 'append', node)),
  ],
  [
    'delete',
    named((run, headers, name) => {
      const index = indexOf(run, headers, name);
      if (index !== -1) headers.entries.splice(index, 1);
      const { unlisted } = headers;
      if (unlisted) headers.unlisted = (other) => (other === name ? undefined : unlisted(other));
      return undefined;
    }),
  ],
  ['keys', (run, headers) => iteratorOver(run, headers, (pair) => getMember(run, pair, '0'))],
  ['values', (run, headers) => iteratorOver(run, headers, (pair) => getMember(run, pair, '1'))],
  ['entries', (run, headers) => iteratorOver(run, headers, (pair) => pair)],
  [
    'forEach',
    (run, headers, [callback, thisValue]) => {
      const pairs = iterate(run, headers);
      if (pairs instanceof Unknown) return call(run, pairs, undefined, [callback]);
      for (const [name, value] of [...headers.entries])
        call(run, callback, thisValue, [value, name, headers]);
      return undefined;
    },
  ],
]);

/** `new Headers(init)` from an object, pairs, a map or other headers. What is unknown of them stays so, header by header. */
export function constructHeaders(run: Run, [init]: readonly Value[]): Value {
  if (init === null || (init !== undefined && !(init instanceof ObjectValue) && !(init instanceof Unknown)))
    throwTypeError('Headers are made of an object or of pairs');
  return headersFrom(run, init);
}

/** Headers with what `init` holds. */
export function headersFrom(run: Run, init: ObjectValue | Unknown | undefined): HeadersValue {
  const headers = new HeadersValue();
  if (init === undefined) return headers;
  if (init instanceof HeadersValue) {
    for (const [name, value] of init.entries) headers.entries.push([name, value]);
    for (const [name, node] of init.writers) headers.writers.set(name, node);
    headers.unlisted = init.unlisted;
    return headers;
  }
  const entries = entriesIn(run, init);
  const unknown =
    entries instanceof Unknown ? entries : entries.find(({ name }) => name instanceof Unknown)?.name;
  if (unknown instanceof Unknown) headers.unlisted = (name) => memberOfUnknown(unknown, name);
  if (entries instanceof Unknown) return headers;
  for (const { name, value, writer } of entries)
    if (typeof name === 'string') write(run, headers, name.toLowerCase(), value, 'append', writer);
  return headers;
}

/** Sets what `given` lists, whatever was there. */
export function replaceHeaders(run: Run, headers: HeadersValue, given: HeadersValue): void {
  for (const [name, value] of given.entries)
    if (typeof name === 'string') write(run, headers, name, value, 'set', given.writers.get(name));
}

interface Entry {
  readonly name: string | Unknown;
  readonly value: Value;
  readonly writer: Node | undefined;
}

function entriesIn(run: Run, init: ObjectValue | Unknown): readonly Entry[] | Unknown {
  const isList = init instanceof ArrayValue || init instanceof MapValue || init instanceof SetValue;
  if (isList) {
    const items = iterate(run, init);
    return items instanceof Unknown
      ? items
      : items.map((item) => {
          if (isPrimitive(item) || (item instanceof ArrayValue && !isPair(item)))
            throwTypeError('A header is a pair of a name and a value');
          return {
            name: toText(run, getMember(run, item, '0')),
            value: getMember(run, item, '1'),
            writer: item instanceof ObjectValue ? item.origin : undefined,
          };
        });
  }
  if (init instanceof ObjectValue && init.unseenMembers) {
    const known = [...init.slots].map(([name, slot]) => ({
      name,
      value: slot.value,
      writer: writerOf(slot),
    }));
    return [{ name: init.unseenMembers, value: undefined, writer: undefined }, ...known];
  }
  const entries = ownEntries(run, init);
  if (entries instanceof Unknown) return entries;
  return entries.map(([name, value]) => ({
    name,
    value,
    writer: init instanceof ObjectValue ? writerOf(init.slots.get(name)) : undefined,
  }));
}

const isPair = ({ items, unseenMembers }: ArrayValue): boolean =>
  unseenMembers !== undefined || items.length === 2;

const writerOf = (slot: Slot | undefined): Node | undefined => slot?.copiedFrom ?? slot?.writer;
