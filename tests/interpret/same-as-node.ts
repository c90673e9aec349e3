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
import { parser } from '../../src/hosts/parser.js';
import { createSourceFile, type SourceFile } from '../../src/source/file.js';
import { interpret } from '../harness/interpret.js';

class Undetermined extends Error {}

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

/** The program as the command line reads it, which is the fastest way. */
function parsed(text: string): SourceFile {
  const path = '/program.cjs';
  const { ast, scopeManager } = parser.parseForESLint(text, { filePath: path });
  return createSourceFile({ path, text, program: ast as never, scopeManager: scopeManager as never });
}

/**
 * Where the interpreter and Node disagree on a program, in words; undefined where they agree, or where the
 * interpreter says that it does not know.
 */
export function disagreement(program: string): string | undefined {
  let outcome;
  let meetsUnknown = false;
  try {
    outcome = interpret(parsed(program), {
      choose: () => {
        throw new Undetermined();
      },
      onValue: (value) => (meetsUnknown ||= value instanceof Unknown),
    });
  } catch (error) {
    if (error instanceof Undetermined) return undefined;
    throw error;
  }
  if (outcome.kind === 'undecided') return undefined;
  const real = executed(program);
  // What is unknown may throw in Node, and so may have been caught.
  if (real === undefined || (meetsUnknown && ('thrown' in real || program.includes('catch')))) return undefined;
  if (outcome.kind === 'throws')
    return 'thrown' in real && isLike(outcome.value, real.thrown)
      ? undefined
      : `Node ${'thrown' in real ? `throws ${String(real.thrown)}` : `says ${show(real.value)}`}, and throws not ${show(outcome.value)}`;
  if ('thrown' in real) return outcome.value instanceof Unknown ? undefined : `Node throws ${String(real.thrown)}`;
  return isLike(outcome.value, real.value) ? undefined : `Node says ${show(real.value)}, not ${show(outcome.value)}`;
}

const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

/** Whether an interpreted value is what Node has, as far as it is known. */
function isLike(value: Value, real: unknown, depth = 0): boolean {
  if (value instanceof Unknown || depth > 8) return true;
  if (!(value instanceof ObjectValue)) return Object.is(value, real);
  if (value.unseenMembers) return true;
  const all = (values: readonly Value[], reals: unknown): boolean =>
    Array.isArray(reals) && values.length === reals.length && values.every((part, index) => isLike(part, reals[index], depth + 1));
  if (value instanceof ArrayValue) return kindOf(real) === 'Array' && all(value.items, Array.from(real as unknown[]));
  if (value instanceof SetValue) return kindOf(real) === 'Set' && all(value.items, [...(real as Set<unknown>)]);
  if (value instanceof MapValue)
    return kindOf(real) === 'Map' && all(value.entries.flat(), [...(real as Map<unknown, unknown>)].flat());
  if (value instanceof RegExpValue) return String(real) === `/${value.source}/${value.flags}`;
  if (value instanceof UrlValue) return String(real) === value.url.href;
  if (value instanceof ErrorValue) return kindOf(real) === 'Error' && (real as Error).name === value.name;
  if (isCallable(value)) return typeof real === 'function';
  if (!(value instanceof PlainObject)) return true;
  const keys = Object.keys(real as object);
  const ours = [...value.slots.keys()];
  return (
    kindOf(real) === 'Object' &&
    keys.length === ours.length &&
    ours.every((key) => {
      const slot = value.slots.get(key);
      return keys.includes(key) && (slot?.accessor !== undefined || isLike(slot?.value, (real as Record<string, unknown>)[key], depth + 1));
    })
  );
}

function show(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (key === 'origin' || key === 'frame' || key === 'node' || key === 'writer') return undefined;
    if (part instanceof Map || part instanceof Set) return [...part];
    return typeof part === 'bigint' || typeof part === 'function' ? String(part) : part;
  })?.slice(0, 500) ?? String(value);
}
