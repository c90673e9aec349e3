import { derived, toText } from '../operators.js';
import { Thrown, type Run } from '../run.js';
import { ArrayValue, native, opaque, PlainObject, type Value, platformError } from '../values.js';

/** `JSON.parse` of known text; everything else of `JSON` is unknown. */
export function jsonMember(_run: Run, name: string): Value {
  if (name !== 'parse') return opaque(`'JSON.${name}' is not modelled`);
  return native('parse', (run, [source, reviver]) => {
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
