import { describe, expect, test } from 'vitest';
import { interpret, reasonOf, valueOf } from '../harness/interpret.js';

describe('branches', () => {
  test.each([
    ['let r; if (0) r = 1; else if ("") r = 2; else r = 3; r', 3],
    [
      'let r = ""; switch (2) { case 1: r += 1; case 2: r += 2; case 3: r += 3; break; default: r += "d"; } r',
      '23',
    ],
    ['let r = ""; switch (9) { case 1: r += 1; default: r += "d"; case 2: r += 2; } r', 'd2'],
    ['let r = 0; switch ("1") { case 1: r = 1; } r', 0],
    ['switch (1) { case 1: { let x = 1; } } typeof x', 'undefined'],
    ['(() => { switch (1) { case 1: return "a"; } return "b"; })()', 'a'],
  ])('%s', (program, expected) => {
    if (program.endsWith('typeof x')) expect(reasonOf(program)).toBe('a type');
    else expect(valueOf(program)).toBe(expected);
  });

  test('a long chain of else-if does not count as deep', () => {
    const chain = Array.from({ length: 600 }, (_, index) => `if (x === ${index}) y = ${index};`).join(
      ' else ',
    );
    expect(valueOf(`let x = 555, y; ${chain} y`)).toBe(555);
  });
});

describe('loops', () => {
  test.each([
    ['let s = ""; for (let i = 0; i < 3; i++) s += i; s', '012'],
    ['let s = ""; for (const x of ["a", "b"]) { if (x === "a") continue; s += x; } s', 'b'],
    ['let s = ""; for (const k in { a: 1, b: 2 }) s += k; for (const i in ["x"]) s += i; s', 'ab0'],
    ['let n = 0, i = 5; for (i = 0; i < 3; i++) n++; n', 3],
    ['let n = 0; for (let i = 0; i < 3; ) n = ++i; n', 3],
    ['let n = 0; while (n < 5) n++; n', 5],
    ['let n = 0; do { n++; } while (n < 0); n', 1],
    [
      'let n = 0; outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { n++; continue outer; } } n',
      3,
    ],
    ['let n = 0; outer: for (;;) { for (;;) { n++; break outer; } } n', 1],
    ['let r = 1; block: { if (r) break block; r = 2; } r', 1],
    ['let n = 0; a: b: for (let i = 0; i < 2; i++) { n++; continue a; } n', 2],
    ['const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); fs.map((f) => f())', [0, 1, 2]],
    ['const fs = []; for (var i = 0; i < 3; i++) fs.push(() => i); fs.map((f) => f())', [3, 3, 3]],
    ['const fs = []; for (const x of [1, 2]) fs.push(() => x); fs.map((f) => f())', [1, 2]],
    ['let x; for (x of [1, 2]); x', 2],
    ['const o = {}; for (o.a of [1, 2]); o.a', 2],
    ['for (var [k, v] of [[1, 2]]); k + v', 3],
    ['for (const k in undefined) boom(); 1', 1],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });
});

describe('exceptions', () => {
  test.each([
    ['let r; try { throw "a"; } catch (e) { r = e; } finally { r += "f"; } r', 'af'],
    ['let r; try { throw new Error("a"); } catch ({ message }) { r = message; } r', 'a'],
    ['(() => { try { throw 1; } catch { return 2; } finally { return 3; } })()', 3],
    ['(() => { for (;;) { try { return 1; } finally { break; } } return 2; })()', 2],
    ['let r; try { try { throw 1; } finally { r = "f"; } } catch (e) { r += e; } r', 'f1'],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test('process.exit ends the program, whoever would catch', () => {
    const outcome = interpret('try { process.exit(1); } catch { } finally { } 5;');
    expect(outcome.kind).toBe('throws');
    expect(interpret('(async () => { process.exit(1); })(); 5;').kind).toBe('throws');
  });

  test.each([
    '(() => { try { STOP } catch { return 1; } })()',
    '(() => { try { STOP } finally { return 1; } })()',
    '(() => { try { throw 1; } catch { STOP } finally { return 1; } })()',
    '(() => { try { throw 1; } catch { STOP } })()',
    '(() => { try { } finally { STOP } })()',
    '(() => { for (const x of [1, 2]) { try { STOP } finally { continue; } } })()',
  ])('neither the end of the program nor what cannot be followed is caught: %s', (program) => {
    expect(interpret(`${program.replace('STOP', 'process.exit(1);')}; 5;`).kind).toBe('throws');
    expect(reasonOf(program.replace('STOP', 'while (unseen) {}'))).toBe('a loop whose end is unknown');
  });

  test('an exception nobody catches ends the program', () => {
    expect(interpret('throw new Error("x");').kind).toBe('throws');
  });
});

describe('declarations', () => {
  test('var is undefined until it is assigned, and belongs to its function', () => {
    expect(valueOf('var seen = x; var x = 1; seen')).toBeUndefined();
    expect(valueOf('(() => { if (true) { var x = 1; } return x; })()')).toBe(1);
    expect(valueOf('(() => { { x = 1; } var x; return x; })()')).toBe(1);
    expect(valueOf('(function (a) { var a; return a; })(3)')).toBe(3);
    expect(valueOf('(() => { const seen = [a]; var a = 1; var a = 2; return seen; })()')).toEqual([
      undefined,
    ]);
    expect(valueOf('const b = 1; (() => { var { a = b } = {}; return a; })()')).toBe(1);
  });

  test('let and const have no value before their declaration runs', () => {
    expect(reasonOf('const f = () => x; const seen = f(); const x = 1; seen')).toMatch(/no value yet/);
  });

  test('what TypeScript only declares is unknown', () => {
    expect(reasonOf('declare const x: string; x')).toMatch(/no value yet/);
    expect(reasonOf('namespace N { export const x = 1; } N.x')).toMatch(/no value yet|module/);
  });

  test('blocks have variables of their own', () => {
    expect(valueOf('let x = 1; { let x = 2; x; } x')).toBe(1);
    expect(valueOf('const x = 1; const f = (x) => x; f(2) + x')).toBe(3);
  });

  test('exports have the values they are given', () => {
    expect(valueOf('export const list = ["a"]; export default function f() { return list; } f()')).toEqual([
      'a',
    ]);
    expect(valueOf('export default class A { static m() { return 1; } } A.m()')).toBe(1);
  });

  test('a with statement cannot be followed', () => {
    expect(reasonOf('with ({ a: 1 }) { a; }', { path: '/program.cjs' })).toBe('a with statement');
  });
});
