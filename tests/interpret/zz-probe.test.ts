import { test } from 'vitest';
import vm from 'node:vm';
import { readFileSync } from 'node:fs';
import { interpret, plain } from '../harness/interpret.js';
const J = (v: unknown) => JSON.stringify(v, (_k, x) => typeof x === "bigint" ? `${x}n` : x);
const programs: string[] = [
  "class A { m() { return A.z } static z = 3 } new A().m()",
  "const f = function g(n) { return n ? g(n-1) : 'done' }; f(2)",
  "var y = x; var x = 1; y",
  "outer: for (const a of [1,2]) { for (const b of [1,2]) { if (b === 1) continue outer; } } 5",
  "let n = 0; outer: for (const a of [1,2,3]) { for (const b of [1,2]) { n++; continue outer; } } n",
  "String(undefined)", "Number(undefined)", "[NaN].includes(NaN)",
  "'a1b2'.match(/\\d/g)", "'ab'.search(/b/)", "new Map([['a',1],['a',2]]).get('a')",
  "const {a, ...r} = {a:1,b:2,c:3}; r", "const fns=[]; for (let i=0;i<3;i++) fns.push(()=>i); fns.map(f=>f())",
  "let i = 0; const a=[1,2,3]; a[i++] += 5; [i, a]",
  "new URL('https://a.b/x?y=1').searchParams.get('y')",
  "'x'.isWellFormed()", "({}).constructor === Object", "'toString' in {}", "class E extends Error { constructor(m){ super('x'+m); this.s=4 } } const e = new E('q'); [e.message, e.s, e instanceof E, e instanceof Error]",
  "[1,2,3].values().next().value", "'a-b'.replace(/(a)-(b)/, '$2$1')", "'aXbX'.replace('X', (m, i) => m+i)", "new Boolean(false) ? 1 : 2",
  "let x = 7; x /= 2; x **= 2; x", "typeof null", "typeof (()=>1)", "Object.keys({b:1,2:1,1:1})", "`${{toString(){return 'q'}}}`", "Object.create({a:1}).a",
  "const t = (s, ...v) => s.raw[0] + v[0]; t`a\\n${1}`", "[1,2,3].reduceRight((a,b,i)=>a+i,'')", "(function(){ return arguments.length })(1,2)",
  "[3,1,undefined,2].sort()", "'abc'.slice(true)", "[..."+"'a😀'"+"]", "structuredClone({a:1}).a", "Object.fromEntries(new Map([['a',1]]))",
  "const o = { get x() { return this.y }, y: 2 }; o.y = 3; o.x", "const o = { x: 1, m() { return this.x } }; o.m()", "[1,2,3].some(function(x){ return x === this.k }, {k:2})",
  "for (const [k, v] of Object.entries({a:1})) { r = k+v } var r; r", "new String('x').length", "Math.max(1,2)", "isNaN('x')", "parseFloat('1.5')", "Number.isInteger(3)", "1n + 2n", "-(1n)",
  "const a = {b: undefined}; let r; try { a?.b.c; r = 'no' } catch (e) { r = 'threw' } r", "const a = undefined; a?.b.c.d(1).e", "const a = {b(){ return this.c }, c: 4}; a?.b()", "const a = {}; a.b?.().c",
  "let r; try { const a = undefined; (a?.b).c; } catch { r = 1 } r",
  "class A { #p = 1; get p() { return this.#p } set p(v) { this.#p = v * 2 } static get s() { return 5 } static { this.q = 6 } } const a = new A(); a.p = 4; [a.p, A.s, A.q]",
  "class A { constructor(x) { this.x = x } hi() { return 'A' + this.x } } class B extends A { y = 2; constructor() { super(7); } hi() { return 'B' + super.hi() + this.y } } class C extends B { } new C().hi()",
  "class A { static m() { return 1 } } class B extends A { static m() { return super.m() + 1 } } class C extends B {} [B.m(), C.m(), new C() instanceof A, new C().constructor === C]",
  "const re = /a/g; const r = [re.test('a'), re.test('a')]; re.lastIndex = 0; r.push(re.test('a')); r",
  "'a,b;c'.split(/[,;]/)", "'abc'.split(/(b)/)", "'abc'.split(/(?:)/)", "''.split(/x/)", "''.split(/(?:)/)", "[...'x1y2'.matchAll(/([a-z])(\\d)/g)].map(m => m[1] + m[2] + m.index)",
  "'2020-01'.match(/(?<y>\\d+)-(?<m>\\d+)/).groups.y", "'x'.replace(/x/, '$$-$&-$`-$1')", "'aaa'.replaceAll('a', (m, i) => i)", "'abc'.replace(/(?<z>b)/, (...a) => a.length)",
  "const o = Object.freeze({a: 1}); o.a", "const l = [1,2,3]; l.length = 1; l", "const x = 1; try { x = 2 } catch (e) { 'caught' } x",
  "let s = ''; for (var i = 0; i < 3; i++) { s += i } s + i", "do { var q = 1 } while (false); q", "switch (3) { case 1: 'a'; default: var w = 'd'; case 2: w += '2' } w",
  "[1,[2,[3,[4]]]].flat(Infinity)", "new Set([1,2,2,NaN,NaN]).size", "[...new Set('aab')]", "const m = new Map(); m.set('a',1).set('b',2); [...m.entries()].map(([k,v])=>k+v).join()",
  "async function f() { return 1 } 0", "[,1].length", "parseInt('12px', 10)", "[10,9,1].sort()", "[10,9,1].sort((a,b)=>a-b)", "Array.from({length:2}, (_, i) => i)", "Array.from('ab', c => c + c)", "[1,2,3].at(-1)", "'abc'.at(-1)", "[3,4].entries().next().value", "typeof undeclared", "void 0 ?? 'x'", "null || undefined && 1", "[] + {}", "[] == ''", "null == 0", "'1' == 1", "({valueOf(){return 3}}) + 1", "({valueOf(){return 3}}) > 2",
  "(() => { try { return 'a' } finally { } })()", "(() => { for (;;) { try { return 1 } finally { break } } return 2 })()", "(() => { l: { break l; } return 4 })()", "const {x: {y = 5} = {}} = {}; y", "const [p = 1, [q] = [2], ...z] = []; [p,q,z]", "((a, b = a + 1, ...c) => [a,b,c])(1, undefined, 3, 4)", "(({a, b: {c}}) => a + c)({a:1,b:{c:2}})", "let a1 = 1, b1 = 2; [a1, b1] = [b1, a1]; [a1,b1]", "const o2 = {}; ({a: o2.x, b: [o2.y]} = {a: 1, b: [2]}); o2",
  "Object.entries({a:1,b:2}).map(([k,v]) => k+v)", "Object.assign({}, null, {a:1}, 'hi')", "({...'hi', ...[9], ...null, ...undefined, ...false})", "'a' in {a:1}", "0 in [5]", "delete {a:1}.a", "const d = {a:1,b:2}; delete d.a; delete d?.b; Object.keys(d)", "new Error('x').message", "String(new TypeError('q'))", "`${[1,[2,null]]}`", "[1,2].toString()", "(255).toString(16)", "true.toString()", "isFinite('3')", "Number('')", "Number('0x1f')", "+[]", "+{}", "-'3'", "~~'7.9'", "1/0", "-1 % 3", "2**10", "1 << 33", "-1 >>> 28", "'b' > 'a'", "'10' < '9'", "10 < '9'", "undefined + 1", "null + 1", "true + true",
];
test('probe', () => {
  for (const p of programs) {
    let real: unknown; try { real = vm.runInNewContext(p, { URL, structuredClone }); } catch (e) { real = 'THROWS ' + e; }
    let got: unknown; try { const r = interpret(p, { path: '/p.cjs' }); got = r.kind === 'undecided' ? r : r.kind === 'throws' ? { throws: plain(r.value) } : plain(r.value); } catch (e) { got = 'CRASH ' + (e as Error).stack; }
    const a = J(real) ?? String(real), b = J(got) ?? String(got);
    console.log((a === b ? 'ok   ' : 'DIFF ') + p + '\n        node ' + a + '\n        ours ' + b);
  }
});
