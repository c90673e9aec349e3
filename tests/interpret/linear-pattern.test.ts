import { describe, expect, test } from 'vitest';
import { linearPattern } from '../../src/interpret/linear-pattern.js';

const raw = String.raw;

describe('what the two engines read alike', () => {
  test.each([
    ...['d', 'D', 'w', 'W', 's', 'S', 'b', 'B', 'n', 'r', 't', 'f'].map((letter) => `\\${letter}`),
    ...'.*+?()[]{}|^$/-:@"#&,;<=>~`!%_'.split('').map((sign) => `\\${sign}`),
    raw`\x41`,
    raw`\x7f`,
    raw`\u0041`,
    raw`\u007f`,
    raw`\\A`,
    raw`\\\\p`,
    raw`\\\.`,
    '',
    '(?:a)',
    '(?<name>a)',
    '(?<_1>a)',
    '[a-z]',
    '[^a]',
    raw`[\]]`,
    raw`[\w.]`,
    raw`[a]\b`,
    'a{2,3}?',
    'a|b',
    '^a$',
  ])('%s', (source) => {
    expect(linearPattern(source, '')).toBeTypeOf('object');
    expect(linearPattern(source, 'gimsy')).toBeTypeOf('object');
  });
});

describe('what they may read each in its own way', () => {
  test.each([
    ...['A', 'z', 'Z', 'Q', 'E', 'C', 'a', 'c', 'e', 'h', 'K', 'p', 'P', 'G', 'v', '0', '1', '9', 'k'].map(
      (letter) => `\\${letter}`,
    ),
    raw`\x80`,
    raw`\x8`,
    raw`\xg1`,
    raw`\u0080`,
    raw`\u1041`,
    raw`\u{61}`,
    raw`\\\A`,
    'é',
    '\t',
    '\u007f',
    '(?=a)',
    '(?!a)',
    '(?<=a)',
    '(?<!a)',
    '(?i:a)',
    '(?i)a',
    '(?P<n>a)',
    '(?<1>a)',
    '[]',
    '[^]',
    'a[]b',
    '[[:alpha:]]',
    '[:a]',
    raw`[\b]`,
    raw`[a\B]`,
    raw`[^a\b]`,
  ])('%s', (source) => {
    expect(linearPattern(source, '')).toBe('a pattern the linear-time engine reads differently');
  });

  test('all that stands under the flag for sets', () => {
    expect(linearPattern('a', 'v')).toBe('a pattern the linear-time engine reads differently');
  });

  test.each(['(', ')', '[a', 'a**', '?', '(?:', 'a{3,2}'])('%s is none', (source) => {
    expect(linearPattern(source, '')).toMatch(/^a pattern with look-around/);
  });
});

describe('a compiled pattern', () => {
  const compiled = (source: string, flags = '') => {
    const pattern = linearPattern(source, flags);
    expect.assert(typeof pattern === 'object');
    return pattern;
  };

  test.each<[string, string, string, number, { index: number; groups: (string | undefined)[] } | undefined]>([
    ['b', '', 'abab', 0, { index: 1, groups: ['b'] }],
    ['b', '', 'abab', 2, { index: 3, groups: ['b'] }],
    ['b', '', 'aba', 2, undefined],
    ['(b)(c)?', '', 'ab', 0, { index: 1, groups: ['b', 'b', undefined] }],
    ['B', '', 'ab', 0, undefined],
    ['B', 'i', 'ab', 0, { index: 1, groups: ['b'] }],
    ['^b', '', 'a\nb', 0, undefined],
    ['^b', 'm', 'a\nb', 0, { index: 2, groups: ['b'] }],
    ['a.b', '', 'a\nb', 0, undefined],
    ['a.b', 's', 'a\nb', 0, { index: 0, groups: ['a\nb'] }],
    ['', '', 'ab', 2, { index: 2, groups: [''] }],
  ])('%s with the flags %j in %j from %s', (source, flags, text, start, expected) => {
    expect(compiled(source, flags).firstMatch(text, start)).toEqual(expected);
  });

  test('knows its groups, and whether they are repeated', () => {
    expect([...compiled('(?<a>x)(y)(?<b>z)').groupNames]).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(
      ['(a)', '(a)?', '(a)b*', '(a)*', '(a)+', '(a){2}'].map((source) => compiled(source).repeatsGroups),
    ).toEqual([false, false, false, true, true, true]);
  });

  test('costs what it takes once its repetitions are written out', () => {
    expect(['abc', 'a{3}', 'a{2,5}', 'a{4,}', 'a{2}b{3}'].map((source) => compiled(source).size)).toEqual([
      3, 16, 36, 25, 48,
    ]);
  });

  test('is compiled once', () => {
    expect(linearPattern('once', '')).toBe(linearPattern('once', ''));
    expect(linearPattern('once', '')).not.toBe(linearPattern('once', 'i'));
  });
});
