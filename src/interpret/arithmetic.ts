import type { TSESTree } from '@typescript-eslint/utils';
import { derived, toPrimitive } from './operators.js';
import type { Run } from './run.js';
import { isPrimitive, opaque, Unknown, type Value } from './values.js';

type BinaryOperator = TSESTree.BinaryExpression['operator'];

const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);

/** JavaScript's number conversion; unknown when the value is, and for big integers. */
export function toNumber(run: Run, value: Value): number | Unknown {
  const primitive = toPrimitive(run, value, 'number');
  if (primitive instanceof Unknown) return primitive;
  if (!isPrimitive(primitive) || typeof primitive === 'bigint') return opaque('arithmetic on big integers');
  return Number(primitive);
}

/** `left + right`: a sum, or one text after the other. */
export function plus(run: Run, left: Value, right: Value): Value {
  const [a, b] = [toPrimitive(run, left, 'number'), toPrimitive(run, right, 'number')];
  if (a instanceof Unknown || b instanceof Unknown) {
    const isText = [a, b].some(
      (part) => typeof part === 'string' || (part instanceof Unknown && part.type === 'string'),
    );
    return derived(run, 'a sum', [a, b], isText ? 'string' : undefined);
  }
  if (typeof a === 'string' || typeof b === 'string') {
    const [head, tail] = [String(a), String(b)];
    run.spendText(head.length + tail.length);
    return head + tail;
  }
  return arithmetic(run, '+', a, b);
}

/** The value of an operator on two numbers, or of a comparison of two texts. */
export function arithmetic(run: Run, operator: BinaryOperator, left: Value, right: Value): Value {
  const [a, b] = [toPrimitive(run, left, 'number'), toPrimitive(run, right, 'number')];
  if (a instanceof Unknown || b instanceof Unknown)
    return derived(run, 'an operation', [a, b], COMPARISONS.has(operator) ? 'boolean' : undefined);
  if (typeof a === 'string' && typeof b === 'string') {
    if (operator === '<') return a < b;
    if (operator === '>') return a > b;
    if (operator === '<=') return a <= b;
    if (operator === '>=') return a >= b;
  }
  const [x, y] = [toNumber(run, a), toNumber(run, b)];
  if (typeof x !== 'number') return x;
  return typeof y === 'number' ? onNumbers(operator, x, y) : y;
}

function onNumbers(operator: BinaryOperator, x: number, y: number): Value {
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
      return opaque(`the operator ${operator}`);
  }
}
