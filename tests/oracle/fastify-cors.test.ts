import { describe } from 'vitest';
import type { Installed } from '../harness/installed.js';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  callbacks,
  delegates,
  environmentArguments,
  environmentValues,
  prelude,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

/** What stands between the plugin and the end of the call, and how the route is declared. */
interface Given {
  readonly argument: string;
  readonly route?: string;
}

const host = (name: string, installed?: Readonly<Record<string, Installed>>): Host<Given> => ({
  name,
  program: ({ argument, route }) => `const fastify = require('fastify');
const cors = require('@fastify/cors');
${prelude}
const app = fastify();
app.register(cors${argument === '' ? '' : `, ${argument}`});
app.register(async (routes) => {
  routes.get('/', ${route === undefined ? '' : `${route}, `}async () => ({ data: true }));
});
module.exports = app;
`,
  ...(installed && { installed }),
});

const newest = host('@fastify/cors 11 on Fastify 5');
const ten = host('@fastify/cors 10 on Fastify 5', {
  '@fastify/cors': { name: 'fastify-cors-10', version: '10.1.0' },
});
const eight = host('@fastify/cors 8 on Fastify 4', {
  '@fastify/cors': { name: 'fastify-cors-8', version: '8.5.0' },
  fastify: { name: 'fastify-4', version: '4.29.1' },
});

/** It answers twice: the reply of the callback and the error of the promise come in any order. */
const varying = (origin: string): boolean => origin === `async (origin, callback) => callback(null, true)`;

const functions = [
  ...callbacks.filter((origin) => !varying(origin)),
  `(origin, callback) => callback(null, LIST)`,
  `(origin, callback) => callback(null, ['*'])`,
  `async (origin) => ['*']`,
  `async (origin) => LIST.includes(origin) ? origin : false`,
];

const verbatim = ['', `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `{}`];

const delegators = [
  ...delegates.flatMap(withAndWithoutCredentials),
  `(req, callback) => callback(null)`,
  `(req, callback) => callback(null, {})`,
  `(req, callback) => callback(null, { credentials: true })`,
  `(req, callback) => callback(new Error('x'))`,
  `async (req) => ({ origin: req.headers.origin, credentials: true })`,
  `async (req) => ({ origin: ['*'] })`,
  `async () => { throw new Error('x'); }`,
];

const others = [
  `{ origin: true, hook: 'onRequest' }`,
  `{ origin: true, hook: 'preParsing' }`,
  `{ origin: true, hook: 'preValidation' }`,
  `{ origin: true, hook: 'preHandler' }`,
  `{ origin: true, hook: 'never' }`,
  `{ origin: LIST, strictPreflight: false }`,
  `{ origin: LIST, preflight: false }`,
  `{ origin: '*', preflight: false }`,
  `{ origin: true, preflightContinue: true }`,
  `{ origin: true, hideOptionsRoute: false }`,
  `{ origin: true, optionsSuccessStatus: 200, maxAge: 600, methods: ['GET'] }`,
  `{ origin: true, allowedHeaders: ['x-token'] }`,
  ...[`'true'`, `'false'`, `1`, `0`, `undefined`].map((value) => `{ origin: true, credentials: ${value} }`),
];

const named = (argument: string): Configuration<Given> => ({
  name: `register(cors, ${argument})`,
  given: { argument },
});

const shapes = [
  ...verbatim,
  ...[`{ maxAge: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)].flatMap(
    withAndWithoutCredentials,
  ),
  ...values.flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)),
];

describeAgreement([ten, eight], shapes.map(named));

describeAgreement(
  [newest],
  [
    ...shapes,
    ...functions.flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)),
    ...others,
    ...delegators.map((delegator) => `{ delegator: ${delegator} }`),
    ...delegators.map((delegator) => `() => ${delegator}`),
    // Not `(req, callback) => …` as it is: called with the instance and nothing to call back, it ends the process.
    `(instance) => ({ origin: LIST })`,
  ].map(named),
);

describe('the environment', () => {
  describeAgreement(
    [newest],
    environmentArguments.flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `register(cors, ${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
