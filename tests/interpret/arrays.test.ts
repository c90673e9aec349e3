import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';
import { requestChooses } from './request-chooses.js';
import { thrownBy } from './thrown.js';

describe('arrays', () => {
  test.each([
    ['[1, ...[2, 3], ..."ab"]', [1, 2, 3, 'a', 'b']],
    ['[NaN].includes(NaN)', true],
    ['[NaN].indexOf(NaN)', -1],
    ['[1, 2, 1].lastIndexOf(1)', 2],
    ['[1, 2].includes(1, 1)', false],
    ['[1, 2].includes(2, -1)', true],
    ['["b", "a"].concat("c", ["d"], [["e"]])', ['b', 'a', 'c', 'd', ['e']]],
    ['[1, [2, [3, [4]]]].flat(Infinity)', [1, 2, 3, 4]],
    ['[1, 2].flatMap((x) => [x, x * 2])', [1, 2, 2, 4]],
    ['[1, 2, 3].slice(-2, -1)', [2]],
    [
      'const l = [1, 2, 3, 4]; [l.splice(1, 2, "x"), l]',
      [
        [2, 3],
        [1, 'x', 4],
      ],
    ],
    ['const l = [1, 2]; [l.push(3, 4), l.unshift(0), l.pop(), l.shift(), l]', [4, 5, 4, 0, [1, 2, 3]]],
    ['[1, 2, 3].fill(0, 1)', [1, 0, 0]],
    ['const l = [1, 2, 3]; [l.reverse() === l, l]', [true, [3, 2, 1]]],
    ['[3, 10, undefined, 1].sort()', [1, 10, 3, undefined]],
    ['[3, 10, 1].sort((a, b) => a - b)', [1, 3, 10]],
    [
      'const l = [2, 1]; const s = l.toSorted(); [l, s]',
      [
        [2, 1],
        [1, 2],
      ],
    ],
    ['["a", null, undefined, "b"].join("-")', 'a---b'],
    ['[1, 2, 3].reduce((sum, x) => sum + x)', 6],
    ['[1, 2, 3].reduceRight((text, x, index) => text + x + index, "")', '322110'],
    ['[1, 2, 3].find((x) => x > 1)', 2],
    ['[1, 2, 3].findLast((x) => x < 3)', 2],
    ['[1, 2, 3].findLastIndex((x) => x < 3)', 1],
    ['[1, 2].some(function (x) { return x === this.wanted; }, { wanted: 2 })', true],
    ['["a", "", null].filter(Boolean)', ['a']],
    ['["1", "2"].map(Number)', [1, 2]],
    ['Array.from("ab", (c) => c + c)', ['aa', 'bb']],
    ['Array.from({ length: 2 }, (_, index) => index)', [0, 1]],
    ['Array.from(new Set([1, 1]))', [1]],
    [
      '[...["a", "b"].entries()]',
      [
        [0, 'a'],
        [1, 'b'],
      ],
    ],
    ['["a", "b"].values().next().value', 'a'],
    ['const l = [1, 2, 3]; l.length = 1; l', [1]],
    ['const l = [1]; l[1] = 2; l', [1, 2]],
    ['[1, 2].at(-1)', 2],
    ['Array.isArray([]) && !Array.isArray({})', true],
    ['[1, 2, 3].length', 3],
    ['new Array("a", "b")', ['a', 'b']],
    ['const l = []; for (const [k, v] of Object.entries({ a: 1 })) l.push(k + v); l', ['a1']],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('an element written far behind the end makes the array unknown, not shorter', () => {
    expect(reasonOf('const l = []; l[5] = 1; l.length')).toMatch(/sparse/);
  });

  test('a deleted element leaves a hole, which is not modelled', () => {
    expect(reasonOf('const l = [1, 2]; delete l[0]; l.length')).toMatch(/sparse/);
  });

  test('what is cut off at an unknown place is unknown', () => {
    expect(reasonOf('[1, 2, 3].slice(unseen())')).toMatch(/part of an array/);
    expect(reasonOf('const l = [1, 2, 3]; l.splice(unseen(), 1); l[0]')).toMatch(/unknown place/);
  });

  test('what unknown elements are added to is unknown, and so is how many there are then', () => {
    expect(reasonOf('["a"].push(...unseen())')).toBe('an array with unknown elements');
    expect(reasonOf('const l = ["a"]; l.push(...unseen()); l[0]')).toBe('an array with unknown elements');
  });

  test('a method the interpreter does not model is unknown, with the reason', () => {
    expect(reasonOf('[1].copyWithin(0)')).toMatch(/copyWithin/);
    expect(reasonOf('Array.fromAsync([])')).toMatch(/fromAsync/);
  });
});

describe('objects', () => {
  test.each([
    ['Object.keys({ b: 1, 2: 1, 1: 1 })', ['1', '2', 'b']],
    ['Object.entries({ a: 1 })', [['a', 1]]],
    ['Object.fromEntries(new Map([["a", 1]]))', { a: 1 }],
    ['Object.assign({ a: 1 }, null, { b: 2 })', { a: 1, b: 2 }],
    ['({ ...{ a: 1, b: 1 }, b: 2, ...null, ...[9] })', { 0: 9, a: 1, b: 2 }],
    ['const key = "x"; ({ [key + 1]: 1 })', { x1: 1 }],
    ['const { a, b: { c = 5 } = {}, ...rest } = { a: 1, d: 2, e: 3 }; [a, c, rest]', [1, 5, { d: 2, e: 3 }]],
    ['const o = { a: 1 }; delete o.a; delete o?.b; Object.keys(o)', []],
    ['({ a: 1 }).hasOwnProperty("a")', true],
    ['Object.hasOwn({ a: 1 }, "b")', false],
    ['Object.hasOwn([1], 0)', true],
    ['const o = { get x() { return this.y; }, y: 2 }; o.y = 3; o.x', 3],
    ['let seen; const o = { set x(value) { seen = value; } }; o.x = 4; seen', 4],
    ['const o = { get x() { throw new Error(); } }; Object.keys(o)', ['x']],
    [
      'const o = Object.create(null); o.a = 1; [o.a, o.toString, "constructor" in o, { __proto__: null }.constructor]',
      [1, undefined, false, undefined],
    ],
    ['const o = Object.freeze({ a: 1 }); o.a', 1],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each(['Object.keys(undefined);', 'Object.assign(null, { a: 1 });'])('%s throws', (program) => {
    expect(thrownBy(program)).toBe(
      'TypeError: how the platform words a TypeError: Cannot convert undefined or null to object',
    );
  });

  test('members assigned to a primitive are unknown, and a source that is missing adds none', () => {
    expect(reasonOf('Object.assign(1, { a: 1 })')).toBe('properties of a value that is no object');
    const program =
      'import { data } from "./data.js"; (data.a ?? null) === null ? Object.assign({ a: 1 }, data.a).a : 0';
    expect(valueOf(program)).toBe(1);
  });

  test('the keys of what comes with a request are the choice of who sends it', () => {
    expect(requestChooses('Object.keys(REQUEST.query)')).toBe(true);
  });

  test('a module cannot write to what is frozen', () => {
    const program = (write: string) =>
      `const l = Object.freeze(["a"]); let caught = false; try { ${write}; } catch { caught = true; } [caught, l[0]]`;
    expect(valueOf(`export {}; ${program('l.push("*")')}`)).toEqual([true, 'a']);
    expect(valueOf(`export {}; ${program('l[0] = "*"')}`)).toEqual([true, 'a']);
    expect(reasonOf(program('l[0] = "*"'), { path: '/program.cjs' })).toMatch(/strict/);
  });

  test('keys that every object has are no members of a literal', () => {
    expect(
      valueOf(
        'const o = { constructor: 1, hasOwnProperty: 2, toString: 3 }; [o.constructor, o.hasOwnProperty, o.toString]',
      ),
    ).toEqual([1, 2, 3]);
    expect(valueOf('const table = {}; [table.a, table["b"], Object.keys(table)]')).toEqual([
      undefined,
      undefined,
      [],
    ]);
    expect(reasonOf('({}).constructor')).toMatch(/constructor/);
    expect(reasonOf('({}).__proto__')).toMatch(/__proto__/);
  });

  test('a prototype set by the program may hold anything', () => {
    expect(reasonOf('({ __proto__: { a: 1 } }).a')).toMatch(/prototype/);
    expect(reasonOf('const o = {}; o.__proto__ = { a: 1 }; o.a')).toMatch(/prototype/);
    expect(valueOf('Object.create({ a: 1 }).a')).toBe(1);
    expect(valueOf('"a" in Object.create({ a: 1 })')).toBe(true);
    expect(reasonOf('Object.create({ a: 1 }, {}).a')).toMatch(/prototype/);
    expect(valueOf('({ __proto__: null, b: 2 }).b')).toBe(2);
    expect(valueOf('({ ["__proto__"]: 1 }).__proto__')).toBe(1);
  });
});

describe('every element, backwards, and at a place', () => {
  test.each([
    ['[1, 2].every((x) => x > 0)', true],
    ['[1, 2].every((x) => x > 1)', false],
    ['[0, 1].every((x, i) => x === i)', true],
    ['[].every(() => false)', true],
    ['[0, 0].some((x) => x)', false],
    ['[1, 2, 3].toReversed()', [3, 2, 1]],
    ['const l = [1, 2]; l.toReversed(); l', [1, 2]],
    ['[...["a", "b"].keys()]', [0, 1]],
    ['["a", "b"].at(-1)', 'b'],
    ['[1, 2].toString()', '1,2'],
    ['const [first, ...rest] = [1, 2, 3]; [first, rest]', [1, [2, 3]]],
    ['const [, ...[second, third]] = [1, 2, 3]; [second, third]', [2, 3]],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('a place nobody knows', () => {
    expect(reasonOf('["a", "b"].at(seen)')).toMatch(/an unknown index|'seen'/);
    expect(requestChooses('["a", "b"].at(REQUEST.index)')).toBe(true);
  });
});

describe('a collection that is changed while it is visited', () => {
  test.each([
    [
      'const l = [1, 2, 3], s = []; for (const x of l) { s.push(x); if (x === 1) l.push(4); } s',
      [1, 2, 3, 4],
    ],
    ['const l = [1, 2, 3], s = []; for (const x of l) { s.push(x); l.shift(); } s', [1, 3]],
    ['const l = [1, 2, 3], s = []; l.forEach((x) => { s.push(x); l[2] = 9; }); s', [1, 2, 9]],
    ['const l = [1, 2, 3], s = []; l.forEach((x) => { s.push(x); l.pop(); l.push(x, x); }); s', [1, 2, 1]],
    ['const l = [1, 2, 3], s = []; l.forEach((x) => { s.push(x); l.length = 1; }); s', [1]],
    ['const l = [1, 2]; l.filter((x) => { l.push(x); l[1] = 5; return true; })', [1, 5]],
    ['const l = [1, 2]; l.find((x) => { l[0] = 7; return true; })', 1],
    ['const l = [1, 2], s = []; l.findLast((x) => { s.push(x); l.length = 1; }); s', [2, 1]],
    ['const l = [1, 2], s = []; l.find((x) => { s.push(x); l.length = 1; }); s', [1, undefined]],
    ['const l = [1, 2], s = []; l.every((x) => { s.push(x); l.length = 1; return true; }); s', [1]],
    ['const l = [1, 2, 3]; l.reduce((sum, x) => { l.length = 2; return sum + x; })', 3],
    ['const i = [1, 2, 3].values(); for (const x of i) break; [...i]', [2, 3]],
    [
      'const l = [1], i = l.values(); l.push(2); [i.next().value, i.next().value, i.next()]',
      [1, 2, { value: undefined, done: true }],
    ],
    [
      'const l = ["a"], i = l.entries(); l.push("b"); [...i]',
      [
        [0, 'a'],
        [1, 'b'],
      ],
    ],
    ['const l = ["a"], i = l.keys(); l.push("b"); [...i]', [0, 1]],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('what can be anything then ends what can be followed', () => {
    expect(reasonOf('const l = [1, 2]; for (const x of l) l[seen] = 1; 3')).toMatch(/changed while/);
    expect(reasonOf('const l = [1, 2]; l.forEach(() => { l[seen] = 1; }); 3')).toMatch(/changed while/);
    expect(reasonOf('const l = [1, 2]; l.map(() => { l.length = 1; })')).toBe('a sparse array');
    expect(reasonOf('const l = [2, 1]; l.copyWithin(0, 1); l[0]')).toMatch(/copyWithin/);
  });

  test('an array with holes is unknown', () => {
    expect(reasonOf('[, "a"].map(() => 1)')).toBe('a sparse array');
    expect(reasonOf('0 in [, "a"]')).toBeDefined();
  });
});

test('a getter is asked once, and not for what others took', () => {
  expect(
    valueOf('let n = 0; const o = { get a() { return ++n; }, b: 2 }; const { a, ...rest } = o; [a, rest, n]'),
  ).toEqual([1, { b: 2 }, 1]);
});
