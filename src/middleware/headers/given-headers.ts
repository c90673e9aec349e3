import { iterate } from '../../interpret/iterate.js';
import { toText, truthy } from '../../interpret/operators.js';
import { Thrown, type Run } from '../../interpret/run.js';
import { ArrayValue, ErrorValue, isPrimitive, Unknown, type Value } from '../../interpret/values.js';
import { UNKNOWN_FIELD } from '../../policy/answer.js';

/** What no header value may contain (Node.js 20.20, `lib/_http_common.js`, `checkInvalidHeaderChar`). */
const NO_HEADER_TEXT = /[^\t\x20-\x7e\x80-\xff]/;

/** A header as a program names it, with the value it gives. */
export type Pair = readonly [name: Value, value: Value];

/** Throws what Node throws at headers that it does not take, as the program's own exception. */
export function refuse(message: string): never {
  throw new Thrown(new ErrorValue('TypeError', message));
}

/** The values of one header. Node refuses `undefined` and line breaks; `null` and the like become texts. */
export function validated(run: Run, value: Value): readonly Value[] {
  if (value === undefined) refuse('Invalid value "undefined" for header');
  const values = value instanceof ArrayValue ? value.items : [value];
  for (const item of values) {
    const text = toText(run, item);
    if (typeof text === 'string' && NO_HEADER_TEXT.test(text)) refuse('Invalid character in header content');
  }
  return values;
}

/** `String(value)`, or that of each element. */
export function textual(run: Run, value: Value): Value {
  return value instanceof ArrayValue
    ? new ArrayValue(value.items.map((item) => toText(run, item)))
    : toText(run, value);
}

/** Names and values in turn, or pairs of them: pairs only where nothing was written before. */
export function pairsInArray(run: Run, { items }: ArrayValue, isMerged: boolean): readonly Pair[] {
  const arePairs = items[0] instanceof ArrayValue;
  if (arePairs && isMerged) refuse('Header name must be a valid HTTP token');
  if (arePairs) return items.flatMap((item) => [pairOf(run, item)]);
  if (items.length % 2 !== 0) refuse("The argument 'headers' is invalid.");
  return items.flatMap((name, index): Pair[] => (index % 2 === 0 ? [[name, items[index + 1]]] : []));
}

function pairOf(run: Run, item: Value): Pair {
  const parts = iterate(run, item);
  return parts instanceof Unknown ? [parts, parts] : [parts[0], parts[1]];
}

/** The field names `res.vary` is given: a text with commas, or an array. */
export function fieldsOf(run: Run, given: Value): string[] {
  if (given instanceof Unknown) return [UNKNOWN_FIELD];
  if (isPrimitive(given) && !truthy(run, given)) return [];
  const items = given instanceof ArrayValue ? given.items : [given];
  return items.flatMap((item) => {
    const text = toText(run, item);
    return typeof text === 'string' ? text.split(',').map((field) => field.trim()) : [UNKNOWN_FIELD];
  });
}
