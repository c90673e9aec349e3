import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';

describe('an enum is the object that TypeScript makes of it', () => {
  test.each<[string, unknown]>([
    ['enum E { A, B }', { A: 0, 0: 'A', B: 1, 1: 'B' }],
    ['enum E { A = "x", B = "y" }', { A: 'x', B: 'y' }],
    ['enum E { A = "x", B = 5, C }', { A: 'x', B: 5, 5: 'B', C: 6, 6: 'C' }],
    ['enum E { A = -1, B }', { A: -1, '-1': 'A', B: 0, 0: 'B' }],
    ['enum E { A = 1, B = A + 1, C = B * 4 }', { A: 1, 1: 'A', B: 2, 2: 'B', C: 8, 8: 'C' }],
    ['enum E { A = "x", B = A }', { A: 'x', B: 'x' }],
    ['enum E { "a-b" = 1, c }', { 'a-b': 1, 1: 'a-b', c: 2, 2: 'c' }],
    ['const base = 7; enum E { A = base }', { A: 7, 7: 'A' }],
    ['enum E {}', {}],
    ['const enum E { A }', { A: 0, 0: 'A' }],
    ['export enum E { A }', { A: 0, 0: 'A' }],
  ])('%s', (declaration, expected) => {
    expect(valueOf(`${declaration} E`)).toEqual(expected);
    expect(valueOf(`${declaration} Object.values(E).length`)).toBe(Object.keys(expected as object).length);
  });

  test('what follows a member nobody knows is unknown', () => {
    expect(reasonOf('enum E { A = unseen, B } E.A')).toBe("'unseen' is not declared in this file");
    expect(reasonOf('enum E { A = unseen, B } E.B')).toBe('an enum member without a known value');
    expect(reasonOf('enum E { A = unseen, B, C } E.C')).toBe('an enum member without a known value');
    expect(valueOf('enum E { A = unseen, B = 1, C } E.C')).toBe(2);
  });

  test('one that is only declared has no value', () => {
    expect(reasonOf('declare enum E { A } E.A')).toBe("'E' has no value yet");
  });

  test('one in a function belongs to it', () => {
    expect(valueOf('const f = (n) => { enum E { A = n } return E.A; }; [f(1), f(2)]')).toEqual([1, 2]);
  });
});
