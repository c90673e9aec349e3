import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainText, linearPattern } from '../../src/interpret/linear-pattern.js';
import { reasonOf, valueOf } from '../harness/interpret.js';

describe('regular expressions', () => {
  test.each([
    ['/^https:\\/\\/([a-z]+\\.)?example\\.com$/.test("https://app.example.com")', true],
    ['/example.com$/.test("https://appxexample.com.attacker.example")', false],
    ['/EXAMPLE/i.test("an example")', true],
    ['/^b/m.test("a\\nb")', true],
    ['/a.b/s.test("a\\nb")', true],
    ['/^https:\\/\\/.+$/u.test("https://app.example.com")', true],
    ['"a1b2".match(/\\d/g)', ['1', '2']],
    ['"ab".match(/x/)', null],
    ['"a-b".match(/(\\w)-(\\w)/)[2]', 'b'],
    ['"2020-01".match(/(?<year>\\d+)-/).groups.year', '2020'],
    ['/b/.exec("abc").index', 1],
    ['[..."x1y2".matchAll(/([a-z])(\\d)/g)].map((m) => m[2] + m[1])', ['1x', '2y']],
    ['"ab".search(/b/)', 1],
    ['"a, b;c".split(/[,;]\\s*/)', ['a', 'b', 'c']],
    ['"abc".split(/(b)/)', ['a', 'b', 'c']],
    ['"abc".split(/(?:)/)', ['a', 'b', 'c']],
    ['"".split(/x/)', ['']],
    ['"".split(/(?:)/)', []],
    ['"ab".split(/$/)', ['ab']],
    ['/a/.exec("a").groups', undefined],
    ['/(?<n>a)/.exec("a").groups.toString', undefined],
    ['"a-b".replace(/(a)-(b)/, "$2$1")', 'ba'],
    ['"aXb".replace(/(?<letter>X)/, "<$<letter>>")', 'a<X>b'],
    ['"aaa".replace(/a/g, (match, index) => index)', '012'],
    ['"https://a.example/".replace(/\\/$/, "")', 'https://a.example'],
    ['"a".replace(/a/, "$$-$10-$2")', '$-$10-$2'],
    ['"a".replace(/(a)/, "$10")', 'a0'],
    ['"a".replace(/(a)/, "$0")', '$0'],
    ['"b".replace(/(a)?b/, "[$1]")', '[]'],
    ['"b".replace(/(?<n>a)?b/, "[$<n>$<m>]")', '[]'],
    ['"a".replace(/a/, "$<n>")', '$<n>'],
    ['new RegExp("^a$").test("a")', true],
    ['new RegExp(/a/g, "i").flags', 'i'],
    ['RegExp("a/b").source', 'a\\/b'],
    ['new RegExp("\\\\.").test("a")', false],
    ['new RegExp("\\\\./").source', '\\.\\/'],
    ['/a/gi.flags + /a/.source', 'gia'],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('a global pattern goes on where it stopped, until it fails or is set back', () => {
    expect(valueOf('const re = /a/g; [re.test("a"), re.test("a"), re.test("a")]')).toEqual([
      true,
      false,
      true,
    ]);
    expect(valueOf('const re = /a/g; re.test("a"); re.lastIndex = 0; re.test("a")')).toBe(true);
    expect(valueOf('const re = /a/y; [re.test("ba"), re.test("a"), re.lastIndex]')).toEqual([false, true, 1]);
  });

  test('flags that JavaScript refuses throw in the program', () => {
    expect(
      valueOf('let name; try { new RegExp("a", "gg"); } catch (error) { name = error.name; } name'),
    ).toBe('SyntaxError');
  });

  test.each([
    ['/(?=a)/.test("a")', /look-around|reads differently/],
    ['/(a)\\1/.test("aa")', /reads differently/],
    ['/\\p{L}/u.test("a")', /reads differently/],
    ['/[[a]&&b]/v.test("a")', /reads differently/],
    ['new RegExp("(").test("a")', /regular languages/],
    ['new RegExp("^*").test("a")', /repeated assertion/],
    ['/a/.test("ä")', /beyond ASCII/],
    ['/(?:(a)|b)*/.exec("ab")[1]', /inside a repetition/],
    ['"ab".replace(/(?:(a)|b)*/, "$1")', /a replaced text/],
    ['"ä".split(/a/)', /a split text/],
    ['/a/.test(unseen())', /unknown text/],
    ['new RegExp(unseen())', /unknown text/],
  ])('%s is unknown, with the reason', (program, reason) => {
    expect(reasonOf(program, { choose: () => false })).toMatch(reason);
  });
});

test('how long a pattern may be, and how much it may repeat', () => {
  expect(linearPattern('a'.repeat(2_000), '')).toBeTypeOf('object');
  expect(linearPattern('a'.repeat(2_001), '')).toBe('a very long pattern');
  expect(linearPattern(`a{999}${'b'.repeat(94)}`, '')).toBeTypeOf('object');
  expect(linearPattern(`a{999}${'b'.repeat(95)}`, '')).toBe('a pattern that repeats too much');
});

test.each([
  ['VvRr', true],
  ['a\tb\n', true],
  ['a\vb', false],
  ['a\rb', false],
  ['\u00e4', false],
])('the two engines agree on %j: %s', (text, expected) => {
  expect(isPlainText(text)).toBe(expected);
});

const pieces = fc.constantFrom(
  'a',
  'b',
  'A',
  '.',
  '\\.',
  '\\d',
  '\\w',
  '\\s',
  '\\b',
  '^',
  '$',
  '[ab]',
  '[^a]',
  '[a-c1]',
  '(a|b)',
  '(?:ab|)',
  '(b)?',
  'a*',
  'b+?',
  'a{2}',
  'b{1,2}',
  '|',
  '-',
  '\\/',
  '\\x61',
  '\\u0062',
  '(?<n>c)',
);

test('the linear-time engine finds what the engine of the platform finds, on plain text', () => {
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 6 }),
      fc.constantFrom('', 'i', 'm', 's', 'u'),
      fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'c', '1', '.', '-', '/', ' ', '\n'), maxLength: 8 }),
      fc.nat(3),
      (parts, flags, text, start) => {
        let real: RegExp;
        try {
          real = new RegExp(parts.join(''), `${flags}g`);
        } catch {
          return;
        }
        const pattern = linearPattern(parts.join(''), flags);
        if (typeof pattern === 'string' || start > text.length) return;
        expect(isPlainText(text)).toBe(true);
        real.lastIndex = start;
        const expected = real.exec(text);
        const found = pattern.firstMatch(text, start);
        expect(found?.index).toBe(expected?.index);
        expect(found?.groups[0]).toBe(expected?.[0]);
        if (!pattern.repeatsGroups) expect(found?.groups).toEqual(expected ? [...expected] : undefined);
      },
    ),
    { seed: 20261122, numRuns: 2_000 },
  );
});

describe('where a search starts, and where it leaves the next one to start', () => {
  test.each([
    ['const r = /b/g; r.lastIndex = 3; ["abab".replace(r, "x"), r.lastIndex]', ['axax', 0]],
    ['const r = /b/g; r.lastIndex = 3; ["abab".match(r), r.lastIndex]', [['b', 'b'], 0]],
    ['const r = /b/g; r.lastIndex = 2; [[..."abab".matchAll(r)].length, r.lastIndex]', [1, 2]],
    ['["abc".match("b")[0], "abc".match("b").index, "abc".match("z")]', ['b', 1, null]],
    ['["a.c".search("."), "abc".search("c"), [..."aXa".matchAll("a")].length]', [0, 2, 2]],
    ['["https://app.example.com".match("example.com")?.[0]]', ['example.com']],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each([
    'const r = /./g; r.lastIndex = -1; r.test("a")',
    'const r = /a/y; r.lastIndex = 1; "bab".replace(r, "x"); r.lastIndex',
    '"abc".match(unseen())',
    '"abc".search("(?=a)")',
  ])('%s is unknown', (program) => {
    expect(reasonOf(program)).toBeDefined();
  });
});
