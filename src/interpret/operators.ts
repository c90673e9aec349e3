import type { TSESTree } from '@typescript-eslint/utils';
import type { Run } from './run.js';
import { Thrown } from './run.js';
import {
  ArrayValue,
  ErrorValue,
  isCallable,
  isPrimitive,
  ObjectValue,
  PromiseValue,
  RegExpValue,
  Unknown,
  UrlValue,
  type Value,
} from './values.js';

/** JavaScript's truthiness. An unknown value is decided once per run, by the run's choices. */
export function truthy(run: Run, value: Value): boolean {
  if (value instanceof Unknown) {
    if (value.nullish === true) return false;
    value.truthy ??= run.decide(value);
    if (value.truthy) value.nullish = false;
    return value.truthy;
  }
  return isPrimitive(value) ? Boolean(value) : true;
}

export function nullish(run: Run, value: Value): boolean {
  if (value instanceof Unknown) {
    if (value.truthy === true) return false;
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
export function derived(run: Run, reason: string, parts: readonly Value[]): Unknown {
  const unknowns = parts.filter((part) => part instanceof Unknown);
  const attackers =
    unknowns.length > 0 &&
    unknowns.every((part) => part.provenance === 'request') &&
    !parts.some((part) => isSecret(run, part) || mentionsOrigin(run, part));
  return new Unknown(attackers ? 'request' : 'opaque', reason);
}

export function typeOf(value: Value): string {
  if (isCallable(value)) return 'function';
  return value instanceof ObjectValue ? 'object' : typeof value;
}

/** JavaScript's string conversion; unknown when a part of the text is. */
export function toText(run: Run, value: Value): string | Unknown {
  if (value instanceof Unknown) return value;
  if (isPrimitive(value)) return String(value);
  if (value instanceof ArrayValue) {
    const parts: string[] = [];
    for (const item of value.items) {
      run.step();
      const text = run.nested(() => (item === undefined || item === null ? '' : toText(run, item)));
      if (typeof text !== 'string') return text;
      parts.push(text);
    }
    return parts.join(',');
  }
  if (value instanceof UrlValue) return value.url.href;
  if (value instanceof RegExpValue) return `/${value.source}/${value.flags}`;
  if (value instanceof PromiseValue) return '[object Promise]';
  if (value instanceof ErrorValue) {
    const message = toText(run, value.message);
    return typeof message === 'string' ? `${value.name}${message && `: ${message}`}` : message;
  }
  if (isCallable(value)) return new Unknown('opaque', 'the text of a function');
  return '[object Object]';
}

function toNumber(run: Run, value: Value): number | Unknown {
  if (value instanceof Unknown) return value;
  if (isPrimitive(value)) return typeof value === 'bigint' ? Number(value) : Number(value);
  const text = toText(run, value);
  return typeof text === 'string' ? Number(text) : text;
}

const toPrimitive = (run: Run, value: Value): Value =>
  value instanceof ObjectValue ? toText(run, value) : value;

function looselyEqual(run: Run, left: Value, right: Value): boolean | Unknown {
  if (left instanceof ObjectValue && right instanceof ObjectValue) return left === right;
  const [a, b] = [left, right].map((side) =>
    side instanceof ObjectValue &&
    (left === null || left === undefined || right === null || right === undefined)
      ? side
      : toPrimitive(run, side),
  );
  if (a instanceof Unknown || b instanceof Unknown) return derived(run, 'a comparison', [left, right]);
  if (a instanceof ObjectValue || b instanceof ObjectValue) return false;
  // Two primitives of ours are two real primitives: the language itself may compare them.
  return a == b;
}

function strictlyEqual(run: Run, left: Value, right: Value): boolean | Unknown {
  if (left instanceof Unknown || right instanceof Unknown) {
    if (left === right) return true;
    const [unknown, other] = left instanceof Unknown ? [left, right] : [right, left];
    if (unknown instanceof Unknown && (other === undefined || other === null)) return nullish(run, unknown);
    if (unknown instanceof Unknown && unknown.nullish === true) return false;
    return derived(run, 'a comparison', [left, right]);
  }
  return left === right;
}

/** Strict equality as `===` sees it, deciding it if it is unknown. */
export const isSame = (run: Run, left: Value, right: Value): boolean =>
  truthy(run, strictlyEqual(run, left, right));

/** The value of a binary operator other than `in` and `instanceof`. Throws the program's TypeErrors as `Thrown`. */
export function binary(
  run: Run,
  operator: TSESTree.BinaryExpression['operator'],
  left: Value,
  right: Value,
): Value {
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

export const negated = (run: Run, value: Value): boolean => !truthy(run, value);

function plus(run: Run, left: Value, right: Value): Value {
  const [a, b] = [toPrimitive(run, left), toPrimitive(run, right)];
  if (a instanceof Unknown || b instanceof Unknown) return derived(run, 'a sum', [a, b]);
  if (typeof a === 'string' || typeof b === 'string') {
    run.step(1);
    const text = String(a) + String(b);
    run.step(text.length >> 6);
    return text;
  }
  return arithmetic(run, '+', a, b);
}

function arithmetic(
  run: Run,
  operator: TSESTree.BinaryExpression['operator'],
  left: Value,
  right: Value,
): Value {
  const [a, b] = [toPrimitive(run, left), toPrimitive(run, right)];
  if (a instanceof Unknown || b instanceof Unknown) return derived(run, 'an operation', [a, b]);
  if (typeof a === 'string' && typeof b === 'string') {
    if (operator === '<') return a < b;
    if (operator === '>') return a > b;
    if (operator === '<=') return a <= b;
    if (operator === '>=') return a >= b;
  }
  if (typeof a === 'bigint' || typeof b === 'bigint')
    return new Unknown('opaque', 'arithmetic on big integers');
  const [x, y] = [toNumber(run, a), toNumber(run, b)];
  if (typeof x !== 'number' || typeof y !== 'number') return derived(run, 'an operation', [a, b]);
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '%':
      return x % y;
    case '**':
      return x ** y;
    case '<':
      return x < y;
    case '>':
      return x > y;
    case '<=':
      return x <= y;
    case '>=':
      return x >= y;
    case '&':
      return x & y;
    case '|':
      return x | y;
    case '^':
      return x ^ y;
    case '<<':
      return x << y;
    case '>>':
      return x >> y;
    case '>>>':
      return x >>> y;
    default:
      return new Unknown('opaque', `the operator ${operator}`);
  }
}

export function unary(run: Run, operator: string, value: Value): Value {
  if (operator === '!') return negated(run, value);
  if (operator === 'void') return undefined;
  if (operator === 'typeof')
    return value instanceof Unknown ? derived(run, 'a type', [value]) : typeOf(value);
  if (value instanceof Unknown) return derived(run, 'an operation', [value]);
  const number = toNumber(run, value);
  if (typeof number !== 'number') return number;
  if (operator === '-') return -number;
  if (operator === '+') return number;
  if (operator === '~') return ~number;
  return new Unknown('opaque', `the operator ${operator}`);
}

export function throwTypeError(message: string): never {
  throw new Thrown(new ErrorValue('TypeError', message));
}
