import { beforeAll, describe, expect, test } from 'vitest';
import { sitesOf } from '../../src/analysis/findings.js';
import { simulate } from '../../src/analysis/simulate.js';
import { ANY_HEADER, GRANTING_HEADERS } from '../../src/policy/grants.js';
import type { Request } from '../../src/policy/probe.js';
import { withInstalledNames, versionsOf, type Installed } from '../harness/installed.js';
import { triedIn } from '../harness/matrix.js';
import { parseSource } from '../harness/source-file.js';
import type { Language, Question } from '../harness/server.js';
import { withServer } from './agreement.js';

/** A library, or a way to write headers by hand, and programs in which something stands for `…`. */
interface Granting {
  readonly name: string;
  readonly language: Language;
  readonly program: string;
  /** What stands for `…`: options, or statements. The first one grants nothing. */
  readonly given: readonly string[];
  readonly installed?: Readonly<Record<string, Installed>>;
}

const ORIGIN = 'https://app.example.com';
const CREDENTIALED = `origin: ['${ORIGIN}'], credentials: true`;
/** Options by the names that a library has for them. */
const options = (methods: string, headers: string, exposed: string, asText: boolean): string[] => [
  '',
  `${headers}: ['*']`,
  `${headers}: ['authorization', 'x-token']`,
  `${methods}: ['*']`,
  `${methods}: ['GET', 'PUT']`,
  `${exposed}: ['*']`,
  `${exposed}: ['Authorization', 'Set-Cookie']`,
  `${exposed}: []`,
  ...(asText ? [`${headers}: '*'`, `${methods}: '*'`, `${exposed}: 'authorization, set-cookie'`] : []),
];

const express = (more: string): string =>
  `const express = require('express');\nconst cors = require('cors');\nconst app = express();\napp.use(${more});\napp.all('/', (req, res) => res.send('data'));\nmodule.exports = app;\n`;
const koa = (module: string): string =>
  `const Koa = require('koa');\nconst cors = require('${module}');\nconst app = new Koa();\napp.use(cors({ origin: '${ORIGIN}', credentials: true, … }));\napp.use((ctx) => { ctx.body = 'data'; });\nmodule.exports = app;\n`;
const fastify = `const fastify = require('fastify');\nconst cors = require('@fastify/cors');\nconst app = fastify();\napp.register(cors, { ${CREDENTIALED}, … });\napp.register(async (routes) => { routes.get('/', async () => 'data'); });\nmodule.exports = app;\n`;
const hono = `import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\nconst app = new Hono();\napp.use(cors({ ${CREDENTIALED}, … }));\napp.all('/', (c) => c.text(process.env.DATA ?? 'data'));\nexport default app;\n`;

const WRITTEN = [
  '',
  `allow('Access-Control-Allow-Headers', '*');`,
  `allow('Access-Control-Allow-Headers', request('access-control-request-headers') ?? '');`,
  `allow('Access-Control-Allow-Methods', request('access-control-request-method') ?? '');`,
  `allow('Access-Control-Expose-Headers', 'authorization');`,
  `allow('Access-Control-Allow-Private-Network', 'true');`,
  `if (request('access-control-request-private-network')) allow('Access-Control-Allow-Private-Network', 'true');`,
];
/** Statements with the calls of a framework: `allow` writes a header, `request` reads one. */
const written = (allow: string, request: string): string[] =>
  WRITTEN.map((text) => text.replaceAll('allow(', `${allow}(`).replaceAll('request(', `${request}(`));
const admitting = (allow: string): string =>
  `${allow}('Access-Control-Allow-Origin', '${ORIGIN}'); ${allow}('Access-Control-Allow-Credentials', 'true');`;

const libraries: readonly Granting[] = [
  {
    name: 'cors',
    language: 'cjs',
    program: express(`cors({ ${CREDENTIALED}, … })`),
    given: [...options('methods', 'allowedHeaders', 'exposedHeaders', true), `headers: ['*']`],
  },
  ...(
    [
      ['@koa/cors', undefined],
      ['@koa/cors', { '@koa/cors': { name: 'koa-cors-3', version: '3.4.3' } }],
      ['kcors', undefined],
    ] as const
  ).map(([module, installed]): Granting => ({
    name: installed ? `${module} 3` : module,
    language: 'cjs',
    program: koa(module),
    given: [...options('allowMethods', 'allowHeaders', 'exposeHeaders', true), 'privateNetworkAccess: true'],
    ...(installed && { installed }),
  })),
  {
    name: '@fastify/cors',
    language: 'cjs',
    program: fastify,
    given: options('methods', 'allowedHeaders', 'exposedHeaders', true),
  },
  {
    name: '@fastify/cors 8',
    language: 'cjs',
    program: fastify,
    given: options('methods', 'allowedHeaders', 'exposedHeaders', true),
    installed: {
      '@fastify/cors': { name: 'fastify-cors-8', version: '8.5.0' },
      fastify: { name: 'fastify-4', version: '4.29.1' },
    },
  },
  {
    name: 'hono/cors',
    language: 'mjs',
    program: hono,
    given: options('allowMethods', 'allowHeaders', 'exposeHeaders', false),
  },
  {
    name: '@elysiajs/cors',
    language: 'mjs',
    program: `import { cors } from '@elysiajs/cors';\nimport { Elysia } from 'elysia';\nexport default new Elysia().use(cors({ ${CREDENTIALED}, … })).get('/', () => 'data');\n`,
    // An empty list is none of its defaults, and grants nothing.
    given: options('methods', 'allowedHeaders', 'exposeHeaders', true).filter((text) => !text.endsWith('[]')),
  },
  {
    name: '@tinyhttp/cors',
    language: 'mjs',
    program: `import { App } from '@tinyhttp/app';\nimport { cors } from '@tinyhttp/cors';\nconst app = new App();\napp.use(cors({ ${CREDENTIALED}, … }));\napp.get('/', (req, res) => { res.end('data'); });\nexport default app.handler.bind(app);\n`,
    given: options('methods', 'allowedHeaders', 'exposedHeaders', false),
  },
  {
    name: 'itty-router',
    language: 'mjs',
    program: `import { AutoRouter, cors } from 'itty-router';\nconst { preflight, corsify } = cors({ ${CREDENTIALED}, … });\nconst router = AutoRouter({ before: [preflight], finally: [corsify] });\nrouter.all('/', () => 'data');\nexport default { ...router };\n`,
    given: options('allowMethods', 'allowHeaders', 'exposeHeaders', true),
  },
  {
    name: 'Express, by hand',
    language: 'cjs',
    program: express(
      `(req, res, next) => { ${admitting('res.setHeader')} … if (req.method === 'OPTIONS') return res.sendStatus(204); next(); }`,
    ),
    given: written('res.setHeader', 'req.get'),
  },
  {
    name: 'Koa, by hand',
    language: 'cjs',
    program: `const Koa = require('koa');\nconst app = new Koa();\napp.use((ctx) => { ${admitting('ctx.set')} … ctx.body = 'data'; });\nmodule.exports = app;\n`,
    given: written('ctx.set', 'ctx.get'),
  },
  {
    name: 'Hono, by hand',
    language: 'mjs',
    program: `import { Hono } from 'hono';\nconst app = new Hono();\napp.use(async (c, next) => { ${admitting('c.header')} … await next(); });\napp.all('/', (c) => c.text(process.env.DATA ?? 'data'));\nexport default app;\n`,
    given: written('c.header', 'c.req.header'),
  },
  {
    name: 'Fastify, by hand',
    language: 'mjs',
    program: `import fastify from 'fastify';\nconst app = fastify();\nfor (const method of ['GET', 'OPTIONS']) app.route({ method, url: '/', handler: (request, reply) => { const read = (name) => request.headers[name]; ${admitting('reply.header')} … reply.send('data'); } });\nexport default app;\n`,
    given: written('reply.header', 'read'),
  },
  {
    name: 'a Response, by hand',
    language: 'mjs',
    program: `export default { fetch(request) { const headers = new Headers(); ${admitting('headers.set')} … return new Response('data', { headers }); } };\n`,
    given: written('headers.set', 'request.headers.get'),
  },
];

const REQUESTS: readonly (Request & { readonly kind: 'preflight' | 'actual' })[] = [
  { kind: 'preflight', method: 'PUT', origin: ORIGIN, asksForAnything: true },
  { kind: 'actual', method: 'GET', origin: ORIGIN },
];
const QUESTIONS: readonly Question[] = REQUESTS.map(({ kind, method, origin }) => ({
  origin,
  ...(kind === 'preflight' && {
    preflightFor: method,
    headers: {
      'access-control-request-headers': ANY_HEADER,
      'access-control-request-private-network': 'true',
    },
  }),
}));

type Named = Readonly<Record<string, string>>;

function modelled({ language, installed }: Granting, text: string): Named[] {
  const file = parseSource(text, `${import.meta.dirname}/program.${language}`, versionsOf(installed) ?? {});
  const [site, ...others] = sitesOf(file);
  expect.assert(site && others.length === 0, `one site in\n${text}`);
  return REQUESTS.map((request) => {
    const complete = site.withAllHeaders?.() ?? site;
    const { answer } = simulate(file, complete, { request, environment: { kind: 'all unset' } });
    expect.assert(
      answer.outcome === 'answered',
      answer.outcome === 'unknown' ? answer.reason : answer.outcome,
    );
    return answer.grants ?? {};
  });
}

const observed = async ({ language, installed }: Granting, text: string): Promise<Named[]> =>
  withServer({ text: withInstalledNames(text, installed), language }, async (server) => {
    const answers: Named[] = [];
    for (const question of QUESTIONS) answers.push((await server.ask(question)).grants ?? {});
    return answers;
  });

/** Both say in which headers what is granted; one of them may leave out headers that are empty. */
const inWords = (grants: Named, otherwise: Named): string[] =>
  GRANTING_HEADERS.flatMap((name) => {
    const value = grants[name] ?? otherwise[name] ?? '';
    return value === '' ? [] : [`${name}: ${value}`];
  });

describe.each(libraries)('$name says what the model does, or what it says by itself:', (library) => {
  let byDefault: readonly Named[];
  beforeAll(async () => {
    byDefault = await observed(library, library.program.replace('…', ''));
  });

  test.each(triedIn(libraries.indexOf(library), library.given))('%s', async (given) => {
    const text = library.program.replace('…', given);
    const real = await observed(library, text);
    const told = modelled(library, text);
    expect(told.map((grants, index) => inWords(grants, byDefault[index] ?? {}))).toEqual(
      real.map((grants) => inWords(grants, {})),
    );
  });
});
