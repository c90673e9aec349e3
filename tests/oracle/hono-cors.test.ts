import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  environmentArguments,
  environmentValues,
  prelude,
  returned,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

const host = (name: string, installed?: { name: string; version: string }): Host<string> => ({
  name,
  program: (argument) => `const { Hono } = require('hono');
const { cors } = require('hono/cors');
${prelude}
const app = new Hono();
app.onError((error, c) => c.text('failed', 500));
app.use('*', cors(${argument}));
app.get('/', (c) => c.text('data'));
module.exports = app;
`,
  ...(installed && { installed: { hono: installed } }),
});

const newest = host('hono 4.13');
const hosts = [
  newest,
  host('hono 4.12.24', { name: 'hono-4-12', version: '4.12.24' }),
  host('hono 4.0.0', { name: 'hono-4-0', version: '4.0.0' }),
];

const functions = [
  ...returned.flatMap((verdict) => [`(origin) => ${verdict}`, `async (origin) => ${verdict}`]),
  `(origin) => { throw new Error('x'); }`,
  `async (origin) => { throw new Error('x'); }`,
  `(origin, callback) => callback(null, true)`,
  `(origin, c) => c.req.header('Origin')`,
  `(origin, c) => c.req.raw.headers.get('origin')`,
  `(origin, c) => c.req.header().origin`,
  `(origin, { req }) => req.header('origin') ?? A`,
];

const verbatim = ['', `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `{}`];

const credentials = [`'true'`, `'false'`, `1`, `0`, `undefined`];

const named = (argument: string): Configuration<string> => ({ name: `cors(${argument})`, given: argument });

describeAgreement(hosts, [
  ...verbatim.map(named),
  ...[`{ x: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)]
    .flatMap(withAndWithoutCredentials)
    .map(named),
  ...[...values, ...functions]
    .flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`))
    .map(named),
  ...credentials.flatMap((value) => [
    named(`{ credentials: ${value} }`),
    named(`{ origin: LIST, credentials: ${value} }`),
  ]),
]);

/** What a Worker is given, and what stands for the environment of any runtime. */
const bindings = [
  `{ origin: (origin, c) => c.env.ORACLE_ORIGINS }`,
  `{ origin: (origin, c) => c.env.ORACLE_ORIGINS || origin }`,
  `{ origin: (origin, c) => require('hono/adapter').env(c).ORACLE_ORIGINS ?? '*' }`,
];

describe('the environment', () => {
  describeAgreement(
    [newest],
    [...environmentArguments, ...bindings].flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `cors(${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
