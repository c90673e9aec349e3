import { opaque, native, type Value } from '../values.js';
import type { Run } from '../run.js';
import { unmodelled } from './platform.js';
import { stringMember } from './string.js';

/** A member of a text, a number or a boolean. */
export function primitiveMember(run: Run, value: boolean | number | bigint | string, name: string): Value {
  if (typeof value === 'string') return stringMember(run, value, name) ?? unmodelled(String.prototype, name);
  if (name === 'valueOf') return native(name, () => value);
  if (name === 'toString') return native(name, (_run, [radix]) => inRadix(value, radix));
  return unmodelled(typeof value === 'boolean' ? Boolean.prototype : Number.prototype, name);
}

function inRadix(value: boolean | number | bigint, radix: Value): Value {
  if (radix === undefined) return String(value);
  return typeof value === 'number' && typeof radix === 'number' && radix >= 2 && radix <= 36
    ? value.toString(radix)
    : opaque('a number in another notation', 'string');
}
