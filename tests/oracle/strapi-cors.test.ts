import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import { environmentValues, prelude, returned, unknownOptions, values } from './option-values.js';

/** The release whose file is run; by default the one that the harness is written after. */
const { STRAPI_VERSION: version = '5.54.0' } = process.env;
const installed = { '@strapi/strapi': { name: '@strapi/strapi', version } };

/** @koa/cors, configured as `strapi::cors` does; `npm run oracle:strapi` lets the file of @strapi/core do that. */
const host: Host<string> = {
  name: 'strapi::cors',
  installed,
  program: (entry) => `${prelude}
module.exports = ['strapi::errors', ${entry}, 'strapi::body'];
`,
};

const functions = [
  ...returned.flatMap((verdict) => [
    `(ctx) => { const origin = ctx.get('Origin'); return ${verdict}; }`,
    `async (ctx) => { const origin = ctx.get('Origin'); return ${verdict}; }`,
  ]),
  `(ctx) => [A, ctx.request.header.origin]`,
  `() => '*'`,
  `() => ['*']`,
  `() => undefined`,
  `(ctx) => { throw new Error('x'); }`,
];

const entries = [
  `'strapi::cors'`,
  `{ name: 'strapi::cors' }`,
  `{ name: 'strapi::cors', config: undefined }`,
  `{ name: 'strapi::cors', config: {} }`,
];

const configurations = [
  `{ enabled: false }`,
  `{ credentials: false }`,
  `{ credentials: undefined }`,
  `{ credentials: 'false' }`,
  `{ origin: A + ', https://b.example' }`,
  `{ origin: A + ',*' }`,
  `{ origin: ['*'] }`,
  `{ origin: [A, '*'], credentials: false }`,
  ...unknownOptions.map((option) => `{ ${option.replace('…', '')} }`),
  ...[...values, ...functions].flatMap((origin) =>
    ['', ', credentials: false'].map((more) => `{ origin: ${origin}${more} }`),
  ),
];

const named = (entry: string): Configuration<string> => ({
  name: entry,
  given: entry,
  stateful: entry.includes('/g'),
});

describeAgreement(
  [host],
  [...entries, ...configurations.map((config) => `{ name: 'strapi::cors', config: ${config} }`)].map(named),
);

const asked: Host<string> = {
  name: 'strapi::cors, with the environment',
  installed,
  program: (origin) => `module.exports = ({ env }) => [
  { name: 'strapi::cors', config: { origin: ${origin} } },
];
`,
};

describe('the environment', () => {
  describeAgreement(
    [asked],
    [
      `env('ORACLE_ORIGINS')`,
      `env('ORACLE_ORIGINS', '*')`,
      `env.array('ORACLE_ORIGINS')`,
      `env.array('ORACLE_ORIGINS', [])`,
      `env.bool('ORACLE_ORIGINS', true) ? '*' : []`,
    ].flatMap((origin) =>
      environmentValues.map((value) => ({
        name: `${origin} with ORACLE_ORIGINS ${String(value)}`,
        given: origin,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
