import { derived, throwTypeError, toText } from '../operators.js';
import { Thrown, type Run } from '../run.js';
import { slotOf } from '../members.js';
import {
  ArrayValue,
  isCallable,
  isPrimitive,
  native,
  ObjectValue,
  opaque,
  PlainObject,
  platformError,
  Unknown,
  UrlValue,
  type NativeCode,
  type Value,
} from '../values.js';
import { ownEntries } from './object-members.js';

/** `JSON.parse` of known text and `JSON.stringify` of known values; everything else of `JSON` is unknown. */
export function jsonMember(_run: Run, name: string): Value {
  if (name === 'stringify') return native(name, stringify);
  if (name !== 'parse') return opaque(`'JSON.${name}' is not modelled`);
  return native(name, (run, [source, reviver]) => {
    if (reviver !== undefined) return opaque('JSON read by a function of the program');
    const text = toText(run, source);
    if (typeof text !== 'string') return derived(run, 'parsed JSON', [text]);
    run.step(1 + (text.length >> 2));
    run.spendText(text.length);
    // An environment variable that the program parses as JSON holds JSON: our sample of it, as a list.
    if (run.environmentTexts.has(text)) return new ArrayValue([text]);
    try {
      return fromJson(run, JSON.parse(text));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new Thrown(platformError('SyntaxError', 'Unexpected token in JSON'));
    }
  });
}

const stringify: NativeCode = (run, [value, replacer, indent]) => {
  if (replacer !== undefined && replacer !== null) return opaque('JSON written by a function of the program');
  const data = toJson(run, value);
  if (data === undefined) return undefined;
  const type = isWritten(value) ? 'string' : undefined;
  if (indent instanceof Unknown || indent instanceof ObjectValue)
    return derived(run, 'written JSON', [indent], type);
  if (data instanceof Unknown) return derived(run, 'written JSON', [data], type);
  const space = typeof indent === 'number' || typeof indent === 'string' ? indent : undefined;
  const text = JSON.stringify(data, undefined, space);
  run.spendText(text.length);
  return text;
};

/** Whether there is JSON for a value: there is none for functions, symbols, `undefined`, and what `toJSON` makes them of. */
const isWritten = (value: Value): boolean =>
  value instanceof Unknown
    ? value.type !== undefined
    : value instanceof ObjectValue
      ? (value instanceof ArrayValue || value instanceof PlainObject) && !slotOf(value, 'toJSON')
      : value !== undefined;

/** A value as `JSON.stringify` reads it; undefined for what it leaves out. Throws the program's TypeError for a BigInt. */
function toJson(run: Run, value: Value): unknown {
  run.step();
  if (typeof value === 'bigint') throwTypeError('Do not know how to serialize a BigInt');
  if (value instanceof Unknown) return opaque('a value as JSON');
  if (isPrimitive(value)) return value;
  if (slotOf(value, 'toJSON')) return opaque('an object as JSON');
  if (isCallable(value)) return undefined;
  if (value instanceof UrlValue) return value.url.href;
  if (!(value instanceof ArrayValue || value instanceof PlainObject)) return opaque('an object as JSON');
  const entries = ownEntries(run, value);
  if (entries instanceof Unknown) return entries;
  const data: [string, unknown][] = [];
  for (const [key, part] of entries) {
    const written = run.nested(() => toJson(run, part));
    if (written instanceof Unknown) return written;
    data.push([key, written]);
  }
  return value instanceof ArrayValue
    ? data.slice(0, value.items.length).map(([, part]) => part)
    : Object.fromEntries(data);
}

function fromJson(run: Run, value: unknown): Value {
  run.step();
  if (Array.isArray(value))
    return new ArrayValue(value.map((item: unknown) => run.nested(() => fromJson(run, item))));
  if (typeof value === 'object' && value !== null) {
    const object = new PlainObject();
    for (const [key, part] of Object.entries(value)) {
      object.slots.set(key, { value: run.nested(() => fromJson(run, part)), writer: undefined });
    }
    return object;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
