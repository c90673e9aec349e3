import type { TSESTree } from '@typescript-eslint/utils';
import { arithmetic, plus, toNumber } from './arithmetic.js';
import { call } from './call.js';
import { looselyEqual, settled, strictlyEqual } from './equality.js';
import { getMember, readSlot, slotOf } from './members.js';
import { Thrown, type Run } from './run.js';
import {
  ArrayValue,
  ErrorValue,
  HeadersValue,
  isCallable,
  isPrimitive,
  MapValue,
  ObjectValue,
  opaque,
  PlainObject,
  PromiseValue,
  RegExpValue,
  SetValue,
  Unknown,
  UrlValue,
  type KnownType,
  type Value,
  platformError,
} from './values.js';

/** JavaScript's truthiness. An unknown value is decided once per run, by the run's choices. */
export function truthy(run: Run, given: Value): boolean {
  const value = settled(given);
  if (value instanceof Unknown) {
    if (value.nullish === true) return false;
    value.truthy ??= run.decide(value);
    if (value.truthy) value.nullish = false;
    return value.truthy;
  }
  return isPrimitive(value) ? Boolean(value) : true;
}

export function nullish(run: Run, given: Value): boolean {
  const value = settled(given);
  if (value instanceof Unknown) {
    if (value.truthy === true || value.type !== undefined) return false;
    value.nullish ??= run.decide(value);
    if (value.nullish) value.truthy = false;
    return value.nullish;
  }
  return value === undefined || value === null;
}

/** Whether a value carries text of the probe's Origin header. */
const mentionsOrigin = (run: Run, value: Value): boolean =>
  typeof value === 'string' && !!run.requestOrigin && value.includes(run.requestOrigin);

/** Whether a value came out of the environment: to the attacker it is a secret. */
const isSecret = (run: Run, value: Value): boolean =>
  typeof value === 'string' && [...run.environmentTexts].some((text) => value.includes(text));

/**
 * An unknown made out of `parts`. The attacker decides it only if every unknown part is the attacker's
 * and nothing in it is tested against the origin, an opaque value or a secret.
 */
export function derived(run: Run, reason: string, parts: readonly Value[], type?: KnownType): Unknown {
  const unknowns = parts.filter((part) => part instanceof Unknown);
  const attackers =
    unknowns.length > 0 &&
    unknowns.every((part) => part.provenance === 'request') &&
    !parts.some((part) => isSecret(run, part) || mentionsOrigin(run, part));
  return new Unknown(attackers ? 'request' : 'opaque', reason, type);
}

function typeOf(value: Value): string {
  if (isCallable(value)) return 'function';
  return value instanceof ObjectValue ? 'object' : typeof value;
}

/** JavaScript's string conversion; unknown when a part of the text is. */
export function toText(run: Run, value: Value): string | Unknown {
  const primitive = toPrimitive(run, value, 'string');
  if (primitive instanceof Unknown) return primitive;
  return isPrimitive(primitive) ? String(primitive) : opaque('an object as text');
}

/** An object as a primitive: by the conversion method the program gave it, else as the platform does it. */
export function toPrimitive(run: Run, value: Value, wanted: 'string' | 'number'): Value {
  if (!(value instanceof ObjectValue)) return settled(value);
  for (const name of wanted === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const written = slotOf(value, name);
    if (written instanceof Unknown) return written;
    if (written) {
      const method = readSlot(run, written, value);
      if (method instanceof Unknown) return method;
      const result = isCallable(method) ? run.nested(() => call(run, method, value, [])) : value;
      if (!(result instanceof ObjectValue)) return result;
    } else if (name === 'toString' && !(value instanceof PlainObject && value.isBare)) {
      return run.nested(() => platformText(run, value));
    }
  }
  throwTypeError('Cannot convert object to primitive value');
}

function platformText(run: Run, value: ObjectValue): string | Unknown {
  if (value instanceof ArrayValue) return joined(run, value.items, ',');
  if (value instanceof UrlValue) return value.url.href;
  if (value instanceof RegExpValue) return `/${value.source}/${value.flags}`;
  if (value instanceof PlainObject) return '[object Object]';
  if (value instanceof PromiseValue) return '[object Promise]';
  if (value instanceof SetValue) return '[object Set]';
  if (value instanceof MapValue) return value instanceof HeadersValue ? '[object Headers]' : '[object Map]';
  if (value instanceof ErrorValue) {
    const name = toText(run, getMember(run, value, 'name'));
    const message = toText(run, getMember(run, value, 'message'));
    if (typeof name !== 'string') return name;
    return typeof message === 'string' ? [name, message].filter(Boolean).join(': ') : message;
  }
  return opaque(isCallable(value) ? 'the text of a function' : 'an object as text');
}

/** The elements as text, one after the other; `undefined` and `null` are empty. */
export function joined(run: Run, items: readonly Value[], separator: string): string | Unknown {
  run.spendItems(items.length);
  const parts: string[] = [];
  for (const item of items) {
    const text = item === undefined || item === null ? '' : toText(run, item);
    if (typeof text !== 'string') return derived(run, 'a joined text', [...items, text], 'string');
    parts.push(text);
    run.spendText(text.length + separator.length);
  }
  return parts.join(separator);
}

/** Strict equality as `===` sees it, deciding it if it is unknown. */
export const isSame = (run: Run, left: Value, right: Value): boolean =>
  truthy(run, strictlyEqual(run, left, right));

/** `isSame`, but `NaN` is itself: as `includes`, `Set` and `Map` see it. */
export const isSameValue = (run: Run, left: Value, right: Value): boolean =>
  (Number.isNaN(left) && Number.isNaN(right)) || isSame(run, left, right);

/** The value of a binary operator other than `in` and `instanceof`. Throws the program's TypeErrors as `Thrown`. */
export function binary(
  run: Run,
  operator: TSESTree.BinaryExpression['operator'],
  left: Value,
  right: Value,
): Value {
  if (isUnknownBoolean(left) && isPrimitive(right))
    return onBoolean(run, left, (value) => binary(run, operator, value, right), right);
  if (isUnknownBoolean(right) && isPrimitive(left))
    return onBoolean(run, right, (value) => binary(run, operator, left, value), left);
  switch (operator) {
    case '===':
      return strictlyEqual(run, left, right);
    case '!==':
      return negated(run, strictlyEqual(run, left, right));
    case '==':
      return looselyEqual(run, left, right);
    case '!=':
      return negated(run, looselyEqual(run, left, right));
    case '+':
      return plus(run, left, right);
    default:
      return arithmetic(run, operator, left, right);
  }
}

const isUnknownBoolean = (value: Value): value is Unknown =>
  value instanceof Unknown && value.type === 'boolean';

/** An operation on a boolean nobody knows is known where both booleans give the same: `includes(x) !== -1`. */
function onBoolean(run: Run, unknown: Unknown, operation: (value: boolean) => Value, other: Value): Value {
  const [whenTrue, whenFalse] = [operation(true), operation(false)];
  if (Object.is(whenTrue, whenFalse)) return whenTrue;
  if (typeof whenTrue === 'boolean' && typeof whenFalse === 'boolean')
    return whenTrue ? unknown : negated(run, unknown);
  return derived(run, 'an operation', [unknown, other]);
}

export const negated = (run: Run, value: Value): boolean => !truthy(run, value);

export function unary(run: Run, operator: string, value: Value): Value {
  if (operator === '!') return negated(run, value);
  if (operator === 'void') return undefined;
  if (operator === 'typeof') return typeName(run, settled(value));
  const number = toNumber(run, value);
  if (typeof number !== 'number') return derived(run, 'an operation', [number]);
  if (operator === '-') return -number;
  if (operator === '+') return number;
  if (operator === '~') return ~number;
  return opaque(`the operator ${operator}`);
}

function typeName(run: Run, value: Value): Value {
  if (!(value instanceof Unknown)) return typeOf(value);
  if (value.type !== undefined) return value.type;
  value.typeName ??= derived(run, 'a type', [value], 'string');
  value.typeName.truthy = true;
  return value.typeName;
}

export function throwTypeError(message: string): never {
  throw new Thrown(platformError('TypeError', message));
}
