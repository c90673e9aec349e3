import type { Language } from '../harness/server.js';
import { askAll, openness, untrusted, withServer, type Asked } from './conversation.js';

/** A bootable program with entries that admit nobody, and the origins they name. */
export interface DeadList {
  readonly name: string;
  readonly language: Language;
  readonly text: string;
  readonly named: readonly string[];
}

const QUESTIONS: readonly Asked[] = [
  { path: '/', what: 'GET' },
  { path: '/', what: 'preflight' },
];

/**
 * What contradicts a report about dead entries, once the program is booted before and after its fix: the named pages have
 * to be refused before and admitted after, and nobody else at any time.
 */
export async function correctedEntryFaults(program: DeadList, fixedText: string): Promise<string[]> {
  if (fixedText === program.text) return ['the program is not fixed'];
  const before = await admittedBy(program, program.text);
  const after = await admittedBy(program, fixedText);
  return [
    ...before.map((admission) => `before the fix: ${admission}`),
    ...after
      .filter((admission) => !program.named.some((origin) => admission.endsWith(` ${origin}`)))
      .map((admission) => `after the fix: ${admission}`),
    ...program.named
      .filter((origin) => !after.includes(`GET / admits ${origin}`))
      .map((origin) => `after the fix: GET / refuses ${origin}`),
  ];
}

const admittedBy = ({ language, named }: DeadList, text: string): Promise<string[]> =>
  withServer({ text, language, environment: {} }, {}, async (server) => {
    const origins = [...named, ...untrusted, 'https://appxexample.com'];
    const put = QUESTIONS.flatMap((asked) => origins.map((origin) => ({ asked, origin })));
    return (await askAll(server, put))
      .filter(({ origin, observation }) => openness(observation, origin) !== 'closed')
      .map(({ asked, origin }) => `${asked.what} / admits ${origin}`);
  });

const express = (middleware: string): string =>
  `const express = require('express');\nconst cors = require('cors');\n\nconst app = express();\n${middleware}\napp.get('/', (req, res) => res.send('ok'));\n\nmodule.exports = app;\n`;

const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com';

/** One for each library, and one for each way to misspell. */
export const deadLists: readonly DeadList[] = [
  {
    name: 'cors, a slash, a capital letter, a port and an asterisk',
    language: 'cjs',
    text: express(`app.use(cors({ origin: ['*', 'https://App.example.com/', '${ADMIN}:443'] }));`),
    named: [APP, ADMIN],
  },
  {
    name: 'cors, several in one text',
    language: 'cjs',
    text: express(`app.use(cors({ origin: '${APP},${ADMIN}', credentials: true }));`),
    named: [APP, ADMIN],
  },
  {
    name: 'cors, a set that a callback consults',
    language: 'cjs',
    text: express(
      `const allowed = new Set(['${APP}/', '${ADMIN}/']);\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.has(origin)) }));`,
    ),
    named: [APP, ADMIN],
  },
  {
    name: 'headers by hand',
    language: 'cjs',
    text: express(
      `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (['${APP}/'].includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
    ),
    named: [APP],
  },
  {
    name: '@koa/cors',
    language: 'cjs',
    text: `const Koa = require('koa');\nconst cors = require('@koa/cors');\n\nconst app = new Koa();\napp.use(cors({ origin: '${APP}:443' }));\napp.use((ctx) => {\n  ctx.body = 'ok';\n});\n\nmodule.exports = app;\n`,
    named: [APP],
  },
  {
    name: 'hono/cors',
    language: 'mjs',
    text: `import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\n\nconst app = new Hono();\napp.use(cors({ origin: ['${APP}/', 'https://ADMIN.example.com'] }));\napp.get('/', (c) => c.text('ok'));\n\nexport default app;\n`,
    named: [APP, ADMIN],
  },
  {
    name: '@fastify/cors',
    language: 'mjs',
    text: `import Fastify from 'fastify';\nimport cors from '@fastify/cors';\n\nconst app = Fastify();\napp.register(cors, { origin: ['${APP}/'] });\napp.get('/', () => 'ok');\n\nexport default app;\n`,
    named: [APP],
  },
];
