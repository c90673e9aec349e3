import { describe, expect, test } from 'vitest';
import { UnknownValue } from '../harness/interpret.js';
import { sliced } from '../harness/sliced.js';

describe('what changes an object, where its result is used, is part of the slice', () => {
  test.each<[string, unknown]>([
    ['const l = []; const n = l.push("a"); probe(l);', ['a']],
    ['const l = ["b"]; const n = l.unshift("a"); probe(l);', ['a', 'b']],
    ['const l = ["a", "b"]; const n = l.pop(); probe(l);', ['a']],
    ['const l = ["b", "a"]; const n = l.shift(); probe(l);', ['a']],
    ['const l = ["a", "b"]; const n = l.splice(1, 1); probe(l);', ['a']],
    ['const l = ["b", "a"]; const n = l.sort(); probe(l);', ['a', 'b']],
    ['const l = ["b", "a"]; const n = l.reverse(); probe(l);', ['a', 'b']],
    ['const l = ["b"]; const n = l.fill("a"); probe(l);', ['a']],
    ['const s = new Set(); const n = s.add("a"); probe([...s]);', ['a']],
    ['const s = new Set(["a", "b"]); const n = s.delete("b"); probe([...s]);', ['a']],
    ['const s = new Set(["a"]); const n = s.clear(); probe([...s]);', []],
    ['const m = new Map(); const n = m.set("a", 1); probe(m.get("a"));', 1],
    ['const h = new Headers(); const n = h.append("a", "1"); probe(h.get("a"));', '1'],
    ['const o = {}; const n = Object.assign(o, { a: 1 }); probe(o);', { a: 1 }],
    [
      'const o = {}; const n = Object.defineProperty(o, "a", { value: 1, enumerable: true }); probe(o);',
      { a: 1 },
    ],
    ['const o = { a: 1 }; const n = Reflect.deleteProperty(o, "a"); probe(o);', {}],
    ['const o = {}; const n = Reflect.set(o, "a", 1); probe(o);', { a: 1 }],
    ['const l = []; const n = Array.prototype.push.call(l, "a"); probe(l);', ['a']],
    ['const l = []; const n = Array.prototype.push.apply(l, ["a"]); probe(l);', ['a']],
    ['const o = {}; const n = (o.a = 1); probe(o);', { a: 1 }],
    ['const o = { a: 1 }; const n = o.a++; probe(o);', { a: 2 }],
    ['const o = { a: 1 }; const n = --o.a; probe(o);', { a: 0 }],
    ['const o = { a: 1 }; const n = delete o.a; probe(o);', {}],
    ['const o = { a: { b: 1 } }; const n = (o.a.b = 2); probe(o);', { a: { b: 2 } }],
    ['const o = { a: [0] }; const n = (o.a[0] += 2); probe(o);', { a: [2] }],
    ['const o = {}; const n = ([o.a] = [1]); probe(o);', { a: 1 }],
    ['const o = {}; const n = ([...o.a] = [1]); probe(o);', { a: [1] }],
    ['const o = {}; const n = ({ x: o.a } = { x: 1 }); probe(o);', { a: 1 }],
    ['const o = {}; const n = ({ x: o.a = 5 } = {}); probe(o);', { a: 5 }],
    ['const o = {}; for (o.a in { x: 1 }); probe(o);', { a: 'x' }],
  ])('%s', (program, expected) => {
    expect(sliced(program).seen).toEqual([expected]);
  });

  test.each<[string, unknown]>([
    ['let x = 1; const n = x++; probe(x);', 2],
    ['let x = 1; const n = (x = 2); probe(x);', 2],
    ['let x = 1; const [n] = [(x = 2)]; probe(x);', 2],
    ['let x; [x] = [2]; probe(x);', 2],
    ['let x; ({ x } = { x: 2 }); probe(x);', 2],
    ['let x; ({ y: x = 3 } = {}); probe(x);', 3],
    ['let x; for (x of [1, 2]) ; probe(x);', 2],
    ['let x; for (x in { a: 1 }) ; probe(x);', 'a'],
    ['let x = 0; for (const y of [1, 2]) x += y; probe(x);', 3],
    ['let x = 0; for (let i = 0; i < 3; i++) x += i; probe(x);', 3],
    ['let x = 0; while (x < 3) x++; probe(x);', 3],
    ['let x = 0; do x++; while (x < 3); probe(x);', 3],
    ['let x = 0; a: for (;;) { x++; break a; } probe(x);', 1],
    ['let x = 0; if (x) x = 1; else x = 2; probe(x);', 2],
    ['let x = 0; switch (x) { case 0: x = 5; break; default: x = 6; } probe(x);', 5],
    ['let x = 0; const k = 1; switch (1) { case k: x = 5; } probe(x);', 5],
    ['let x = 0; try { x = 1; } finally { x += 1; } probe(x);', 2],
    ['let x = 0; try { null.a; } catch { x = 3; } probe(x);', 3],
    ['let x = 0; { x = 4; } probe(x);', 4],
    ['let x = 0; (() => { x = 4; })(); probe(x);', 4],
    ['let x = 0; function f() { x = 4; } f(); probe(x);', 4],
    ['let x = 0; function f() { g(); } function g() { x = 4; } f(); probe(x);', 4],
    ['let x = 0; const o = { f() { x = 4; } }; o.f(); probe(x);', 4],
    ['let x = 0; const o = { f: () => { x = 4; } }; const { f } = o; f(); probe(x);', 4],
    ['let x = 0; class C { f() { x = 4; } } new C().f(); probe(x);', 4],
    ['let x = 0; class C { constructor() { x = 4; } } new C(); probe(x);', 4],
    ['let x = 0; class C { static { x = 4; } } probe(x);', 4],
    ['let x = 0; const o = {}; o.f = () => { x = 4; }; o.f(); probe(x);', 4],
    ['let x = 0; const o = { get a() { x = 4; return 1; } }; const n = o.a; probe(x);', 4],
    ['let x = 0; [1].forEach(() => { x = 4; }); probe(x);', 4],
    ['let x = 0; const n = [1].map(() => (x = 4)); probe(x);', 4],
    ['let x = 0; const each = (f) => f(); each(() => { x = 4; }); probe(x);', 4],
    ['let x = 0; new Promise((done) => { x = 4; done(); }); probe(x);', 4],
  ])('%s', (program, expected) => {
    expect(sliced(program).seen).toEqual([expected]);
  });
});

describe('a method that knows its object may change it', () => {
  test.each([
    'const o = { l: [], add(x) { this.l.push(x); } }; const n = o.add("a"); probe(o.l);',
    'const o = { l: [], add: function (x) { this.l.push(x); } }; const n = o.add("a"); probe(o.l);',
    'const o = { l: [], in: { add: 1 }, add(x) { const f = () => this.l.push(x); f(); } }; const n = o.add("a"); probe(o.l);',
    'class C { l = []; add(x) { this.l.push(x); } } const o = new C(); const n = o.add("a"); probe(o.l);',
    'class C { l = []; add = (x) => { this.l.push(x); }; } const o = new C(); const n = o.add("a"); probe(o.l);',
    'class C { static l = []; static add(x) { this.l.push(x); } } const n = C.add("a"); probe(C.l);',
    'class C { l = []; add(x) { this.l.push(x); } } const o = { c: new C() }; const n = o.c.add("a"); probe(o.c.l);',
    'class C { l = []; "add it"(x) { this.l.push(x); } } const o = new C(); const n = o["add it"]("a"); probe(o.l);',
  ])('%s', (program) => {
    expect(sliced(program).seen).toEqual([['a']]);
  });

  test.each([
    'const o = { l: ["a"], size() { return 1; } }; const n = o.size(); probe(o.l);',
    'const o = { l: ["a"], size: () => 1 }; const n = o.size(); probe(o.l);',
    'const o = { l: ["a"], size() { return 1; }, add(x) { this.l.push(x); } }; const n = o.size(); probe(o.l);',
    'class C { l = ["a"]; size() { return 1; } } const o = new C(); const n = o.size(); probe(o.l);',
  ])('one that does not know it is left out: %s', (program) => {
    const { seen, leavesOut } = sliced(program);
    expect(seen).toEqual([['a']]);
    expect(leavesOut('const n')).toBe(true);
  });
});

describe('an object is followed through what gives it another name', () => {
  test.each([
    'const a = l; a.push("a");',
    'let a; a = l; a.push("a");',
    'let a = null; a ??= l; a.push("a");',
    'const [a] = [l]; a.push("a");',
    'const [, a] = [0, l]; a.push("a");',
    'const [...a] = [l]; a[0].push("a");',
    'const { a } = { a: l }; a.push("a");',
    'const { b: a } = { b: l }; a.push("a");',
    'const { a = l } = {}; a.push("a");',
    'const { b: { a } } = { b: { a: l } }; a.push("a");',
    'const { ...a } = { b: l }; a.b.push("a");',
    'let a; [a] = [l]; a.push("a");',
    'let a; ({ a } = { a: l }); a.push("a");',
    'for (const a of [l]) a.push("a");',
    'let a; for (a of [l]) a.push("a");',
    'for (const [a] of [[l]]) a.push("a");',
    'for (const { a } of [{ a: l }]) a.push("a");',
    'const a = l as string[]; a.push("a");',
    'const a = l!; a.push("a");',
    'const a = l satisfies string[]; a.push("a");',
    'const a = await l; a.push("a");',
    'const a = (0, l); a.push("a");',
    'const a = 1 ? l : []; a.push("a");',
    'const a = 0 ? [] : l; a.push("a");',
    'const a = null ?? l; a.push("a");',
    'const a = 0 || l; a.push("a");',
    'const a = 1 && l; a.push("a");',
    'const a = [l]; a[0].push("a");',
    'const a = { l }; a.l.push("a");',
    'const a = { b: { c: l } }; a.b.c.push("a");',
    'const a = { ...{ b: l } }; a.b.push("a");',
    'const a = [...[l]]; a[0].push("a");',
    'const a = Object.freeze({ l }); a.l.push("a");',
    'const a = new Set([l]); for (const b of a) b.push("a");',
    'const a = new Map([["k", l]]); a.get("k").push("a");',
    'const a = () => l; a().push("a");',
    'const a = () => { return l; }; a().push("a");',
    'function a() { return l; } a().push("a");',
    'function a() { return l; } const b = a(); b.push("a");',
    'const a = function () { return l; }; const b = a(); b.push("a");',
    'const a = { get b() { return l; } }; a.b.push("a");',
    'const a = { b() { return l; } }; a.b().push("a");',
    'class A { static b = l; } A.b.push("a");',
    'class A { b = l; } new A().b.push("a");',
    'class A { b = l; m() { this.b.push("a"); } } new A().m();',
    'class A { constructor(x) { this.b = x; } m() { this.b.push("a"); } } new A(l).m();',
    'class A { constructor(private b: string[]) {} m() { this.b.push("a"); } } new A(l).m();',
    'class A { constructor(private b: string[] = []) {} m() { this.b.push("a"); } } new A(l).m();',
    'class A { #b = l; m() { this.#b.push("a"); } } new A().m();',
    'const A = class { static b = l; }; A.b.push("a");',
    'class A { static get b() { return l; } } A.b.push("a");',
    'const f = (a) => a.push("a"); f(l);',
    'const f = (...a) => a[0].push("a"); f(l);',
    'const f = (x, ...a) => a[1].push("a"); f(1, 2, l);',
    'const f = ([a]) => a.push("a"); f([l]);',
    'const f = ({ a }) => a.push("a"); f({ a: l });',
    'const f = (a = []) => a.push("a"); f(l);',
    'const f = (x, a) => a.push("a"); f(...[1, l]);',
    'const f = (a) => g(a); const g = (b) => b.push("a"); f(l);',
    'function f(a) { a.push("a"); } const n = f(l);',
    'const o = { f(a) { a.push("a"); } }; const n = o.f(l);',
    'class A { f(a) { a.push("a"); } } const n = new A().f(l);',
    'const n = [l].map((a) => a.push("a"));',
    'const n = [1].map(() => l.push("a"));',
    'const n = [1].reduce((a) => { a.push("a"); return a; }, l);',
    'const each = (x, f) => f(x); const n = each(l, (a) => a.push("a"));',
    'const o = {}; o.b = l; o.b.push("a");',
    'const o = {}; o.b = { c: l }; o.b.c.push("a");',
  ])('%s', (steps) => {
    expect(sliced(`const l = []; ${steps} probe(l);`).seen).toEqual([['a']]);
  });
});

describe('what only asks an object something is left out', () => {
  test.each([
    ...[
      'includes("a")',
      'some(unseen)',
      'every(unseen)',
      'indexOf("a")',
      'lastIndexOf("a")',
      'findIndex(unseen)',
      'join()',
      'toString()',
    ].map((question) => `const n = l.${question};`),
    'const n = l.length;',
    'const n = l[0];',
    'const n = l === unseen;',
    'const n = !l;',
    'const n = typeof l;',
    'const n = `${l}`;',
    'const n = l + unseen;',
    'const n = unseen(l);',
    'const n = unseen.push(l);',
    'const n = Object.keys(l);',
    'const n = Object.assign({}, l);',
    'const n = [...l];',
    'const n = l ? 1 : 2;',
    'const n = (l, 1);',
    'const n = { [l]: 1 };',
    'const n = unseen[l];',
    'const n = Reflect.has(l, "a");',
    'const n = unseen.assign(l);',
    'const n = (unseen as any).call(l);',
    'const n = Array.prototype.includes.call(l, "a");',
    'const f = (a) => a.length; const n = f(l);',
  ])('%s', (question) => {
    const { seen, leavesOut } = sliced(`const l = ["a"]; ${question} probe(l);`);
    expect(seen).toEqual([['a']]);
    expect(leavesOut(question.slice(question.lastIndexOf('const n')))).toBe(true);
  });
});

describe('what may happen to an object before a request is answered', () => {
  const after = (mention: string, made = '["a"]') =>
    sliced(`const l = ${made}; ${mention} export const f = () => probe(l);`).seen;

  test.each([
    'app.get("/", () => { l.push("b"); });',
    'app.get("/", () => { l[0] = "b"; });',
    'app.get("/", () => { delete l[0]; });',
    'app.get("/", () => { l.length = 0; });',
    'app.get("/", () => { const a = l; a.push("b"); });',
    'app.get("/", () => { const [a] = [l]; a.push("b"); });',
    'app.get("/", () => { for (const a of [l]) a.push("b"); });',
    'app.get("/", () => { unseen(l); });',
    'app.get("/", () => { unseen.of(l); });',
    'app.get("/", () => { new Unseen(l); });',
    'app.get("/", () => { void unseen(l); });',
    'app.get("/", async () => { await unseen(l); });',
    'app.get("/", () => { const a = l; unseen(a); });',
    'app.get("/", () => { unseen(l[0]); });',
    'app.get("/", () => { Object.assign(l, unseen); });',
    'export const change = () => { l.push("b"); };',
    'export function change() { l.push("b"); }',
    'export const change = (to) => { to(l); };',
    'export class A { m() { l.push("b"); } }',
    'export default { m() { l.push("b"); } };',
  ])('it is unknown: %s', (mention) => {
    expect(after(mention)).toEqual([expect.any(UnknownValue)]);
  });

  test.each([
    'app.get("/", () => { console.log(l); });',
    'app.get("/", () => { console.info.call(console, l); });',
    'app.get("/", (req, res) => { res.json(l); });',
    'app.get("/", (req, res) => { res.status(200).json(l); });',
    'app.get("/", (req, done) => { done(null, l); });',
    'app.get("/", () => l.includes("b"));',
    'app.get("/", () => { const n = unseen(l); });',
    'app.get("/", () => { return unseen(l); });',
    'app.get("/", () => { unseen(l.length === 1); });',
    'app.get("/", () => { unseen(l.includes("a")); });',
    'app.get("/", () => { unseen([...l].length > 1); });',
    'app.get("/", () => { const a = [l]; unseen(a.length > 0); });',
    'app.get("/", (req) => { const a = l[0]; });',
  ])('it is known: %s', (mention) => {
    expect(after(mention)).toEqual([['a']]);
  });
});

describe('what is shared by way of the platform', () => {
  test.each<[string, unknown]>([
    ['process.env.X = "a"; probe(process.env.X);', 'a'],
    ['const n = (process.env.X = "a"); probe(process.env.X);', 'a'],
    ['globalThis.x = "a"; probe(globalThis.x);', 'a'],
    ['module.exports.x = "a"; probe(module.exports.x);', 'a'],
    ['exports.x = "a"; probe(exports.x);', 'a'],
    ['exports.x = []; const n = exports.x.push("a"); probe(exports.x);', ['a']],
    ['global.x = "b"; global.x = "a"; probe(global.x);', 'a'],
    ['if (1) process.env.X = "a"; probe(process.env.X);', 'a'],
    ['{ const process = { env: {} }; process.env.X = "b"; } probe(process.env.X);', undefined],
    ['const p = { env: {} }; p.env.X = "b"; probe(process.env.X);', undefined],
  ])('%s', (program, expected) => {
    expect(sliced(program).seen).toEqual([expected]);
  });

  test('but what only has such a name is left out', () => {
    const { seen, leavesOut } = sliced('const o = { process: {} }; o.process.x = 1; probe(process.env.X);', {
      environment: { X: 'a' },
    });
    expect(seen).toEqual(['a']);
    expect(leavesOut('o.process')).toBe(true);
  });
});

describe('what leaves a place early', () => {
  test.each<[string, readonly unknown[]]>([
    ['export const f = () => { if (1) return; probe(1); };', []],
    ['export const f = () => { if (0) return; probe(1); };', [1]],
    ['export const f = () => { probe(1); if (1) return; probe(2); };', [1]],
    ['export const f = () => { probe(1); return; };', [1]],
    ['export const f = () => { const g = () => { return; }; g(); probe(1); };', [1]],
    ['export const f = () => { throw 1; probe(1); };', []],
    ['export const f = () => { process.exit(1); probe(1); };', []],
    ['export const f = () => { other.exit(1); probe(1); };', [1]],
    ['export const f = () => { for (const x of [1, 2, 3]) { if (x === 2) continue; probe(x); } };', [1, 3]],
    ['export const f = () => { for (const x of [1, 2, 3]) { if (x === 2) break; probe(x); } };', [1]],
    ['export const f = () => { for (const x of [1, 2, 3]) { probe(x); if (x === 2) return; } };', [1, 2]],
    ['export const f = () => { let n = 0; do { probe(n); if (n) break; n++; } while (true); };', [0, 1]],
    [
      'export const f = () => { a: for (const x of [1, 2]) for (const y of [1, 2]) { probe(y); continue a; } };',
      [1, 1],
    ],
    ['export const f = () => { switch (1) { case 1: probe(1); break; case 2: probe(2); } };', [1]],
    ['export const f = () => { switch (1) { case 1: probe(1); case 2: probe(2); } };', [1, 2]],
    ['export const f = () => { switch (2) { case 1: probe(1); break; default: probe(3); } };', [3]],
    ['throw 1; probe(1);', []],
    ['if (0) throw 1; probe(1);', [1]],
    ['process.exit(); probe(1);', []],
    ['function need(x) { if (!x) throw 1; } need(0); probe(1);', []],
    ['function need(x) { if (!x) throw 1; } need(1); probe(1);', [1]],
    ['const need = (x) => { if (!x) process.exit(1); }; need(0); probe(1);', []],
    ['async function need(x) { throw 1; } need(0); probe(1);', [1]],
    ['function* need(x) { throw 1; } need(0); probe(1);', [1]],
  ])('%s', (program, expected) => {
    expect(sliced(program).seen).toEqual(expected);
  });
});
