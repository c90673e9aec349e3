import { describe, expect, test } from 'vitest';
import { sliceFor } from '../../src/interpret/slice.js';
import { UnknownValue } from '../harness/interpret.js';
import { parsed } from '../harness/parsed.js';
import { sliced } from '../harness/sliced.js';

describe('a statement that matters is never left out', () => {
  test.each([
    ['a constant', 'const list = ["a"]; probe(list);', ['a']],
    [
      'a constant through another',
      'const base = ["a"]; const list = [...base, "b"]; probe(list);',
      ['a', 'b'],
    ],
    ['an assignment', 'let list = []; list = ["a"]; probe(list);', ['a']],
    ['a call that adds', 'const list = []; list.push("a"); probe(list);', ['a']],
    [
      'an addition under a condition',
      'const more = true; const list = []; more && list.push("a"); probe(list);',
      ['a'],
    ],
    [
      'an addition in a branch',
      'const more = true; const list = []; if (more) list.push("a"); probe(list);',
      ['a'],
    ],
    [
      'an addition in a loop',
      'const base = ["a", "b"]; const list = []; for (const x of base) list.push(x); probe(list);',
      ['a', 'b'],
    ],
    [
      'an addition in a callback',
      'const base = ["a", "b"]; const list = []; base.forEach((x) => list.push(x)); probe(list);',
      ['a', 'b'],
    ],
    [
      'an addition in a callback that calls on',
      'const base = ["a"]; const add = (x) => list.push(x); const list = []; base.forEach((x) => { add(x); }); probe(list);',
      ['a'],
    ],
    [
      'an addition by a helper',
      'const list = []; function add(x) { list.push(x); } add("a"); probe(list);',
      ['a'],
    ],
    [
      'an addition by a helper to what it is given',
      'const list = []; const add = (l, x) => { l.push(x); return l; }; const n = add(list, "a"); probe(list);',
      ['a'],
    ],
    [
      'an addition through another name',
      'const list = []; const same = list; same.push("a"); probe(list);',
      ['a'],
    ],
    [
      'an addition through a name for a part',
      'const o = { list: [] }; const { list } = o; list.push("a"); probe(o.list);',
      ['a'],
    ],
    [
      'an addition through an object that holds it',
      'const list = []; const config = { origins: list }; config.origins.push("a"); probe(list);',
      ['a'],
    ],
    [
      'an addition through a type assertion',
      'const list = [] as const; (list as string[]).push("a"); probe(list);',
      ['a'],
    ],
    ['a property', 'const o = { a: 1 }; o.a = 2; probe(o);', { a: 2 }],
    ['a property behind a type assertion', 'const o = {}; (o as any).a = 2; probe(o);', { a: 2 }],
    ['a property that is taken apart into', 'const o = { a: 1 }; [o.a] = [2]; probe(o);', { a: 2 }],
    ['a property that a loop assigns', 'const o = { a: 1 }; for (o.a of [2, 3]); probe(o);', { a: 3 }],
    ['a deleted property', 'const o = { a: 1, b: 2 }; delete o.a; probe(o);', { b: 2 }],
    ['Object.assign', 'const o = { a: 1 }; Object.assign(o, { a: 2 }); probe(o);', { a: 2 }],
    [
      'a method that changes its object',
      'const o = { list: [], add(x) { this.list.push(x); return this; } }; o.add("a"); probe(o.list);',
      ['a'],
    ],
    [
      'a method of a class',
      'class C { list = []; add(x) { this.list.push(x); } } const c = new C(); c.add("a"); probe(c.list);',
      ['a'],
    ],
    [
      'an addition by a helper to what it is given second',
      'const list = []; const add = (x, l) => { l.push(x); return l; }; const n = add("a", list); probe(list);',
      ['a'],
    ],
    [
      'Object.assign whose result is used',
      'const o = { a: 1 }; const same = Object.assign(o, { a: 2 }); probe(o);',
      { a: 2 },
    ],
    ['the environment', 'process.env.ORIGIN ||= "*"; probe(process.env.ORIGIN);', '*'],
    ['a global object', 'globalThis.list = ["a"]; probe(globalThis.list);', ['a']],
    ['what is exported before', 'module.exports.list = ["a"]; probe(module.exports.list);', ['a']],
    [
      'a handler of what fails',
      'let origin; try { new URL(process.env.ORIGIN ?? ""); origin = "url"; } catch { origin = "*"; } probe(origin);',
      '*',
    ],
    [
      'a switch with its breaks',
      'const mode = "a"; let o; switch (mode) { case "a": o = 1; break; default: o = 2; } probe(o);',
      1,
    ],
    ['an enum', 'enum E { A = "a" } probe(E.A);', 'a'],
    ['a class', 'class C { static list = ["a"]; } probe(C.list);', ['a']],
    ['a variable of a loop', 'let last; for (last of ["a", "b"]); probe(last);', 'b'],
    ['an update', 'let n = 1; n++; probe(n);', 2],
    ['a variable that var declares later', 'x = 1; var x; probe(x);', 1],
  ])('%s', (_name, program, expected) => {
    expect(sliced(program).seen).toEqual([expected]);
  });

  test('what leaves a function before the probe does', () => {
    expect(
      sliced('const list = ["a"]; export const f = (x) => { if (list.length === 1) return; probe(x); };')
        .seen,
    ).toEqual([]);
    expect(
      sliced('export const f = () => { for (const x of [1, 2, 3]) { probe(x); if (x === 2) break; } };').seen,
    ).toEqual([1, 2]);
    expect(
      sliced('export const f = () => { let n = 0; while (true) { probe(n); n++; if (n > 1) break; } };').seen,
    ).toEqual([0, 1]);
    expect(
      sliced(
        'export const f = () => { const m = "a"; switch (m) { case "a": probe(1); break; case "b": probe(2); break; } };',
      ).seen,
    ).toEqual([1]);
  });

  test('a guard that ends the program when a variable is missing', () => {
    const guard =
      'function need(name) { if (!process.env[name]) throw new Error(name); return process.env[name]; }';
    const program = `${guard} need("ORIGIN"); probe(process.env.ORIGIN || "*");`;
    expect(sliced(program)).toMatchObject({ seen: [], stopped: 'threw' });
    expect(sliced(program, { environment: { ORIGIN: 'https://a.example' } }).seen).toEqual([
      'https://a.example',
    ]);
    expect(
      sliced(
        `${guard.replace('throw new Error(name)', 'process.exit(1)')} const port = need("PORT"); probe(1);`,
      ).stopped,
    ).toBe('threw');
  });
});

describe('a statement that does not matter is left out', () => {
  test.each([
    ['another variable', 'const list = ["a"]; const port = unseen(); probe(list);', 'const port'],
    ['another branch', 'const list = ["a"]; if (unseen) start(); probe(list);', 'if (unseen)'],
    ['an endless loop', 'while (true) {} const list = ["a"]; probe(list);', 'while'],
    [
      'reading through another name',
      'const list = ["a"]; const size = list.length; probe(list);',
      'const size',
    ],
    [
      'a method of the file that changes nothing',
      'const o = { list: ["a"], size() { return 1; } }; o.size(); probe(o.list);',
      'o.size()',
    ],
    [
      'statements of an entered function',
      'export const f = () => { while (true) {} const x = ["a"]; probe(x); };',
      'while',
    ],
    [
      'the result of a function of the file that changes nothing',
      'const list = ["a"]; const count = (l) => l.length; const size = count(list); probe(list);',
      'const size',
    ],
    [
      'a helper that changes another argument',
      'const list = ["a"]; const clear = (l, x) => { l.length = 0; return x.length; }; const n = clear([], list); probe(list);',
      'const n',
    ],
    [
      'the result of code we cannot see',
      'const list = ["a"]; const size = unseenSize(list); probe(list);',
      'const size',
    ],
    ['what Object reads', 'const list = ["a"]; const keys = Object.keys(list); probe(list);', 'const keys'],
    [
      'what only has the name of a function of Object',
      'const list = ["a"]; const seat = table.assign(list); probe(list);',
      'const seat',
    ],
    [
      'an instance of a class that is not changed by it',
      'class C { static list = ["a"]; } new C(unseen()); probe(C.list);',
      'new C',
    ],
    ['where the function that is observed comes from', 'const probe = start(); probe(["a"]);', 'const probe'],
    [
      'a guard that is called after',
      'function need(name) { if (!process.env[name]) throw new Error(name); } export const f = () => { probe(["a"]); need("PORT"); };',
      'need("PORT")',
    ],
    ['what comes after', 'const list = ["a"]; probe(list); throw_(unseen());', 'throw_('],
    [
      'an asynchronous start',
      'const list = ["a"]; async function main() { throw new Error(); } main(); probe(list);',
      'main()',
    ],
  ])('%s', (_name, program, statement) => {
    const { seen, leavesOut } = sliced(program);
    expect(seen).toEqual([['a']]);
    expect(leavesOut(statement)).toBe(true);
  });
});

test('a function that is entered from outside is not called by the module on top of it', () => {
  const program =
    'export function f(x) { if (x === "b") throw new Error("x"); probe(x); } f("a"); export const g = 1;';
  const { seen, leavesOut } = sliced(program, { choose: () => false });
  expect(seen).toEqual([expect.any(UnknownValue)]);
  expect(leavesOut('f("a")')).toBe(true);
});

test('an expression that is asked about takes in what it consists of', () => {
  const file = parsed(
    'const list = ["a"]; const port = unseen(); const options = { origin: list };',
    '/a.ts',
  );
  const roots = file.nodes.filter((node) => node.type === 'ObjectExpression');
  const { skipped } = sliceFor(file, roots, [], new Set());
  expect([...skipped].map((node) => file.textOf(node))).toEqual(['const port = unseen();']);
});

describe('what a callback around the root is called with is part of the slice', () => {
  test.each([
    'const list = ["a"]; export const f = () => list.forEach((x) => probe(x));',
    'const all = { a: 1 }; export const f = () => { Object.entries(all).forEach(([x]) => { probe(x); }); };',
    'const list = ["a"]; const each = (l, use) => l.map(use); export const f = () => each(list, (x) => probe(x));',
    'const list = []; list.push("a"); export const f = () => list.some((x) => [0].some(() => probe(x)));',
  ])('%s', (program) => {
    expect(sliced(program).seen).toContain('a');
  });
});

describe('what changes at another time is unknown', () => {
  test('a variable that a function writes which nobody calls here', () => {
    const program =
      'let list = ["a"]; export const reload = () => { list = load(); }; export const f = () => probe(list);';
    expect(sliced(program).seen).toEqual([expect.any(UnknownValue)]);
  });

  test('not a constant text, which nothing can change through another name for it', () => {
    const alias =
      'app.get("/", (req) => { let answer = origin; if (req.ok) answer = true; callback(answer); });';
    expect(sliced(`const origin = "a"; ${alias} export const f = () => probe(origin);`).seen).toEqual(['a']);
    expect(sliced(`const origin = ["a"]; ${alias} export const f = () => probe(origin);`).seen).toEqual([
      expect.any(UnknownValue),
    ]);
  });

  test('not a text that a variable or a parameter is given once', () => {
    const asked = (given: string, later: string): readonly unknown[] =>
      sliced(
        `const f = (origin) => { const later = () => { ${later} }; return origin; }; export const g = () => probe(f(${given}));`,
      ).seen;
    expect(asked('"a"', 'somewhere.ask(origin);')).toEqual(['a']);
    expect(asked('["a"]', 'somewhere.ask(origin);')).toEqual([expect.any(UnknownValue)]);
    expect(asked('"a"', 'origin = "b";')).toEqual([expect.any(UnknownValue)]);
    expect(
      sliced('let origin = "a"; const later = () => somewhere(origin); export const f = () => probe(origin);')
        .seen,
    ).toEqual(['a']);
  });

  test('not a list that is told to a callback which other code hands in', () => {
    const told = (handler: string) => `const list = ["a"]; ${handler} export const f = () => probe(list);`;
    expect(sliced(told('app.get("/", (req, callback) => { callback(null, list); });')).seen).toEqual([['a']]);
    expect(sliced(told('app.get("/", (req) => { somewhere(null, list); });')).seen).toEqual([
      expect.any(UnknownValue),
    ]);
    expect(sliced(told('export function tell(change) { change(list); }')).seen).toEqual([
      expect.any(UnknownValue),
    ]);
  });

  test('a list that a callback of something unknown fills, even while the server is set up', () => {
    expect(sliced('const list = []; data.forEach((x) => list.push(x)); probe(list);').seen).toEqual([
      expect.any(UnknownValue),
    ]);
  });

  test('not a class of which instances change, unless these name it', () => {
    const program = (method: string, later = 'new A().put("b")'): string =>
      `class A { static first = new A(); list = ["a"]; ${method} } app.get("/", (req) => req.send(${later})); export const f = () => probe(A.first.list);`;
    expect(sliced(program('put(x) { this.list = [x]; return this; }')).seen).toEqual([['a']]);
    expect(sliced(program('put(x) { this.constructor.first = { list: [x] }; return this; }')).seen).toEqual([
      expect.any(UnknownValue),
    ]);
    expect(sliced(program('put() {}', 'A.first.put("b")')).seen).toEqual([['a']]);
    expect(sliced(program('put(x) { this.list = [x]; return this; }', 'A.first.put("b")')).seen).toEqual([
      expect.any(UnknownValue),
    ]);
  });

  test('not what a handler changes later, while the server is set up', () => {
    expect(
      sliced('let origin = "*"; app.post("/", (req) => { origin = req.body; }); probe(origin);').seen,
    ).toEqual(['*']);
  });
});

describe('a list that is filled through another name for it is seen whole', () => {
  test.each([
    `const list = []; const n = ((l) => { l.push('a'); return l; })(list); probe(list);`,
    `const list = []; const f = (l = []) => { l.push('a'); return l; }; const n = f(list); probe(list);`,
    `const list = []; const f = (...l) => { l[0].push('a'); return l; }; const n = f(list); probe(list);`,
    `const list = []; const f = ({ l }) => { l.push('a'); return l; }; const n = f({ l: list }); probe(list);`,
    `const list = []; const f = ([l]) => { l.push('a'); return l; }; const n = f([list]); probe(list);`,
    `const list = []; const f = ({ l }) => { l.push('a'); }; f({ l: list }); probe(list);`,
    `const list = []; const f = ({ l = [] } = {}) => { l.push('a'); return 1 }; const n = f({ l: list }); probe(list);`,
    `const list = []; const h = { add(l) { l.push('a'); return l; } }; const n = h.add(list); probe(list);`,
    `const list = []; class H { static add(l) { l.push('a'); return l; } } const n = H.add(list); probe(list);`,
    `const list = []; const same = (l) => l; const n = same(list); n.push('a'); probe(list);`,
    `const list = []; const same = (l) => l; same(list).push('a'); probe(list);`,
    `const list = []; const n = Reflect.set(list, 0, 'a'); probe(list);`,
    `const list = []; const n = Array.prototype.push.call(list, 'a'); probe(list);`,
    `const list = []; const n = [].push.apply(list, ['a']); probe(list);`,
    `const list = []; const lists = [list]; const [first] = lists; first.push('a'); probe(list);`,
    `const list = []; const { ...o } = { list }; o.list.push('a'); probe(list);`,
    `const list = []; for (const l of [list]) l.push('a'); probe(list);`,
    `const list = []; [list].forEach((l) => l.push('a')); probe(list);`,
    `const list = []; const n = [list].map((l) => { l.push('a'); return 1; }); probe(list);`,
    `const list = []; (0, list).push('a'); probe(list);`,
    `const list = []; let o; (o = list).push('a'); probe(list);`,
    `const list = []; const get = () => list; get().push('a'); probe(list);`,
    `const list = []; const o = { get list() { return list; } }; o.list.push('a'); probe(list);`,
    `const list = []; class C { constructor(l) { l.push('a'); } } const c = new C(list); probe(list);`,
    `const list = []; class C { constructor(l) { this.l = l; } add(x) { this.l.push(x); } } const c = new C(list); c.add('a'); probe(list);`,
    `const list = []; const push = list.push; push.call(list, 'a'); probe(list);`,
    `const list = []; const n = list?.push('a'); probe(list);`,
    `const list = []; const m = new Map([['k', list]]); m.get('k').push('a'); probe(list);`,
    `const list = []; [1].reduce((acc, x) => { acc.push('a'); return acc; }, list); probe(list);`,
    `const list = []; const n = [1].reduce((acc, x) => { acc.push('a'); return acc; }, list); probe(list);`,
    `const list = []; async function f(l) { l.push('a'); return l; } const n = await f(list); probe(list);`,
    `const list = []; const f = (l) => g(l); const g = (l) => { l.push('a'); return l; }; const n = f(list); probe(list);`,
    `const list = []; const o = Object.assign(list, { 0: 'a' }); probe(list);`,
    `const list = []; const o = {}; o.l = list; o.l.push('a'); probe(list);`,
    `const list = []; const o = { l: [list] }; o.l[0].push('a'); probe(list);`,
    `const list = []; const s = new Set([list]); for (const l of s) l.push('a'); probe(list);`,
    `const list = []; const n = (list.push('a'), 1); probe(list);`,
    `const list = []; const n = list.length || list.push('a'); probe(list);`,
    `const list = []; const n = true ? list : []; n.push('a'); probe(list);`,
    `const list = []; try { list.push('a'); throw 1; } catch {} probe(list);`,
    `const list = []; const o = { set x(v) { list.push(v); } }; o.x = 'a'; probe(list);`,
    `const list = []; const o = { get x() { list.push('a'); return 1; } }; const n = o.x; probe(list);`,
    `const list = []; class C { static { list.push('a'); } } probe(list);`,
    `const list = []; class C { x = list.push('a'); } new C(); probe(list);`,
    `const list = []; const fs = [(l) => l.push('a')]; for (const f of fs) f(list); probe(list);`,
    `const list = []; const fs = { add: (l) => l.push('a') }; const n = fs['add'](list); probe(list);`,
    `const list = []; const add = (l) => (x) => { l.push(x); }; const n = add(list); n('a'); probe(list);`,
    `const list = []; const add = (l) => (x) => { l.push(x); }; add(list)('a'); probe(list);`,
    `const list = []; const n = Promise.resolve(list).then((l) => { l.push('a'); }); await n; probe(list);`,
    `const list = []; Reflect.set(list, 0, 'a'); probe(list);`,
    `const list = []; Array.prototype.push.apply(list, ['a']); probe(list);`,
    `const list = []; const h = { add(x) { list.push(x); } }; const { add } = h; add('a'); probe(list);`,
    `const list = []; const h = { add: (x) => { list.push(x); } }; const y = h; y.add('a'); probe(list);`,
    `const list = []; const push = Array.prototype.push; push.call(list, 'a'); probe(list);`,
    `const list = []; const y='a'; ((x) => { list.push(x); })(y); probe(list);`,
    `const list = []; class C { #l; constructor(l) { this.#l = l; } add() { this.#l.push('a'); } } const c = new C(list); c.add(); probe(list);`,
  ])('%s', (program) => {
    expect(sliced(program).seen).toEqual([['a']]);
  });
});

describe('what only mentions a list leaves it known', () => {
  test.each([
    'app.get("/", (req, res) => { console.log(list); });',
    'app.get("/", (req, res) => { res.json(list); });',
    'app.get("/", (req, res) => { const copy = list.filter(Boolean); res.json({ copy }); });',
    'app.get("/", (req, res) => { const known = list.includes(req.query.o); known.count += 1; });',
    'const check = (l) => l.length; app.get("/", (req, res) => { const n = check(list); });',
  ])('%s', (mention) => {
    expect(sliced(`const list = ["a"]; ${mention} export const f = () => probe(list);`).seen).toEqual([
      ['a'],
    ]);
  });
});
