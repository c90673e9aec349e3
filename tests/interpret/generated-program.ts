import fc from 'fast-check';
import { expressions, PREAMBLE } from './generated-expression.js';
import { write as fill } from '../harness/template.js';

type Statements = Record<'statement' | 'block', string>;

const { any, list, callback, truth, text, object } = expressions;

const target = fc.constantFrom('v0', 'v1', 'v2', 'o0.z', 'l0[1]', '[v0, v1]', '({ a: v1 = 5, ...v2 })');
const operator = fc.constantFrom('=', '+=', '-=', '*=', '||=', '&&=', '??=', '|=', '**=', '%=');
const plainTarget = fc.constantFrom('v0', 'v1', 'v2', 'o0.z', 'l0[1]', 'o0[v0]');

const { statement } = fc.letrec<Statements>((tie) => {
  const [one, block] = [tie('statement'), tie('block')];
  const write = <T>(arbitraries: fc.Arbitrary<T>, text: (parts: T) => string) => arbitraries.map(text);
  return {
    block: fc
      .array(one, { minLength: 1, maxLength: 2, depthIdentifier: 'block' })
      .map((lines) => `{ ${lines.join(' ')} }`),
    statement: fc.oneof(
      { depthSize: 'small', maxDepth: 2 },
      write(fc.tuple(plainTarget, operator, any), ([to, by, value]) => `${to} ${by} ${value};`),
      write(fc.tuple(target, list), ([to, value]) => `(${to.replace(/^\((.*)\)$/, '$1')} = ${value});`),
      write(fc.tuple(plainTarget, fc.constantFrom('++', '--')), ([to, by]) => `${to}${by};`),
      write(any, (value) => `log.push(${value});`),
      write(fc.tuple(truth, block, block), ([test, yes, no]) => `if (${test}) ${yes} else ${no}`),
      write(fc.tuple(list, block), ([items, body]) => `for (const x of ${items}) ${body}`),
      write(fc.tuple(any, block), ([items, body]) => `for (var k in ${items}) ${body}`),
      write(
        fc.tuple(block, block),
        ([a, b]) =>
          `outer: for (let i = 0; i < 3; i++) { fns.push(() => i); ${a} for (;;) { if (i === 1) continue outer; break; } ${b} }`,
      ),
      write(
        fc.tuple(truth, block),
        ([test, body]) => `{ let j = 0; while (j++ < 2) { if (${test}) continue; ${body} } }`,
      ),
      write(fc.tuple(block), ([body]) => `{ let j = 0; do ${body} while (++j < 2); }`),
      write(
        fc.tuple(any, any, block, block, block),
        ([value, label, a, b, c]) =>
          `switch (${value}) { case ${label}: ${a} case 'a': ${b} break; default: ${c} }`,
      ),
      write(
        fc.tuple(block, block, block),
        ([a, b, c]) => `try ${a} catch (e) { log.push(e instanceof Error); ${b} } finally ${c}`,
      ),
      write(any, (value) => `throw ${value};`),
      write(
        fc.tuple(any, block),
        ([value, body]) => `v1 = (function () { ${body.slice(1, -1)} return ${value}; })();`,
      ),
      write(
        fc.tuple(any, any),
        ([a, b]) => `v2 = (() => { try { return ${a}; } finally { log.push(${b}); } })();`,
      ),
      write(
        fc.tuple(callback, any),
        ([fn, value]) =>
          `{ class A { p = ${value}; static q = 2; constructor(x) { this.x = x; } get g() { return this.p; } m() { return (${fn})(this.x); } } class B extends A { m() { return [super.m(), B.q]; } } const it = new B(${value}); log.push(it.m(), it.g, it instanceof A); }`,
      ),
      write(
        fc.tuple(any, any),
        ([a, b]) => `{ const [x, , y = ${a}, ...z] = ${b} ?? []; log.push(x, y, z); }`,
      ),
      write(
        fc.tuple(any, any),
        ([a, b]) => `{ const { a: x = ${a}, length, ...z } = ${b}; log.push(x, length, z); }`,
      ),
    ),
  };
});

/** Things that programs keep state in, made, used and looked at. */
const pieces = fc
  .oneof(
    fill`function g(x, y = ${any}, { a, ...b } = {}, ...z) { return [x, y, a, b, z, arguments.length, ${any}]; } log.push(g(${any}), g.call(o0, ${any}, undefined, o0), g.apply(null, ${list}), g.bind(null, ${any})(${any}));`,
    fill`const make = (n) => ({ up: () => n++, get n() { return n; }, set n(x) { n = x; } }), one = make(1), other = make(${any}); one.up(); log.push(one.up(), one.n, other.n); other.n = ${any}; log.push(other.n, one.n);`,
    fill`const s = new Set(${list}); s.add(${any}).add('a'); log.push(s.delete(${any}), s.has(${any}), s.size); s.forEach((x, y, z) => log.push(x === y, z === s)); log.push([...s.values()]);`,
    fill`const m = new Map(Object.entries(${object})); m.set(${any}, ${any}).delete('a'); for (const [k, v] of m) log.push(k, v); log.push(m.has(${any}), m.size, [...m.keys()], m.get('b'));`,
    fill`class C { #p = ${any}; static #n = 0; static made(x) { C.#n++; return new C(x); } constructor(x) { this.x = x; } is(x) { return this.#p === x; } get p() { return this.#p; } set p(x) { this.#p = x; } static get n() { return C.#n; } static { this.q = ${any}; } } const c = C.made(${any}); c.p = c.x; log.push(c.is(c.x), c.p, C.n, C.q);`,
    fill`try { const { origin, host, hostname, protocol, port, pathname, href } = new URL(${text}); log.push(origin, host, hostname, protocol, port, pathname, href); } catch (error) { log.push(error.name, error instanceof TypeError); }`,
    fill`const { a: [x = ${any}] = [], ['b']: y = ${any}, ...z } = ${object}; log.push(x, y, z);`,
    fill`for (const [k, v = ${any}] of Object.entries(${object})) { if (k === 'b') break; log.push(k, v); }`,
    fill`[v0, v1, ...l1] = [v1, v0, ${any}, ...l1.slice(2)]; log.push(l1);`.map((line) =>
      line.replaceAll('...l1] =', 'v2 = 3] ='),
    ),
    fill`const found = [], r = ${fc.constantFrom('/a|b/g', '/(.)x?/g', '/[a-c]+/y', '/e/')}, t = ${text}; let one, n = 0; while ((one = r.exec(t)) && n++ < 4) found.push(one[0], one.index, r.lastIndex); log.push(found, r.lastIndex);`,
    fill`for (const one of (${text}).matchAll(/(?<head>[a-z])(\d)?/g)) log.push(one[0], one[2], one.index, one.groups.head);`,
    fill`const walk = (x, d = 0) => (Array.isArray(x) && d < 3 ? x.map((y) => walk(y, d + 1)) : [d, x]); log.push(walk([${list}, ${any}]));`,
    fill`const l = [...${list}]; log.push(l.pop(), l.shift(), l.unshift(${any}, 1), l.splice(1, 1, ${any}), l.reverse() === l, l.fill(${any}, 0, 1), l.length); l.length = 1; l[3] = ${any}; log.push(l);`,
    fill`let n = 0; for (const one of ${text}) { if (one === ':') continue; if (++n > 5) break; log.push(one); } log.push([...${text}].length);`,
    fill`const give = (x) => { try { if (${truth}) return x; throw new TypeError(String(x)); } catch ({ name, message }) { return [name, message]; } finally { log.push('done'); } }; log.push(give(${any}));`,
    fill`for (let i = 0, j = 5; i < j; i++, j--) { fns.push(() => [i, j]); if (${truth}) continue; log.push(i * j); }`,
    fill`try { try { null.x; } finally { log.push(${any}); } } catch (error) { log.push(error.name); }`,
    fill`const o = Object.freeze({ ...${object}, z: ${any} }); log.push(Object.isFrozen(o), Object.keys(o), 'z' in o, delete { z: 1 }.z);`,
    fill`log.push(String.raw\`\\n$\{${any}}\`, ((texts, ...given) => [texts.length, texts[0], given])\`a$\{${any}}b\`);`,
    fill`log.push(${list}.entries().next().done, Array.from(${list}, (x, i) => [i, x]).flat(), Object.fromEntries(${list}.map((x, i) => [i, x])));`,
    fill`const l = [...${list}], seen = []; for (const x of l) { seen.push(x); if (${truth}) l.push(1); else l.shift(); if (seen.length > 6) break; } log.push(seen, l);`,
    fill`const l = [...${list}], seen = []; log.push(l.${fc.constantFrom('forEach', 'filter', 'find', 'findLast', 'some', 'every', 'flatMap')}((x, i) => { seen.push(x); if (${truth}) l.pop(); else if (l.length < 9) l[i + 1] = ${any}; }), seen, l);`,
    fill`const s = new Set(${list}), seen = []; for (const x of s) { seen.push(x); s.delete(${any}); if (${truth}) s.add(seen.length % 3); if (seen.length > 6) break; } log.push(seen, s);`,
    fill`const m = new Map(Object.entries(${object})), seen = []; for (const k of m.keys()) { seen.push(k); m.set(${text}, seen.length); if (${truth}) m.delete(k); if (seen.length > 6) break; } m.forEach((v, k) => { seen.push(v); m.delete('a'); }); log.push(seen, m);`,
    fill`class P { static made = ${any}; [${fc.constantFrom("'m'", "'f' + 1", 't0')}] = ${any}; m() { return [${any}, this.f1]; } get g() { return this.p; } set g(x) { this.p = x; } constructor(...xs) { if (${truth}) return { xs }; this.xs = xs; } } class Q extends P { g = ${any}; ['m']() { return super.m?.(); } static made = [super.made]; } const p = new P(${any}); p.g = ${any}; log.push(p, p.xs, p.f1, p.g, Q.made, Object.keys(p));`,
    fill`const order = [], at = (x) => (order.push(x), x); const { [at('a')]: x = at(1), [at('b')]: y = at(${any}), ...z } = ${object}; log.push(x, y, z, order);`,
    fill`const order = [], o = { get a() { order.push('get'); return ${any}; }, set a(x) { order.push(x); }, b: ${any} }; o.a ||= ${any}; o.b ??= ${any}; const { a, ...rest } = o; log.push(rest, { ...o }, order, delete o?.b, delete o.zz?.b, Object.keys(o));`,
    fill`const give = (n) => { sw: switch (n) { case 1: for (;;) { try { break sw; } finally { log.push('f'); if (${truth}) continue; return 5; } } default: log.push(n); case 2: { n = ${any}; } case 3: return [n]; } return 'end'; }; log.push(give(2), give(${any}));`,
    fill`const walk = () => { for (const x of ${list}) { try { if (${truth}) continue; return x; } catch { return 1; } finally { log.push(x); if (${truth}) break; } } return 'none'; }; log.push(walk());`,
    fill`const r = ${fc.constantFrom('/b/g', '/a|b/y', '/(?<k>a)|b/gi')}, t = ${text}; r.lastIndex = ${fc.constantFrom('1', '2', '-1', '9')}; log.push(t.${fc.constantFrom('match(r)', 'search(r)', "replace(r, 'x')", 'split(r)', "match('a')", "search('a')")}, r.lastIndex, r.test('ab'), r.lastIndex);`,
    fill`log.push(JSON.stringify(${any}), JSON.stringify({ a: ${any}, b: [${any}] }, null, ${fc.constantFrom('0', '2', "'-'")}), Object.isFrozen(Object.freeze(${object})));`,
    fill`switch (typeof (v0 = ${any})) { case 'string': case 'number': log.push(1); case 'object': log.push(2); break; case ${any}: log.push(3); default: log.push(4); }`,
  )
  .map((lines) => `{ ${lines} }`);

/** A program of the subset the interpreter follows; its last expression is everything it did. */
export const program: fc.Arbitrary<string> = fc.oneof(
  any.map((value) => `${PREAMBLE}\n(${value});`),
  fc
    .array(fc.oneof({ weight: 3, arbitrary: statement }, { weight: 2, arbitrary: pieces }), {
      minLength: 1,
      maxLength: 3,
    })
    .map(
      (lines) =>
        `${PREAMBLE}\nlet v0 = 1, v1 = 'w', v2; const log = [], fns = [];\n${lines.join('\n')}\n[v0, v1, v2, log, l0, o0, fns.map((fn) => fn())];`,
    ),
);
