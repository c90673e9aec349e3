import { derived, nullish, toPrimitive, truthy } from './operators.js';
import type { Run } from './run.js';
import { isPrimitive, ObjectValue, Unknown, type Value } from './values.js';

/** The value an unknown was found equal to earlier in the run; itself if there is none. */
export function settled(value: Value): Value {
  if (!(value instanceof Unknown)) return value;
  for (const [candidate, isEqual] of value.comparisons) {
    if (isEqual.truthy === true && !(candidate instanceof Unknown)) return candidate;
  }
  return value;
}

/** `left === right`. Of an unknown it is decided when it is tested, the same way each time. */
export function strictlyEqual(run: Run, left: Value, right: Value): boolean | Unknown {
  const [a, b] = [settled(left), settled(right)];
  if (a === b) return true;
  if (a instanceof Unknown) return equalsUnknown(run, a, b, [left, right]);
  return b instanceof Unknown ? equalsUnknown(run, b, a, [left, right]) : false;
}

function equalsUnknown(run: Run, unknown: Unknown, other: Value, parts: readonly Value[]): boolean | Unknown {
  if (other === undefined || other === null) return nullish(run, unknown);
  if (cannotBe(unknown, other)) return false;
  if (unknown.type === 'boolean' && typeof other === 'boolean')
    return other ? unknown : !truthy(run, unknown);
  const known = unknown.comparisons.get(other);
  if (known) return known;
  const comparison = derived(run, 'a comparison', parts, 'boolean');
  unknown.comparisons.set(other, comparison);
  if (other instanceof Unknown) other.comparisons.set(unknown, comparison);
  return comparison;
}

/** Whether what is known of an unknown value rules out that it is `other`. */
function cannotBe(unknown: Unknown, other: Value): boolean {
  if (other instanceof Unknown)
    return unknown.type !== undefined && other.type !== undefined && unknown.type !== other.type;
  if (unknown.nullish === true) return true;
  if (unknown.type !== undefined && unknown.type !== typeof other) return true;
  const isTruthy = isPrimitive(other) ? Boolean(other) : true;
  return unknown.truthy !== undefined && unknown.truthy !== isTruthy;
}

/** `left == right`. */
export function looselyEqual(run: Run, left: Value, right: Value): boolean | Unknown {
  const [a, b] = [settled(left), settled(right)];
  if (a === b) return !Number.isNaN(a);
  const missing = (value: Value) => value === undefined || value === null;
  if (missing(a)) return b instanceof Unknown ? nullish(run, b) : missing(b);
  if (missing(b)) return a instanceof Unknown ? nullish(run, a) : false;
  if (a instanceof ObjectValue && b instanceof ObjectValue) return false;
  if (a instanceof Unknown || b instanceof Unknown)
    return derived(run, 'a comparison', [left, right], 'boolean');
  const [x, y] = [toPrimitive(run, a, 'number'), toPrimitive(run, b, 'number')];
  if (x instanceof Unknown || y instanceof Unknown) return derived(run, 'a comparison', [x, y], 'boolean');
  // Two primitives of ours are two real primitives: the language itself may compare them.
  return x == y;
}
