import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import { environmentValues, prelude, values } from './option-values.js';

const host: Host<string> = {
  name: 'itty-router 4, createCors',
  installed: { 'itty-router': { name: 'itty-router-4', version: '4.2.2' } },
  program: (argument) => `const { createCors, error, json, Router } = require('itty-router');
${prelude}
const { preflight, corsify } = createCors(${argument});
const router = Router();
router.all('*', preflight).all('*', () => 'data');
module.exports = { fetch: (request) => router.handle(request).then(json).then(corsify) };
`,
};

const verdicts = [
  `true`,
  `origin`,
  `A`,
  `false`,
  `null`,
  `undefined`,
  `''`,
  `LIST.includes(origin)`,
  `LIST.indexOf(origin)`,
  `LIST.includes(origin) ? origin : undefined`,
  `origin.endsWith('example.com')`,
];

const verbatim = [
  '',
  `undefined`,
  `null`,
  `[A]`,
  `{}`,
  `{ origin: [A] }`,
  `{ methods: ['GET', 'POST'], maxAge: 600 }`,
  `{ headers: { 'Access-Control-Allow-Credentials': 'true' } }`,
  `{ headers: { 'Access-Control-Allow-Credentials': true, Vary: 'Origin' } }`,
  `{ headers: { 'Access-Control-Allow-Origin': '*' } }`,
  `{ origins: [A], headers: { 'Access-Control-Allow-Origin': '*' } }`,
  `{ origins: [A], headers: { vary: 'Origin', 'access-control-allow-credentials': 'true' } }`,
  `{ origins: [A], headers: { Vary: 'Origin', 'Access-Control-Allow-Credentials': 'true' } }`,
  `{ origins: () => { throw new Error('x'); } }`,
];

const functions = verdicts.flatMap((verdict) => [`(origin) => ${verdict}`, `async (origin) => ${verdict}`]);

/** The library remembers the last origin that it admitted: each question is put to a fresh one. */
const named = (argument: string): Configuration<string> => ({
  name: `createCors(${argument})`,
  given: argument,
  stateful: true,
});

describeAgreement(
  [host],
  [...verbatim, ...[...values, ...functions].map((origins) => `{ origins: ${origins} }`)].map(named),
);

describe('the environment', () => {
  describeAgreement(
    [host],
    [
      '{ origins: process.env.ORACLE_ORIGINS }',
      "{ origins: process.env.ORACLE_ORIGINS?.split(',') }",
      "{ origins: [process.env.ORACLE_ORIGINS || '*'] }",
      "{ origins: (origin) => (process.env.ORACLE_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) }",
    ].flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `createCors(${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
