import vm from 'node:vm';
import {
  ArrayValue,
  ErrorValue,
  isCallable,
  MapValue,
  ObjectValue,
  PlainObject,
  RegExpValue,
  SetValue,
  Unknown,
  UrlValue,
  type Value,
} from '../../src/interpret/values.js';
import { interpret, type Interpretation } from '../harness/interpret.js';
import { parsed } from '../harness/parsed.js';

/** What Node makes of a program: the value of its last expression, or what it throws; undefined if it is no program. */
function executed(program: string): { value: unknown } | { thrown: unknown } | undefined {
  let script: vm.Script;
  try {
    // A block of its own, so that nothing stays: a fresh context would be costly, and have errors of its own.
    script = new vm.Script(`{${program}}`);
  } catch {
    return undefined;
  }
  try {
    return { value: script.runInThisContext({ timeout: 2_000 }) };
  } catch (thrown) {
    return { thrown };
  }
}

class AskedToDecide extends Error {}

/**
 * What comes of interpreting and of executing the same program: `same`, `unknown` where the interpreter does not say,
 * or the difference in words.
 */
export function comparedWithNode(program: string, subject = interpret): string {
  let outcome: Interpretation;
  let meetsUnknown = false;
  try {
    outcome = subject(parsed(program, '/program.cjs'), {
      choose: () => {
        throw new AskedToDecide();
      },
      onValue: (value) => (meetsUnknown ||= value instanceof Unknown),
    });
  } catch (error) {
    if (error instanceof AskedToDecide) return 'unknown';
    throw error;
  }
  if (outcome.kind === 'undecided' || outcome.value instanceof Unknown) return 'unknown';
  const real = executed(program);
  // What is unknown may throw in Node, and so may have been caught.
  if (!real || (meetsUnknown && ('thrown' in real || program.includes('catch')))) return 'unknown';
  const isSame =
    outcome.kind === 'throws'
      ? 'thrown' in real && isLike(outcome.value, real.thrown)
      : 'value' in real && isLike(outcome.value, real.value);
  return isSame ? 'same' : `Node: ${shown(real)}; interpreted: ${outcome.kind} ${shown(outcome.value)}`;
}

/** Whether an interpreted value is what Node has, as far as it is known. */
function isLike(value: Value, real: unknown, depth = 0): boolean {
  if (value instanceof Unknown || depth > 8) return true;
  if (!(value instanceof ObjectValue)) return Object.is(value, real);
  if (value.unseenMembers) return true;
  const areLike = (values: readonly Value[], reals: readonly unknown[]): boolean =>
    values.length === reals.length && values.every((part, index) => isLike(part, reals[index], depth + 1));
  if (value instanceof ArrayValue) return Array.isArray(real) && areLike(value.items, Array.from(real));
  if (value instanceof SetValue) return real instanceof Set && areLike(value.items, [...real]);
  if (value instanceof MapValue)
    return real instanceof Map && areLike(value.entries.flat(), [...real].flat());
  if (value instanceof RegExpValue)
    return real instanceof RegExp && String(real) === `/${value.source}/${value.flags}`;
  if (value instanceof UrlValue) return real instanceof URL && real.href === value.url.href;
  if (value instanceof ErrorValue) return real instanceof Error && real.name === value.name;
  if (isCallable(value)) return typeof real === 'function';
  return !(value instanceof PlainObject) || isLikeObject(value, real, depth);
}

function isLikeObject(value: PlainObject, real: unknown, depth: number): boolean {
  if (typeof real !== 'object' || real === null) return false;
  const keys = Object.keys(real);
  return (
    keys.length === value.slots.size &&
    [...value.slots].every(
      ([key, slot]) =>
        keys.includes(key) &&
        (slot.accessor !== undefined || isLike(slot.value, Reflect.get(real, key), depth + 1)),
    )
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (['origin', 'frame', 'node', 'writer', 'isFrozen'].includes(key)) return undefined;
    if (part instanceof Map || part instanceof Set) return [...part];
    if (part instanceof Error) return String(part);
    return typeof part === 'bigint' || typeof part === 'function' ? String(part) : part;
  });
  return String(text).slice(0, 500);
}
