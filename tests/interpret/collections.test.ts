import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';
import { requestChooses } from './request-chooses.js';
import { thrownBy } from './thrown.js';

describe('sets', () => {
  test.each([
    ['new Set(["a", "b", "a", NaN, NaN]).size', 3],
    ['new Set(["a"]).has("a")', true],
    ['[...new Set("aab")]', ['a', 'b']],
    ['const s = new Set(); s.add("a").add("a").add("b"); s.delete("a"); [...s]', ['b']],
    ['const s = new Set([1]); s.clear(); s.size', 0],
    ['const seen = []; new Set([1, 2]).forEach((x) => seen.push(x)); seen', [1, 2]],
    ['const s = new Set(["a", "b"]); [s.delete("c"), s.delete("a"), [...s]]', [false, true, ['b']]],
    ['[...new Set([1, 2]).values()]', [1, 2]],
    ['[...new Set([1, 2]).keys()]', [1, 2]],
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

  test('whether an element was among unknown ones is one of two values', () => {
    const deleted = 'new Set(unseen()).delete("a")';
    expect(reasonOf(deleted)).toBe('a search in a set');
    expect(valueOf(`typeof ${deleted}`)).toBe('boolean');
    expect(requestChooses('new Set(REQUEST.list).delete("a")')).toBe(true);
  });

  test('unknown elements are visited once, and added ones make the set unknown', () => {
    expect(valueOf('let visits = 0; new Set(unseen()).forEach(() => visits++); visits')).toBe(1);
    expect(reasonOf('const s = new Set(["a"]); s.add(...unseen()); s.size')).toBe(
      'a set with unknown elements',
    );
  });
});

describe('maps', () => {
  test.each([
    ['new Map([["a", 1], ["a", 2]]).get("a")', 2],
    ['new Map([["a", 1], ["a", 2]]).size', 1],
    ['const m = new Map(); m.set("a", 1).set("b", 2); m.delete("a"); [...m]', [['b', 2]]],
    ['new Map([["a", 1]]).has("b")', false],
    ['new Map([["a", 1]]).has("a")', true],
    ['new Map().get("a")', undefined],
    ['new Map(undefined).size + new Map(null).size', 0],
    [
      'const m = new Map([["a", 1], ["b", 2]]); [m.delete("c"), m.delete("a"), [...m.keys()]]',
      [false, true, ['b']],
    ],
    ['const m = new Map([["a", 1]]); [m.clear(), m.size]', [undefined, 0]],
    ['[...new Map([["a", 1]]).entries()]', [['a', 1]]],
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
    expect(reasonOf('new Map([["a", 1], unseen()]).get("a")')).toMatch(/unseen/);
  });

  test('of something else than entries throws', () => {
    expect(thrownBy('new Map(["ab"]);')).toBe(
      'TypeError: how the platform words a TypeError: an entry of a map is no object',
    );
  });
});

test('what the interpreter does not model of them is unknown, with the reason', () => {
  expect(reasonOf('Map.groupBy([], () => 1)')).toMatch(/groupBy/);
});

describe('a set or map that is changed while it is visited', () => {
  test.each([
    [
      'const c = new Set([1, 2]), s = []; for (const x of c) { s.push(x); if (x < 3) c.add(x + 2); } s',
      [1, 2, 3, 4],
    ],
    ['const c = new Set([1, 2, 3]), s = []; for (const x of c) { s.push(x); c.delete(2); } s', [1, 3]],
    [
      'const c = new Set([1, 2, 3]), s = []; for (const x of c) { s.push(x); c.delete(x); } [s, c.size]',
      [[1, 2, 3], 0],
    ],
    [
      'const c = new Set([1, 2]), s = []; let n = 0; c.forEach((x) => { s.push(x); if (n++ < 2) { c.delete(1); c.add(1); } }); s',
      [1, 2, 1],
    ],
    [
      'const c = new Map([[1, "a"], [2, "b"]]), s = []; c.forEach((_v, k) => { s.push(k); c.delete(2); }); s',
      [1],
    ],
    [
      'const c = new Map([[1, "a"], [2, "b"]]), s = []; for (const [k, v] of c) { s.push(v); c.set(2, "c"); } s',
      ['a', 'c'],
    ],
    [
      'const c = new Map([[1, "a"]]), s = []; for (const k of c.keys()) { s.push(k); if (k < 3) c.set(k + 1, ""); } s',
      [1, 2, 3],
    ],
    ['const c = new Map([[1, "a"], [2, "b"]]), i = c.values(); c.delete(1); [...i]', ['b']],
    ['[Object.is([...new Set([-0])][0], 0), Object.is([...new Map([[-0, 1]]).keys()][0], 0)]', [true, true]],
    ['[...new Set(["a"]).entries()]', [['a', 'a']]],
    ['const c = new Set([1]), s = []; for (const x of c) { s.push(x); c.clear(); } s', [1]],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });
});
