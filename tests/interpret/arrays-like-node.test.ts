import { describe, expect, test } from 'vitest';
import { behind, PLACES, unlikeNode, withPlaces } from './unlike-node.js';

const LIST = '["a", "b", "c"]';
const MIXED = '[1, NaN, undefined, null, "1", 1]';
const changed = (change: string): string => `const l = ${LIST}; const r = ${change}; [r, l]`;

describe('methods of arrays do what they do in Node', () => {
  test.each<[string, string[]]>([
    ['slice', withPlaces((places) => `${LIST}.slice(${places})`)],
    ['slice of an empty one', withPlaces((places) => `[].slice(${places})`)],
    ['at', PLACES.map((place) => `${LIST}.at(${place})`)],
    ['fill', behind('0', (args) => changed(`l.fill(${args})`))],
    ['splice', withPlaces((places) => changed(`l.splice(${places})`))],
    ['splice with what is put there', PLACES.slice(1).map((at) => changed(`l.splice(${at}, 1, "x", "y")`))],
    ['includes', behind('1', (args) => `${MIXED}.includes(${args})`)],
    ['indexOf', behind('1', (args) => `${MIXED}.indexOf(${args})`)],
    ['lastIndexOf', behind('1', (args) => `${MIXED}.lastIndexOf(${args})`)],
    [
      'the three, of what is odd',
      ['NaN', 'undefined', 'null', '"1"', '2', '-0', ''].flatMap((wanted) =>
        ['includes', 'indexOf', 'lastIndexOf'].flatMap((method) => [
          `${MIXED}.${method}(${wanted})`,
          `[].${method}(${wanted})`,
        ]),
      ),
    ],
    [
      'flat',
      ['', 'undefined', '0', '1', '2', '-1', 'Infinity', '"1"', 'null', 'NaN', '1.9'].map(
        (depth) => `[1, [2, [3, [4, []]]], []].flat(${depth})`,
      ),
    ],
    [
      'join',
      ['', 'undefined', 'null', '""', '"-"', '1', '[1, 2]', '{}', 'true'].flatMap((separator) => [
        `${MIXED}.join(${separator})`,
        `[].join(${separator})`,
        `[["a", "b"], [null], "c"].join(${separator})`,
      ]),
    ],
    [
      'concat',
      ['', '"d"', '["d"], ["e"]', '[["d"]]', 'undefined', 'null, 1', '{ length: 1 }', '[]'].map(
        (args) => `${LIST}.concat(${args})`,
      ),
    ],
    [
      'push, unshift, pop, shift and reverse',
      [
        ...['', '1', '1, 2', '[1]'].flatMap((args) => [
          changed(`l.push(${args})`),
          changed(`l.unshift(${args})`),
        ]),
        changed('l.pop()'),
        changed('l.shift()'),
        changed('l.reverse()'),
        '[].pop()',
        '[].shift()',
        '[].reverse()',
        'const l = [1, 2, 3]; l.toReversed(); l',
      ],
    ],
    [
      'sort and toSorted',
      [
        '[10, 9, 1, undefined, "b", null, true].sort()',
        '[3, 1, 2].sort(undefined)',
        '[3, undefined, 1, 2].sort((a, b) => b - a)',
        '["b", "a", "c"].toSorted((a, b) => (a < b ? 1 : -1))',
        '[3, 1, 2].sort(() => 0)',
        '["b", "B", "a", "A", ""].toSorted()',
        '[[2], [1, 0], []].sort()',
        '[1, 2].sort("x")',
        '[1, 2].sort(null)',
        '[].sort()',
        'const l = [2, 1]; l.sort() === l',
        'const l = [2, 1]; l.toSorted() === l',
        '[1, 1, 1].sort()',
        '[2, 1].sort((a, b) => "x")',
      ],
    ],
    [
      'keys, values and entries',
      ['keys', 'values', 'entries'].flatMap((method) => [
        `[...${LIST}.${method}()]`,
        `[...[].${method}()]`,
        `const i = ["a"].${method}(); [i.next(), i.next()]`,
      ]),
    ],
    [
      'toString, and members by their places',
      [
        `${MIXED}.toString()`,
        '[].toString()',
        ...['0', '2', '3', '-1', '"1"', '"01"', '1.5', '"length"', '"x"'].map((key) => `${LIST}[${key}]`),
      ],
    ],
  ])('%s', (_method, programs) => {
    expect(unlikeNode(programs)).toEqual([]);
  });

  test.each([
    'some',
    'every',
    'find',
    'findIndex',
    'findLast',
    'findLastIndex',
    'map',
    'flatMap',
    'filter',
    'forEach',
    'reduce',
    'reduceRight',
  ])('%s, with what it calls and what it calls that with', (method) => {
    const programs = ['[]', LIST, '[0, 1, 2]'].flatMap((list) => [
      `${list}.${method}(() => true)`,
      `${list}.${method}(() => false)`,
      `${list}.${method}((a, b) => b)`,
      `${list}.${method}((a, b, c) => [a, b, c])`,
      `${list}.${method}((a, b) => a && b === 1)`,
      `const seen = []; const r = ${list}.${method}((...args) => { seen.push(args); return args[1]; }); [r, seen]`,
      `const seen = []; const r = ${list}.${method}((...args) => { seen.push(args.length); return !args[0]; }, 5); [r, seen]`,
      // The second argument of the others is `this`.
      ...(method.startsWith('reduce')
        ? []
        : [`${list}.${method}(function () { return this.wanted; }, { wanted: 1 })`]),
      `${list}.${method}(String)`,
    ]);
    programs.push(
      `[1].${method}()`,
      `[1].${method}(null)`,
      `[1].${method}("x")`,
      `[].${method}({})`,
      `[].${method}((a) => a, 1)`,
    );
    expect(unlikeNode(programs)).toEqual([]);
  });
});

describe('functions of Array do what they do in Node', () => {
  test.each<[string, string[]]>([
    [
      'from',
      [
        'Array.from([])',
        'Array.from("añb")',
        'Array.from("")',
        'Array.from(new Set([1, 1, 2]))',
        'Array.from(new Map([[1, 2]]))',
        'Array.from([3, 4].values())',
        'Array.from({ length: 0 })',
        'Array.from({ length: 2 })',
        'Array.from({ length: 2, 0: "a", 1: "b", 2: "c" })',
        'Array.from({ length: 3, 1: "b" }, (x, i) => [x, i])',
        'Array.from([1, 2], (x, i) => x * 10 + i)',
        'Array.from([1, 2], undefined)',
        'Array.from("ab", (x, i, ...rest) => [x, i, rest.length])',
        'Array.from([1, 2], (...args) => args.length)',
        'Array.from(undefined)',
        'Array.from(null)',
        'const l = [1]; Array.from(l) === l',
      ],
    ],
    ['of', ['Array.of()', 'Array.of(1)', 'Array.of(1, [2], undefined)']],
    [
      'isArray',
      ['', '[]', '[1]', '{}', '"a"', 'null', 'new Set()', '{ length: 0 }', '() => []'].map(
        (value) => `Array.isArray(${value})`,
      ),
    ],
    [
      'itself',
      [
        'new Array()',
        'Array()',
        'new Array("a")',
        'Array("a")',
        'new Array(1, 2)',
        'Array(undefined)',
        'new Array([3])',
        'new Array(true)',
      ],
    ],
  ])('%s', (_name, programs) => {
    expect(unlikeNode(programs)).toEqual([]);
  });
});
