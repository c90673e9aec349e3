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

const anyOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

const PATTERNS = [
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

const { test } = fc.letrec<Record<'test', string>>((tie) => {
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

const allowed = anyOf(
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
const refused = anyOf('false', 'null', 'undefined', "''", '0', '[]', 'A', '[B, /^https:\\/\\/b\\.example$/]');
const failure = anyOf('new Error("Not allowed by CORS")', '"no"', '{ status: 403 }');

/** Statements that answer through `callback`, on every path or not. */
const body = fc.oneof(
  { weight: 3, arbitrary: write`callback(null, ${test});` },
  write`if (${test}) callback(null, ${allowed}); else callback(${failure});`,
  write`if (${test}) { callback(null, ${allowed}); } else { callback(null, ${refused}); }`,
  write`if (!(${test})) return callback(${failure}); callback(null, ${allowed});`,
  write`if (!origin) return callback(null, ${refused}); return callback(undefined, ${test});`,
  write`${test} ? callback(null, ${allowed}) : callback(null, ${refused});`,
  write`const ok = ${test}; callback(ok ? null : ${failure}, ok);`,
  write`callback(null, ${test} ? ${allowed} : ${refused});`,
  write`let answer = ${refused}; if (${test}) { answer = ${allowed}; } callback(null, answer);`,
  write`try { callback(null, ${test}); } catch (error) { callback(error); }`,
  write`Promise.resolve(${test}).then((ok) => callback(null, ok), callback);`,
  write`setImmediate(() => callback(null, ${allowed}));`,
  write`if (${test}) callback(null, ${allowed});`,
  write`return ${test};`,
);

const callback = fc.oneof(
  { weight: 3, arbitrary: write`origin: (origin, callback) => { ${body} }` },
  write`origin: (origin, callback) => callback(null, ${test})`,
  write`origin: function (origin, callback) { ${body} }`,
  write`origin(origin, callback) { ${body} }`,
  write`origin: async (origin, callback) => { const ok = await Promise.resolve(${test}); callback(null, ok); }`,
  write`origin: (...given) => { const [origin, callback] = given; ${body} }`,
);

const value = fc
  .oneof(
    anyOf(
      "'*'",
      'true',
      'false',
      'undefined',
      "''",
      'A',
      'list',
      '[A]',
      "[A, '*']",
      "[...list, 'null']",
      '[]',
      '[...distinct]',
      'distinct',
      '[...table.keys()]',
      'Object.keys(record)',
      'list.map((one) => one.trim())',
      'list.join()',
      'new URL(A)',
      'fromEnv',
      "fromEnv.length > 0 ? fromEnv : '*'",
      'process.env.CORS_ORIGINS',
      "process.env.CORS_ORIGINS || '*'",
      "process.env.CORS_ORIGINS?.split(',') ?? true",
      'isProduction ? list : true',
      "isProduction || '*'",
    ),
    anyOf(...PATTERNS),
    anyOf(...PATTERNS).map((pattern) => `[A, ${pattern}]`),
  )
  .map((text) => `origin: ${text}`);

const unread = anyOf('origins: list', 'allowedOrigins: [A]', 'origin: undefined', "methods: ['GET']");

const more = anyOf('', '', '', ', credentials: true', ", credentials: 'true'", ', maxAge: 600', ', ...base');

const options = fc.oneof(
  { weight: 5, arbitrary: write`{ ${callback}${more} }` },
  { weight: 3, arbitrary: write`{ ${value}${more} }` },
  write`{ ...base, ${callback} }`,
  write`Object.assign({}, base, { ${callback} })`,
  write`{ ${unread}${more} }`,
);

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

/** What stands between the parentheses of `cors(…)`: a predicate over origins, in one of the forms the library takes. */
export const corsArgument: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: options },
  {
    weight: 2,
    arbitrary: write`(req, callback) => { const origin = req.headers.origin; callback(null, { origin: ${test} }); }`,
  },
  { weight: 2, arbitrary: write`(req, callback) => callback(null, ${options})` },
  {
    weight: 1,
    arbitrary: write`(req, callback) => { const origin = req.header('Origin'); if (${test}) callback(null, ${options}); else callback(null, { origin: false }); }`,
  },
  { weight: 1, arbitrary: anyOf('', 'undefined', "'https://app.example.com'", 'list', 'base') },
);
