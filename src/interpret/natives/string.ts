import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { derived, toText, truthy } from '../operators.js';
import type { Run } from '../run.js';
import { ArrayValue, isCallable, native, opaque, RegExpValue, Unknown, type Value } from '../values.js';
import { matchRegExp, replaceRegExp, splitRegExp, testRegExp } from './regexp.js';

/** String methods that take and give only strings and numbers: the language's own do the work. */
const PLAIN_METHODS = new Set([
  'at',
  'charAt',
  'charCodeAt',
  'codePointAt',
  'concat',
  'endsWith',
  'includes',
  'indexOf',
  'lastIndexOf',
  'localeCompare',
  'normalize',
  'slice',
  'startsWith',
  'substr',
  'substring',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimLeft',
  'trimRight',
  'trimStart',
  'valueOf',
]);
/** Longest text the interpreter builds. */
const MAX_TEXT = 1_000_000;

export function stringMember(run: Run, text: string, name: string): Value {
  if (name === 'length') return text.length;
  if (/^\d+$/.test(name)) return text[Number(name)];
  if (PLAIN_METHODS.has(name)) return native(name, (_run, args) => plainMethod(run, text, name, args));
  const method = METHODS.get(name);
  return method && native(name, (_run, args) => method(run, text, args));
}

function plainMethod(run: Run, text: string, name: string, args: readonly Value[]): Value {
  run.step(1 + (text.length >> 6));
  const concrete: unknown[] = [];
  for (const arg of args) {
    if (arg instanceof Unknown) return derived(run, `${name} of an unknown`, [text, arg]);
    if (arg instanceof RegExpValue) return opaque(`${name} of a regular expression`);
    const value = typeof arg === 'number' || arg === undefined ? arg : toText(run, arg);
    if (value instanceof Unknown) return derived(run, `${name} of an unknown`, [text, value]);
    concrete.push(value);
  }
  const method: unknown = Reflect.get(String.prototype, name);
  if (typeof method !== 'function') return undefined;
  const result: unknown = Reflect.apply(method, text, concrete);
  return typeof result === 'string' || typeof result === 'number' || typeof result === 'boolean'
    ? result
    : undefined;
}

type StringMethod = (run: Run, text: string, args: readonly Value[]) => Value;

const METHODS: ReadonlyMap<string, StringMethod> = new Map<string, StringMethod>([
  ['split', split],
  ['replace', (run, text, args) => replace(run, text, args, false)],
  ['replaceAll', (run, text, args) => replace(run, text, args, true)],
  [
    'match',
    (run, text, [pattern]) =>
      pattern instanceof RegExpValue ? matchRegExp(run, pattern, text) : opaque('a match'),
  ],
  [
    'search',
    (run, text, [pattern]) =>
      pattern instanceof RegExpValue
        ? truthy(run, testRegExp(run, pattern, text))
          ? 0
          : -1
        : opaque('a search'),
  ],
  ['matchAll', () => opaque('all matches of a pattern')],
  [
    'repeat',
    (run, text, [count]) => {
      if (typeof count !== 'number' || !(count >= 0) || text.length * count > MAX_TEXT)
        return opaque('a repeated text');
      run.step((text.length * count) >> 6);
      return text.repeat(count);
    },
  ],
  ['padStart', (run, text, args) => pad(run, text, args, 'padStart')],
  ['padEnd', (run, text, args) => pad(run, text, args, 'padEnd')],
]);

function pad(
  run: Run,
  text: string,
  [length, filler]: readonly Value[],
  method: 'padStart' | 'padEnd',
): Value {
  if (typeof length !== 'number' || length > MAX_TEXT) return opaque('a padded text');
  run.step(length >> 6);
  return filler === undefined
    ? text[method](length)
    : typeof filler === 'string'
      ? text[method](length, filler)
      : opaque('a padded text');
}

function split(run: Run, text: string, [separator, limit]: readonly Value[]): Value {
  if (separator === undefined) return new ArrayValue([text]);
  const parts = separator instanceof RegExpValue ? splitRegExp(run, separator, text) : toText(run, separator);
  if (parts instanceof Unknown) return derived(run, 'a split text', [parts]);
  const pieces = typeof parts === 'string' ? text.split(parts) : parts;
  run.step(pieces.length);
  return new ArrayValue(typeof limit === 'number' ? pieces.slice(0, limit) : pieces);
}

function replace(run: Run, text: string, [pattern, replacement]: readonly Value[], all: boolean): Value {
  run.step(1 + (text.length >> 6));
  if (pattern instanceof RegExpValue) return replaceRegExp(run, pattern, text, replacement);
  const search = toText(run, pattern);
  if (typeof search !== 'string') return derived(run, 'a replaced text', [text, search]);
  const substitute = isCallable(replacement)
    ? toText(run, text.includes(search) ? call(run, replacement, undefined, [search]) : '')
    : toText(run, replacement);
  if (typeof substitute !== 'string') return derived(run, 'a replaced text', [text, substitute]);
  if (all && search === '') return opaque('a replaced text');
  const result = all ? text.replaceAll(search, substitute) : text.replace(search, substitute);
  return result.length > MAX_TEXT ? opaque('a very long text') : result;
}

/** `String.raw`, `String(value)` and `String.fromCharCode` as members of the `String` function. */
export function stringStatic(run: Run, name: string): Value {
  if (name === 'raw') {
    return native(name, (_run, [strings, ...values]) => {
      const raw = iterate(run, strings);
      if (!Array.isArray(raw)) return opaque('a raw template');
      let text = '';
      for (const [index, part] of raw.entries()) {
        const piece = toText(run, part);
        const value = index < raw.length - 1 ? toText(run, values[index] ?? '') : '';
        if (typeof piece !== 'string' || typeof value !== 'string')
          return derived(run, 'a template', [piece, value]);
        text += piece + value;
      }
      return text;
    });
  }
  if (name === 'fromCharCode') {
    return native(name, (_run, codes) =>
      codes.every((code) => typeof code === 'number')
        ? String.fromCharCode(...codes)
        : opaque('a character code'),
    );
  }
  return undefined;
}
