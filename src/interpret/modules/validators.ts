import { addressIn } from '../../source/address.js';
import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { getMember } from '../members.js';
import { ownEntries } from '../natives/object-members.js';
import { testRegExp } from '../natives/regexp.js';
import { isSame, truthy } from '../operators.js';
import { Thrown, type Run } from '../run.js';
import {
  ArrayValue,
  isCallable,
  ObjectValue,
  opaque,
  PlainObject,
  platformError,
  RegExpValue,
  Unknown,
  type KnownType,
  type Value,
} from '../values.js';

/** Reads a value: gives what it becomes, or throws the library's error as the program's own. */
export type Parse = (run: Run, value: Value) => Value;

/** Throws the error of a library that refuses a value: known is its name, and not what it says. */
export function refuse(name: string, what: string): never {
  throw new Thrown(platformError(name, what));
}

/**
 * A variable that has to have a form holds a value of that form wherever it is set: our sample of it, which is an origin,
 * then stands for something nobody knows.
 */
function inAnotherForm(run: Run, value: Value, type?: KnownType): Unknown | undefined {
  return typeof value === 'string' && run.environmentTexts.has(value)
    ? opaque('a variable that holds no origin', type)
    : undefined;
}

/** Accepts values of one primitive type. */
export const ofType =
  (type: KnownType): Parse =>
  (run, value) => {
    if (value instanceof Unknown || typeof value === type) return value;
    return inAnotherForm(run, value, type) ?? refuse('ZodError', `expected ${type}`);
  };

/** Accepts one of some values. */
export const oneOf =
  (allowed: readonly Value[]): Parse =>
  (run, value) => {
    if (value instanceof Unknown) return value;
    if (allowed.some((candidate) => isSame(run, candidate, value))) return value;
    return inAnotherForm(run, value) ?? refuse('ZodError', 'expected one of some values');
  };

/** Accepts what a test of texts or a function of the program accepts. */
export const accepting =
  (test: (run: Run, value: Value) => boolean): Parse =>
  (run, value) => {
    if (value instanceof Unknown || test(run, value)) return value;
    return inAnotherForm(run, value) ?? refuse('ZodError', 'the value was refused');
  };

/** The test behind a method that narrows a text down; undefined for one we do not model. */
export function textTest(
  name: string,
  [limit]: readonly Value[],
): ((run: Run, value: Value) => boolean) | undefined {
  const onText = (test: (text: string) => boolean) => (_run: Run, value: Value) =>
    typeof value !== 'string' || test(value);
  switch (name) {
    case 'min':
      return typeof limit === 'number' ? onText((text) => text.length >= limit) : undefined;
    case 'max':
      return typeof limit === 'number' ? onText((text) => text.length <= limit) : undefined;
    case 'nonempty':
      return onText((text) => text.length > 0);
    case 'url':
      return onText((text) => addressIn(text) !== undefined);
    case 'startsWith':
      return typeof limit === 'string' ? onText((text) => text.startsWith(limit)) : undefined;
    case 'endsWith':
      return typeof limit === 'string' ? onText((text) => text.endsWith(limit)) : undefined;
    case 'includes':
      return typeof limit === 'string' ? onText((text) => text.includes(limit)) : undefined;
    case 'regex':
      return limit instanceof RegExpValue
        ? (run, value) => truthy(run, testRegExp(run, limit, value))
        : undefined;
    case 'refine':
      return isCallable(limit)
        ? (run, value) => truthy(run, call(run, limit, undefined, [value]))
        : undefined;
    default:
      return undefined;
  }
}

/** Accepts an object, and reads each of its members by a schema of its own. */
export const objectOf =
  (shape: readonly (readonly [string, Parse])[]): Parse =>
  (run, value) => {
    if (value instanceof Unknown) return opaque(value.reason);
    if (!(value instanceof ObjectValue)) refuse('ZodError', 'expected object');
    const result = new PlainObject();
    for (const [key, parse] of shape) {
      const part = parse(run, getMember(run, value, key));
      result.slots.set(key, { value: part, writer: undefined });
    }
    return result;
  };

export const arrayOf =
  (element: Parse): Parse =>
  (run, value) => {
    if (value instanceof Unknown) return value;
    if (!(value instanceof ArrayValue))
      return inAnotherForm(run, value) ?? refuse('ZodError', 'expected array');
    const items = iterate(run, value);
    return items instanceof Unknown ? items : new ArrayValue(items.map((item) => element(run, item)));
  };

/** The members of an object of schemas; undefined where they cannot be known. */
export function shapeIn(run: Run, value: Value): ReadonlyMap<string, Value> | undefined {
  const entries = value instanceof ObjectValue ? ownEntries(run, value) : undefined;
  return !entries || entries instanceof Unknown ? undefined : new Map(entries);
}

/** `{ success, data, error }`, as a schema that does not throw answers. */
export function safely(run: Run, parse: Parse, value: Value): Value {
  const result = new PlainObject();
  const say = (success: boolean, name: string, said: Value): void => {
    result.slots.set('success', { value: success, writer: undefined });
    result.slots.set(name, { value: said, writer: undefined });
  };
  try {
    say(true, 'data', parse(run, value));
  } catch (thrown) {
    if (!(thrown instanceof Thrown)) throw thrown;
    say(false, 'error', thrown.value);
  }
  return result;
}
