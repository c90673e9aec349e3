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
    ['white space', 'a[ ]'],
    ['a control character', String.raw`a[\x7f]`],
    ['letters beyond ASCII', 'a[äöü]'],
  ])('are none where it takes nothing that an origin holds: %s', (_what, source) => {
    expect(members(source)).toEqual([]);
  });

  test('are none where they grew too long', () => {
    expect(members('a{41}')).toEqual([]);
    expect(members('[a-z]{2001}')).toEqual([]);
    expect(members('[a-z]{2000}')).toEqual(['ATTACKER'.repeat(250)]);
  });
});
