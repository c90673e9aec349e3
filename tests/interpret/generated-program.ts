import fc from 'fast-check';
import { expressions, PREAMBLE } from './generated-expression.js';

type Statements = Record<'statement' | 'block', string>;

const { any, list, callback, truth } = expressions;

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

/** A program of the subset the interpreter follows; its last expression is everything it did. */
export const program: fc.Arbitrary<string> = fc.oneof(
  any.map((value) => `${PREAMBLE}\n(${value});`),
  fc
    .array(statement, { minLength: 1, maxLength: 3 })
    .map(
      (lines) =>
        `${PREAMBLE}\nlet v0 = 1, v1 = 'w', v2; const log = [], fns = [];\n${lines.join('\n')}\n[v0, v1, v2, log, l0, o0, fns.map((fn) => fn())];`,
    ),
);
