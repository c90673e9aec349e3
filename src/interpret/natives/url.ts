import { addressIn } from '../../source/address.js';
import { derived, throwTypeError, toText } from '../operators.js';
import { Thrown, type Run } from '../run.js';
import {
  native,
  NativeFunction,
  opaque,
  Unknown,
  UrlValue,
  type NativeCode,
  type Value,
  platformError,
} from '../values.js';

const PARTS = [
  'href',
  'origin',
  'protocol',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
  'username',
  'password',
] as const;

export function urlMember(object: UrlValue, name: string): Value {
  const part = PARTS.find((candidate) => candidate === name);
  if (part) return object.url[part];
  if (name === 'searchParams') {
    // Whoever asks for them may change them, and with them the address.
    for (const changeable of ['href', 'search', 'toString', 'toJSON'])
      object.slots.set(changeable, {
        value: opaque('a URL whose parameters may be changed'),
        writer: undefined,
      });
    return opaque(`the built-in '${name}' is not modelled`);
  }
  if (name === 'toString' || name === 'toJSON') return native(name, () => object.url.href);
  return undefined;
}

/** The parsed URL, undefined if it has no valid form, or what is unknown of the input. */
function parsed(run: Run, [input, base]: readonly Value[]): URL | undefined | Unknown {
  const text = toText(run, input);
  const baseText = base === undefined ? undefined : toText(run, base);
  if (typeof text !== 'string') return derived(run, 'a URL', [text, baseText]);
  if (baseText instanceof Unknown) return derived(run, 'a URL', [text, baseText]);
  run.spendText(text.length + (baseText?.length ?? 0));
  return addressIn(text, baseText);
}

/** The global `URL`. */
export function urlConstructor(): Value {
  const construct: NativeCode = (run, args) => {
    const url = parsed(run, args);
    if (url === undefined) throw new Thrown(platformError('TypeError', 'Invalid URL'));
    return url instanceof Unknown ? url : new UrlValue(url);
  };
  const value = new NativeFunction(
    'URL',
    () => throwTypeError("Class constructor URL cannot be invoked without 'new'"),
    construct,
  );
  const canParse: NativeCode = (run, args) => {
    const url = parsed(run, args);
    return url instanceof Unknown ? derived(run, 'a URL', [url], 'boolean') : url !== undefined;
  };
  value.slots.set('canParse', { value: native('canParse', canParse), writer: undefined });
  return value;
}
