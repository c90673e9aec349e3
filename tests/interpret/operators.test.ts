import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';

describe('arithmetic', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['7 % 4 ** 2', 7],
    ['10 / 4 - 0.5', 2],
    ['-1 >>> 28', 15],
    ['(5 & 3) | (8 ^ 1)', 9],
    ['~~"7.9"', 7],
    ['1 / 0', Infinity],
    ['null + 1', 1],
    ['undefined + 1', NaN],
    ['true + true', 2],
    ['"3" * "4"', 12],
    ['-"5"', -5],
    ['+[]', 0],
    ['+{}', NaN],
  ])('%s is %s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test('whether an object has a private name is unknown', () => {
    expect(reasonOf('class A { #a = 1; static is(o) { return #a in o; } } A.is({})')).toBe(
      'a private name test',
    );
  });

  test('big integers are unknown, with the reason', () => {
    expect(reasonOf('1n + 2n')).toBe('arithmetic on big integers');
    expect(reasonOf('let n = 1n; n++; n')).toMatch(/sum|operation|big integers/);
  });
});

describe('text', () => {
  test.each([
    ['"a" + 1', 'a1'],
    ['1 + 2 + "a"', '3a'],
    ['"a" + null + undefined', 'anullundefined'],
    ['[] + {}', '[object Object]'],
    ['[1, [2, null]] + ""', '1,2,'],
    ['`${1 + 1}-${[1, 2]}-${true}`', '2-1,2-true'],
    ['`${{ toString() { return "https://app.example.com"; } }}`', 'https://app.example.com'],
    ['({ valueOf() { return 3; } }) + 1', 4],
    ['String(new TypeError("no"))', 'TypeError: no'],
    ['String(/a\\/b/gi)', '/a\\/b/gi'],
    ['String(undefined) + String(null) + String()', 'undefinednull'],
  ])('%s is %s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test('an object whose toString is no function, and that has no other conversion, throws', () => {
    expect(valueOf('let caught; try { `${{ toString: null }}`; } catch { caught = true; } caught')).toBe(
      true,
    );
  });
});

describe('comparison', () => {
  test.each([
    ['1 === 1', true],
    ['"1" === 1', false],
    ['"1" == 1', true],
    ['null == undefined', true],
    ['null == 0', false],
    ['[] == ""', true],
    ['[1] == 1', true],
    ['({}) === ({})', false],
    ['NaN === NaN', false],
    ['"b" > "a"', true],
    ['"10" < "9"', true],
    ['10 < "9"', false],
    ['undefined >= 0', false],
    ['"a" in { a: 1 }', true],
    ['"toString" in {}', true],
    ['2 in [1, 2]', false],
    ['[] instanceof Array', true],
    ['new Set() instanceof Map', false],
    ['"a" instanceof String', false],
    ['Object.is(NaN, NaN)', true],
    ['Object.is(0, -0)', false],
  ])('%s is %s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });
});

describe('logic', () => {
  test.each([
    ['"" || "*"', '*'],
    ['"" ?? "*"', ''],
    ['undefined ?? "*"', '*'],
    ['null && boom()', null],
    ['1 && "a"', 'a'],
    ['![]', false],
    ['!""', true],
    ['0 ? 1 : 2', 2],
    ['typeof null', 'object'],
    ['typeof (() => 1)', 'function'],
    ['typeof undefined', 'undefined'],
    ['typeof 1n', 'bigint'],
    ['void 0', undefined],
    ['(1, 2)', 2],
  ])('%s is %s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });
});

describe('assignment', () => {
  test.each([
    ['let x = 7; x += 1; x -= 2; x *= 4; x /= 3; x **= 2; x %= 50; x', 14],
    ['let x = 6; x &= 3; x |= 8; x ^= 1; x <<= 2; x >>= 1; x >>>= 1; x', 11],
    ['let x; x ??= 1; x ||= 2; x &&= 3; x', 3],
    ['let x = "a"; x += 1; x', 'a1'],
    ['let x = "5"; x++; x', 6],
    ['let x = 1; [x++, ++x, x--, x]', [1, 3, 3, 2]],
    ['let i = 0; const list = [1, 2]; list[i++] += 5; [i, list]', [1, [6, 2]]],
    ['let i = 0; const list = []; list[i++] = i; list', [1]],
    ['const o = { n: 1 }; o.n++; o["n"] += 2; o', { n: 4 }],
    ['let a = 1, b = 2; [a, b] = [b, a]; [a, b]', [2, 1]],
    ['const o = {}; ({ a: o.x, b: [o.y] } = { a: 1, b: [2] }); o', { x: 1, y: 2 }],
    ['let reads = 0; const o = { get a() { reads++; return { n: 1 }; } }; o.a.n += 1; reads', 1],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('a constant is not assigned: the program throws', () => {
    expect(valueOf('const x = 1; let caught; try { x = 2; } catch { caught = x; } caught')).toBe(1);
  });
});

describe('optional chains', () => {
  test.each([
    ['undefined?.a.b.c', undefined],
    ['const o = { a: null }; o.a?.b(boom())', undefined],
    ['const o = {}; o.f?.(boom()).x', undefined],
    ['const o = { f() { return this.n; }, n: 4 }; o?.f()', 4],
    ['const o = { f() { return this.n; }, n: 4 }; (o?.f)()', 4],
    ['delete undefined?.a', true],
  ])('%s is %s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test.each([
    ['a chain goes on behind a value that is there', 'const o = { a: undefined }; o?.a.b'],
    ['parentheses end a chain', 'let o; (o?.a).b'],
    ['parentheses end a chain before a call', 'let o; (o?.f)()'],
  ])('%s', (_name, program) => {
    expect(
      valueOf(`let caught = false; try { (() => { ${program}; })(); } catch { caught = true; } caught`),
    ).toBe(true);
  });

  test('TypeScript may promise that the chain is not empty', () => {
    expect(valueOf('let o: { a: { b: string } } | undefined; o?.a!.b')).toBeUndefined();
  });
});

describe('TypeScript around a value changes nothing', () => {
  test.each([
    ['("a" as string)', 'a'],
    ['(["a"] as const)[0]', 'a'],
    ['({ a: 1 } satisfies object).a', 1],
    ['(<string>"a")', 'a'],
    ['enum E { A, B = 5, C } [E.A, E.B, E.C]', [0, 5, 6]],
    ['enum E { A = "x" } E.A', 'x'],
    ['enum E { A = 1, B = A << 2 } [E.B, E[4], Object.keys(E).length]', [4, 'B', 4]],
    ['function f(this: object, a: number) { return a; } f(3)', 3],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });
});
