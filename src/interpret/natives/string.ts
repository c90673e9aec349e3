import { iterate } from '../iterate.js';
import { getMember, isIndex } from '../members.js';
import { derived, throwTypeError, toText } from '../operators.js';
import { toNumber } from '../arithmetic.js';
import { Thrown, type Run } from '../run.js';
import {
  ArrayValue,
  IteratorValue,
  native,
  ObjectValue,
  opaque,
  RegExpValue,
  Unknown,
  type KnownType,
  type Value,
  platformError,
} from '../values.js';
import { constructRegExp, matchAllRegExp, matches, matchRegExp, splitRegExp } from './regexp.js';
import { replace } from './replace.js';

/** String methods that take and give only primitives, and what they give: the language's own do the work. */
const PLAIN_METHODS: ReadonlyMap<string, KnownType | undefined> = new Map([
  ['at', undefined],
  ['charAt', 'string'],
  ['charCodeAt', 'number'],
  ['codePointAt', undefined],
  ['concat', 'string'],
  ['endsWith', 'boolean'],
  ['includes', 'boolean'],
  ['indexOf', 'number'],
  ['lastIndexOf', 'number'],
  ['localeCompare', 'number'],
  ['normalize', 'string'],
  ['padEnd', 'string'],
  ['padStart', 'string'],
  ['repeat', 'string'],
  ['slice', 'string'],
  ['startsWith', 'boolean'],
  ['substr', 'string'],
  ['substring', 'string'],
  ['toLocaleLowerCase', 'string'],
  ['toLocaleUpperCase', 'string'],
  ['toLowerCase', 'string'],
  ['toString', 'string'],
  ['toUpperCase', 'string'],
  ['trim', 'string'],
  ['trimEnd', 'string'],
  ['trimLeft', 'string'],
  ['trimRight', 'string'],
  ['trimStart', 'string'],
  ['valueOf', 'string'],
]);

/** How many arguments a method looks at, where it is not two: it converts no further ones. */
const TAKES: ReadonlyMap<string, number> = new Map([
  ['at', 1],
  ['charAt', 1],
  ['charCodeAt', 1],
  ['codePointAt', 1],
  ['concat', Infinity],
  ['localeCompare', 3],
  ['normalize', 1],
  ['repeat', 1],
  ['toLocaleLowerCase', 1],
  ['toLocaleUpperCase', 1],
  ['toLowerCase', 0],
  ['toString', 0],
  ['toUpperCase', 0],
  ['trim', 0],
  ['trimEnd', 0],
  ['trimLeft', 0],
  ['trimRight', 0],
  ['trimStart', 0],
  ['valueOf', 0],
]);

export function stringMember(run: Run, text: string, name: string): Value {
  if (name === 'length') return text.length;
  if (isIndex(name)) return text[Number(name)];
  if (PLAIN_METHODS.has(name)) return native(name, (_run, args) => plainMethod(run, text, name, args));
  const method = METHODS.get(name);
  return method && native(name, (_run, args) => method(run, text, args));
}

function plainMethod(run: Run, text: string, name: string, args: readonly Value[]): Value {
  const concrete: unknown[] = [];
  for (const arg of args.slice(0, TAKES.get(name) ?? 2)) {
    if (arg instanceof RegExpValue && PLAIN_METHODS.get(name) === 'boolean')
      throwTypeError(`First argument to String.prototype.${name} must not be a regular expression`);
    const value = arg instanceof ObjectValue ? toText(run, arg) : arg;
    if (value instanceof Unknown)
      return derived(run, `${name} of an unknown`, [text, value], PLAIN_METHODS.get(name));
    concrete.push(value);
  }
  run.step();
  run.spendText(resultLength(text, name, concrete));
  const method: unknown = Reflect.get(String.prototype, name);
  if (typeof method !== 'function') return undefined;
  try {
    const result: unknown = Reflect.apply(method, text, concrete);
    return typeof result === 'string' || typeof result === 'number' || typeof result === 'boolean'
      ? result
      : undefined;
  } catch (error) {
    const isRange = error instanceof RangeError;
    throw new Thrown(platformError(isRange ? 'RangeError' : 'TypeError', `Invalid arguments of ${name}`));
  }
}

/** How long the result of a method gets, at most: checked before the language builds it. */
function resultLength(text: string, name: string, [first, ...others]: readonly unknown[]): number {
  if (name === 'repeat') return text.length * (Number(first) > 0 ? Number(first) : 0);
  if (name === 'padStart' || name === 'padEnd')
    return Math.max(text.length, Number(first) > 0 ? Number(first) : 0);
  if (name !== 'concat') return text.length;
  return [first, ...others].reduce<number>((sum, part) => sum + String(part).length, text.length);
}

type StringMethod = (run: Run, text: string, args: readonly Value[]) => Value;

const METHODS: ReadonlyMap<string, StringMethod> = new Map<string, StringMethod>([
  ['split', split],
  ['replace', (run, text, args) => replace(run, text, args, 'first')],
  ['replaceAll', (run, text, args) => replace(run, text, args, 'all')],
  [
    'match',
    (run, text, [given]) => {
      const pattern = patternFrom(run, given);
      return pattern instanceof RegExpValue
        ? matchRegExp(run, pattern, text)
        : derived(run, 'a match', [pattern]);
    },
  ],
  ['search', search],
  [
    'matchAll',
    (run, text, [given]) => {
      const pattern = patternFrom(run, given, 'g');
      if (!(pattern instanceof RegExpValue)) return derived(run, 'all matches of a pattern', [pattern]);
      if (!pattern.flags.includes('g'))
        throwTypeError('String.prototype.matchAll called with a non-global RegExp argument');
      const results = matchAllRegExp(run, pattern, text);
      return results instanceof Unknown ? results : new IteratorValue(results.values());
    },
  ],
]);

/** What a method searches for: a text is read as a pattern. */
const patternFrom = (run: Run, given: Value, flags?: string): Value =>
  given instanceof RegExpValue ? given : constructRegExp(run, [given, flags]);

function search(run: Run, text: string, [given]: readonly Value[]): Value {
  const pattern = patternFrom(run, given);
  if (!(pattern instanceof RegExpValue)) return derived(run, 'a search', [pattern], 'number');
  const found = matches(run, pattern, text, 'first');
  return found instanceof Unknown ? derived(run, found.reason, [found], 'number') : (found[0]?.index ?? -1);
}

function split(run: Run, text: string, [separator, limit]: readonly Value[]): Value {
  const most = limit === undefined ? 2 ** 32 - 1 : toNumber(run, limit);
  if (typeof most !== 'number') return derived(run, 'a split text', [most]);
  run.spendText(text.length);
  const pieces = piecesOf(run, text, separator);
  if (pieces instanceof Unknown) return derived(run, 'a split text', [text, pieces]);
  const kept = pieces.slice(0, most >>> 0);
  run.spendItems(kept.length);
  return new ArrayValue(kept);
}

function piecesOf(run: Run, text: string, separator: Value): Value[] | Unknown {
  if (separator === undefined) return [text];
  if (separator instanceof RegExpValue) return splitRegExp(run, separator, text);
  const between = toText(run, separator);
  return typeof between === 'string' ? text.split(between) : between;
}

/** `String.raw` and `String.fromCharCode` as members of the `String` function. */
export function stringStatic(run: Run, name: string): Value {
  if (name === 'raw') return native(name, (_run, args) => rawTemplate(run, args));
  if (name !== 'fromCharCode') return opaque(`'String.${name}' is not modelled`);
  return native(name, (_run, codes) =>
    codes.every((code) => typeof code === 'number')
      ? String.fromCharCode(...codes)
      : opaque('a character code', 'string'),
  );
}

function rawTemplate(run: Run, [strings, ...values]: readonly Value[]): Value {
  const raw = iterate(run, getMember(run, strings, 'raw'));
  if (raw instanceof Unknown) return derived(run, 'a template', [raw, ...values], 'string');
  let text = '';
  for (const [index, part] of raw.entries()) {
    const piece = toText(run, part);
    const value = index < raw.length - 1 && index < values.length ? toText(run, values[index]) : '';
    if (typeof piece !== 'string' || typeof value !== 'string')
      return derived(run, 'a template', [piece, value], 'string');
    run.spendText(text.length + piece.length + value.length);
    text += piece + value;
  }
  return text;
}
