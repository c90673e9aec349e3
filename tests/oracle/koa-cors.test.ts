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

const host = (name: string, module: string, installed?: { name: string; version: string }): Host<string> => ({
  name,
  program: (argument) => `const Koa = require('koa');
const cors = require('${module}');
${prelude}
const app = new Koa();
app.use(cors(${argument}));
app.use((ctx) => {
  ctx.body = 'data';
});
module.exports = app;
`,
  ...(installed && { installed: { [module]: installed } }),
});

const newest = host('@koa/cors 5', '@koa/cors');
const hosts = [
  newest,
  host('@koa/cors 4', '@koa/cors', { name: 'koa-cors-4', version: '4.0.0' }),
  host('@koa/cors 3', '@koa/cors', { name: 'koa-cors-3', version: '3.4.3' }),
  host('kcors', 'kcors'),
];

const functions = [
  ...returned.flatMap((verdict) => [
    `(ctx) => { const origin = ctx.get('Origin'); return ${verdict}; }`,
    `async (ctx) => { const origin = ctx.get('Origin'); return ${verdict}; }`,
  ]),
  `(ctx) => { throw new Error('x'); }`,
  `async (ctx) => { throw new Error('x'); }`,
  `(origin, callback) => callback(null, true)`,
  `(ctx) => ctx.request.header.origin`,
  `(ctx) => ctx.headers.origin`,
  `(ctx) => ctx.req.headers.origin`,
  `(ctx) => ctx.request.get('origin')`,
  `({ header }) => header.origin`,
  `(ctx) => ctx.origin`,
];

const verbatim = ['', `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `{}`];

const credentials = [
  `'true'`,
  `'false'`,
  `1`,
  `0`,
  `undefined`,
  `() => true`,
  `async () => true`,
  `() => 1`,
  `() => false`,
  `(ctx) => ctx.get('Origin') === A`,
];

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
    named(`{ origin: '*', credentials: ${value} }`),
  ]),
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
