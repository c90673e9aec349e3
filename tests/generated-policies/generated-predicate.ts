import fc from 'fast-check';
import { write } from '../harness/template.js';

/** What a predicate has at hand: lists in every shape, helpers, a class, and a list read from the environment. */
const PRELUDE = `
const A = 'https://app.example.com', B = 'https://b.example';
const list = [A, B], distinct = new Set(list), table = new Map([[A, true], [B, { open: 1 }]]), record = { [A]: true, [B]: 0 };
const pattern = /^https:\\/\\/([a-z]+\\.)?example\\.com$/, base = { credentials: true, methods: ['GET'] };
const fromEnv = (process.env.CORS_ORIGINS ?? '').split(',').map((text) => text.trim()).filter(Boolean);
const isProduction = process.env.NODE_ENV === 'production';
function isListed(origin) { for (const one of list) { if (one === origin) return true; } return false; }
const hostOf = (origin) => { try { return new URL(origin).hostname; } catch { return ''; } };
const same = (a) => (b) => a === b;
class Origins { constructor(items) { this.items = items; } allows(origin) { return this.items.includes(origin); } static of(...items) { return new Origins(items); } }
`;

/** One of some texts. */
export const anyOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** Expressions that are regular expressions. */
export const PATTERNS = [
  'pattern',
  '/^https:\\/\\/app\\.example\\.com$/',
  '/^https:\\/\\/(?:app|admin)\\.example\\.com(?::\\d+)?$/',
  '/\\.example\\.com$/i',
  '/^https?:\\/\\/localhost(:\\d{2,5})?$/',
  '/example.com/',
  '/^https:\\/\\/app.example.com|b.example$/u',
  'new RegExp(`^${A}$`)',
];

/** Expressions that test `origin`, which may be undefined; what some of them give is no boolean. */
const ATOMS = [
  'list.includes(origin)',
  'list.indexOf(origin) !== -1',
  'list.indexOf(origin) >= 0',
  'list.indexOf(origin)',
  '~list.indexOf(origin)',
  'list.includes(origin?.toLowerCase())',
  'list.join().includes(origin)',
  'list.some((one) => one === origin)',
  'list.some(same(origin))',
  'list.every((one) => one !== origin)',
  'list.find((one) => origin?.startsWith(one))',
  'list.findIndex((one) => one === origin)',
  'list.filter((one) => one === origin).length > 0',
  'list.reduce((found, one) => found || one === origin, false)',
  'list.map((one) => one.replace("https:", "http:")).includes(origin)',
  '[...distinct].includes(origin)',
  'distinct.has(origin)',
  'table.has(origin)',
  'table.get(origin)',
  'record[origin]',
  'origin in record',
  'Object.hasOwn(record, String(origin))',
  'Object.keys(record).includes(origin)',
  'Object.entries(record).some(([name, value]) => name === origin && value)',
  'isListed(origin)',
  'Origins.of(A).allows(origin)',
  'new Origins(fromEnv).allows(origin)',
  'origin === A',
  'A == origin',
  'origin !== B',
  '!origin',
  'origin',
  'origin === "null"',
  'typeof origin === "string"',
  'origin?.endsWith(".example.com")',
  'origin.endsWith("example.com")',
  'origin?.startsWith(A)',
  'origin?.includes("app.example.com")',
  'hostOf(origin) === "app.example.com"',
  'hostOf(origin).endsWith(".example.com")',
  'hostOf(origin).split(".").slice(-2).join(".") === "example.com"',
  'new URL(origin).host === new URL(A).host',
  '`${origin}/` === new URL(A).href',
  'fromEnv.includes(origin)',
  'fromEnv.length === 0',
  'process.env.CORS_ORIGINS === origin',
  'process.env.CORS_ORIGINS?.includes(origin)',
  '!isProduction',
  'true',
  'false',
];

/** An expression that tests `origin`. */
export const { test } = fc.letrec<Record<'test', string>>((tie) => {
  const part = tie('test');
  const atom = anyOf(...ATOMS);
  const pattern = anyOf(...PATTERNS);
  return {
    test: fc.oneof(
      { depthSize: 'small', maxDepth: 2, withCrossShrink: true },
      { weight: 6, arbitrary: atom },
      write`${pattern}.test(origin)`,
      write`origin?.match(${pattern})`,
      write`${pattern}.exec(String(origin))?.[0]`,
      write`!(${part})`,
      write`!!(${part})`,
      write`Boolean(${part})`,
      write`(${part} && ${part})`,
      write`(${part} || ${part})`,
      write`((${part}) ?? ${part})`,
      write`(${part} ? ${part} : ${part})`,
      write`((origin) => ${part})(origin)`,
      write`[origin].some((origin) => ${part})`,
      write`(({ from: origin = A }) => ${part})({ from: origin })`,
      write`(() => { try { return ${part}; } catch { return ${part}; } })()`,
      write`(() => { switch (true) { case Boolean(${part}): return ${part}; default: return ${part}; } })()`,
      write`(() => { let found = false; for (const one of [...list, ...fromEnv]) { if (one !== origin) continue; found = ${part}; break; } return found; })()`,
      write`(() => { if (${part}) { return ${part}; } return ${part}; })()`,
      write`(function check(origin, more = [A]) { return more.includes(origin) || (${part}); })(origin)`,
    ),
  };
});

/** What is said of a page that is allowed, and of one that is refused; not always with success. */
export const allowed = anyOf(
  'true',
  'true',
  'origin',
  "'*'",
  'A',
  'list',
  'fromEnv',
  '[origin]',
  'pattern',
  '1',
  "'any text'",
  'new Error("no")',
  '{}',
);
export const refused = anyOf(
  'false',
  'null',
  'undefined',
  "''",
  '0',
  '[]',
  'A',
  '[B, /^https:\\/\\/b\\.example$/]',
);
/** What an error is. */
export const failure = anyOf('new Error("Not allowed by CORS")', '"no"', '{ status: 403 }');

const OWN_NAMES =
  /\b(?:A|B|list|distinct|table|record|pattern|base|fromEnv|isProduction|isListed|hostOf|same|Origins)\b/g;

/** The declarations behind a predicate, and the predicate, with names of their own: policies of one program share nothing. */
export const withOwnNames = (
  argument: string,
  suffix: string,
): { declarations: string; argument: string } => ({
  declarations: PRELUDE.replaceAll(OWN_NAMES, `$&${suffix}`),
  argument: argument.replaceAll(OWN_NAMES, `$&${suffix}`),
});
