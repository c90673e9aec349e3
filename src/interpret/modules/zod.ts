import { addressIn } from '../../source/address.js';
import { call } from '../call.js';
import { memberOfUnknown } from '../members.js';
import { toNumber } from '../arithmetic.js';
import { iterate } from '../iterate.js';
import { toText, truthy } from '../operators.js';
import type { Run } from '../run.js';
import { HostObject, native, opaque, Unknown, type Value } from '../values.js';
import { accepting, arrayOf, ofType, oneOf, refuse, shapeIn, type Parse } from './validators.js';
import { either, objectSchema, parseOf, schemaOf } from './zod-schema.js';

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
    if (key === 'object') return native(key, (reader, [shape]) => objectSchema(shapeIn(reader, shape)));
    const factory = factories.get(key);
    return factory ? native(key, (_reader, args) => schemaOf(factory(args))) : memberOfUnknown(unseen, key);
  });
  return module;
}

function factoriesOf(run: Run): ReadonlyMap<string, (args: readonly Value[]) => Parse> {
  return new Map<string, (args: readonly Value[]) => Parse>([
    ['string', () => ofType('string')],
    ['url', () => accepting((_run, value) => typeof value === 'string' && addressIn(value) !== undefined)],
    ['number', () => ofType('number')],
    ['boolean', () => ofType('boolean')],
    ['any', () => (_run, value) => value],
    ['unknown', () => (_run, value) => value],
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
