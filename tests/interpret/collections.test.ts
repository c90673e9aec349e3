import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';

describe('sets', () => {
  test.each([
    ['new Set(["a", "b", "a", NaN, NaN]).size', 3],
    ['new Set(["a"]).has("a")', true],
    ['[...new Set("aab")]', ['a', 'b']],
    ['const s = new Set(); s.add("a").add("a").add("b"); s.delete("a"); [...s]', ['b']],
    ['const s = new Set([1]); s.clear(); s.size', 0],
    ['const seen = []; new Set([1, 2]).forEach((x) => seen.push(x)); seen', [1, 2]],
    ['[...new Set([1, 2]).values()]', [1, 2]],
    ['let first; for (const x of new Set(["a", "b"])) { first = x; break; } first', 'a'],
    ['new Set(undefined).size + new Set(null).size', 0],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('Set without new, and of something that is no list, throws', () => {
    expect(valueOf('let n = 0; try { Set([]); } catch { n++; } try { new Set({}); } catch { n++; } n')).toBe(
      2,
    );
  });

  test('of unknown elements it is a set all the same, of unknown size', () => {
    expect(valueOf('new Set(unseen()) instanceof Set')).toBe(true);
    expect(reasonOf('new Set(unseen()).size')).toMatch(/size of a set/);
    expect(reasonOf('[...new Set(unseen())]')).toMatch(/unknown|not declared/);
    expect(reasonOf('new Set([unseen(), "a"]).size', { choose: () => false })).toMatch(/size of a set/);
  });
});

describe('maps', () => {
  test.each([
    ['new Map([["a", 1], ["a", 2]]).get("a")', 2],
    ['new Map([["a", 1], ["a", 2]]).size', 1],
    ['const m = new Map(); m.set("a", 1).set("b", 2); m.delete("a"); [...m]', [['b', 2]]],
    ['new Map([["a", 1]]).has("b")', false],
    ['new Map([[NaN, 1]]).get(NaN)', 1],
    ['[...new Map([["a", 1]]).keys()]', ['a']],
    ['[...new Map([["a", 1]]).values()]', [1]],
    ['new Map([["a", 1]]).keys().next().value', 'a'],
    ['const seen = []; new Map([["a", 1]]).forEach((value, key) => seen.push(key + value)); seen', ['a1']],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('of unknown entries it is unknown', () => {
    expect(reasonOf('new Map(unseen()).get("a")')).toBeDefined();
  });
});

test('what the interpreter does not model of them is unknown, with the reason', () => {
  expect(reasonOf('Map.groupBy([], () => 1)')).toMatch(/groupBy/);
});

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
    ['const h = new Headers({ a: "1" }); h.delete("A"); h.has("a")', false],
    ['[...new Headers(new Headers({ b: "2", a: "1" })).keys()]', ['a', 'b']],
    ['new Headers() instanceof Headers && !(new Headers() instanceof Map)', true],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('with a name nobody knows they are unknown', () => {
    expect(reasonOf('const h = new Headers({ a: "1" }); h.set(unseen(), "2"); h.get("a")')).toMatch(
      /unknown name/,
    );
    expect(reasonOf('new Headers(unseen()).get("a")')).toBeDefined();
  });
});
