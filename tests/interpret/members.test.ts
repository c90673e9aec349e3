import { describe, expect, test } from 'vitest';
import { HostObject, Unknown } from '../../src/interpret/values.js';
import { reasonOf, UnknownValue, valueOf } from '../harness/interpret.js';
import { requestChooses } from './request-chooses.js';
import { thrownBy } from './thrown.js';

describe('properties of their own', () => {
  test.each([
    ['({ a: 1 }).hasOwnProperty("a")', true],
    ['({ a: 1 }).hasOwnProperty("b")', false],
    ['({}).hasOwnProperty("toString")', false],
    ['["x"].hasOwnProperty("length")', true],
    ['["x"].hasOwnProperty("0")', true],
    ['["x"].hasOwnProperty("1")', false],
    ['["x"].hasOwnProperty("map")', false],
    ['["x"].hasOwnProperty("-1")', false],
    ['Object.hasOwn({ a: undefined }, "a")', true],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test.each([
    ['Object.hasOwn({}, seen)', /a property test|'seen'/],
    ['Object.hasOwn(seen, "a")', /a property test|'seen'/],
    ['const o = { ...seen }; Object.hasOwn(o, "a")', /a property test|'seen'/],
    ['Object.hasOwn(process, "argv")', /a property test/],
    ['Object.hasOwn(() => 1, "a")', /a property test/],
    ['Object.hasOwn(new Set(["a"]), "a")', /a property test/],
  ])('%s is unknown', (program, reason) => {
    expect(reasonOf(program)).toMatch(reason);
  });

  test.each([
    'Object.hasOwn(seen, "a")',
    'Object.hasOwn({ ...seen }, "a")',
    'Object.hasOwn(process, "argv")',
    'Object.hasOwn(() => 1, "a")',
  ])('%s is one of two values', (program) => {
    expect(valueOf(`typeof ${program}`)).toBe('boolean');
  });

  test('of what comes with a request they are the choice of who sends it', () => {
    const HOST = new HostObject('a host', () => new Unknown('request', 'a header'));
    expect(requestChooses('Object.hasOwn(REQUEST.query, "a")')).toBe(true);
    expect(requestChooses('Object.hasOwn(HOST, "a")', { HOST })).toBe(true);
  });
});

describe('errors', () => {
  test.each([
    ['const e = new TypeError("m"); [e.name, e.message, e.other]', ['TypeError', 'm', undefined]],
    ['const e = new Error(); [e.name, e.message]', ['Error', '']],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('where it came from is unknown', () => {
    expect(reasonOf('new Error("m").stack')).toBe('the stack of an error');
    expect(reasonOf('new Error("m", { cause: 1 }).cause')).toBe('the cause of an error');
  });
});

describe('iterators', () => {
  test.each([
    [
      'const i = ["a"].values(); [i.next(), i.next()]',
      [
        { value: 'a', done: false },
        { value: undefined, done: true },
      ],
    ],
    ['const i = ["a", "b"].keys(); [i.next().value, i.next().value, i.next().done]', [0, 1, true]],
    ['[].values().other', undefined],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });
});

describe('writing', () => {
  test.each([
    ['const o = { get a() { return 1; } }; o.a = 2;', 'Cannot set a property which has only a getter'],
    ['const l = Object.freeze(["a"]); l.push("b");', 'Cannot change a frozen array'],
  ])('%s throws in strict code', (program, reason) => {
    expect(thrownBy(program)).toContain('TypeError');
    expect(thrownBy(program)).toContain(reason);
  });

  test.each([
    ['const l = ["a"]; l.name = "x"; [l.length, l.name, l[0]]', [1, 'x', 'a']],
    ['const l = ["a", "b"]; l.length = 1; l', ['a']],
    ['const l = ["a"]; l[1] = "b"; l', ['a', 'b']],
    ['const r = /a/g; r.lastIndex = 1; [r.test("ab"), r.test("ab")]', [false, true]],
    ['const r = /a/g; r.name = "x"; [r.name, r.lastIndex]', ['x', 0]],
    ['const o = { set a(x) { this.b = x; } }; o.a = 2; o.b', 2],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('a search that starts at a place nobody knows, and a prototype that is set, leave the members unknown', () => {
    expect(reasonOf('const r = /a/g; r.lastIndex = seen; r.lastIndex')).toBe(
      'a search that starts at an unknown place',
    );
    expect(reasonOf('const o = {}; o.__proto__ = { a: 1 }; o.a')).toBe('a prototype set by the program');
  });
});

describe('deleting', () => {
  test.each([
    ['const o = { a: 1, b: 2 }; [delete o.a, o]', [true, { b: 2 }]],
    ['const o = { a: 1 }; [delete o.b, o]', [true, { a: 1 }]],
    ['const o = { 0: "a", b: 1 }; delete o[0]; o', { b: 1 }],
    ['delete (5).a', true],
    ['delete "abc".a', true],
    ['const l = ["a"]; l.name = "x"; delete l.name; [l.name, l.length, l[0]]', [undefined, 1, 'a']],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each([
    ['const o = null; delete o.a;', 'Cannot convert undefined or null to object'],
    ['const o = undefined; delete o.a;', 'Cannot convert undefined or null to object'],
    ['const o = Object.freeze({ a: 1 }); delete o.a;', 'Cannot delete a property of a frozen object'],
  ])('%s throws in strict code', (program, reason) => {
    expect(thrownBy(program)).toBe(`TypeError: how the platform words a TypeError: ${reason}`);
  });

  test('a property nobody knows leaves every property unknown, and an element the whole array', () => {
    expect(reasonOf('const o = { a: 1 }; delete o[seen]; o.a')).toBe(
      'a property deleted under a computed name',
    );
    expect(reasonOf('const l = ["a", "b"]; delete l[0]; l[1]')).toBe('a sparse array');
    expect(reasonOf('const l = ["a", "b"]; delete l[0]; l.join()')).toBeTypeOf('string');
    expect(reasonOf('const l = ["a", "b"]; delete l[0]; [...l][1]')).toBeTypeOf('string');
    expect(reasonOf('const l = ["a", "b"]; delete l[0]; l.includes("c")')).toBeTypeOf('string');
    expect(valueOf('const l = ["a", "b"]; delete l[0]; l.map(() => 1)')).toBeInstanceOf(UnknownValue);
  });
});

describe('what is no function', () => {
  test.each([
    ['new (() => 1)();', 'TypeError: how the platform words a TypeError: not a constructor'],
    ['new ({})();', 'TypeError: how the platform words a TypeError: not a constructor'],
    ['(1)();', 'TypeError: how the platform words a TypeError: not a function'],
    ['undefined();', 'TypeError: how the platform words a TypeError: not a function'],
    [
      'class A {} A();',
      'TypeError: how the platform words a TypeError: Class constructor cannot be invoked without new',
    ],
    [
      'URL("https://a.example");',
      "TypeError: how the platform words a TypeError: Class constructor URL cannot be invoked without 'new'",
    ],
  ])('%s', (program, thrown) => {
    expect(thrownBy(program)).toBe(thrown);
  });

  test('a URL that is valid, and text that is none', () => {
    expect(valueOf('[URL.canParse("https://a.example"), URL.canParse("a")]')).toEqual([true, false]);
    expect(reasonOf('URL.canParse(seen)')).toMatch(/a URL|'seen'/);
  });
});

describe('limits', () => {
  test('a program that nests too deeply', () => {
    expect(reasonOf('const f = (n) => (n === 0 ? 1 : f(n - 1)); f(200);')).toBe(
      'the program nests too deeply to follow',
    );
    expect(
      valueOf(
        'const f = (n) => (n === 0 ? 1 : f(n - 1)); let sum = 0; for (let i = 0; i < 50; i++) sum += f(9); sum',
      ),
    ).toBe(50);
  });

  test('patterns that are very long, or repeat too much', () => {
    expect(reasonOf(`new RegExp("${'a'.repeat(12_000)}").test("a")`)).toBe('a very long pattern');
    expect(reasonOf(`/${'a{999}'.repeat(200)}/.test("a")`)).toBe('a pattern that repeats too much');
    expect(valueOf('String(new RegExp("")) + String(new RegExp("a/b"))')).toBe('/(?:)//a\\/b/');
  });
});
