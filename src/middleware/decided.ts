import { toText } from '../interpret/operators.js';
import { Undecided, type Run } from '../interpret/run.js';
import { Unknown, type Value } from '../interpret/values.js';

/** A value that decides the answer. Throws `Undecided` where nobody knows it. */
export function decided<V extends Value>(value: V | Unknown): V {
  if (value instanceof Unknown) throw new Undecided(value.reason);
  return value;
}

/** The text a header value becomes. Throws `Undecided` where nobody knows it. */
export function decidedText(run: Run, value: Value): string {
  const text = toText(run, value);
  if (text instanceof Unknown) throw new Undecided(text.reason);
  return text;
}
