import fc from 'fast-check';
import { write } from '../harness/template.js';
import { allowed, anyOf, failure, PATTERNS, refused, test } from './generated-predicate.js';

/** Statements that answer through `callback`, on every path or not. */
const calledBack = fc.oneof(
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

/** The option `origin` as a function that calls back. */
const callback = fc.oneof(
  { weight: 3, arbitrary: write`origin: (origin, callback) => { ${calledBack} }` },
  write`origin: (origin, callback) => callback(null, ${test})`,
  write`origin: function (origin, callback) { ${calledBack} }`,
  write`origin(origin, callback) { ${calledBack} }`,
  write`origin: async (origin, callback) => { const ok = await Promise.resolve(${test}); callback(null, ok); }`,
  write`origin: (...given) => { const [origin, callback] = given; ${calledBack} }`,
);

/** Values that are no functions. */
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

/** Options of another name, or without a value. */
const unread = anyOf('origins: list', 'allowedOrigins: [A]', 'origin: undefined', "methods: ['GET']");

/** An options object with one of some forms of the option `origin`, and more of it. */
const optionsWith = (origin: fc.Arbitrary<string>, more: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: write`{ ${origin}${more} }` },
    { weight: 3, arbitrary: write`{ ${value}${more} }` },
    write`{ ...base, ${origin} }`,
    write`Object.assign({}, base, { ${origin} })`,
    write`{ ${unread}${more} }`,
  );

const MORE = ['', '', '', ', credentials: true', ", credentials: 'true'", ', maxAge: 600', ', ...base'];

const options = optionsWith(callback, anyOf(...MORE));

/** A function that is given a request and calls back with options. */
const delegate = fc.oneof(
  {
    weight: 2,
    arbitrary: write`(req, callback) => { const origin = req.headers.origin; callback(null, { origin: ${test} }); }`,
  },
  { weight: 2, arbitrary: write`(req, callback) => callback(null, ${options})` },
);

/** What is no options object, or none that was written for it. */
const odd = anyOf('undefined', "'https://app.example.com'", 'list', 'base');

/** What stands between the parentheses of `cors(…)` of the package cors. */
export const corsArgument: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: options },
  { weight: 4, arbitrary: delegate },
  {
    weight: 1,
    arbitrary: write`(req, callback) => { const origin = req.header('Origin'); if (${test}) callback(null, ${options}); else callback(null, { origin: false }); }`,
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('')) },
);

/** The option `cors` of a server of socket.io. */
export const socketIoOption: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: options },
  { weight: 4, arbitrary: delegate },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('true', 'false', "''")) },
);

/** Statements that return a verdict, on every path or not. */
const returned = fc.oneof(
  { weight: 3, arbitrary: write`return ${test};` },
  write`return ${test} ? ${allowed} : ${refused};`,
  write`if (!(${test})) return ${refused}; return ${allowed};`,
  write`if (${test}) return ${allowed};`,
  write`if (!(${test})) throw ${failure}; return ${allowed};`,
  write`let answer = ${refused}; if (${test}) { answer = ${allowed}; } return answer;`,
  write`try { return ${test} && origin; } catch (error) { return ${refused}; }`,
);

const ofContext = anyOf(
  "const origin = ctx.get('Origin');",
  'const origin = ctx.headers.origin;',
  'const { origin } = ctx.request.header;',
);

/** What stands between the parentheses of `cors(…)` of @koa/cors. */
export const koaArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      fc.oneof(
        write`origin: (ctx) => { ${ofContext} ${returned} }`,
        write`origin: async (ctx) => { ${ofContext} ${returned} }`,
        write`origin(ctx) { ${ofContext} ${returned} }`,
        write`origin: function (ctx) { ${ofContext} ${returned} }`,
        write`origin: (ctx) => { const origin = ctx.get('Origin'); return (${test}) && origin; }`,
        write`origin: ({ header: { origin } }) => (${test}) ? origin : ''`,
      ),
      fc.oneof(
        { weight: 6, arbitrary: anyOf(...MORE) },
        anyOf(', credentials: () => true', ', credentials: async () => false'),
        write`, credentials: (ctx) => { ${ofContext} return ${test}; }`,
      ),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('')) },
);

/** What stands between the parentheses of `cors(…)` of @tinyhttp/cors. */
export const tinyhttpArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      fc.oneof(
        write`origin: (req) => { const { origin } = req.headers; ${returned} }`,
        write`origin: async (req) => { const { origin } = req.headers; ${returned} }`,
        write`origin({ headers: { origin } }) { ${returned} }`,
        write`origin: (req, res) => { const origin = req.headers.origin; res.setHeader('Vary', 'Accept'); ${returned} }`,
        write`origin: ({ headers: { origin = '' } }) => (${test}) ? origin : ''`,
      ),
      anyOf(...MORE),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('', 'null')) },
);

const ofRequest = write`const origin = request.headers.get('origin') ?? '';`;

/** What stands between the parentheses of `cors(…)` of @elysiajs/cors. */
export const elysiaArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      fc.oneof(
        write`origin: (request) => { ${ofRequest} ${returned} }`,
        write`origin: async (request) => { ${ofRequest} ${returned} }`,
        write`origin: ({ headers }) => { const origin = headers.get('origin'); ${returned} }`,
        write`origin: [A, (request) => { ${ofRequest} ${returned} }]`,
        write`origin: (request) => { ${ofRequest} return Boolean(${test}); }`,
      ),
      anyOf(...MORE, ', credentials: false', ', preflight: false'),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('', 'null')) },
);

/** What stands between the parentheses of `httpCors(…)` of @middy/http-cors: no header is anything but a text. */
export const middyArgument: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: write`{ getOrigin: (origin) => (${test}) ? origin : ''${anyOf(...MORE)} }` },
  write`{ getOrigin(origin) { if (!(${test})) return ''; return origin; }, vary: 'Origin' }`,
  write`{ ${anyOf("origin: '*'", 'origin: A', "origin: process.env.CORS_ORIGINS || '*'", 'maxAge: 600')}${anyOf(...MORE)} }`,
  write`{ ${anyOf('origins: list', 'origins: [A]', "origins: [A, '*']", 'origins: [...distinct]', 'origins: fromEnv', "origins: ['https://*.example.com']")}${anyOf(...MORE)} }`,
  write`{ ${anyOf("origin: '*'", 'origin: A')}, ${anyOf('origins: list', 'origins: []', 'origins: fromEnv')} }`,
);

/** What stands between the parentheses of `corsMiddleware(…)` of restify-cors-middleware2. */
export const restifyArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: write`{ ${fc.oneof(
      {
        weight: 4,
        arbitrary: anyOf(
          'origins: list',
          "origins: ['*']",
          "origins: [A, '*']",
          'origins: [...distinct]',
          'origins: distinct',
          'origins: fromEnv',
          "origins: fromEnv.length > 0 ? fromEnv : ['*']",
          "origins: process.env.CORS_ORIGINS?.split(',')",
          'origins: isProduction && list',
          "origins: ['https://*.example.com', 'http://localhost:*']",
          "origins: ['null', ...list]",
          'origin: list',
        ),
      },
      anyOf(...PATTERNS).map((pattern) => `origins: [A, ${pattern}]`),
      write`origins: list.filter((origin) => ${test})`,
    )}${anyOf('', '', '', ', credentials: true', ', credentials: isProduction', ', credentials: true, allowCredentialsAllOrigins: true')} }`,
  },
  { weight: 1, arbitrary: odd },
);

/** The option `cors` of a server of hapi, which knows no callbacks. */
export const hapiOption: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: write`{ ${fc.oneof(
      {
        weight: 3,
        arbitrary: anyOf(
          'origin: list',
          'origin: [A]',
          "origin: ['*']",
          "origin: [A, '*']",
          "origin: ['null', ...list]",
          'origin: [...distinct]',
          'origin: fromEnv',
          "origin: [...fromEnv, '']",
          "origin: fromEnv.length > 0 ? fromEnv : ['*']",
          "origin: process.env.CORS_ORIGINS?.split(',')",
          "origin: isProduction ? list : 'ignore'",
          "origin: ['https://*.example.com', 'http://localhost:*']",
          "origin: ['https://a??.example.c*']",
          "origin: 'ignore'",
          'maxAge: 600',
        ),
      },
      write`origin: list.filter((origin) => ${test})`,
      value,
    )}${anyOf('', '', ', credentials: true', ', credentials: isProduction', ", credentials: 'true'", ', maxAge: 600', ', ...base')} }`,
  },
  {
    weight: 3,
    arbitrary: fc.oneof(
      odd,
      anyOf('true', 'false', 'null', '!isProduction', 'fromEnv.length > 0 && { origin: fromEnv }'),
    ),
  },
);

/** What stands between the parentheses of `cors(…)` of hono/cors. */
export const honoArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      fc.oneof(
        write`origin: (origin) => { ${returned} }`,
        write`origin: async (origin) => { ${returned} }`,
        write`origin(origin, c) { ${returned} }`,
        write`origin: (origin) => (${test}) ? origin : null`,
        write`origin: (asking, c) => { const origin = c.req.header('Origin'); ${returned} }`,
      ),
      anyOf(...MORE),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('')) },
);

/** What stands between the parentheses of `cors(…)` of itty-router. */
export const ittyArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      fc.oneof(
        write`origin: (origin) => { ${returned} }`,
        write`origin: async (origin) => { ${returned} }`,
        write`origin(origin) { ${returned} }`,
        write`origin: (origin) => (${test}) ? origin : undefined`,
      ),
      anyOf(...MORE),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('')) },
);

/** What a construct of aws-cdk-lib is told about CORS; `origins` is its name for the list. */
export const cloudArgument = (origins: string): fc.Arbitrary<string> =>
  write`{ ${fc
    .oneof(
      {
        weight: 4,
        arbitrary: anyOf(
          'list',
          '[A]',
          "['*']",
          '[...distinct]',
          'fromEnv',
          "fromEnv.length > 0 ? fromEnv : ['*']",
          "process.env.CORS_ORIGINS?.split(',') ?? ['*']",
          "isProduction ? list : ['*']",
          "['https://*.example.com']",
          "['https://*']",
          '[]',
        ),
      },
      write`list.filter((origin) => ${test})`,
    )
    .map(
      (list) => `${origins}: ${list}`,
    )}${anyOf('', '', ', allowCredentials: true', ', allowCredentials: isProduction')} }`;

/** What stands between the parentheses of `createCors(…)` of itty-router 4. */
export const ittyCreateArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: write`{ ${fc.oneof(
      write`origins: (origin) => { ${returned} }`,
      write`origins(origin) { ${returned} }`,
      write`origins: (origin) => ${test}`,
      anyOf(
        'origins: list',
        "origins: [A, '*']",
        "origins: fromEnv.length > 0 ? fromEnv : ['*']",
        "origins: process.env.CORS_ORIGINS?.split(',')",
        'origin: list',
      ),
    )}${anyOf('', '', ', maxAge: 600', ", headers: { 'Access-Control-Allow-Credentials': true }", ", headers: { Vary: 'Origin' }")} }`,
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('')) },
);

/** What stands between the parentheses of `defineConfig(…)` of @adonisjs/cors. */
export const adonisArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      fc.oneof(
        write`origin: (origin) => { ${returned} }`,
        write`origin: async (origin) => { ${returned} }`,
        write`origin(origin, ctx) { ${returned} }`,
        write`origin: (_origin, { request }) => { const origin = request.header('origin'); ${returned} }`,
        write`origin: (origin) => ${test}`,
        write`enabled: ({ request }) => { const origin = request.header('Origin'); ${returned} }`,
      ),
      anyOf(...MORE, ', credentials: false', ", headers: ['Authorization']"),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('')) },
);

/** What stands behind the event in `handleCors(event, …)` of h3. */
export const h3Argument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      fc.oneof(
        write`origin: (origin) => { ${returned} }`,
        write`origin: async (origin) => { ${returned} }`,
        write`origin(origin) { ${returned} }`,
        write`origin: (origin) => ${test}`,
      ),
      anyOf(...MORE),
    ),
  },
  { weight: 1, arbitrary: odd },
);

/** What stands between the parentheses of `cors(…)` of micro-cors. */
export const microArgument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: optionsWith(
      value,
      anyOf('', ', allowCredentials: false', ', allowCredentials: true', ', credentials: true', ', ...base'),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(odd, anyOf('')) },
);

const fastifyOptions = optionsWith(
  fc.oneof(
    { weight: 2, arbitrary: write`origin: (origin, callback) => { ${calledBack} }` },
    write`origin: (origin, callback) => callback(null, ${test})`,
    write`origin: function (origin, callback) { ${calledBack} }`,
    write`origin(origin, callback) { ${calledBack} }`,
    write`origin: async (origin) => { ${returned} }`,
  ),
  anyOf(...MORE, ', strictPreflight: false', ', preflight: false'),
);

/** What stands behind the plugin in `register(cors, …)` of @fastify/cors. */
export const fastifyArgument: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fastifyOptions },
  {
    weight: 2,
    arbitrary: write`{ delegator: (req, callback) => { const { origin } = req.headers; callback(null, { origin: ${test} }); } }`,
  },
  { weight: 1, arbitrary: write`{ delegator: (req, callback) => callback(null, ${fastifyOptions}) }` },
  {
    weight: 1,
    arbitrary: write`{ delegator: async (req) => { const { origin } = req.headers; return (${test}) ? ${fastifyOptions} : { origin: false }; } }`,
  },
  { weight: 1, arbitrary: write`() => (req, callback) => callback(null, ${fastifyOptions})` },
  { weight: 1, arbitrary: write`() => (${fastifyOptions})` },
  { weight: 1, arbitrary: odd },
);
