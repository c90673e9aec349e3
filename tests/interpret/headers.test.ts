import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';
import { requestChooses } from './request-chooses.js';
import { thrownBy } from './thrown.js';

describe('the global Headers', () => {
  test.each([
    ['new Headers({ "X-A": 1 }).get("x-a")', '1'],
    ['new Headers().get("x")', null],
    [
      'const h = new Headers([["A", "1"]]); h.append("a", "2"); h.set("B", true); [...h]',
      [
        ['a', '1, 2'],
        ['b', 'true'],
      ],
    ],
    ['const h = new Headers({ a: "1" }); h.set("A", "2"); h.get("a")', '2'],
    ['const h = new Headers({ a: "1" }); [h.has("A"), h.has("b")]', [true, false]],
    ['const h = new Headers({ a: "1" }); h.delete("A"); h.has("a")', false],
    [
      'const h = new Headers({ a: "1" }); h.delete("b"); [h.get("a"), h.get("b"), h.get("c")]',
      ['1', null, null],
    ],
    ['[...new Headers(new Headers({ b: "2", a: "1" })).keys()]', ['a', 'b']],
    ['[...new Headers({ b: "2", a: "1" }).values()]', ['1', '2']],
    [
      '[...new Headers({ b: "2", a: "1" }).entries()]',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      `const seen = []; const h = new Headers({ b: "2", a: "1" });
      h.forEach(function (value, name, all) { seen.push([this.mark, value, name, all === h]); }, { mark: "x" }); seen`,
      [
        ['x', '1', 'a', true],
        ['x', '2', 'b', true],
      ],
    ],
    ['new Headers({ a: " x " }).get("a")', 'x'],
    ['new Headers() instanceof Headers && !(new Headers() instanceof Map)', true],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each(['{ "a b": "1" }', '{ a: "x\\ny" }'])('no header can be made of %s', (init) => {
    expect(thrownBy(`new Headers(${init});`)).toMatch(/^TypeError: /);
  });

  test('with a name nobody knows they are unknown', () => {
    expect(reasonOf('const h = new Headers({ a: "1" }); h.set(unseen(), "2"); h.get("a")')).toMatch(
      /unknown name/,
    );
    expect(reasonOf('new Headers(unseen()).get("a")')).toBeDefined();
  });
});

describe('headers made of what nobody knows', () => {
  test('whether there is one is unknown, but one of two values', () => {
    expect(reasonOf('new Headers(unseen()).has("a")')).toMatch(/unseen/);
    expect(valueOf('typeof new Headers(unseen()).has("a")')).toBe('boolean');
    expect(requestChooses('new Headers(REQUEST.headers).has("a")')).toBe(true);
  });

  test('one of an unknown value is there', () => {
    expect(valueOf('new Headers({ a: unseen() }).has("a")')).toBe(true);
  });

  test('one that is deleted is not there, and says nothing of the others', () => {
    const program = (rest: string): string => `const h = new Headers(unseen()); h.delete("A"); ${rest}`;
    expect(valueOf(program('[h.get("a"), h.has("a")]'))).toEqual([null, false]);
    expect(reasonOf(program('h.get("b")'))).toMatch(/unseen/);
  });

  test.each(['.entries()', '.keys()', '.values()', '[Symbol.iterator]'])(
    'nobody can list them: %s',
    (listed) => {
      expect(reasonOf(`new Headers(unseen())${listed}`)).toBeDefined();
    },
  );

  test('nobody can visit them all: a visitor is called with what is unknown', () => {
    const visited =
      'const h = new Headers(unseen()); h.set("a", "1"); h.forEach((_value, name) => { seen = name; });';
    expect(reasonOf(`let seen = "none"; ${visited} seen`)).toBe('headers nobody can list');
    expect(reasonOf('const h = new Headers(unseen()); h.set("a", "1"); [...h]')).toBeDefined();
  });

  test('what is appended may follow what is there', () => {
    expect(reasonOf('const h = new Headers(unseen()); h.append("a", "1"); h.get("a")')).toMatch(/several/);
    expect(valueOf('const h = new Headers(unseen()); h.set("a", "1"); h.get("a")')).toBe('1');
    expect(valueOf('const h = new Headers(unseen()); h.delete("a"); h.append("a", "1"); h.get("a")')).toBe(
      '1',
    );
  });
});
