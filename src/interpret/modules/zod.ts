import { call } from '../call.js';
import { memberOfUnknown } from '../members.js';
import { resolved } from '../natives/promise.js';
import { toNumber } from '../arithmetic.js';
import { iterate } from '../iterate.js';
import { toText, truthy } from '../operators.js';
import { Thrown, type Run } from '../run.js';
import { HostObject, isCallable, native, opaque, Unknown, type Value } from '../values.js';
import {
  accepting,
  arrayOf,
  objectOf,
  ofType,
  oneOf,
  refuse,
  safely,
  shapeIn,
  textTest,
  type Parse,
} from './validators.js';

/** What the schemas that the program made read, by the object that stands for each. */
const parses = new WeakMap<HostObject, Parse>();

/** How a schema of zod reads a value; what no schema we model is gives something unknown. */
export const parseOf = (schema: Value): Parse =>
  (schema instanceof HostObject ? parses.get(schema) : undefined) ?? (() => opaque('a schema out of sight'));

const fromEnvironment = (run: Run, value: Value): boolean =>
  typeof value === 'string' && run.environmentTexts.has(value);

/** `z` of zod 4 (and 3): the kinds of schemas that describe an environment. */
export function zodModule(run: Run): Value {
  const unseen = opaque("'zod' is another module");
  const factories = factoriesOf(run);
  const coerced = new Map<string, Parse>([
    ['string', (reader, value) => toText(reader, value)],
    [
      'number',
      (reader, value) => {
        if (fromEnvironment(reader, value)) return opaque('a variable that holds a number', 'number');
        const number = toNumber(reader, value);
        return Number.isNaN(number) ? refuse('ZodError', 'expected number') : number;
      },
    ],
    ['boolean', (reader, value) => truthy(reader, value)],
  ]);
  const coerce = new HostObject('z.coerce', (_run, key) => {
    const parse = coerced.get(key);
    return parse ? native(key, () => schemaOf(parse)) : memberOfUnknown(unseen, key);
  });
  const module: Value = new HostObject('zod', (_run, key) => {
    if (key === 'z' || key === 'default') return module;
    if (key === 'coerce') return coerce;
    const factory = factories.get(key);
    return factory ? native(key, (_reader, args) => schemaOf(factory(args))) : memberOfUnknown(unseen, key);
  });
  return module;
}

function factoriesOf(run: Run): ReadonlyMap<string, (args: readonly Value[]) => Parse> {
  const object = ([shape]: readonly Value[]): Parse => {
    const members = shapeIn(run, shape, parseOf);
    return members ? objectOf(members) : () => opaque('an object with unknown members');
  };
  return new Map<string, (args: readonly Value[]) => Parse>([
    ['string', () => ofType('string')],
    ['url', () => accepting((_run, value) => typeof value === 'string' && URL.canParse(value))],
    ['number', () => ofType('number')],
    ['boolean', () => ofType('boolean')],
    ['any', () => (_run, value) => value],
    ['unknown', () => (_run, value) => value],
    ['object', object],
    ['strictObject', object],
    ['looseObject', object],
    ['array', ([element]) => arrayOf(parseOf(element))],
    ['literal', ([value]) => oneOf([value])],
    ['enum', ([values]) => oneOfThese(run, values)],
    ['union', ([options]) => firstOf(run, options)],
    [
      'preprocess',
      ([change, inner]) =>
        (reader, value) =>
          parseOf(inner)(reader, call(reader, change, undefined, [value])),
    ],
  ]);
}

function oneOfThese(run: Run, values: Value): Parse {
  const items = iterate(run, values);
  return items instanceof Unknown ? () => opaque(items.reason) : oneOf(items);
}

function firstOf(run: Run, options: Value): Parse {
  const items = iterate(run, options);
  return items instanceof Unknown ? () => opaque(items.reason) : either(items.map((item) => parseOf(item)));
}

/** The first schema that does not refuse. */
const either =
  (options: readonly Parse[]): Parse =>
  (run, value) => {
    for (const option of options) {
      const said = safelyParsed(run, option, value);
      if (said) return said.value;
    }
    return refuse('ZodError', 'refused by every schema');
  };

function safelyParsed(run: Run, parse: Parse, value: Value): { value: Value } | undefined {
  try {
    return { value: parse(run, value) };
  } catch (thrown) {
    if (thrown instanceof Thrown) return undefined;
    throw thrown;
  }
}

/** Methods that leave what a schema reads as it is. */
const NEUTRAL = new Set(['describe', 'meta', 'brand', 'readonly', 'strict', 'strip', 'loose']);

/** A schema, with the methods that make further ones of it. */
function schemaOf(parse: Parse): HostObject {
  const schema = new HostObject('schema', (_run, key) => {
    switch (key) {
      case 'parse':
        return native(key, (run, [value]) => parse(run, value));
      case 'safeParse':
        return native(key, (run, [value]) => safely(run, parse, value));
      case 'parseAsync':
        return native(key, (run, [value]) => resolved(parse(run, value)));
      default:
        return native(key, (run, args) => schemaOf(derivedParse(run, parse, key, args)));
    }
  });
  parses.set(schema, parse);
  return schema;
}

/** What the schema reads that `parse.name(...args)` makes. */
function derivedParse(run: Run, parse: Parse, name: string, args: readonly Value[]): Parse {
  const [given] = args;
  const made = (): Value => (isCallable(given) ? call(run, given, undefined, []) : given);
  switch (name) {
    // zod 4 gives the default as it is; a schema around this one goes on with it.
    case 'default':
      return (reader, value) => (value === undefined ? made() : parse(reader, value));
    case 'prefault':
      return (reader, value) => parse(reader, value === undefined ? made() : value);
    case 'catch':
      return (reader, value) => (safelyParsed(reader, parse, value) ?? { value: made() }).value;
    case 'optional':
      return (reader, value) => (value === undefined ? undefined : parse(reader, value));
    case 'nullable':
      return (reader, value) => (value === null ? null : parse(reader, value));
    case 'nullish':
      return (reader, value) => (value === undefined || value === null ? value : parse(reader, value));
    case 'transform':
      return (reader, value) => call(reader, given, undefined, [parse(reader, value)]);
    case 'pipe':
      return (reader, value) => parseOf(given)(reader, parse(reader, value));
    case 'or':
      return either([parse, parseOf(given)]);
    case 'trim':
    case 'toLowerCase':
    case 'toUpperCase':
      return (reader, value) => textChange(name, parse(reader, value));
  }
  if (NEUTRAL.has(name)) return parse;
  const test = textTest(name, args);
  return test
    ? (reader, value) => accepting(test)(reader, parse(reader, value))
    : () => opaque(`what a schema reads with '${name}'`);
}

function textChange(name: 'trim' | 'toLowerCase' | 'toUpperCase', value: Value): Value {
  return typeof value === 'string' ? value[name]() : value;
}
