import { describe, expect, test } from 'vitest';
import { sliceFor } from '../../src/interpret/slice.js';
import { interpret, type Interpretation } from '../harness/interpret.js';
import { parsed } from '../harness/parsed.js';

const MEGABYTE = 2 ** 20;

/** Interprets a program, and holds it to a second of work and to a modest amount of memory. */
function bounded(program: string): Interpretation {
  const file = parsed(program, '/program.ts');
  const before = process.cpuUsage();
  const memory = process.memoryUsage().rss;
  const outcome = interpret(file);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(1_500);
  expect((process.memoryUsage().rss - memory) / MEGABYTE, 'megabytes').toBeLessThan(400);
  return outcome;
}

const undecided = (reason: RegExp): object => ({ kind: 'undecided', reason: expect.stringMatching(reason) });

describe('programs without end', () => {
  test.each([
    ['a loop', 'while (true) {}'],
    ['a loop that counts', 'for (let i = 0; ; i++) {}'],
    ['a loop that continues', 'a: for (;;) { continue a; }'],
    ['a loop over a list that grows', 'const l = [1]; for (const x of l) { l.push(x); } for (;;) l.push(1);'],
    ['recursion', 'const f = () => f(); f();'],
    ['mutual recursion', 'function a(n) { return b(n + 1); } function b(n) { return a(n + 1); } a(0);'],
    ['recursion through a getter', 'const o = { get a() { return this.a; } }; o.a;'],
    ['recursion through toString', 'const o = { toString() { return `${this}`; } }; `${o}`;'],
    ['recursion through a constructor', 'class A { b = new A(); } new A();'],
    ['recursion through a callback', 'const f = (l) => l.map(() => f(l)); f([1, 2]);'],
    ['recursion through an asynchronous function', 'const f = async () => { await f(); }; f();'],
    ['recursion through a promise', 'const f = () => Promise.resolve(1).then(f); f();'],
    ['recursion through replace', 'const f = () => "a".replace("a", f); f();'],
    ['recursion through sort', 'const f = () => [2, 1].sort(f); f();'],
    [
      'recursion with blocks',
      'function f() { for (const x of [1]) { try { switch (1) { default: if (true) { f(); } } } finally {} } } f();',
    ],
    ['an exponential number of calls', 'const f = (n) => (n === 0 ? 1 : f(n - 1) + f(n - 1)); f(30);'],
    ['an array inside itself', 'const a = []; a.push(a); String(a);'],
    ['an array inside itself, flattened', 'const a = []; a.push(a, a); a.flat(Infinity);'],
  ])('%s', (_name, program) => {
    expect(bounded(program)).toEqual(undecided(/too many steps|too deeply|very long/));
  });
});

describe('programs that would fill the memory', () => {
  test.each([
    ['a text that doubles', 'let s = "ab"; for (;;) s += s;'],
    ['a text that doubles in a template', 'let s = "ab"; for (;;) s = `${s}${s}`;'],
    ['a repeated text', '"ab".repeat(1e9);'],
    ['a padded text', '"ab".padEnd(1e9);'],
    ['an expanding replacement', '"a".repeat(1e5).replaceAll("a", "b".repeat(1e5));'],
    ['an expanding pattern', '"a".repeat(1e4).replace(/a/g, "b".repeat(1e5));'],
    [
      'a replacement that refers to the whole text',
      '"a".repeat(1e5).replace("b", "").replace("a", "$\'".repeat(1e4));',
    ],
    ['a text concatenated with itself', 'let s = "ab"; for (;;) s = s.concat(s, s, s);'],
    [
      'a long text joined many times',
      'const s = "a".repeat(1e5); new Array("a", ..."b".repeat(5e3)).map(() => s).join();',
    ],
    ['an array that doubles', 'let l = [1, 2]; for (;;) l = [...l, ...l];'],
    ['an array that grows by itself', 'const l = [1, 2]; for (;;) l.push(...l);'],
    ['an array concatenated with itself', 'let l = [1, 2]; for (;;) l = [].concat(l, l, l, l);'],
    ['an array flattened into a longer one', 'let l = [1]; for (;;) l = [l, l, l].flat();'],
    ['an array mapped into a longer one', 'let l = [1, 2]; for (;;) l = l.flatMap(() => l);'],
    ['a long array-like', 'Array.from({ length: 1e9 });'],
    ['a set that grows', 'const s = new Set(); for (let i = 0; ; i++) s.add(i);'],
    ['a map that grows', 'const m = new Map(); for (let i = 0; ; i++) m.set(i, i);'],
    ['an object that grows', 'const o = {}; for (let i = 0; ; i++) o["k" + i] = { ...o };'],
    ['closures that hold on to each other', 'let f = () => 1; for (;;) { const g = f; f = () => g; }'],
  ])('%s', (_name, program) => {
    expect(bounded(program)).toEqual(undecided(/too many steps|very long/));
  });

  test('an array of a length somebody names is unknown', () => {
    expect(bounded('new Array(1e9);')).toMatchObject({
      kind: 'value',
      value: { reason: 'an array of a given length' },
    });
  });
});

describe('deep nesting', () => {
  const deep = (count: number, before: string, inner: string, after: string): string =>
    `${before.repeat(count)}${inner}${after.repeat(count)};`;

  test.each([
    ['arrays', deep(500, '[', '1', ']')],
    ['objects', `(${deep(500, '{ a: ', '1', '}').slice(0, -1)});`],
    ['functions', deep(400, '(() => ', '1', ')()')],
    ['conditions', deep(500, '(1 ? ', '1', ' : 0)')],
    ['templates', deep(300, '`${', '1', '}`')],
    ['blocks', deep(500, '{', '1;', '}')],
    ['branches', deep(500, 'if (1) {', '1;', '}')],
    ['patterns', `const ${deep(400, '[', 'a', ']').slice(0, -1)} = 1;`],
    ['a sum of many', `${'1 + '.repeat(500)}1;`],
    ['a long chain of members', `const o = {}; o${'?.a'.repeat(400)};`],
    ['a long chain of calls', `Promise.resolve(1)${'.then((x) => x)'.repeat(300)};`],
    ['classes inside classes', `(${deep(200, 'class { static a = ', '1', ' }').slice(0, -1)});`],
  ])('%s', (_name, program) => {
    expect(['value', 'undecided', 'throws']).toContain(bounded(program).kind);
  });

  test('deep JSON', () => {
    expect(bounded(`JSON.parse('${'['.repeat(5_000)}${']'.repeat(5_000)}');`)).toEqual(
      undecided(/too deeply|too many steps/),
    );
  });
});

describe('patterns', () => {
  test.each([
    ['a pattern that backtracks', `/(a+)+$/.test("${'a'.repeat(5_000)}b");`],
    ['alternatives that overlap', `/^(a|a|aa)*$/.test("${'a'.repeat(5_000)}b");`],
    ['nested optional parts', `/${'(a?)'.repeat(50)}${'a'.repeat(50)}/.test("${'a'.repeat(50)}");`],
    ['counted repetitions', '/(a{1,500}){1,500}/.test("aaaa");'],
    ['a long list of counted repetitions', `/${'a{999}'.repeat(200)}/.test("aaaa");`],
    ['a pattern of ten kilobytes', `new RegExp("${'a'.repeat(10_000)}").test("a");`],
    [
      'a pattern built in a loop',
      'let p = "(a|b)*"; for (let i = 0; i < 8; i++) p = `(${p}${p})*`; new RegExp(p).test("ab".repeat(500));',
    ],
    ['a long text', '/a.*b/.test("a".repeat(100000));'],
    ['a long text split everywhere', '"a,".repeat(5000).split(/,/).length;'],
    ['a long text replaced everywhere', '"ab".repeat(5000).replace(/.*b|a/g, "x").length;'],
  ])('%s', (_name, program) => {
    const outcome = bounded(program);
    expect(['value', 'undecided']).toContain(outcome.kind);
  });

  test('a pattern that backtracks gives the right answer all the same', () => {
    expect(bounded(`/(a+)+$/.test("${'a'.repeat(40)}b");`)).toEqual({ kind: 'value', value: false });
  });
});

describe('long programs', () => {
  test('a text of 100,000 characters', () => {
    const outcome = bounded(
      `const s = "${'x'.repeat(100_000)}"; s.toUpperCase().includes("Y") || s.endsWith("y");`,
    );
    expect(outcome).toEqual({ kind: 'value', value: false });
  });

  test('a list of 5,000 origins', () => {
    const list = Array.from({ length: 5_000 }, (_, index) => `'https://${String(index)}.example.com'`).join(
      ', ',
    );
    expect(bounded(`const list = [${list}]; list.includes('https://4999.example.com');`)).toEqual({
      kind: 'value',
      value: true,
    });
  });

  test('slicing a file of thousands of variables that depend on each other', () => {
    const lines = Array.from(
      { length: 3_000 },
      (_, index) =>
        `const v${String(index + 1)} = [v${String(index)}]; v${String(index)}.push(v${String(index + 1)});`,
    );
    const file = parsed(`const v0 = [];\n${lines.join('\n')}\nv3000;`, '/program.ts');
    const root = file.nodes.at(-1);
    const before = process.cpuUsage();
    expect(root && sliceFor(file, [root], [], new Set()).skipped.size).toBe(0);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000);
  });
});

test('slicing long chains of names and of functions', () => {
  const names = Array.from(
    { length: 4_000 },
    (_, index) => `const v${String(index + 1)} = v${String(index)};`,
  );
  const functions = Array.from(
    { length: 4_000 },
    (_, index) => `function f${String(index + 1)}() { f${String(index)}(); }`,
  );
  const text = `const v0 = []; ${names.join('\n')} v4000.push(1); function f0() { v0.push(2); } ${functions.join('\n')} f4000(); v0;`;
  const file = parsed(text, '/program.ts');
  const root = file.nodes.at(-1);
  expect(root && [...sliceFor(file, [root], [], new Set()).skipped].map((node) => file.textOf(node))).toEqual(
    [],
  );
});

test('names that every object has are names like others', () => {
  const names = [
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'valueOf',
    '__defineGetter__',
    'isPrototypeOf',
  ];
  for (const name of names) {
    for (const program of [
      `const o = { ["${name}"]: 1 }; o["${name}"];`,
      `const o = {}; o["${name}"];`,
      `const o = {}; o["${name}"] = 1; o["${name}"];`,
      `const { "${name}": x } = {}; x;`,
      `process.env["${name}"];`,
      `const m = new Map([["${name}", 1]]); m.get("${name}");`,
      `[]["${name}"]; "a"["${name}"]; (1)["${name}"]; (() => 1)["${name}"]; /a/["${name}"]; new Set()["${name}"];`,
      `${name === '__proto__' ? 'a' : name};`,
    ]) {
      expect(bounded(program).kind, program).toBe('value');
    }
  }
  expect({}).not.toHaveProperty('polluted');
});
