import { describe, expect, test } from 'vitest';
import { unlikeNode } from './unlike-node.js';

/** What programs hand to functions of numbers. */
const NUMBERS = [
  '',
  '0',
  '-0',
  '1',
  '-1.5',
  '2.5',
  '-2.5',
  'NaN',
  'Infinity',
  '"3"',
  '" 4 "',
  '""',
  '"x"',
  'null',
  'undefined',
  'true',
  '[]',
  '[5]',
  '[1, 2]',
  '{}',
  '"0x1f"',
  '"1e3"',
  '"12px"',
  '".5"',
];

describe('functions of numbers do what they do in Node', () => {
  test.each<[string, string[]]>([
    [
      'of Math',
      ['abs', 'ceil', 'floor', 'round', 'sign', 'sqrt', 'trunc', 'max', 'min', 'pow'].flatMap((name) => [
        ...NUMBERS.map((number) => `Math.${name}(${number})`),
        `Math.${name}(2, 3)`,
        `Math.${name}(3, 2, "1")`,
        `Math.${name}(...[4, 2])`,
      ]),
    ],
    [
      'that read a number',
      ['parseInt', 'parseFloat', 'Number', 'Number.parseInt', 'Number.parseFloat'].flatMap((name) =>
        NUMBERS.map((number) => `${name}(${number})`),
      ),
    ],
    [
      'with a radix',
      ['parseInt', 'Number.parseInt'].flatMap((name) =>
        ['undefined', '0', '2', '8', '10', '16', '36', '37', '1', '-1', '"16"', 'null', 'NaN'].map(
          (radix) => `${name}("11f", ${radix})`,
        ),
      ),
    ],
    [
      'that test a number',
      [
        'isNaN',
        'isFinite',
        'Number.isNaN',
        'Number.isFinite',
        'Number.isInteger',
        'Number.isSafeInteger',
      ].flatMap((name) => [...NUMBERS, '2 ** 53'].map((number) => `${name}(${number})`)),
    ],
    [
      'as members of one',
      ['0', '255', '-255', '1.5', 'NaN', 'Infinity'].flatMap((number) =>
        ['', 'undefined', '2', '10', '16', '36'].map((radix) => `(${number}).toString(${radix})`),
      ),
    ],
    [
      'and of truth values',
      ['true.toString()', 'false.valueOf()', '(5).valueOf()', ...NUMBERS.map((value) => `Boolean(${value})`)],
    ],
  ])('%s', (_name, programs) => {
    expect(unlikeNode(programs)).toEqual([]);
  });
});
