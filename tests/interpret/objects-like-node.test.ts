import { describe, expect, test } from 'vitest';
import { unlikeNode } from './unlike-node.js';

/** One of each kind of value. */
const VALUES = [
  'undefined',
  'null',
  'true',
  '0',
  '-0',
  'NaN',
  '"ab"',
  '""',
  '"1"',
  '1',
  '[]',
  '[1]',
  '["a"]',
  '{}',
  '{ a: 1, b: [2] }',
  'new Set([1])',
  'new Map([[1, 2]])',
  '/a/g',
  'new Error("no")',
  '(() => 1)',
];

const ofEach = (program: (value: string) => string): string[] => VALUES.map(program);

/** All pairs of values: one program for each value on the left, which lists what comes out with the type of each. */
const ofPairs = (values: readonly string[], expression: (left: string, right: string) => string): string[] =>
  values.map(
    (left) =>
      `[${values.map((right) => expression(left, right)).join(', ')}].map((x) => typeof x + x).join()`,
  );

describe('operators do what they do in Node', () => {
  test.each(['===', '!==', '==', '!='])('%s between values of all kinds', (operator) => {
    // A function compared with a text is compared as text, which is unknown.
    const values = operator.length === 2 ? VALUES.filter((value) => !value.includes('=>')) : VALUES;
    expect(unlikeNode(ofPairs(values, (left, right) => `(${left}) ${operator} (${right})`))).toEqual([]);
  });

  test.each(['+', '-', '*', '/', '%', '**', '<', '>', '<=', '>=', '&', '|', '^', '<<', '>>', '>>>'])(
    '%s between primitives and objects with a value of their own',
    (operator) => {
      const values = [
        ...['undefined', 'null', 'true', '0', '(-3)', '2.5', 'NaN', '"ab"', '"10"', '"9"', '""'],
        ...['[]', '[1]', '{}', '{ valueOf: () => 4 }', '{ toString: () => "5" }', '{ valueOf: () => ({}) }'],
      ];
      expect(unlikeNode(ofPairs(values, (left, right) => `(${left}) ${operator} (${right})`))).toEqual([]);
    },
  );

  test.each(['!', 'typeof ', 'void ', '!!'])('%s of a value of each kind', (operator) => {
    expect(unlikeNode(ofEach((value) => `${operator}(${value})`))).toEqual([]);
  });

  test.each(['-', '+', '~'])('%s of a value of each kind that is no function', (operator) => {
    const values = VALUES.filter((value) => !value.includes('=>'));
    expect(unlikeNode(values.map((value) => `${operator}(${value})`))).toEqual([]);
  });

  test.each(['||', '&&', '??'])('%s of a value of each kind', (operator) => {
    expect(unlikeNode(ofEach((value) => `(${value}) ${operator} "other"`))).toEqual([]);
    expect(unlikeNode(ofEach((value) => `let x = ${value}; x ${operator}= "other"; x`))).toEqual([]);
  });

  test('conversions that a program gives an object', () => {
    expect(
      unlikeNode([
        '`${{ toString: () => "a", valueOf: () => "b" }}`',
        '({ toString: () => "a", valueOf: () => "b" }) + ""',
        '({ toString: () => ({}), valueOf: () => "b" }) + ""',
        '`${{ toString: () => ({}), valueOf: () => "b" }}`',
        '`${{ toString: undefined, valueOf: () => "b" }}`',
        '`${{ toString: () => ({}), valueOf: () => ({}) }}`',
        '+{ toString: () => ({}), valueOf: () => ({}) }',
        '`${Object.create(null)}`',
        '+Object.create(null)',
        '`${{ get toString() { return () => this.a; }, a: "x" }}`',
        '`${{ toString() { return this.a; }, a: "x" }}`',
        '`${{ toString(...args) { return args.length; } }}`',
        '+{ valueOf(...args) { return args.length; } }',
        '({ valueOf: () => 3 }) * 2',
        '({ valueOf: () => 3 }) == 3',
        '3 == { valueOf: () => 3 }',
        '({ toString: () => "x" }) == "x"',
        '"x" == { toString: () => "y" }',
        'class A { toString() { return "a"; } } `${new A()}`',
        'class A { valueOf() { return 2; } } new A() + 1',
        'const a = ["x"]; a.toString = () => "y"; `${a}`',
        'const a = [1]; a.valueOf = () => 7; a + 1',
        'String(new Error("no"))',
        'String(new Error(""))',
        'String(new Error())',
        'String(new RangeError("no"))',
        'String(new URL("https://a.example"))',
        'String(new Set())',
        'String(new Map())',
        'String(new Headers())',
        'String(Promise.resolve())',
        'String(/a/gi)',
        'String([[], [1, [2]], null, undefined])',
      ]),
    ).toEqual([]);
  });

  test('in, instanceof and delete', () => {
    const classes = [
      'Array',
      'Set',
      'Map',
      'RegExp',
      'URL',
      'Promise',
      'Object',
      'Error',
      'TypeError',
      'Headers',
    ];
    const made = [
      ...['[]', '{}', 'Object.create(null)', 'new Set()', 'new Map()', '/a/', 'new URL("https://a.example")'],
      ...[
        'Promise.resolve()',
        'new Error()',
        'new TypeError()',
        'new Headers()',
        '"a"',
        '1',
        'null',
        'undefined',
      ],
    ];
    const keys = [
      '"a"',
      '"length"',
      '"toString"',
      '"0"',
      '0',
      '"1"',
      '"constructor"',
      '"size"',
      '"hasOwnProperty"',
    ];
    expect(
      unlikeNode(made.flatMap((value) => classes.map((type) => `(${value}) instanceof ${type}`))),
    ).toEqual([]);
    expect(
      unlikeNode(
        ['{}', '{ a: undefined }', '[1]', '[]', 'Object.create(null)', 'Object.create({ a: 1 })'].flatMap(
          (object) => keys.map((key) => `${key} in (${object})`),
        ),
      ),
    ).toEqual([]);
    expect(
      unlikeNode([
        '"a" in "abc"',
        '"a" in null',
        '1 in undefined',
        '[] instanceof {}',
        '[] instanceof 5',
        '[] instanceof undefined',
        '5 instanceof null',
        'class A {} class B extends A {} [new B() instanceof A, new B() instanceof B, new A() instanceof B]',
        'class A {} new A() instanceof Object',
        'class A extends Error {} [new A() instanceof Error, new A() instanceof TypeError]',
        'class A { m() {} } ["m" in new A(), "n" in new A()]',
        'class A { m() {} } class B extends A {} ["m" in new B(), "toString" in new B()]',
        'const o = { a: 1 }; [delete o.a, delete o.b, o]',
        'const o = { a: { b: 1 } }; [delete o.a.b, o]',
        'delete null.a',
        'delete undefined?.a',
        '[delete "abc".a, delete (5).a]',
        'let o; [delete o?.a.b, o]',
        'delete 5',
      ]),
    ).toEqual([]);
  });
});

describe('functions of Object do what they do in Node', () => {
  const plain = VALUES.filter((value) => !/=>|Error|^\/a|new (Set|Map)/.test(value));
  test.each<[string, string[]]>([
    ...['keys', 'values', 'entries'].map((name): [string, string[]] => [
      name,
      [
        ...plain.map((value) => `Object.${name}(${value})`),
        `Object.${name}({ b: 1, 2: 2, a: 3, 1: 4, "-1": 5, "01": 6 })`,
        `Object.${name}(Object.create({ a: 1 }))`,
        `class A { b = 1; #c = 2; m() {} } Object.${name}(new A())`,
        `class A { static b = 1; static m() {} } Object.${name}(A)`,
        `Object.${name}({ get a() { return 1; } })`,
        `const a = ["x"]; a.name = "y"; Object.${name}(a)`,
        `Object.${name}(new Set([1]))`,
        `Object.${name}(new Map([[1, 2]]))`,
        `Object.${name}(/a/)`,
        `Object.${name}()`,
      ],
    ]),
    [
      'assign',
      [
        ...plain.map((value) => `Object.assign({ a: 0 }, ${value})`),
        'const t = {}; Object.assign(t, { a: 1 }) === t',
        'Object.assign({}, { a: 1 }, { a: 2 }, null, { b: 3 })',
        'let seen; Object.assign({ set a(v) { seen = v; } }, { a: 5 }); seen',
        'Object.assign({}, { get a() { return 7; } }).a',
        'Object.assign(["x", "y"], ["z"])',
        'Object.assign({})',
        'Object.assign(undefined, {})',
        'Object.assign()',
      ],
    ],
    [
      'fromEntries',
      [
        'Object.fromEntries([])',
        'Object.fromEntries([["a", 1], ["a", 2], ["b"]])',
        'Object.fromEntries([[1, 2], [null, 3]])',
        'Object.fromEntries(new Map([["a", 1]]))',
        'Object.fromEntries([{ 0: "a", 1: "b" }])',
        'Object.fromEntries(["ab"])',
        'Object.fromEntries([1])',
        'Object.fromEntries(undefined)',
        'Object.fromEntries(Object.entries({ a: 1, b: 2 }).map(([k, v]) => [v, k]))',
      ],
    ],
    ['is', ofPairs(VALUES, (left, right) => `Object.is(${left}, ${right})`)],
    [
      'is, of the same object',
      [
        'const a = {}; Object.is(a, a)',
        'const a = []; Object.is(a, a)',
        'Object.is()',
        'Object.is(undefined)',
      ],
    ],
    [
      'hasOwn and hasOwnProperty',
      ['"a"', '"0"', '0', '"length"', '"toString"', '"m"', 'undefined'].flatMap((key) =>
        ['{ a: undefined }', '{}', '[1]', '[]', 'Object.create({ a: 1 })'].flatMap((object) => [
          `Object.hasOwn(${object}, ${key})`,
          `const o = ${object}; o.hasOwnProperty(${key})`,
          `Object.prototype.hasOwnProperty.call(${object}, ${key})`,
        ]),
      ),
    ],
    [
      'freeze and seal, which give what they get',
      [
        ...['{ a: 1 }', '[1]', '5', 'null', 'undefined'].flatMap((value) => [
          `const v = ${value}; Object.freeze(v) === v`,
          `const v = ${value}; Object.seal(v) === v`,
        ]),
        'Object.freeze({ a: { b: 1 } }).a.b = 2',
        'const o = Object.freeze({ a: { b: 1 } }); o.a.b = 2; o.a.b',
        '"use strict"; const s = Object.freeze(new Set([1])); s.add(2); s.size',
      ],
    ],
    [
      'create',
      [
        'Object.create({ a: 1 }).a',
        'Object.create({ a: 1 }).b',
        'Object.create(Object.create({ a: 1 })).a',
        'const p = { a: 1 }; const o = Object.create(p); p.a = 2; [o.a, Object.keys(o)]',
        'const p = { a: 1 }; const o = Object.create(p); o.a = 2; [o.a, p.a]',
        'const p = { get a() { return this.b; } }; const o = Object.create(p); o.b = 3; o.a',
        'const p = { m() { return this.b; } }; const o = Object.create(p); o.b = 3; o.m()',
        'Object.create(null).a',
        'Object.create(null).toString',
        'Object.create({}).toString()',
      ],
    ],
    [
      'defineProperty',
      [
        'const o = {}; Object.defineProperty(o, "a", { value: 1, enumerable: true, writable: true }); o',
        'const o = {}; Object.defineProperty(o, "a", { value: undefined, enumerable: true }); o',
        'const o = {}; Object.defineProperty(o, "a", { value: 1, enumerable: true }) === o',
      ],
    ],
    [
      'itself',
      [
        'Object()',
        'new Object()',
        'Object(null)',
        'Object(undefined)',
        'const o = {}; Object(o) === o',
        'const o = []; new Object(o) === o',
      ],
    ],
  ])('%s', (_name, programs) => {
    expect(unlikeNode(programs)).toEqual([]);
  });
});

describe('JSON, clones and Reflect do what they do in Node', () => {
  test.each<[string, string[]]>([
    [
      'stringify',
      [
        ...VALUES.filter((value) => !/new |\/a/.test(value)).flatMap((value) => [
          `JSON.stringify(${value})`,
          `JSON.stringify([${value}])`,
          `JSON.stringify({ v: ${value} })`,
        ]),
        ...['undefined', 'null', '0', '2', '20', '-1', '1.9', '"--"', '"longer than ten"', '""', 'true'].map(
          (indent) => `JSON.stringify({ a: [1, { b: 2 }], c: {} }, null, ${indent})`,
        ),
        'JSON.stringify(new URL("https://a.example"))',
        'JSON.stringify({ 2: 1, b: 2, 1: 3 })',
        'JSON.stringify("\\u2028\\"\\\\/")',
        'JSON.stringify({ get a() { return 1; } })',
        'JSON.stringify([undefined, () => 1, NaN, Infinity])',
        'JSON.stringify(1n)',
        'JSON.stringify()',
        'const o = Object.create({ a: 1 }); o.b = 2; JSON.stringify(o)',
      ],
    ],
    [
      'parse',
      [
        ...[
          'null',
          'true',
          'false',
          '0',
          '-1.5e3',
          '"x"',
          '[]',
          '{}',
          '[1,[null,true,false],{"a":"b"}]',
          ' 1 ',
          '',
          'x',
          '{a:1}',
          '[1,]',
          'undefined',
          '"',
        ].map((text) => `JSON.parse(${JSON.stringify(text)})`),
        'JSON.parse("{\\"a\\":1,\\"a\\":2}")',
        'JSON.parse(1)',
        'JSON.parse(null)',
        'JSON.parse(undefined)',
        'JSON.parse(["1"])',
        'JSON.parse()',
        'const v = JSON.parse("[true]"); v[0] === true',
        'Object.keys(JSON.parse("{\\"b\\":1,\\"1\\":2}"))',
      ],
    ],
    [
      'structuredClone',
      [
        ...VALUES.filter((value) => !/=>|Error|^\/a/.test(value)).map((value) => `structuredClone(${value})`),
        'const o = { a: [1] }; const c = structuredClone(o); o.a.push(2); [c === o, c]',
        'structuredClone({ s: new Set([1]), m: new Map([["k", [1]]]) })',
      ],
    ],
    [
      'Reflect',
      [
        'Reflect.get({ a: 1 }, "a")',
        'Reflect.get({ a: 1 }, "b")',
        'const o = {}; [Reflect.set(o, "a", 1), o]',
        'const o = { a: 1 }; [Reflect.deleteProperty(o, "a"), o]',
        'Reflect.ownKeys({ b: 1, 1: 2 })',
        'Reflect.apply(function (a) { return this.b + a; }, { b: 1 }, [2])',
        'Reflect.apply(Math.max, undefined, [1, 3, 2])',
      ],
    ],
  ])('%s', (_name, programs) => {
    expect(unlikeNode(programs)).toEqual([]);
  });
});
