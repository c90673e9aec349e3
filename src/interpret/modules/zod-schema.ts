import { isBefore } from '../../source/package-version.js';
import { call } from '../call.js';
import { resolved } from '../natives/promise.js';
import { Thrown, type Run } from '../run.js';
import { HostObject, isCallable, native, opaque, PlainObject, type Value } from '../values.js';
import { accepting, objectOf, refuse, safely, shapeIn, textTest, type Parse } from './validators.js';

/** What the schemas that the program made read, by the object that stands for each. */
const parses = new WeakMap<HostObject, Parse>();
/** The schemas of the members, of a schema of objects. */
const shapes = new WeakMap<HostObject, Shape>();

type Shape = ReadonlyMap<string, Value>;

/** How a schema of zod reads a value; what no schema we model is gives something unknown. */
export const parseOf = (schema: Value): Parse =>
  (schema instanceof HostObject ? parses.get(schema) : undefined) ?? (() => opaque('a schema out of sight'));

/** The first schema that does not refuse. */
export const either =
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
const NEUTRAL = new Set(['describe', 'meta', 'brand', 'readonly', 'strip']);

/** A schema of objects with members of a shape; undefined for one nobody knows. */
export function objectSchema(shape: Shape | undefined): HostObject {
  if (!shape) return schemaOf(() => opaque('an object with unknown members'));
  const members = [...shape].map(([key, schema]) => [key, parseOf(schema)] as const);
  const schema = schemaOf(objectOf(members), shape);
  shapes.set(schema, shape);
  return schema;
}

/** The shape that a method of a schema of objects makes of its own; undefined for one nobody knows. */
function derivedShape(run: Run, shape: Shape, name: string, [given]: readonly Value[]): Shape | undefined {
  if (name === 'partial')
    return given === undefined
      ? new Map(
          [...shape].map(([key, schema]) => [
            key,
            schemaOf(derivedParse(run, parseOf(schema), 'optional', [])),
          ]),
        )
      : undefined;
  const other = given instanceof HostObject ? shapes.get(given) : shapeIn(run, given);
  if (!other) return undefined;
  if (name === 'pick') return new Map([...shape].filter(([key]) => other.has(key)));
  return name === 'omit'
    ? new Map([...shape].filter(([key]) => !other.has(key)))
    : new Map([...shape, ...other]);
}

/** What a schema has besides methods (zod 4.6.7, `v4/classic/schemas.js`). */
const PROPERTIES = new Set([
  ...[
    '_def',
    '_zod',
    'def',
    'description',
    'element',
    'enum',
    'format',
    'in',
    'innerType',
    'isFinite',
    'isInt',
  ],
  ...[
    'keyType',
    'maxLength',
    'maxValue',
    'minLength',
    'minValue',
    'options',
    'out',
    'shape',
    'type',
    'value',
  ],
  ...['values', 'valueType', '~standard'],
]);

/** Methods of schemas of objects that make one with other members. */
const RESHAPING = new Set(['extend', 'safeExtend', 'merge', 'pick', 'omit', 'partial']);

/** A schema, with the methods that make further ones of it; `shape` is that of a schema of objects. */
export function schemaOf(parse: Parse, shape?: Shape): HostObject {
  const schema = new HostObject('schema', (_run, key) => {
    if (shape && key === 'shape') return objectWith(shape);
    if (shape && RESHAPING.has(key))
      return native(key, (run, args) => objectSchema(derivedShape(run, shape, key, args)));
    switch (key) {
      case 'parse':
        return native(key, (run, [value]) => parse(run, value));
      case 'safeParse':
        return native(key, (run, [value]) => safely(run, parse, value));
      case 'parseAsync':
        return native(key, (run, [value]) => resolved(parse(run, value)));
      default:
        return PROPERTIES.has(key)
          ? opaque(`'${key}' of a schema`)
          : native(key, (run, args) => schemaOf(derivedParse(run, parse, key, args)));
    }
  });
  parses.set(schema, parse);
  return schema;
}

function objectWith(members: Shape): Value {
  const object = new PlainObject();
  for (const [key, value] of members) object.slots.set(key, { value, writer: undefined });
  return object;
}

/** Those that give something for a value that is missing. */
const fillsIn = new WeakSet<Parse>();

function fillingIn(parse: Parse): Parse {
  fillsIn.add(parse);
  return parse;
}

/** What the schema reads that `parse.name(...args)` makes. */
function derivedParse(run: Run, parse: Parse, name: string, args: readonly Value[]): Parse {
  const derived = parseMadeBy(run, parse, name, args);
  return fillsIn.has(parse) ? fillingIn(derived) : derived;
}

function parseMadeBy(run: Run, parse: Parse, name: string, args: readonly Value[]): Parse {
  const [given] = args;
  const made = (): Value => (isCallable(given) ? call(run, given, undefined, []) : given);
  const isBeforeFour = isBefore(run.file.packages.versionOf('zod'), '4.0.0');
  switch (name) {
    // zod 4 gives the default as it is; a schema around this one goes on with it. zod 3 reads it.
    case 'default':
      return fillingIn((reader, value) =>
        value === undefined && !isBeforeFour ? made() : parse(reader, value === undefined ? made() : value),
      );
    case 'prefault':
      return fillingIn((reader, value) => parse(reader, value === undefined ? made() : value));
    case 'catch':
      return (reader, value) => (safelyParsed(reader, parse, value) ?? { value: made() }).value;
    // What has a default inside keeps it in zod 4.
    case 'optional':
      return (reader, value) =>
        value === undefined && (isBeforeFour || !fillsIn.has(parse)) ? undefined : parse(reader, value);
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
