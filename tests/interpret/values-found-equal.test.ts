import { describe, expect, test } from 'vitest';
import { Unknown } from '../../src/interpret/values.js';
import { interpret, plain, UnknownValue } from '../harness/interpret.js';

/** What a program comes to where `X` is unknown and every test of it has the outcome `taken`, and how often one is asked for. */
function decided(program: string, taken: boolean, type?: Unknown['type']) {
  let asked = 0;
  const outcome = interpret(program, {
    replaced: { X: new Unknown('request', 'the query', type) },
    choose: () => {
      asked++;
      return taken;
    },
  });
  return { asked, value: outcome.kind === 'value' ? plain(outcome.value) : outcome.kind };
}

describe('a value that was found equal to another is that one from there on', () => {
  test.each([
    ['X + "b"', 'ab'],
    ['X.length', 1],
    ['X[0]', 'a'],
    ['X.toUpperCase()', 'A'],
    ['typeof X', 'string'],
    ['!X', false],
    ['X ? 1 : 2', 1],
    ['X ?? 2', expect.any(UnknownValue)],
    ['X == "a"', true],
    ['X === "b"', false],
    ['"a" === X', true],
    ['X != null', true],
    ['[...X]', ['a']],
    ['["a", "b"].includes(X)', true],
    ['["b", "a"].indexOf(X)', 1],
    ['({ a: 5 })[X]', 5],
    ['X in { a: 1 }', true],
    ['Object.keys(X)', ['0']],
    ['X instanceof Object', false],
    ['`${X}`', 'a'],
    ['X < "b"', true],
    ['(() => { switch (X) { case "b": return 1; case "a": return 2; } })()', 2],
    ['new Set(["a"]).has(X)', true],
    ['new Map([["a", 7]]).get(X)', 7],
    ['Object.hasOwn(X, "length")', expect.any(UnknownValue)],
  ])('to a text: %s', (rest, expected) => {
    expect(decided(`X === "a" ? ${rest} : 0`, true)).toEqual({ asked: 1, value: expected });
  });

  test.each([
    ['X.a', 1],
    ['"a" in X', true],
    ['Object.keys(X)', ['a']],
    ['X === o', true],
    ['X == o', true],
    ['typeof X', 'object'],
    ['delete X.a; o.a', undefined],
    ['X.a = 5; o.a', 5],
    ['X instanceof Object', true],
    ['Object.hasOwn(X, "a")', true],
  ])('to an object: %s', (rest, expected) => {
    const steps = rest.split('; ');
    const last = steps.pop() ?? '';
    const program = `const o = { a: 1 }; (() => { if (X === o) { ${steps.map((step) => `${step};`).join(' ')} return ${last}; } return 0; })()`;
    expect(decided(program, true)).toEqual({ asked: 1, value: expected });
  });

  test('to a function, which is called', () => {
    expect(decided('const f = (x) => x + 1; X === f ? X(1) : 0', true)).toEqual({ asked: 1, value: 2 });
    expect(decided('class C { a = 1; } X === C ? new X().a : 0', true)).toEqual({ asked: 1, value: 1 });
  });

  test('in either order, and also for another unknown value', () => {
    expect(decided('"a" === X ? X + "b" : 0', true)).toEqual({ asked: 1, value: 'ab' });
    expect(decided('const Y = X.y; X === Y ? [!(X === Y), !(Y === X)] : 0', true)).toEqual({
      asked: 1,
      value: [false, false],
    });
    expect(decided('const Y = X.y; [X === Y, Y === X].map((x) => !x)', false)).toEqual({
      asked: 1,
      value: [true, true],
    });
  });
});

describe('what a test says of a value holds for the tests after it', () => {
  test.each<[string, boolean, number, unknown]>([
    [
      'X ? [X === undefined, X == null, X === null, X === "", X === 0, X === false] : 0',
      true,
      1,
      [false, false, false, false, false, false],
    ],
    [
      'X ? 0 : [X === "a", X === 1, X === true, X === {}, X ? 1 : 2]',
      false,
      1,
      [false, false, false, false, 2],
    ],
    [
      'X == null ? [X ? 1 : 2, X ?? 3, X?.a, X === "a", X === false, !X] : 0',
      true,
      1,
      [2, 3, undefined, false, false, true],
    ],
    ['X == null ? 0 : [X ?? 3, X?.a].length', false, 1, 2],
    ['[X == null, X === undefined, null == X, X != undefined]', true, 1, [true, true, true, false]],
    ['[X === null, undefined === X, X !== null]', false, 1, [false, false, true]],
    ['X ?? 5', true, 1, 5],
    ['[X && 1, X || 2, X ? 3 : 4].slice(0, 1)', true, 1, [1]],
    ['[X === "a", X === "a"].map((x) => !x)', false, 1, [true, true]],
    ['[!(X === "a"), !(X === "b")]', true, 1, [false, true]],
  ])('%s', (program, taken, asked, value) => {
    expect(decided(program, taken)).toEqual({ asked, value });
  });

  test.each<[string, Unknown['type'], unknown]>([
    [
      '[X === "a", X === 1, X === undefined, X === null, X === {}, X ?? 1].slice(0, 5)',
      'boolean',
      [false, false, false, false, false],
    ],
    ['[X === true, X === undefined, X === []]', 'string', [false, false, false]],
    ['[X === "1", X === null]', 'number', [false, false]],
    ['typeof X', 'boolean', 'boolean'],
    ['typeof X', 'number', 'number'],
    ['const y = `${X.a}`; X === y', 'number', false],
  ])('%s, of a %s: nothing is asked', (program, type, value) => {
    expect(decided(program, true, type)).toEqual({ asked: 0, value });
  });

  test.each<[string, unknown, unknown]>([
    ['X === true ? 1 : 2', 1, 2],
    ['X === false ? 1 : 2', 2, 1],
    ['true === X ? 1 : 2', 1, 2],
    ['X !== true ? 1 : 2', 2, 1],
    ['X == true ? 1 : 2', 1, 2],
    ['X == 0 ? 1 : 2', 2, 1],
    ['X + 1', expect.any(UnknownValue), expect.any(UnknownValue)],
    ['X !== -1', true, true],
    ['X > -1', true, true],
    ['-1 < X', true, true],
    ['X >= 2', false, false],
    ['X + "" === "x"', expect.anything(), expect.anything()],
    ['[X === true, X === false, X].slice(0, 2)', [expect.anything(), false], [expect.anything(), true]],
  ])('%s, of a truth value, is as the truth of it', (program, whenTrue, whenFalse) => {
    expect(decided(program, true, 'boolean').value).toEqual(whenTrue);
    expect(decided(program, false, 'boolean').value).toEqual(whenFalse);
  });
});

describe('a member under a name nobody knows is one of those there are', () => {
  const many = (count: number) => `[${Array.from({ length: count }, (_, index) => index + 1).join()}]`;
  const table = (count: number) =>
    `({ ${Array.from({ length: count }, (_, index) => `k${index}: ${index + 1}`).join()} })`;
  test.each<[string, unknown, unknown]>([
    ['["a", "b"][X]', 'a', undefined],
    ['({ a: 1, b: 2 })[X]', 1, undefined],
    ['[][X]', undefined, undefined],
    ['({})[X]', undefined, undefined],
    [`${many(16)}[X]`, 1, undefined],
    [`${table(16)}[X]`, 1, undefined],
    ['({ get a() { return 5; } })[X]', 5, undefined],
  ])('%s', (program, whenTrue, whenFalse) => {
    expect(decided(program, true).value).toEqual(whenTrue);
    expect(decided(program, false).value).toEqual(whenFalse);
    expect(decided(program, true, 'string').value).toEqual(whenTrue);
  });

  test('of an array, a number is as good as a text', () => {
    expect(decided('["a", "b"][X]', true, 'number')).toEqual({ asked: 1, value: 'a' });
    expect(decided('["a", "b"][X]', false, 'number')).toEqual({ asked: 2, value: undefined });
    expect(decided('["a", "b"][X]', true, 'boolean').value).toBeUndefined();
    expect(decided('({ 1: "a" })[X]', true, 'string')).toEqual({ asked: 1, value: 'a' });
  });

  test.each([
    `${many(17)}[X]`,
    `${table(17)}[X]`,
    'const l = [1]; l.push(...X.l); l[X]',
    '({ ...X.o, a: 1 })[X]',
    'Object.create({ a: 1 })[X]',
    'class A { a = 1; } new A()[X]',
    'process[X]',
    'new Set()[X]',
    '"abc"[X]',
    '(() => 1)[X]',
  ])('unless there are too many, or others: %s', (program) => {
    expect(decided(program, true)).toMatchObject({ asked: 0, value: { reason: 'a computed property' } });
  });
});
