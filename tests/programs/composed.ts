import jsonwebtoken from 'jsonwebtoken';
import { withInstalledNames, type Installed } from '../harness/installed.js';
import type { Language, Observation, Question } from '../harness/server.js';
import { openness, withServer } from './conversation.js';

/** What a program is said to do with the requests and the preflights of a page. */
export type Claim =
  /** Two places answer, and both values are sent. */
  | 'joined'
  /** Two places answer, and the value of the later, which alone speaks of credentials, is sent. */
  | 'replaced'
  /** The page may read, and its preflight names methods, but not the one it asks for. */
  | 'method refused'
  /** The page may read, and its preflight is refused or goes unanswered. */
  | 'preflight refused'
  /** The preflight is admitted, and the page may not read. */
  | 'request refused'
  /** The preflight is refused for want of credentials, and a request with them is admitted. */
  | 'not reached';

/** A program whose layers get in each other's way, and the same one with something changed. */
export interface ComposedProgram {
  readonly name: string;
  readonly text: string;
  readonly safe: string;
  readonly language: Language;
  readonly rule: 'cors/single-owner' | 'cors/consistent-preflight' | 'cors/cors-before-auth';
  readonly claim: Claim;
  /** The source text that is reported, of which the last occurrence is meant. */
  readonly at: string;
  readonly page?: string;
  readonly method?: 'GET' | 'PUT' | 'DELETE';
  /** The header with which somebody is known; a token by default. */
  readonly authorization?: string;
  readonly installed?: Readonly<Record<string, Installed>>;
}

const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com';

/** What a booted program is seen to answer a page. */
interface Seen {
  readonly read: Observation;
  readonly preflight: Observation;
  /** The request with a token and a cookie. */
  readonly known: Observation;
}

/** What contradicts a claim about a program when it is booted; `text` is the program or its twin. */
export async function composedFaults(
  {
    language,
    claim,
    page = APP,
    method = 'GET',
    authorization = 'Bearer token',
    installed = {},
  }: ComposedProgram,
  text: string,
  isReported: boolean,
): Promise<string[]> {
  const program = { text: withInstalledNames(text, installed), language, environment: {} };
  return withServer(program, {}, async (server) => {
    const asked: Question = { origin: page, path: '/data', method };
    const headers = { authorization, cookie: 'session=1' };
    const seen: Seen = {
      read: await server.ask(asked),
      preflight: await server.ask({ origin: page, path: '/data', preflightFor: method }),
      known: await server.ask({ ...asked, headers }),
    };
    const faults = isReported ? FAULTS[claim](seen, page, method) : faultsOfTwin(claim, seen, page, method);
    return faults.map((fault) => `${fault}: ${JSON.stringify(seen)}`);
  });
}

const FAULTS: Readonly<Record<Claim, (seen: Seen, page: string, method: string) => string[]>> = {
  joined: ({ read }) => unless(read.allowOrigin.join().split(',').length === 2, 'no two values are sent'),
  replaced: ({ read }) => [
    ...unless(read.allowOrigin.join().split(',').length === 1, 'not one value is sent'),
    ...unless(read.allowCredentials === 'true', 'the later place was not asked'),
  ],
  'preflight refused': ({ read, preflight }, page) => [
    ...unless(isOpen(read, page), 'the page may not read'),
    ...unless(!isOpen(preflight, page), 'the preflight is admitted'),
  ],
  'method refused': ({ read, preflight }, page, method) => [
    ...unless(isOpen(read, page), 'the page may not read'),
    ...unless(isOpen(preflight, page), 'the preflight is refused'),
    ...unless(!methodsOf(preflight).includes(method), 'the method is named'),
  ],
  'request refused': ({ read, preflight }, page) => [
    ...unless(!isOpen(read, page), 'the page may read'),
    ...unless(isOpen(preflight, page), 'the preflight is refused'),
  ],
  'not reached': ({ known, preflight }, page) => [
    ...unless(isOpen(known, page), 'the request with credentials is refused'),
    ...unless(!isOpen(preflight, page), 'the preflight is admitted'),
  ],
};

/** A twin lets the page read, and answers its preflight alike. Of two owners the one that is left has to answer. */
const faultsOfTwin = (
  claim: Claim,
  { read, preflight, known }: Seen,
  page: string,
  method: string,
): string[] => [
  ...unless(isOpen(claim === 'not reached' ? known : read, page), 'the page may not read'),
  ...unless(isOpen(preflight, page), 'the preflight is refused'),
  ...unless(
    claim !== 'method refused' || methodsOf(preflight).includes(method),
    'the preflight does not name the method',
  ),
];

const methodsOf = ({ grants }: Observation): string[] =>
  (grants?.['access-control-allow-methods'] ?? '').split(',').map((name) => name.trim());

const isOpen = (observation: Observation, page: string): boolean => openness(observation, page) !== 'closed';
const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

type Kind = Pick<ComposedProgram, 'rule' | 'claim' | 'at'> & Partial<ComposedProgram>;

/** One framework's way of writing the same programs. */
interface Dialect {
  readonly name: string;
  readonly language: Language;
  readonly installed?: Readonly<Record<string, Installed>>;
  /** The whole program around its registrations. */
  program(...lines: readonly string[]): string;
  /** CORS for everything, for these origins. */
  cors(...origins: readonly string[]): string;
  /** Something that refuses who has no token. */
  auth(header: string): string;
  /** A route, with CORS of its own for these origins, if any are given. */
  route(method: 'get' | 'put' | 'options', ...origins: readonly string[]): string;
  /** A route that writes the header by hand. */
  writes(how: 'set' | 'append'): string;
}

const listed = (origins: readonly string[]): string =>
  `[${origins.map((origin) => `'${origin}'`).join(', ')}]`;

const express: Dialect = {
  name: 'Express 5',
  language: 'cjs',
  program: (...lines) =>
    `const express = require('express');\nconst cors = require('cors');\n\nconst app = express();\n${lines.join('\n')}\nmodule.exports = app;\n`,
  cors: (...origins) => `app.use(cors({ origin: ${listed(origins)} }));`,
  auth: (header) =>
    `app.use((req, res, next) => {\n  if (!req.headers.${header}) return res.status(401).json({ error: 'who are you?' });\n  next();\n});`,
  route: (method, ...origins) =>
    `app.${method}('/data', ${origins.length > 0 ? `cors({ origin: ${listed(origins)} }), ` : ''}(req, res) => res.json({ balance: 42 }));`,
  writes: (how) =>
    `app.get('/data', (req, res) => {\n  res.set('Access-Control-Allow-Credentials', 'true');\n  res.${how}('Access-Control-Allow-Origin', '${APP}');\n  res.json({ balance: 42 });\n});`,
};

const koaProgram = (...lines: readonly string[]): string =>
  `const Koa = require('koa');\nconst Router = require('@koa/router');\nconst cors = require('@koa/cors');\n\nconst app = new Koa();\nconst router = new Router();\n${lines.join('\n')}\napp.use(router.routes()).use(router.allowedMethods());\nmodule.exports = app;\n`;
const chosen = (origins: readonly string[]): string =>
  `(ctx) => ${listed(origins)}.find((one) => one === ctx.get('Origin')) ?? ''`;

const koa: Dialect = {
  name: 'Koa',
  language: 'cjs',
  program: koaProgram,
  cors: (...origins) => `app.use(cors({ origin: ${chosen(origins)} }));`,
  auth: (header) =>
    `app.use(async (ctx, next) => {\n  if (!ctx.get('${header}')) ctx.throw(401);\n  await next();\n});`,
  route: (method, ...origins) =>
    `router.${method}('/data', ${origins.length > 0 ? `cors({ origin: ${chosen(origins)} }), ` : ''}(ctx) => {\n  ctx.body = { balance: 42 };\n});`,
  writes: (how) =>
    `router.get('/data', (ctx) => {\n  ctx.set('Access-Control-Allow-Credentials', 'true');\n  ctx.${how}('Access-Control-Allow-Origin', '${APP}');\n  ctx.body = { balance: 42 };\n});`,
};

const hono: Dialect = {
  name: 'Hono',
  language: 'mjs',
  program: (...lines) =>
    `import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\n\nconst app = new Hono();\n${lines.join('\n')}\nexport default app;\n`,
  cors: (...origins) => `app.use('*', cors({ origin: ${listed(origins)} }));`,
  auth: (header) =>
    `app.use('/data/*', async (c, next) => {\n  if (!c.req.header('${header}')) return c.json({ error: 'who are you?' }, 401);\n  await next();\n});`,
  route: (method, ...origins) =>
    `app.${method}('/data', ${origins.length > 0 ? `cors({ origin: ${listed(origins)} }), ` : ''}(c) => c.json({ balance: 42 }));`,
  writes: (how) =>
    `app.get('/data', (c) => {\n  c.header('Access-Control-Allow-Credentials', 'true');\n  c.header('Access-Control-Allow-Origin', '${APP}'${how === 'append' ? ', { append: true }' : ''});\n  return c.json({ balance: 42 });\n});`,
};

const fastify: Dialect = {
  name: 'Fastify',
  language: 'mjs',
  program: (...lines) =>
    `import Fastify from 'fastify';\nimport cors from '@fastify/cors';\n\nconst app = Fastify();\n${lines.join('\n')}\nexport default app;\n`,
  cors: (...origins) => `app.register(cors, { origin: ${listed(origins)} });`,
  auth: (header) =>
    `app.addHook('onRequest', async (request, reply) => {\n  if (!request.headers.${header}) return reply.code(401).send({ error: 'who are you?' });\n});`,
  route: (method) => `app.${method}('/data', async () => ({ balance: 42 }));`,
  writes: () =>
    `app.get('/data', async (request, reply) => {\n  reply.header('Access-Control-Allow-Credentials', 'true');\n  reply.header('Access-Control-Allow-Origin', '${APP}');\n  return { balance: 42 };\n});`,
};

const isMember = (line: string): boolean => line.startsWith('@');

const nestOn = (name: string, adapter: string): Dialect => ({
  name,
  language: 'ts',
  program: (...lines) => `import 'reflect-metadata';
import { Controller, Get, Header, Module, Put, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
${adapter === '' ? '' : `import { FastifyAdapter } from '@nestjs/platform-fastify';\n`}import cors from 'cors';

@Controller('data')
class DataController {
  ${lines.filter(isMember).join('\n')}
}

@Module({ controllers: [DataController] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule, ${adapter}{ logger: false, abortOnError: false });
  ${lines.filter((line) => !isMember(line)).join('\n')}
  return app;
}

export default bootstrap();
`,
  cors: (...origins) => `app.enableCors({ origin: ${listed(origins)} });`,
  auth: express.auth,
  route: (method) =>
    `@${method === 'get' ? 'Get' : 'Put'}()\n  ${method}() {\n    return { balance: 42 };\n  }`,
  writes: () =>
    `@Get()\n  @Header('Access-Control-Allow-Credentials', 'true')\n  @Header('Access-Control-Allow-Origin', '${APP}')\n  get() {\n    return { balance: 42 };\n  }`,
});

const nest = nestOn('Nest', '');
const nestOnFastify = nestOn('Nest on Fastify', 'new FastifyAdapter(), ');

const express4: Dialect = {
  ...express,
  name: 'Express 4',
  installed: { express: { name: 'express4', version: '4.22.3' } },
};

const made = (
  dialect: Dialect,
  name: string,
  lines: readonly string[],
  safe: readonly string[],
  kind: Kind,
) => ({
  name: `${dialect.name}: ${name}`,
  text: dialect.program(...lines),
  safe: dialect.program(...safe),
  language: dialect.language,
  ...(dialect.installed && { installed: dialect.installed }),
  ...kind,
});

/** The same configuration, with credentials. */
const withCredentials = (text: string): string =>
  text.replace(/cors\(\{ /i, (start) => `${start}credentials: true, `);

/** The same configuration, with names for the methods; two of the libraries call the option otherwise. */
const naming = (methods: readonly string[], text: string): string =>
  text.replace(
    /(?:cors\(|cors, )\{ /i,
    (start) => `${start}${/ctx|'\*'/.test(text) ? 'allowMethods' : 'methods'}: ${listed(methods)}, `,
  );

/** What every framework is tried with. */
const inEveryFramework = (dialect: Dialect): ComposedProgram[] => {
  const { cors, route, auth, writes } = dialect;
  const owner = { rule: 'cors/single-owner', claim: 'replaced' } as const;
  const order = { rule: 'cors/cors-before-auth', claim: 'not reached', at: cors(APP) } as const;
  return [
    made(dialect, 'CORS and a header', [cors(APP, ADMIN), writes('set')], [cors(APP, ADMIN), route('get')], {
      ...owner,
      at: "'Access-Control-Allow-Origin'",
    }),
    made(
      dialect,
      'a method that is not named',
      [naming(['GET', 'POST'], cors(APP)), route('put')],
      [naming(['GET', 'PUT'], cors(APP)), route('put')],
      {
        rule: 'cors/consistent-preflight',
        claim: 'method refused',
        method: 'PUT',
        at: naming(['GET', 'POST'], cors(APP)),
      },
    ),
    made(
      dialect,
      'a token before CORS',
      [auth('authorization'), cors(APP), route('get')],
      [cors(APP), auth('authorization'), route('get')],
      order,
    ),
    made(
      dialect,
      'a cookie before CORS',
      [auth('cookie'), cors(APP), route('get')],
      [cors(APP), auth('cookie'), route('get')],
      order,
    ),
  ];
};

/** What frameworks are tried with whose routes have CORS of their own. */
const whereRoutesHaveIt = (dialect: Dialect): ComposedProgram[] => {
  const { cors, route, writes } = dialect;
  const preflight = { rule: 'cors/consistent-preflight', method: 'PUT' } as const;
  return [
    made(
      dialect,
      'CORS twice',
      [cors(APP, ADMIN), withCredentials(cors(APP)), route('get')],
      [cors(APP, ADMIN), route('get')],
      { rule: 'cors/single-owner', claim: 'replaced', at: withCredentials(cors(APP)) },
    ),
    made(
      dialect,
      'CORS of the application and of a route',
      [cors(APP, ADMIN), withCredentials(route('get', APP))],
      [cors(APP, ADMIN), route('get')],
      { rule: 'cors/single-owner', claim: 'replaced', at: withCredentials(route('get', APP)) },
    ),
    made(
      dialect,
      'CORS and one more value',
      [cors(APP, ADMIN), writes('append')],
      [cors(APP, ADMIN), route('get')],
      {
        rule: 'cors/single-owner',
        claim: 'joined',
        at: "'Access-Control-Allow-Origin'",
      },
    ),
    made(
      dialect,
      'a route without preflight',
      [route('put', APP)],
      [route('options', APP), route('put', APP)],
      {
        ...preflight,
        claim: 'preflight refused',
        at: route('put', APP),
      },
    ),
    made(
      dialect,
      'a preflight for another page',
      [route('options', ADMIN), route('put', APP)],
      [route('options', APP), route('put', APP)],
      { ...preflight, claim: 'preflight refused', at: route('put', APP) },
    ),
    made(
      dialect,
      'a preflight for one page more',
      [route('options', APP, ADMIN), route('put', APP)],
      [route('options', APP, ADMIN), route('put', APP, ADMIN)],
      { ...preflight, claim: 'request refused', page: ADMIN, at: route('options', APP, ADMIN) },
    ),
  ];
};

/** Routers, plugins and what they are mounted with, as each framework has them. */
const inParts: readonly ComposedProgram[] = [
  made(
    express,
    'CORS of a router and of the application',
    [
      'const data = express.Router();',
      withCredentials(`data.get('/', cors({ origin: ${listed([APP])} }), (req, res) => res.json({}));`),
      express.cors(APP, ADMIN),
      "app.use('/data', data);",
    ],
    [
      'const data = express.Router();',
      "data.get('/', (req, res) => res.json({}));",
      express.cors(APP, ADMIN),
      "app.use('/data', data);",
    ],
    { rule: 'cors/single-owner', claim: 'replaced', at: 'cors({ credentials' },
  ),
  made(
    koa,
    'a header of a router with a prefix',
    [
      "const data = new Router({ prefix: '/data' });",
      `data.get('/', (ctx) => {\n  ctx.set({ 'Access-Control-Allow-Origin': '${APP}', 'Access-Control-Allow-Credentials': 'true' });\n  ctx.body = {};\n});`,
      koa.cors(APP, ADMIN),
      'app.use(data.routes());',
    ],
    [
      "const data = new Router({ prefix: '/data' });",
      "data.get('/', (ctx) => {\n  ctx.body = {};\n});",
      koa.cors(APP, ADMIN),
      'app.use(data.routes());',
    ],
    { rule: 'cors/single-owner', claim: 'replaced', at: "'Access-Control-Allow-Origin'" },
  ),
  made(
    hono,
    'CORS of an application below',
    [
      hono.cors(APP, ADMIN),
      'const data = new Hono();',
      withCredentials(`data.get('/', cors({ origin: ${listed([APP])} }), (c) => c.json({}));`),
      "app.route('/data', data);",
    ],
    [hono.cors(APP, ADMIN), hono.route('get')],
    { rule: 'cors/single-owner', claim: 'replaced', at: 'cors({ credentials' },
  ),
  made(
    hono,
    'CORS below a base path',
    [
      hono.cors(APP, ADMIN),
      "const data = app.basePath('/data');",
      withCredentials(`data.get('/', cors({ origin: ${listed([APP])} }), (c) => c.json({}));`),
    ],
    [hono.cors(APP, ADMIN), hono.route('get')],
    { rule: 'cors/single-owner', claim: 'replaced', at: 'cors({ credentials' },
  ),
  made(
    fastify,
    'a token in a plugin for everybody',
    [
      "import shared from 'fastify-plugin';",
      `app.register(shared(async (app) => {\n${fastify.auth('authorization')}\n}));`,
      fastify.cors(APP),
      fastify.route('get'),
    ],
    [
      "import shared from 'fastify-plugin';",
      `app.register(async (app) => {\n${fastify.auth('authorization')}\n});`,
      fastify.cors(APP),
      fastify.route('get'),
    ],
    { rule: 'cors/cors-before-auth', claim: 'not reached', at: fastify.cors(APP) },
  ),
];

const BASIC = `Basic ${Buffer.from('user:password').toString('base64')}`;
const SIGNED = `Bearer ${jsonwebtoken.sign({}, 'secret', { noTimestamp: true })}`;

/** A library's layer that asks for credentials, as a program sets it up, and with what they are given. */
const layers: readonly (readonly [
  dialect: Dialect,
  name: string,
  authorization: string,
  imports: string,
  lines: string,
])[] = [
  [
    express,
    'express-basic-auth',
    BASIC,
    "const basicAuth = require('express-basic-auth');",
    "app.use(basicAuth({ users: { user: 'password' } }));",
  ],
  [
    express,
    'passport and a token',
    'Bearer token',
    "const passport = require('passport');\nconst { Strategy } = require('passport-http-bearer');\npassport.use(new Strategy((token, done) => done(null, token === 'token')));",
    "app.use(passport.authenticate('bearer', { session: false }));",
  ],
  [
    express,
    'passport and a password, or a signed token',
    BASIC,
    "const passport = require('passport');\nconst { BasicStrategy } = require('passport-http');\nconst { ExtractJwt, Strategy } = require('passport-jwt');\npassport.use(new BasicStrategy((name, password, done) => done(null, password === 'password')));\npassport.use(new Strategy({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: 'secret' }, (token, done) => done(null, {})));",
    "app.use(passport.authenticate(['jwt', 'basic'], { session: false }));",
  ],
  [
    koa,
    'koa-jwt',
    SIGNED,
    "const jwt = require('koa-jwt');",
    "app.use(jwt({ secret: 'secret', cookie: 'token' }));",
  ],
  [
    koa,
    'koa-passport',
    'Bearer token',
    "const passport = require('koa-passport');\nconst { Strategy } = require('passport-http-bearer');\npassport.use(new Strategy((token, done) => done(null, token === 'token')));",
    "app.use(passport.authenticate('bearer', { session: false }));",
  ],
  [
    hono,
    'hono/jwt',
    SIGNED,
    "import { jwt } from 'hono/jwt';",
    "app.use(jwt({ secret: 'secret', alg: 'HS256' }));",
  ],
  [
    hono,
    'hono/bearer-auth',
    'Bearer token',
    "import { bearerAuth } from 'hono/bearer-auth';",
    "app.use('/data/*', bearerAuth({ token: 'token' }));",
  ],
  [
    hono,
    'hono/basic-auth',
    BASIC,
    "import { basicAuth } from 'hono/basic-auth';",
    "app.use(basicAuth({ username: 'user', password: 'password' }));",
  ],
  [
    fastify,
    '@fastify/bearer-auth',
    'Bearer token',
    "import bearerAuth from '@fastify/bearer-auth';",
    "app.register(bearerAuth, { keys: new Set(['token']) });",
  ],
  [
    fastify,
    '@fastify/basic-auth',
    BASIC,
    "import basicAuth from '@fastify/basic-auth';",
    "app.register(basicAuth, {\n  validate: (name, password, request, reply, done) => done(password === 'password' ? undefined : new Error('Who are you?')),\n});\napp.after(() => {\n  app.addHook('onRequest', app.basicAuth);\n});",
  ],
  [
    fastify,
    '@fastify/jwt',
    SIGNED,
    "import jwt from '@fastify/jwt';",
    "app.register(jwt, { secret: 'secret' });\napp.addHook('onRequest', (request) => request.jwtVerify());",
  ],
  [
    fastify,
    '@fastify/jwt, under a name of its own',
    SIGNED,
    "import jwt from '@fastify/jwt';",
    "app.register(jwt, { secret: 'secret' });\napp.decorate('signedIn', async (request, reply) => {\n  try {\n    await request.jwtVerify();\n  } catch (error) {\n    reply.send(error);\n  }\n});\napp.addHook('onRequest', app.signedIn);",
  ],
];

const behindLayers: readonly ComposedProgram[] = layers.map(
  ([dialect, name, authorization, imports, lines]) => {
    const { cors, route } = dialect;
    return made(
      dialect,
      `${name} before CORS`,
      [imports, lines, cors(APP), route('get')],
      [imports, cors(APP), lines, route('get')],
      { rule: 'cors/cors-before-auth', claim: 'not reached', at: cors(APP), authorization },
    );
  },
);

/** Layers that ask for credentials as well, and let preflights by. */
export const lettingPreflightsBy: readonly ComposedProgram[] = (
  [
    [
      express,
      'express-jwt',
      "const { expressjwt } = require('express-jwt');",
      "app.use(expressjwt({ secret: 'secret', algorithms: ['HS256'] }));",
    ],
    [
      koa,
      'koa-jwt that lets everybody pass',
      "const jwt = require('koa-jwt');",
      "app.use(jwt({ secret: 'secret', passthrough: true }));",
    ],
    [
      koa,
      'koa-jwt that leaves preflights out',
      "const jwt = require('koa-jwt');",
      "app.use(jwt({ secret: 'secret' }).unless({ method: 'OPTIONS' }));",
    ],
    [
      express,
      'passport and somebody nobody knows',
      "const passport = require('passport');\nconst { Strategy } = require('passport-http-bearer');\nclass Anonymous {\n  name = 'anonymous';\n  authenticate() {\n    this.pass();\n  }\n}\npassport.use(new Strategy((token, done) => done(null, false)));\npassport.use(new Anonymous());",
      "app.use(passport.authenticate(['bearer', 'anonymous'], { session: false }));",
    ],
    [
      fastify,
      '@fastify/bearer-auth without its hook',
      "import bearerAuth from '@fastify/bearer-auth';",
      "app.register(bearerAuth, { keys: new Set(['token']), addHook: false });",
    ],
    [
      fastify,
      '@fastify/jwt and a token of the address',
      "import jwt from '@fastify/jwt';",
      "app.register(jwt, { secret: 'secret', verify: { extractToken: (request) => request.query.token } });\napp.addHook('preHandler', (request) => request.jwtVerify().catch(() => undefined));",
    ],
  ] as const
).map(([dialect, name, imports, lines]) => {
  const lets = [imports, lines, dialect.cors(APP), dialect.route('get')];
  return made(dialect, name, lets, lets, {
    rule: 'cors/cors-before-auth',
    claim: 'not reached',
    at: dialect.cors(APP),
    authorization: SIGNED,
  });
});

/** What is found on both of the servers that Nest runs on. */
const inNest = (dialect: Dialect): ComposedProgram[] => {
  const { cors, route } = dialect;
  const owner = { rule: 'cors/single-owner', claim: 'replaced' } as const;
  return [
    made(
      dialect,
      'CORS of a package beside that of the application',
      [cors(APP, ADMIN), withCredentials(express.cors(APP)), route('get')],
      [cors(APP, ADMIN), route('get')],
      { ...owner, at: 'cors({ credentials' },
    ),
    made(
      dialect,
      'a header that the answer is given by hand',
      [
        cors(APP, ADMIN),
        `@Get()\n  get(@Res() res) {\n    res.header('Access-Control-Allow-Credentials', 'true');\n    res.header('Access-Control-Allow-Origin', '${APP}');\n    res.send({ balance: 42 });\n  }`,
      ],
      [cors(APP, ADMIN), `@Get()\n  get(@Res() res) {\n    res.send({ balance: 42 });\n  }`],
      { ...owner, at: "'Access-Control-Allow-Origin'" },
    ),
    made(
      dialect,
      'a route without preflight',
      [
        `@Put()\n  @Header('Access-Control-Allow-Origin', '${APP}')\n  put() {\n    return { balance: 42 };\n  }`,
      ],
      [cors(APP), route('put')],
      {
        rule: 'cors/consistent-preflight',
        claim: 'preflight refused',
        method: 'PUT',
        at: "'Access-Control-Allow-Origin'",
      },
    ),
  ];
};

/** The CORS of `NestFactory.create` is set up when the application starts. */
const createdWithCors = (text: string): string =>
  text.replace('abortOnError: false', `abortOnError: false, cors: { origin: ['${APP}'] }`);

const ofNestAlone: readonly ComposedProgram[] = [
  made(
    nest,
    'CORS twice',
    [nest.cors(APP, ADMIN), withCredentials(nest.cors(APP)), nest.route('get')],
    [nest.cors(APP, ADMIN), nest.route('get')],
    { rule: 'cors/single-owner', claim: 'replaced', at: withCredentials(nest.cors(APP)) },
  ),
  {
    ...made(nest, 'a token before the CORS it is created with', [], [], {
      rule: 'cors/cors-before-auth',
      claim: 'not reached',
      at: 'cors: {',
    }),
    text: createdWithCors(nest.program(nest.auth('authorization'), nest.route('get'))),
    safe: nest.program(nest.cors(APP), nest.auth('authorization'), nest.route('get')),
  },
];

/** Where one framework asks for a token too early, and the other does not. */
const inNestOnFastify = inEveryFramework(nestOnFastify).filter(
  ({ rule }) => rule !== 'cors/cors-before-auth',
);

export const composedPrograms: readonly ComposedProgram[] = [
  ...inParts,
  ...behindLayers,
  ...ofNestAlone,
  ...[express, express4, koa, hono, fastify, nest].flatMap(inEveryFramework),
  ...inNestOnFastify,
  ...[nest, nestOnFastify].flatMap(inNest),
  ...[express, express4, koa, hono].flatMap(whereRoutesHaveIt),
];
