import { describe, expect, test } from 'vitest';
import { behind, PLACES, unlikeNode, withPlaces } from './unlike-node.js';

const TEXT = '"abcabc"';

describe('methods of texts do what they do in Node', () => {
  test.each<[string, string[]]>([
    ...['slice', 'substring', 'substr'].map((method): [string, string[]] => [
      method,
      withPlaces((places) => `${TEXT}.${method}(${places})`),
    ]),
    ...['at', 'charAt', 'charCodeAt', 'codePointAt'].map((method): [string, string[]] => [
      method,
      PLACES.flatMap((place) => [`${TEXT}.${method}(${place})`, `"".${method}(${place})`]),
    ]),
    ...['startsWith', 'endsWith', 'includes', 'indexOf', 'lastIndexOf'].map((method): [string, string[]] => [
      method,
      [
        ...behind('"bc"', (args) => `${TEXT}.${method}(${args})`),
        ...['', '""', 'null', 'undefined', '1', '["a"]', '{}', 'true', '"z"'].flatMap((wanted) => [
          `${TEXT}.${method}(${wanted})`,
          `"undefined null 1 true".${method}(${wanted})`,
          `"".${method}(${wanted})`,
        ]),
        `${TEXT}.${method}(/b/)`,
      ],
    ]),
    ...['padStart', 'padEnd'].map((method): [string, string[]] => [
      method,
      ['', '0', '2', '9', '-1', '"8"', 'NaN'].flatMap((length) => [
        `"abc".${method}(${length})`,
        `"abc".${method}(${length || 'undefined'}, "xy")`,
        `"abc".${method}(${length || 'undefined'}, "")`,
        `"abc".${method}(${length || 'undefined'}, undefined)`,
      ]),
    ]),
    [
      'repeat',
      ['', '0', '1', '3', '-1', '1.9', '"2"', 'NaN', 'null', '-0.5'].map((times) => `"ab".repeat(${times})`),
    ],
    ['concat', ['', '"x"', '1, null, undefined', '[1, 2]', '{}'].map((args) => `"ab".concat(${args})`)],
    [
      'those that take nothing',
      [
        'toLowerCase',
        'toUpperCase',
        'trim',
        'trimStart',
        'trimEnd',
        'trimLeft',
        'trimRight',
        'toString',
        'valueOf',
        'toLocaleLowerCase',
        'toLocaleUpperCase',
      ].flatMap((method) => [`"  Ab ç\\n".${method}()`, `"".${method}()`]),
    ],
    [
      'further arguments, which nobody converts',
      [
        ...['at(1, C)', 'charAt(1, C)', 'charCodeAt(1, C)', 'codePointAt(1, C)', 'normalize("NFC", C)'],
        ...['repeat(2, C)', 'trim(C)', 'trimStart(C)', 'toLowerCase(C)', 'toUpperCase(C)', 'toString(C)'],
        ...['valueOf(C)', 'slice(1, 2, C)', 'includes("b", 1, C)', 'endsWith("c", 3, C)', 'substr(1, 1, C)'],
        ...['padEnd(5, "x", C)', 'indexOf("b", 0, C)', 'concat(C, C, C)'],
      ].map(
        (call) =>
          `let n = 0; const C = { toString: () => String(++n), valueOf: () => ++n }; const r = "abc".${call}; [r, n]`,
      ),
    ],
    [
      'localeCompare and normalize',
      [
        '"a".localeCompare("b")',
        '"b".localeCompare("a")',
        '"a".localeCompare("a")',
        '"a".normalize()',
        '"e\\u0301".normalize("NFC")',
        '"a".normalize("x")',
      ],
    ],
    [
      'split',
      [
        '',
        'undefined',
        '","',
        '""',
        '", "',
        'null',
        '1',
        '"a,b,c"',
        '/,/',
        '/(,)/',
        '/b?/',
        '/(?:)/',
      ].flatMap((separator) => [
        `"a,b,c".split(${separator})`,
        `"".split(${separator})`,
        ...['0', '1', '2', '9', '-1', 'undefined', 'null', '"2"', 'NaN', '1.9'].map(
          (limit) => `"a,b,c".split(${separator || 'undefined'}, ${limit})`,
        ),
      ]),
    ],
    [
      'raw and fromCharCode',
      [
        'String.raw`a${1}\\n${"b"}c`',
        'String.raw``',
        'String.raw({ raw: ["a", "b", "c"] }, 1, 2, 3)',
        'String.raw({ raw: ["a", "b", "c"] }, 1)',
        'String.raw({ raw: "abc" }, 1, 2)',
        'String.raw({ raw: [] }, 1)',
        'String.fromCharCode()',
        'String.fromCharCode(97)',
        'String.fromCharCode(104, 105)',
        'String()',
        'String(undefined)',
        'String(null)',
        'String(-0)',
        'String([1, [2, null]])',
        'String({})',
        'String(true)',
      ],
    ],
    [
      'members by their places',
      ['0', '2', '9', '-1', '"1"', '"01"', '1.5', '"length"', '"x"'].map((key) => `${TEXT}[${key}]`),
    ],
  ])('%s', (_method, programs) => {
    expect(unlikeNode(programs)).toEqual([]);
  });

  test.each(['replace', 'replaceAll'])('%s', (method) => {
    const inserts = [
      '"x"',
      '""',
      '"$$"',
      '"[$&]"',
      '"[$`|$\']"',
      '"$1"',
      '"$0"',
      '"$10"',
      '"$2$1"',
      '"$<n>"',
      '"$<"',
      '"$"',
      'undefined',
      'null',
      '1',
      '["y"]',
      '{ toString: () => "$&!" }',
      '(...args) => args.join("|")',
      '() => "$&"',
      '(m) => undefined',
      '(m) => 1',
      '(m, i) => m + i',
    ];
    const patterns = ['"b"', '""', '"z"', '"abc"', '/b/g', '/(b)(c)?/g', '/(?<n>b)(c)/g', '/z*/g', '/$/g'];
    const once = method === 'replace' ? ['/b/', '/(b)(c)?/', '/(?<n>b)/', '/^/', '/z/'] : [];
    expect(
      unlikeNode([
        ...[...patterns, ...once].flatMap((pattern) =>
          inserts.map((insert) => `${TEXT}.${method}(${pattern}, ${insert})`),
        ),
        ...['', '"b"', 'undefined', 'null', '1', '["b"]', '{}'].map(
          (args) => `"b1undefined,null".${method}(${args})`,
        ),
        `${TEXT}.${method}(/b/, "x")`,
        `"".${method}("", "x")`,
        `"".${method}(/(?:)/g, "x")`,
        `const p = /b/g; p.lastIndex = 3; const r = ${TEXT}.${method}(p, "x"); [r, p.lastIndex]`,
      ]),
    ).toEqual([]);
  });
});
