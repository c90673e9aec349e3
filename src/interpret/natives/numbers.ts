import { toNumber } from '../arithmetic.js';
import { derived, toText } from '../operators.js';
import type { Run } from '../run.js';
import {
  HostObject,
  isPrimitive,
  native,
  NativeFunction,
  opaque,
  Unknown,
  type NativeCode,
  type Value,
} from '../values.js';

/** The members of `Math` that give the same number for the same numbers. */
const PURE = new Set(['abs', 'ceil', 'floor', 'max', 'min', 'pow', 'round', 'sign', 'sqrt', 'trunc']);

/** The global `Math`. What is not a pure function of its arguments is unknown. */
export const mathHost = (): Value =>
  new HostObject('Math', (_run, name) => {
    if (!PURE.has(name)) return opaque(`'Math.${name}' is not modelled`);
    return native(name, (run, args) => {
      const numbers: number[] = [];
      for (const arg of args) {
        const number = toNumber(run, arg);
        if (typeof number !== 'number') return derived(run, 'a computed number', [...args, number], 'number');
        numbers.push(number);
      }
      const code: unknown = Reflect.get(Math, name);
      const result: unknown =
        typeof code === 'function' ? Reflect.apply(code, undefined, numbers) : undefined;
      return typeof result === 'number' ? result : undefined;
    });
  });

const parseInteger: NativeCode = (run, [text, radix]) => {
  const source = toText(run, text);
  const base = radix === undefined ? undefined : toNumber(run, radix);
  if (typeof source !== 'string' || base instanceof Unknown)
    return derived(run, 'a number', [source, base], 'number');
  run.spendText(source.length);
  return Number.parseInt(source, base);
};

const parseFloatingPoint: NativeCode = (run, [text]) => {
  const source = toText(run, text);
  if (typeof source !== 'string') return derived(run, 'a number', [source], 'number');
  run.spendText(source.length);
  return Number.parseFloat(source);
};

/** A test of a number; `converts` where what is no number becomes one first. */
const numberTest =
  (test: (value: number) => boolean, converts: boolean): NativeCode =>
  (run, [value]) => {
    const number = converts ? toNumber(run, value) : value;
    if (number instanceof Unknown) return derived(run, 'a test of a number', [number], 'boolean');
    return typeof number === 'number' && test(number);
  };

/** The global functions about numbers. */
export const NUMBER_FUNCTIONS: ReadonlyMap<string, NativeCode> = new Map([
  ['parseInt', parseInteger],
  ['parseFloat', parseFloatingPoint],
  ['isNaN', numberTest(Number.isNaN, true)],
  ['isFinite', numberTest(Number.isFinite, true)],
]);

const STATICS: ReadonlyMap<string, NativeCode> = new Map([
  ['parseInt', parseInteger],
  ['parseFloat', parseFloatingPoint],
  ['isNaN', numberTest(Number.isNaN, false)],
  ['isFinite', numberTest(Number.isFinite, false)],
  ['isInteger', numberTest(Number.isInteger, false)],
  ['isSafeInteger', numberTest(Number.isSafeInteger, false)],
]);

/** The global `Number`. */
export function numberConstructor(): Value {
  const convert = (run: Run, value: Value): Value => {
    if (typeof value === 'bigint') return Number(value);
    const number = toNumber(run, value);
    return isPrimitive(number) ? number : derived(run, 'a number', [number], 'number');
  };
  const number = new NativeFunction('Number', (run, args) => (args.length === 0 ? 0 : convert(run, args[0])));
  for (const [name, code] of STATICS)
    number.slots.set(name, { value: native(name, code), writer: undefined });
  return number;
}
