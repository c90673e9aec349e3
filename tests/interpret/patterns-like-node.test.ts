import { describe, expect, test } from 'vitest';
import { unlikeNode } from './unlike-node.js';

const TEXT = '"abcabc"';

describe('patterns do what they do in Node', () => {
  const patterns = [
    '/b/',
    '/b/g',
    '/(b)(c)?/',
    '/(?<n>b)|(z)/',
    '/z/',
    '/z/g',
    '/^a/i',
    '/A/i',
    '/$/',
    '/(?:)/g',
    '/b/y',
  ];
  test.each<[string, string[]]>([
    [
      'test',
      patterns.flatMap((p) =>
        ['"abcabc"', '""', 'undefined', 'null', '1', '["b"]', ''].map((t) => `${p}.test(${t})`),
      ),
    ],
    [
      'test and exec, one time after another',
      patterns.flatMap((p) => [
        `const p = ${p}; [p.test(${TEXT}), p.lastIndex, p.test(${TEXT}), p.lastIndex, p.test(${TEXT}), p.lastIndex]`,
        `const p = ${p}; const one = () => { const m = p.exec(${TEXT}); return m && [m[0], m[1], m[2], m.index, m.input, m.length, p.lastIndex]; }; [one(), one(), one()]`,
        `const p = ${p}; p.lastIndex = 2; [p.test(${TEXT}), p.lastIndex]`,
        `const p = ${p}; p.lastIndex = 99; [p.test(${TEXT}), p.lastIndex]`,
      ]),
    ],
    [
      'match, matchAll and search',
      patterns
        .filter((p) => !p.endsWith('y'))
        .flatMap((p) => [
          `const m = ${TEXT}.match(${p}); m && [...m]`,
          `${TEXT}.search(${p})`,
          `"".search(${p})`,
          `const m = "".match(${p}); m && [...m]`,
          `[...${TEXT}.matchAll(${p})].map((m) => [m[0], m[1], m.index])`,
        ]),
    ],
    [
      'these, with a text for a pattern',
      ['"b"', '"."', '""', 'undefined', '', 'null', '1', '"z"', '"(b)"'].flatMap((p) => [
        `const m = ${TEXT}.match(${p}); m && [m[0], m[1], m.index]`,
        `${TEXT}.search(${p})`,
        `[...${TEXT}.matchAll(${p})].map((m) => [m[0], m.index])`,
      ]),
    ],
    [
      'names of groups',
      [
        '/(?<a>x)(?<b>y)?/.exec("x").groups.a',
        '/(?<a>x)(?<b>y)?/.exec("x").groups.b',
        '/x/.exec("x").groups',
        '"x".match(/(?<a>x)/).groups.a',
      ],
    ],
    [
      'RegExp',
      [
        'RegExp("a")',
        'new RegExp("a", "gi")',
        'new RegExp("a", "ig").flags',
        'new RegExp(/a/g)',
        'new RegExp(/a/g, "i")',
        'new RegExp(/a/g, "")',
        'new RegExp(/a/g, undefined)',
        'new RegExp()',
        'new RegExp(undefined)',
        'new RegExp("")',
        'new RegExp("a/b")',
        'new RegExp("a\\\\/b")',
        'new RegExp(1)',
        'new RegExp(null)',
        'new RegExp("a", "x")',
        'new RegExp("a", "gg")',
        'new RegExp(["a"])',
      ],
    ],
    [
      'members',
      patterns.flatMap((p) =>
        ['source', 'flags', 'global', 'ignoreCase', 'lastIndex', 'nothing'].map((name) => `${p}.${name}`),
      ),
    ],
  ])('%s', (_method, programs) => {
    expect(unlikeNode(programs)).toEqual([]);
  });
});
