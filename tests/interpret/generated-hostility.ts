import fc from 'fast-check';
import { write } from '../harness/template.js';

const anyOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** A number as text, often small, sometimes as large as asked for. */
const upTo = (most: number): fc.Arbitrary<string> =>
  fc.oneof(fc.nat(20), fc.nat(most), fc.constant(most)).map(String);

const atom = anyOf(
  'a',
  'b',
  '.',
  '[ab]',
  '[^c]',
  '\\d',
  '\\w',
  '(?:)',
  '(a|a)',
  '(a|ab|b)',
  'é',
  '\\u0061',
  '$',
  '^',
  '\\b',
);

/** Regular expressions on which backtracking takes exponential time, and long ones. */
const pattern = fc.oneof(
  anyOf(
    '(a+)+$',
    '(a|a)*b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(.*)*c',
    '(a?){30}a{30}',
    '(?=(a+))\\1b',
    '(?<!a)b',
  ),
  fc
    .letrec<Record<'part', string>>((tie) => ({
      part: fc.oneof(
        { depthSize: 'small', maxDepth: 4 },
        atom,
        write`${tie('part')}${tie('part')}`,
        write`(${tie('part')})${anyOf('*', '+', '?', '{2,9}', '{0,50}', '*?', '{99}')}`,
        write`(?:${tie('part')}|${tie('part')})`,
      ),
    }))
    .part.map((part) => `${part}$`),
  fc.tuple(atom, fc.nat(10_000)).map(([part, times]) => part.repeat(Math.floor(times / part.length))),
);

const subjectText = fc
  .tuple(anyOf('a', 'ab', 'aaab', 'b'), fc.constantFrom(1, 30, 1_000, 20_000), anyOf('', '!', 'c'))
  .map(([text, times, end]) => `"${text}".repeat(${String(times)}) + "${end}"`);

const matching = fc
  .tuple(
    pattern,
    anyOf('', 'g', 'i', 'gu', 'y', 'gs'),
    subjectText,
    anyOf('test', 'match', 'split', 'replace', 'exec', 'matchAll'),
  )
  .map(([source, flags, text, use]) => {
    const made = `new RegExp(${JSON.stringify(source)}, "${flags}")`;
    return use === 'test' || use === 'exec'
      ? `${made}.${use}(${text});`
      : `(${text}).${use}(${made}${use === 'replace' ? ', "$&$&"' : ''}).length;`;
  });

const around = fc.constantFrom<readonly [string, string]>(
  ['[', ']'],
  ['({ a: ', '}).a'],
  ['(() => ', ')()'],
  ['(1 ? ', ' : 0)'],
  ['!', ''],
  ['`${', '}`'],
  ['[...[', ']]'],
  ['(class { static a = ', ' }).a'],
  ['new Set([', '])'],
  ['1 + ', ''],
  ['(x => ', ')(1)'],
  ['(', ')?.a'],
  ['(async () => await ', ')()'],
);

/** Syntax inside syntax, a few kinds taking turns; no deeper than the parser's own stack. */
const nested = fc
  .tuple(
    fc.array(around, { minLength: 1, maxLength: 3 }),
    fc.oneof(fc.nat(50), fc.nat(400)),
    anyOf('1', '"a"', 'x'),
  )
  .map(([kinds, depth, inner]) => {
    let text = inner;
    for (let level = 0; level < depth; level++) {
      const [before, after] = kinds[level % kinds.length] ?? ['', ''];
      text = `${before}${text}${after}`;
    }
    return `(${text});`;
  });

const nestedStatements = fc
  .tuple(
    anyOf('{', 'if (1) {', 'for (const x of [1]) {', 'try {', 'a: {', '(function () {', 'do {'),
    fc.nat(300),
  )
  .map(([open, depth]) => {
    const close = { 'try {': '} finally {}', '(function () {': '})();', 'do {': '} while (0);' }[open] ?? '}';
    // A label must not stand inside a statement of the same label.
    const opened = (level: number): string => open.replace(/^a:/, `a${String(level)}:`);
    return `${Array.from({ length: depth }, (_, level) => opened(level)).join(' ')} 1; ${close.repeat(depth)}`;
  });

const value = fc.oneof(
  write`Array.from({ length: ${upTo(1e9)} }, (_, i) => i)`,
  write`new Array(${upTo(4e9)}).fill(1)`,
  write`"ab".repeat(${upTo(1e9)})`,
  write`"a".padEnd(${upTo(1e9)}, "bc")`,
  write`[..."a".repeat(${upTo(1e5)})]`,
  write`"a,".repeat(${upTo(1e5)}).split(",")`,
  write`JSON.parse("[".repeat(${upTo(5e3)}) + "]".repeat(${upTo(5e3)}))`,
  fc.nat(4_000).map((length) => `[${Array.from({ length }, (_, index) => String(index)).join()}]`),
  fc
    .nat(2_000)
    .map((length) => `({ ${Array.from({ length }, (_, index) => `k${String(index)}: 1`).join()} })`),
  write`new Set(Array.from({ length: ${upTo(1e6)} }))`,
  write`Object.fromEntries(Array.from({ length: ${upTo(1e5)} }, (_, i) => [i, i]))`,
);

/** One more turn of something that grows. */
const growth = anyOf(
  'v += v;',
  'v = [...v, ...v];',
  'v = [v, v];',
  'v = `${v}${v}`;',
  'v = v.concat(v);',
  'v = { ...v, v };',
  'v = v.flatMap(() => v);',
  'v = v.map((x) => [x, v]);',
  'v = v.replaceAll("a", v);',
  'v = v.join(v);',
  'v.push(...v);',
  'v = [v].flat(Infinity);',
  'const u = v; v = () => u();',
  'v = new Set([...v, n]);',
  'v = String(v) + JSON.stringify(v);',
  'v.sort(() => n % 2 ? 1 : -1);',
  'v = v.split("").reverse().join("b");',
);

const repeated = fc.oneof(
  write`for (;;) { n++; ${growth} }`,
  write`while (n++ < ${upTo(1e9)}) { ${growth} ${growth} }`,
  write`do { ${growth} } while (n++ < ${upTo(100)});`,
  write`const f = () => { n++; ${growth} return f(); }; f();`,
  write`const f = (d) => { if (d === 0) return n; ${growth} return f(d - 1) + f(d - 1); }; f(${upTo(1e3)});`,
  write`for (const x of v) { v.push(x); ${growth} }`,
  write`class A { b = new A(); } new A();`,
  write`const o = { get a() { ${growth} return o.a; }, toString() { return \`$\{o}\`; } }; \`$\{o}\`; o.a;`,
  write`outer: for (const a of v) { for (const b of v) { for (const c of v) { ${growth} continue outer; } } }`,
  write`const f = async () => { n++; ${growth} await f(); }; f();`,
  write`[1, 2, 3].reduce(function r(a) { return [1, 2].reduce(r, a); }, v);`,
  write`v.forEach((x) => v.forEach((y) => v.forEach((z) => n++)));`,
);

/** Programs that are made to be deep, long, endless or hard to match; all of them parse. */
export const hostileProgram: fc.Arbitrary<string> = fc.oneof(
  matching,
  nested,
  nestedStatements,
  write`let n = 0, v = ${fc.oneof(value, anyOf('"ab"', '[1, 2]', '["a"]', '({ a: 1 })'))}; ${repeated} v;`,
  write`let n = 0, v = ${value}; ${growth} ${growth} ${growth} v;`,
);
