import { describe, expect, test } from 'vitest';
import { ArrayValue, Unknown } from '../../src/interpret/values.js';
import { interpret, reasonOf, UnknownValue, valueOf } from '../harness/interpret.js';

const OPAQUE = 'import { data } from "./data.js";';

/** Who decides the last value of a program. */
function provenanceOf(program: string, requestOrigin?: string): string | undefined {
  const outcome = interpret(`${OPAQUE} ${program}`, {
    path: '/program.ts',
    environment: { SECRET: 'hush' },
    ...(requestOrigin === undefined ? {} : { requestOrigin }),
    replaced: { REQUEST: new Unknown('request', 'the query') },
  });
  return outcome.kind === 'value' && outcome.value instanceof Unknown ? outcome.value.provenance : undefined;
}

/** How often a program asks for decisions, and what it evaluates to when all are true, and when all are false. */
function decided(program: string): { asked: number; whenTrue: unknown; whenFalse: unknown } {
  let asked = 0;
  const whenTrue = valueOf(`${OPAQUE} ${program}`, { choose: () => ++asked > 0 });
  const whenFalse = valueOf(`${OPAQUE} ${program}`, { choose: () => false });
  return { asked, whenTrue, whenFalse };
}

describe('decisions on an unknown value', () => {
  test('one value is decided once', () => {
    expect(
      decided('[data.a ? 1 : 2, data.a ? 1 : 2, !data.a, data.a || "x", data.a && "y"].slice(0, 3)'),
    ).toEqual({
      asked: 1,
      whenTrue: [1, 1, false],
      whenFalse: [2, 2, true],
    });
  });

  test('what is truthy is not missing, and what is missing is not truthy', () => {
    expect(
      decided('data.a ? [data.a === undefined, data.a == null, data.a?.b ?? "x"].length : 0').asked,
    ).toBe(2);
    expect(decided('data.a ? data.a === undefined : "falsy"')).toMatchObject({
      whenTrue: false,
      whenFalse: 'falsy',
    });
    expect(decided('data.a == null ? Boolean(data.a) : "there"')).toMatchObject({
      whenTrue: false,
      whenFalse: 'there',
    });
    expect(decided('data.a === undefined ? [data.a?.b, data.a ?? 1] : 0')).toMatchObject({
      whenTrue: [undefined, 1],
    });
  });

  test('a missing value has no members', () => {
    expect(
      decided('let r = 0; if (data.a === undefined) { try { data.a.b; } catch { r = 1; } } r'),
    ).toMatchObject({
      whenTrue: 1,
      whenFalse: 0,
    });
  });

  test('a comparison has one outcome, and settles others', () => {
    expect(decided('const m = data.mode; m === "a" ? [m === "a", m === "b", m, typeof m, !m] : 0')).toEqual({
      asked: 1,
      whenTrue: [true, false, expect.any(UnknownValue), 'string', false],
      whenFalse: 0,
    });
    expect(
      decided(
        'let r; switch (data.mode) { case "a": r = 1; break; case "b": r = 2; break; default: r = 3; } r',
      ),
    ).toMatchObject({
      whenTrue: 1,
      whenFalse: 3,
    });
    expect(decided('typeof data.a === "string" ? typeof data.a === "number" : 0')).toMatchObject({
      whenTrue: false,
    });
    expect(decided('data.a ? 5 : data.a === "x"')).toMatchObject({ whenFalse: false });
  });
});

describe('what an unknown value must be', () => {
  test.each([
    ['a test on a list nobody knows is no number', 'data.list.includes("a") !== -1', true],
    ['nor is it -1 to a looser comparison', 'data.list.includes("a") != -1', true],
    ['nor less than -1', 'data.list.has("a") > -1', true],
    ['it is truthy or falsy, not null', 'data.list.some((x) => x) ?? "x"', expect.any(UnknownValue)],
    ['a known text against an unknown end', '"https://a.example".endsWith(data.a) !== -1', true],
    ['an unknown text against a pattern', '/a/.test(data.a) === 0', false],
    ['a comparison', '(data.a > 5) === "x"', false],
    ['a property test', '(data.a in {}) === 1', false],
    ['typeof typeof', 'typeof typeof data.a', 'string'],
    ['typeof a comparison', 'typeof (data.a === 1)', 'boolean'],
    ['text put together', 'typeof `${data.a}`', 'string'],
    ['text put together with a sign', 'typeof ("a" + data.a)', 'string'],
  ])('%s', (_name, program, expected) => {
    expect(valueOf(`${OPAQUE} ${program}`)).toEqual(expected);
  });

  test('a test on an unknown list, compared with true, is still to be decided', () => {
    expect(decided('(data.list.includes("a") === true) ? 1 : 2')).toEqual({
      asked: 1,
      whenTrue: 1,
      whenFalse: 2,
    });
    expect(decided('(data.list.includes("a") === false) ? 1 : 2')).toEqual({
      asked: 1,
      whenTrue: 2,
      whenFalse: 1,
    });
    expect(decided('(data.list.indexOf("a") !== -1) ? 1 : 2')).toMatchObject({ asked: 1 });
  });
});

describe('unknown elements and members', () => {
  test.each([
    ['[...data.list, "a"].length'],
    ['["a"].concat(data.list).length'],
    ['const l = ["a"]; l.push(...data.list); l.length'],
    ['const s = new Set(["a"]); s.add(...data.list); s.size'],
    ['const o = { a: 1, ...data.options }; o.a'],
    ['const o = { a: 1, [data.key]: 2 }; o.a'],
    ['const o = Object.assign({ a: 1 }, data.options); o.a'],
    ['const o = { a: 1 }; o[data.key] = 2; o.a'],
    ['const o = { a: 1 }; delete o[data.key]; o.a'],
    ['const o = { a: 1 }; Object.defineProperty(o, "a", { value: 2 }); o.a'],
    ['const [a, b] = data.pair; b'],
    ['const { a, ...rest } = data.options; rest.b'],
    ['((a, ...rest) => rest)(...data.list).length'],
    ['((a, b, c, d) => d)(...data.list)'],
    ['[3, data.n, 1].sort()[0]'],
    ['data.list.map((x) => x).filter(Boolean)[0]'],
  ])('%s is unknown', (program) => {
    expect(reasonOf(`${OPAQUE} ${program}`)).toBeTypeOf('string');
  });

  test('what is written after unknown members is known, and so is what stands in front of unknown arguments', () => {
    expect(valueOf(`${OPAQUE} const o = { ...data.options, a: 1 }; o.a`)).toBe(1);
    expect(valueOf(`${OPAQUE} ((a, b) => a)("x", ...data.list)`)).toBe('x');
    expect(valueOf(`${OPAQUE} data.flag = true; data.flag`)).toBe(true);
  });

  test('two parts of one unknown value are decided apart', () => {
    expect(decided('const [a, b] = data.pair; [a ? 1 : 0, b ? 1 : 0]').asked).toBe(2);
    expect(decided('let n = 0; for (const x of data.list) if (x) n++; n').asked).toBe(2);
  });

  test('an unknown key chooses among what an object has', () => {
    expect(decided('const table = { a: 1, b: 2 }; table[data.key]')).toEqual({
      asked: 1,
      whenTrue: 1,
      whenFalse: undefined,
    });
  });

  test('a known array with one unknown element keeps its length', () => {
    expect(valueOf(`${OPAQUE} ["a", data.b].length`)).toBe(2);
    const outcome = interpret(`${OPAQUE} ["a", data.b]`);
    expect(outcome.kind === 'value' && outcome.value instanceof ArrayValue && outcome.value.items[0]).toBe(
      'a',
    );
  });
});

describe('who decides', () => {
  test.each([
    ['REQUEST.a', 'request'],
    ['REQUEST.a + "x"', 'request'],
    ['`${REQUEST.a}`', 'request'],
    ['REQUEST.a === "x"', 'request'],
    ['REQUEST.a.trim()', 'request'],
    ['"abc".includes(REQUEST.a)', 'request'],
    ['/a/.test(REQUEST.a)', 'request'],
    ['(REQUEST as any).a', 'request'],
    ['REQUEST.list.includes("a")', 'request'],
    ['[...REQUEST.list]', 'request'],
    ['const [, ...rest] = REQUEST.list; rest', 'request'],
    ['const [, ...rest] = data.list; rest', 'opaque'],
    ['REQUEST.a === data.b', 'opaque'],
    ['REQUEST.a === process.env.SECRET', 'opaque'],
    ['REQUEST.a === `Bearer ${process.env.SECRET}`', 'opaque'],
    // What a page asks to be looked up may well be found.
    ['data.find(REQUEST.a)', 'request'],
    ['data.find(data.b, REQUEST.a)', 'request'],
    ['data.find({}, REQUEST.a)', 'request'],
    ['data.find(REQUEST.a, "x")', 'request'],
    ['data.find(REQUEST.a, process.env.SECRET)', 'opaque'],
    ['data.find("x")', 'opaque'],
    ['data.list.includes(REQUEST.a)', 'opaque'],
    ['REQUEST.a + data.b', 'opaque'],
    ['data.a', 'opaque'],
  ])('%s: %s', (program, expected) => {
    expect(provenanceOf(program)).toBe(expected);
  });

  test('what is compared with the Origin header is not the choice of the page', () => {
    const origin = 'https://attacker.example';
    expect(provenanceOf(`REQUEST.a === '${origin}'`, origin)).toBe('opaque');
    expect(provenanceOf(`REQUEST.a === 'x'`, origin)).toBe('request');
  });
});

describe('functions handed to code we cannot see', () => {
  test('run once while a request is answered, with unknown arguments', () => {
    expect(valueOf(`${OPAQUE} let seen = 0; data.find((x) => { seen++; }); seen`)).toBe(1);
  });

  test('do not run while the server is set up', () => {
    expect(valueOf(`${OPAQUE} let seen = 0; data.find((x) => { seen++; }); seen`, { phase: 'set-up' })).toBe(
      0,
    );
  });

  test('every value keeps the reason why it is unknown', () => {
    const reasons = ['data', 'data.a.b', 'data.f()', 'new data.C()', 'await data.p'].map((program) =>
      reasonOf(`${OPAQUE} ${program}`),
    );
    expect(new Set(reasons)).toEqual(new Set(["'./data.js' is another module"]));
  });
});
