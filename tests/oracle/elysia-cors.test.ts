import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  environmentArguments,
  environmentValues,
  prelude,
  returned,
  unknownOptions,
  values,
} from './option-values.js';

const host = (name: string, installed?: { name: string; version: string }): Host<string> => ({
  name,
  program: (argument) => `const { Elysia } = require('elysia');
const { cors } = require('@elysiajs/cors');
${prelude}
module.exports = new Elysia().use(cors(${argument})).get('/', () => 'data');
`,
  ...(installed && { installed: { '@elysiajs/cors': installed } }),
});

const newest = host('@elysiajs/cors 1.4');
const hosts = [newest, host('@elysiajs/cors 1.2', { name: 'elysia-cors-1-2', version: '1.2.0' })];

const functions = [
  ...returned.flatMap((verdict) => [
    `(request) => { const origin = request.headers.get('origin') ?? ''; return ${verdict}; }`,
    `async (request) => { const origin = request.headers.get('origin') ?? ''; return ${verdict}; }`,
  ]),
  `(request) => { throw new Error('x'); }`,
  `async (request) => { throw new Error('x'); }`,
  `(origin, callback) => callback(null, true)`,
  `({ headers }) => headers.get('Origin') === A`,
  `({ request }) => request.headers.get('origin') === A`,
  `(request) => request.headers.origin === A`,
];

const lists = [
  `[(request) => request.headers.get('origin') === A]`,
  `['b.example', (request) => request.headers.get('origin') === A]`,
  `['example.com']`,
  `['http://app.example.com', 'b.example']`,
  `[['app.example.com']]`,
  `[[(request) => true]]`,
  `[null, A]`,
  `1`,
  `{}`,
];

/** `…` stands for further properties: credentials are on where nothing is said. */
const withCredentials = (pattern: string): string[] =>
  ['', ', credentials: true', ', credentials: false'].map((more) => pattern.replace('…', more));

const verbatim = ['', `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `{}`];

const further = [
  ...[`'true'`, `1`, `0`, `null`, `undefined`].map((value) => `{ origin: A, credentials: ${value} }`),
  `{ preflight: false }`,
  `{ origin: A, preflight: false }`,
  `{ origin: [A], methods: ['GET'], allowedHeaders: ['Authorization'] }`,
];

const named = (argument: string): Configuration<string> => ({
  name: `cors(${argument})`,
  given: argument,
  stateful: argument.includes('/g'),
});

describeAgreement(hosts, [
  ...[...verbatim, ...further].map(named),
  ...[`{ x: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)].flatMap(withCredentials).map(named),
  ...[...values, ...functions, ...lists]
    .flatMap((origin) => withCredentials(`{ origin: ${origin}… }`))
    .map(named),
]);

describe('the environment', () => {
  describeAgreement(
    [newest],
    environmentArguments.flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `cors(${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
