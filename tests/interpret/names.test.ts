import { describe, expect, test } from 'vitest';
import { executeList } from '../../src/interpret/execute.js';
import { evaluate } from '../../src/interpret/evaluate.js';
import { Frame } from '../../src/interpret/frame.js';
import { Run, Thrown, Undecided } from '../../src/interpret/run.js';
import { Unknown } from '../../src/interpret/values.js';
import { interpret, plain, reasonOf, valueOf } from '../harness/interpret.js';
import { parsed } from '../harness/parsed.js';
import { thrownBy } from './thrown.js';

describe('what is imported or required', () => {
  const environment = { A: 'a' };
  test.each([
    ['import { URL } from "url"; new URL("https://a.example").host', 'a.example'],
    ['import { URL as U } from "node:url"; new U("https://a.example").host', 'a.example'],
    ['import { "URL" as U } from "node:url"; new U("https://a.example").host', 'a.example'],
    ['import * as url from "url"; new url.URL("https://a.example").host', 'a.example'],
    ['import url from "url"; new url.URL("https://a.example").host', 'a.example'],
    ['import url = require("url"); new url.URL("https://a.example").host', 'a.example'],
    ['const { URL: U } = require("node:url"); new U("https://a.example").host', 'a.example'],
    ['import process from "node:process"; process.env.A', 'a'],
    ['import { env } from "process"; env.A', 'a'],
    ['import { env } from "process"; env === env', true],
    ['import { a } from "./a.js"; a === a', true],
    ['import * as m from "./a.js"; import { a } from "./a.js"; m.a === a', true],
    ['require("url") === require("url")', true],
    ['require("./a.js").a === require("./a.js").a', true],
    ['[JSON === globalThis.JSON, global === globalThis, globalThis.process === process]', [true, true, true]],
    ['[Set === globalThis.Set, URL === require("url").URL, exports === module.exports]', [true, true, true]],
    ['[undefined, NaN, Infinity]', [undefined, NaN, Infinity]],
    ['Bun.env.A + Deno.env.get("A") + import.meta.env.A', 'aaa'],
  ])('%s', (program, expected) => {
    expect(valueOf(program, { environment })).toEqual(expected);
  });

  test.each([
    ['import { a } from "./a.js"; a', "'./a.js' is another module"],
    ['import a from "./a.js"; a.b.c', "'./a.js' is another module"],
    ['require("./a.js")', "'./a.js' is another module"],
    ['require("node:fs").readFileSync', "'node:fs' is another module"],
    ['import { parse } from "url"; parse', "'url.parse' is not modelled"],
    ['import a = require("./a.js"); a', "'./a.js' is another module"],
    ['namespace N { export const b = 1; } import a = N.b; a', 'an import alias'],
    ['nowhere', "'nowhere' is not declared in this file"],
    ['arguments', "'arguments' outside a function"],
    ['(() => arguments)()', "'arguments' outside a function"],
    ['const f = () => x; const seen = f(); const x = 1; seen', "'x' has no value yet"],
    ['globalThis.nowhere', "'globalThis.nowhere' is not modelled"],
    ['Bun.version', "'Bun.version' is not modelled"],
    ['Deno.args', "'Deno.args' is not modelled"],
    ['import.meta.url', "'import.meta.url' is not modelled"],
  ])('%s is unknown: %s', (program, reason) => {
    expect(reasonOf(program)).toBe(reason);
  });

  test.each([
    'import { a } from "./a.js"; a = 1;',
    'import * as a from "./a.js"; a = 1;',
    'const a = 1; a = 2;',
    'for (const a of [1]) a = 2;',
  ])('%s throws', (program) => {
    expect(thrownBy(program)).toMatch(/^TypeError: .*Assignment to constant variable/);
  });

  test('one thing that is imported is decided once', () => {
    const asked: string[] = [];
    const choose = ({ reason }: { reason: string }) => asked.push(reason) > 0;
    expect(valueOf('import { a } from "./a.js"; [a ? 1 : 2, a ? 1 : 2]', { choose })).toEqual([1, 1]);
    expect(asked).toEqual(["'./a.js' is another module"]);
  });

  test('this is undefined in a module, and unknown where it is the global object', () => {
    expect(valueOf('this')).toBeUndefined();
    expect(valueOf('(function () { return this; })()')).toBeUndefined();
    expect(valueOf('({ a: 1, f() { return this.a; } }).f()')).toBe(1);
    for (const program of ['this', '(function () { return this; })()', '(() => this)()'])
      expect(reasonOf(program, { path: '/a.cjs' })).toBe('the global object as this');
    expect(valueOf('({ a: 1, f() { return this.a; } }).f()', { path: '/a.cjs' })).toBe(1);
    expect(valueOf('(function () { return this; }).call(5)', { path: '/a.cjs' })).toBe(5);
  });

  test('what is exported is evaluated', () => {
    const path = '/a.cts';
    expect(valueOf('let n = 0; export = (() => { n = 1; })(); n', { path })).toBe(1);
    expect(valueOf('let n = 0; export default (() => { n = 1; })(); n')).toBe(1);
    expect(valueOf('let n = 0; export const f = (() => { n = 1; })(); n')).toBe(1);
    expect(valueOf('export default class A { static x = 1; } A.x')).toBe(1);
    expect(valueOf('export default function f() { return 1; } f()')).toBe(1);
    expect(valueOf('export class A { static x = 1; } A.x')).toBe(1);
    expect(valueOf('export { a }; const a = 1; a')).toBe(1);
    expect(interpret('export default (() => { throw 1; })();').kind).toBe('throws');
  });
});

describe('who looks on', () => {
  function watched(program: string) {
    const file = parsed(program, '/program.ts');
    const run = new Run(
      file,
      () => undefined,
      () => true,
      { skipped: new Set(), distantWriters: new Map() },
      { calls: new Map(), values: new Map(), replacements: new Map() },
    );
    const seen: string[] = [];
    run.recorder = {
      gave: (node, value) => seen.push(`${file.textOf(node)} = ${String(plain(value))}`),
      stopped: (node, stop) =>
        seen.push(
          `${file.textOf(node)} ! ${stop instanceof Thrown ? 'thrown' : String(stop instanceof Undecided)}`,
        ),
      decided: ({ reason }, taken) => seen.push(`${reason} ? ${String(taken)}`),
    };
    try {
      executeList(run, file.program.body, new Frame(undefined, undefined, true));
    } catch (stop) {
      seen.push(stop instanceof Thrown ? 'threw' : 'stopped');
    }
    return seen;
  }

  test('is told of every value, the parts first', () => {
    expect(watched('1 + 2;')).toEqual(['1 = 1', '2 = 2', '1 + 2 = 3']);
  });

  test('is told of every expression that gave none, and of what was decided', () => {
    expect(watched('1 + null.a;')).toEqual([
      '1 = 1',
      'null = null',
      'null.a ! thrown',
      '1 + null.a ! thrown',
      'threw',
    ]);
    expect(watched('nowhere ? 1 : 2;')).toEqual([
      'nowhere = [object Object]',
      "'nowhere' is not declared in this file ? true",
      '1 = 1',
      'nowhere ? 1 : 2 = 1',
    ]);
  });

  test('changes nothing of what is evaluated', () => {
    const file = parsed('1 + 2;', '/program.ts');
    const [sum] = file.nodesOfType('BinaryExpression');
    expect.assert(sum !== undefined);
    const run = new Run(
      file,
      () => undefined,
      () => true,
      { skipped: new Set(), distantWriters: new Map() },
      { calls: new Map(), values: new Map(), replacements: new Map() },
    );
    expect(evaluate(run, sum, new Frame(undefined, undefined))).toBe(3);
  });
});

describe('what a run may use up', () => {
  const fresh = (environment: Readonly<Record<string, string>> = {}, budget?: { remaining: number }) =>
    new Run(
      parsed('', '/program.ts'),
      (name) => environment[name],
      ({ reason }) => reason === 'yes',
      { skipped: new Set(), distantWriters: new Map() },
      { calls: new Map(), values: new Map(), replacements: new Map() },
      budget,
    );
  const stopOf = (work: () => void): string | undefined => {
    try {
      work();
    } catch (stop) {
      if (stop instanceof Undecided) return stop.reason;
      throw stop;
    }
    return undefined;
  };
  const LONG = 'the program takes too many steps to follow';

  test('is 20,000 steps', () => {
    const run = fresh();
    expect(stopOf(() => run.step(19_999))).toBeUndefined();
    expect(stopOf(() => run.step())).toBeUndefined();
    expect(stopOf(() => run.step())).toBe(LONG);
  });

  test('and no more than what is left for all, of which each run costs 100', () => {
    const budget = { remaining: 210 };
    const run = fresh({}, budget);
    expect(budget.remaining).toBe(110);
    expect(stopOf(() => run.step(10))).toBeUndefined();
    const second = fresh({}, budget);
    expect(budget.remaining).toBe(0);
    expect(stopOf(() => second.step(0))).toBeUndefined();
    expect(stopOf(() => second.step(1))).toBe(LONG);
  });

  test('for a text of a million characters and an array of ten thousand elements', () => {
    expect(stopOf(() => fresh().spendText(1_000_000))).toBeUndefined();
    expect(stopOf(() => fresh().spendText(1_000_001))).toBe('the program builds a very long text');
    expect(stopOf(() => fresh().spendText(NaN))).toBe('the program builds a very long text');
    expect(stopOf(() => fresh().spendItems(10_000))).toBeUndefined();
    expect(stopOf(() => fresh().spendItems(10_001))).toBe('the program builds a very long array');
    expect(stopOf(() => fresh().spendItems(NaN))).toBe('the program builds a very long array');
    const run = fresh();
    run.spendItems(10_000);
    run.spendItems(10_000);
    expect(stopOf(() => run.spendItems(1))).toBe(LONG);
    const other = fresh();
    other.step(20_000);
    expect(stopOf(() => other.spendText(63))).toBeUndefined();
    expect(stopOf(() => other.spendText(64))).toBe(LONG);
  });

  test('300 levels, which end with what was nested', () => {
    const run = fresh();
    const down = (levels: number): number => (levels === 0 ? 7 : run.nested(() => down(levels - 1)));
    expect(down(300)).toBe(7);
    expect(stopOf(() => down(301))).toBe('the program nests too deeply to follow');
    expect(down(300)).toBe(7);
  });

  test('it knows what was read of the environment, and which texts came out of it', () => {
    const run = fresh({ A: 'a', EMPTY: '' });
    expect(['A', 'EMPTY', 'UNSET'].map((name) => run.readEnvironment(name))).toEqual(['a', '', undefined]);
    expect([...run.environmentReads]).toEqual(['A', 'EMPTY', 'UNSET']);
    expect([...run.environmentTexts]).toEqual(['a']);
  });

  test('its host decides', () => {
    const run = fresh();
    expect(
      [new Unknown('opaque', 'yes'), new Unknown('opaque', 'no')].map((each) => run.decide(each)),
    ).toEqual([true, false]);
  });

  test.each([
    ['Array.from({ length: 10_001 })', 'the program builds a very long array'],
    ['"a".repeat(10_001).split("")', 'the program builds a very long array'],
    ['[..."a".repeat(10_001)]', 'the program builds a very long array'],
    ['Object.keys("a".repeat(10_001))', 'the program builds a very long array'],
    ['"a".repeat(1_000_001)', 'the program builds a very long text'],
    ['"a".padStart(1_000_001)', 'the program builds a very long text'],
    ['"a".padEnd(1_000_001, "b")', 'the program builds a very long text'],
    ['"a".repeat(1_000).replace("a", "$&".repeat(1_000))', 'the program builds a very long text'],
    ['const t = "a".repeat(600_000); t + t', 'the program builds a very long text'],
    ['const t = "a".repeat(300_000); t.concat(t, t, t)', 'the program builds a very long text'],
    ['while (true) {}', LONG],
    ['for (;;);', LONG],
    ['do {} while (true)', LONG],
    ['const l = [1]; for (const x of l) l.push(x);', LONG],
    ['const f = () => f(); f()', 'the program nests too deeply to follow'],
    ['class A { constructor() { new A(); } } new A()', 'the program nests too deeply to follow'],
    ['const o = { toString() { return `${o}`; } }; `${o}`', 'the program nests too deeply to follow'],
    ['const o = { get a() { return this.a; } }; o.a', 'the program nests too deeply to follow'],
    ['const l = []; l.push(l); l.flat(Infinity)', 'the program nests too deeply to follow'],
    ['const l = []; l.push(l); l.join()', 'the program nests too deeply to follow'],
    ['const l = []; l.push(l); JSON.stringify(l)', 'the program nests too deeply to follow'],
    ['const l = []; l.push(l); structuredClone(l)', 'the program nests too deeply to follow'],
  ])('%s: %s', (program, reason) => {
    expect(reasonOf(program)).toBe(reason);
  });

  test.each([
    ['"a".repeat(900).replace("a", "$&".repeat(1_000)).length', 1_899],
    ['Array.from({ length: 5_000 }).length', 5_000],
    ['"a".repeat(500_000).length', 500_000],
    ['let n = 0; for (let i = 0; i < 500; i++) n += i; n', 124_750],
  ])('%s is within it', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });
});
