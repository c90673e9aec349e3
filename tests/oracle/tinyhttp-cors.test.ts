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
  program: (argument) => `const { App } = require('@tinyhttp/app');
const { cors } = require('@tinyhttp/cors');
${prelude}
const app = new App({ onError: (error, req, res) => res.writeHead(500).end('failed') });
app.use(cors(${argument}));
app.get('/', (req, res) => res.end('data'));
module.exports = app.attach;
`,
  ...(installed && { installed: { '@tinyhttp/cors': installed } }),
});

const newest = host('@tinyhttp/cors 2.0.1');
const hosts = [newest, host('@tinyhttp/cors 2.0.0', { name: 'tinyhttp-cors-2-0-0', version: '2.0.0' })];

const functions = [
  ...returned.flatMap((verdict) => [
    `(req) => { const { origin } = req.headers; return ${verdict}; }`,
    `async (req) => { const { origin } = req.headers; return ${verdict}; }`,
  ]),
  `(req) => { throw new Error('x'); }`,
  `async (req) => { throw new Error('x'); }`,
  `(origin, callback) => callback(null, true)`,
  `(req) => req.get('Origin')`,
  `(req, res) => { res.setHeader('Vary', 'Accept'); return A; }`,
  `(req, res) => { res.setHeader('Access-Control-Allow-Credentials', 'true'); return req.headers.origin ?? ''; }`,
  `({ headers: { origin } }) => LIST.find((one) => one === origin) ?? ''`,
];

const iterables = [
  `new Set(['*'])`,
  `new Set(LIST)`,
  `new Set([A, 1])`,
  `LIST.values()`,
  `new Map([[A, A]])`,
  `new Map().values()`,
  `0`,
  `1`,
  `{}`,
  `[A, null]`,
];

const verbatim = [
  '',
  `'https://app.example.com'`,
  `[A]`,
  `undefined`,
  `null`,
  `false`,
  `1`,
  `{}`,
  `new Map()`,
];

const credentials = [`'true'`, `'false'`, `1`, `0`, `null`, `undefined`];

const named = (argument: string): Configuration<string> => ({
  name: `cors(${argument})`,
  given: argument,
  stateful: /\/g[,} ]/.test(argument),
});

describeAgreement(hosts, [
  ...verbatim.map(named),
  ...[`{ x: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)]
    .flatMap(withAndWithoutCredentials)
    .map(named),
  ...[...values, ...iterables, ...functions]
    .flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`))
    .map(named),
  ...credentials.map((value) => named(`{ credentials: ${value} }`)),
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
