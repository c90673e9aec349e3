import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';

describe('methods of texts', () => {
  test.each([
    ['" a ".trim()', 'a'],
    ['"A,b".toLowerCase().split(",")', ['a', 'b']],
    ['"abc".split("")', ['a', 'b', 'c']],
    ['"a,b,c".split(",", 2)', ['a', 'b']],
    ['"abc".split()', ['abc']],
    ['"https://app.example.com".startsWith("https://")', true],
    ['"app.example.com".endsWith(".example.com")', true],
    ['"app".endsWith("p", 2)', true],
    ['"abc".includes("")', true],
    ['"abcabc".indexOf("c", 3)', 5],
    ['"abcabc".lastIndexOf("a")', 3],
    ['"abc".slice(-2)', 'bc'],
    ['"abc".slice(true)', 'bc'],
    ['"abc".substring(2, 0)', 'ab'],
    ['"abc".at(-1)', 'c'],
    ['"abc"[1]', 'b'],
    ['"abc"["01"]', undefined],
    ['"abc".length', 3],
    ['"a".concat("b", 1)', 'ab1'],
    ['"ab".repeat(2)', 'abab'],
    ['"1".padStart(3, "0")', '001'],
    ['"a-b".replace("-", "+")', 'a+b'],
    ['"aXbX".replaceAll("X", (match, index) => match + index)', 'aX1bX3'],
    ['"abc".replace("b", "[$&$`$\']")', 'a[bac]c'],
    ['"abc".replace("b", () => "$&")', 'a$&c'],
    ['"abc".charCodeAt(0)', 97],
    ['String.raw`a\\n${1}`', 'a\\n1'],
    ['String.fromCharCode(97, 98)', 'ab'],
    ['[..."a😀"]', ['a', '😀']],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each([
    ['"a".repeat(-1)'],
    ['"a".normalize("no form")'],
    ['"a".includes(/a/)'],
    ['"a".replaceAll(/a/, "b")'],
    ['"a".matchAll(/a/)'],
    ['decodeURIComponent("%")'],
    ['null.trim()'],
    ['"a".noSuchMethod()'],
  ])('%s throws in the program, not in the interpreter', (program) => {
    expect(
      valueOf(
        `let caught = false; try { ${program}; } catch (error) { caught = error instanceof Error; } caught`,
      ),
    ).toBe(true);
  });

  test('a method the interpreter does not model is unknown, with the reason', () => {
    expect(reasonOf('"a".isWellFormed()')).toMatch(/isWellFormed/);
    expect(reasonOf('"a".anchor("b")')).toMatch(/anchor/);
    expect(reasonOf('String.fromCodePoint(97)')).toBe("'String.fromCodePoint' is not modelled");
  });

  test('a text of which one character is unknown is unknown text', () => {
    expect(reasonOf('String.fromCharCode(97, unseen())')).toBe('a character code');
    expect(valueOf('typeof String.fromCharCode(97, unseen())')).toBe('string');
  });
});

test('a tagged template calls its tag with the texts, cooked and raw', () => {
  expect(
    valueOf('const tag = (strings, ...values) => [strings[0], strings.raw[0], values]; tag`a\\n${1}b`'),
  ).toEqual(['a\n', 'a\\n', [1]]);
});
