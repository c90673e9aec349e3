import { describe, expect, test } from 'vitest';
import { patternMembers } from '../../src/policy/pattern-members.js';

const members = (source: string): string[] => patternMembers({ source, flags: '' });

describe('texts that a pattern matches', () => {
  test.each([
    ['what may be left out, written and left out', 'https?', ['https', 'http']],
    ['a group that may be left out, left out and written', '(?:www[.])?a', ['a', 'www.a']],
    ['what is repeated', '(?:ab){3}', ['ababab']],
    ['what is never there', 'xa{0}', ['x']],
    ['every alternative', 'a|b|c', ['a', 'b', 'c']],
    ['forty of a character', 'a{40}', ['a'.repeat(40)]],
    ['a choice of one character', 'a[x-z]?', ['a', 'ax']],
    ['a digit', String.raw`\d`, ['1']],
    ['what is no digit', String.raw`\D`, ['a']],
    ['a letter, a digit or a line', String.raw`\w`, ['a']],
    ['what is none of a class', '[^a1]', ['.']],
    ['what is none of a range and a set', String.raw`[^a-z\d]`, ['.']],
    ['what is one of a set in a class', String.raw`[\D]`, ['a']],
    ['what is none of a set in a class', String.raw`[^\D]`, ['1']],
    ['the first that it takes of those that are common', '[:.-]', ['.']],
    ['a slash', '[/:]', [':']],
    ['capitals as small letters', 'A[Bb]', ['ab']],
    ['edges as nothing', String.raw`^\ba\B$`, ['a']],
    ['nothing', '', ['']],
    ['an empty alternative', 'a|', ['a', '']],
    ['a group in a group', '((a)(?:b|c))', ['ab', 'ac']],
    ['what is repeated without a choice', '(?:a|b){2}', ['aa', 'bb']],
    ['what may be repeated', '(?:a){2,5}', ['aa']],
    ['what may be there often', '(?:ab)*', ['', 'ab']],
    ['a dot that may be left out, which is no choice of many', 'a.?', ['a', 'a.', 'aX']],
    ['one difference at a time', 'a?b?', ['ab', 'b', 'a']],
    ['the first twelve alternatives', 'a|b|c|d|e|f|g|h|i|j|k|l|m|n', [...'abcdefghijkl']],
    ['no lazy repetition more than any other', 'a+?b??', ['ab', 'a']],
    ['the last of a range', '[0-1]', ['1']],
    ['what is no letter', String.raw`\W`, ['.']],
    ['what is no space', String.raw`\S`, ['a']],
    ['a hyphen with a backslash that it does not need', String.raw`a\-b`, ['a-b']],
    [
      'the first twelve of many',
      'a?|b?c|d?e|f?g|h?i|j?k|l?m',
      [...'a', 'bc', 'de', 'fg', 'hi', 'jk', 'lm', '', 'c', 'e', 'g', 'i'],
    ],
    [
      'a dot as a dot, and as what anybody writes',
      'a.b',
      ['a.b', 'axb'].map((text) => text.replace('x', 'X')),
    ],
  ])('%s: %s', (_what, source, texts) => {
    expect(members(source)).toEqual(texts);
  });

  test.each([
    ['letters of a class', '[a-z]+', 'ATTACKER'],
    ['letters of a set', String.raw`\w+`, 'ATTACKER'],
    ['anything', '.+', 'ATTACKER'],
    ['anything but a slash', '[^/]+', 'ATTACKER'],
    ['anything but space', String.raw`\S+`, 'ATTACKER'],
    ['no more than it takes', '[a-z]{2,3}', 'ATT'],
    ['as many as it needs', '[a-z]{11}', 'ATTACKERATT'],
    ['another character where it does not take them all', '[a-c]{2,4}', 'aa'],
    ['a digit', String.raw`\d+`, '1'],
    ['as many digits as it needs', String.raw`\d{3}`, '111'],
    ['the first sign of ASCII', '[!]', '!'],
    ['a sign that is rare in origins', '[_~]', '_'],
    ['the last sign of ASCII', '[~]', '~'],
  ])('with what an attacker chooses: %s', (_what, source, text) => {
    expect(members(source)[0]).toBe(text);
  });

  test.each([
    ['capitals', 'a[A-Z]'],
    ['a space', 'a[ ]'],
    ['white space', String.raw`a\s`],
    ['a control character', String.raw`a[\x7f]`],
    ['letters beyond ASCII', 'a[äöü]'],
  ])('are none where it takes nothing that an origin holds: %s', (_what, source) => {
    expect(members(source)).toEqual([]);
  });

  test('are none where they grew too long', () => {
    expect(members('a{41}')).toEqual([]);
    expect(members('(?:a{40}){40}')).toEqual(['a'.repeat(1_600)]);
    expect(members('(?:(?:a{40}){40}){2}')).toEqual([]);
    expect(members(`${'('.repeat(9)}a${'{40})'.repeat(9)}`)).toEqual([]);
    expect(members('a'.repeat(2_000))).toEqual(['a'.repeat(2_000)]);
    expect(members('a'.repeat(2_001))).toEqual([]);
    expect(members('[a-z]{2001}')).toEqual([]);
    expect(members('[a-z]{2000}')).toEqual(['ATTACKER'.repeat(250)]);
  });

  test('are none where parts stand too deep in each other', () => {
    expect(members(`${'(?:'.repeat(200)}a${')?'.repeat(200)}`)).toEqual([]);
  });

  test('are none with a look behind or ahead, or what was found before', () => {
    for (const source of ['(?<=a)b', '(?<!a)b', '(?=a)b', '(?!a)b', 'a(?:(?=b))', String.raw`(a)\1`])
      expect(members(source)).toEqual([]);
  });

  test('are read as the flag for Unicode says', () => {
    expect(patternMembers({ source: String.raw`\u{61}`, flags: 'u' })).toEqual(['a']);
    expect(patternMembers({ source: String.raw`\p{L}`, flags: 'u' })).toEqual([]);
  });
});
