import rule from '../../rules/no-permissive-headers.js';
import { testRule, type VulnerableProgram } from './cases.js';
import { withCors, withExpress, withHttp } from './programs.js';

const PAGE = "a page on 'https://app.example.com'";
const ORIGIN = "'https://app.example.com'";

/** A program in which `…` is one text, and its twin in which it is another. */
const pair = (
  name: string,
  program: string,
  [granted, needed]: readonly [string, string],
  more: Partial<VulnerableProgram> & Pick<VulnerableProgram, 'at'>,
): VulnerableProgram => ({
  name,
  code: program.replace('…', granted),
  twin: program.replace('…', needed),
  messageId: 'literalWildcard',
  output: null,
  ...more,
});

const credentialed = (option: string): string =>
  withCors(`app.use(cors({ origin: ${ORIGIN}, credentials: true, ${option} }));`);
const NEEDED: readonly [string, string] = ["'*'", "'authorization'"];

/** Middleware that admits a page with credentials, and writes what else it is given. */
const express = (...lines: string[]): string =>
  withExpress(
    `app.use((req, res, next) => {\n  res.set('Access-Control-Allow-Origin', ${ORIGIN});\n  res.set('Access-Control-Allow-Credentials', 'true');\n${lines.map((line) => `  ${line}\n`).join('')}  if (req.method === 'OPTIONS') return res.sendStatus(204);\n  next();\n});`,
  );

testRule(rule, {
  vulnerable: [
    pair('cors, all headers', credentialed('allowedHeaders: …'), NEEDED, {
      message: `With credentials browsers take the wildcard in Access-Control-Allow-Headers '*' for a name, so that ${PAGE} may use no more than what is called so. Name what pages need in its place; this one needs you, because which ones they need cannot be seen from here.`,
      at: "allowedHeaders: '*'",
    }),
    pair('cors, without credentials', credentialed("allowedHeaders: ['*']"), ['', ''], {
      twin: credentialed("allowedHeaders: ['*']").replace('true', 'false'),
      at: "allowedHeaders: ['*']",
    }),
    pair('cors, all methods in a list', credentialed("methods: […, 'PUT']"), ["'*'", "'GET'"], {
      at: "methods: ['*', 'PUT']",
    }),
    pair('cors, reading all headers', credentialed('exposedHeaders: …'), ["'*'", "'x-total'"], {
      at: "exposedHeaders: '*'",
    }),
    pair('cors, reading a token', credentialed('exposedHeaders: […]'), ["'Authorization'", "'x-total'"], {
      messageId: 'exposedCredentials',
      message: `Scripts of ${PAGE} can read the token in the header Authorization: the answer has Access-Control-Expose-Headers 'Authorization'. Hand tokens over in the body, or in a cookie that scripts cannot read, and take the name out; this one needs you, because pages may rely on it.`,
      at: "exposedHeaders: ['Authorization']",
    }),
    pair('cors, reading cookies', credentialed('exposedHeaders: […]'), ["'Set-Cookie'", "'x-total'"], {
      messageId: 'exposedCookies',
      message: `Browsers keep the header Set-Cookie to themselves: Access-Control-Expose-Headers 'Set-Cookie' promises it to ${PAGE} for nothing. Take the name out; this one needs you, because what was meant cannot be seen from here.`,
      at: "exposedHeaders: ['Set-Cookie']",
    }),
    pair(
      'cors, for a page that a variable names',
      credentialed('allowedHeaders: …').replace(ORIGIN, '[process.env.CLIENT]'),
      NEEDED,
      { at: "allowedHeaders: '*'" },
    ),
    pair(
      '@koa/cors, all headers',
      `const cors = require('@koa/cors');\napp.use(cors({ origin: ${ORIGIN}, credentials: true, allowHeaders: … }));\n`,
      NEEDED,
      { at: "allowHeaders: '*'" },
    ),
    pair(
      '@koa/cors, a private network',
      `const cors = require('@koa/cors');\napp.use(cors({ origin: ${ORIGIN}, privateNetworkAccess: … }));\n`,
      ['true', 'false'],
      {
        messageId: 'privateNetwork',
        message: `From the internet ${PAGE} can reach this server inside the private network of its visitor: its preflight is answered with Access-Control-Allow-Private-Network 'true'. Leave it out where no page of the internet has to reach this server; this one needs you, because whether one has to cannot be seen from here.`,
        at: `origin: ${ORIGIN}`,
      },
    ),
    pair(
      '@fastify/cors',
      `import cors from '@fastify/cors';\napp.register(cors, { origin: ${ORIGIN}, credentials: true, methods: [… ] });\n`,
      ["'*'", "'GET'"],
      { at: "methods: ['*' ]" },
    ),
    pair(
      'hono/cors',
      `import { cors } from 'hono/cors';\napp.use(cors({ origin: ${ORIGIN}, credentials: true, exposeHeaders: […] }));\n`,
      ["'*'", "'x-total'"],
      { at: "exposeHeaders: ['*']" },
    ),
    pair(
      '@elysiajs/cors',
      `import { cors } from '@elysiajs/cors';\napp.use(cors({ origin: ${ORIGIN}, allowedHeaders: … }));\n`,
      NEEDED,
      { at: "allowedHeaders: '*'" },
    ),
    pair(
      '@tinyhttp/cors',
      `import { cors } from '@tinyhttp/cors';\napp.use(cors({ origin: ${ORIGIN}, credentials: true, allowedHeaders: […] }));\n`,
      NEEDED,
      { at: "allowedHeaders: ['*']" },
    ),
    pair(
      'itty-router',
      `import { cors } from 'itty-router';\nexport const { preflight, corsify } = cors({ origin: ${ORIGIN}, credentials: true, allowHeaders: … });\n`,
      NEEDED,
      { at: "allowHeaders: '*'" },
    ),
    pair(
      'micro-cors',
      `const microCors = require('micro-cors');\nmodule.exports = microCors({ origin: ${ORIGIN}, allowHeaders: […] })(handler);\n`,
      NEEDED,
      { at: "allowHeaders: ['*']" },
    ),
    pair(
      '@middy/http-cors',
      `import middy from '@middy/core';\nimport httpCors from '@middy/http-cors';\nexport const handler = middy(handle).use(httpCors({ origin: ${ORIGIN}, credentials: true, headers: … }));\n`,
      NEEDED,
      { at: "headers: '*'" },
    ),
    pair(
      'h3',
      `import { handleCors } from 'h3';\napp.use((event) => handleCors(event, { origin: [${ORIGIN}], credentials: true, exposeHeaders: [… ] }));\n`,
      ["'*'", "'x-total'"],
      { at: "exposeHeaders: ['*' ]" },
    ),
    pair(
      'Nest',
      `import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors({ origin: ${ORIGIN}, credentials: true, allowedHeaders: … });\n`,
      NEEDED,
      { file: 'main.mjs', at: "allowedHeaders: '*'" },
    ),
    pair(
      'socket.io',
      `import { Server } from 'socket.io';\nexport const io = new Server({ cors: { origin: ${ORIGIN}, credentials: true, allowedHeaders: … } });\n`,
      NEEDED,
      { at: "allowedHeaders: '*'" },
    ),
    pair('Express, all headers', express("res.set('Access-Control-Allow-Headers', …);"), NEEDED, {
      at: "res.set('Access-Control-Allow-Headers', '*')",
    }),
    pair(
      'Express, the headers that a preflight asks for',
      express("res.set('Access-Control-Allow-Headers', req.get(…) ?? '');"),
      ["'access-control-request-headers'", "'x-version'"],
      {
        messageId: 'echo',
        message: `With the cookies of its visitor ${PAGE} can send whatever it likes: it gets Access-Control-Allow-Headers 'x-anything' because its preflight asks for that. Name the headers and methods that pages need in its place; this one needs you, because which ones they need cannot be seen from here.`,
        at: "res.set('Access-Control-Allow-Headers', req.get('access-control-request-headers') ?? '')",
      },
    ),
    pair(
      'Express, the method that a preflight asks for',
      express(
        "res.set('Access-Control-Allow-Methods', req.headers['access-control-request-method'] … 'GET, PUT');",
      ),
      ['||', '&&'],
      {
        messageId: 'echo',
        at: "res.set('Access-Control-Allow-Methods', req.headers['access-control-request-method'] || 'GET, PUT')",
      },
    ),
    pair(
      'Express, a private network',
      express("res.set('Access-Control-Allow-Private-Network', …);"),
      ["'true'", "'false'"],
      { messageId: 'privateNetwork', at: "res.set('Access-Control-Allow-Private-Network', 'true')" },
    ),
    pair(
      'node:http, among other headers',
      withHttp(
        `http.createServer((req, res) => {\n  res.writeHead(204, { 'Access-Control-Allow-Origin': ${ORIGIN}, 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Allow-Headers': … });\n  res.end();\n});`,
      ),
      NEEDED,
      {
        at: `res.writeHead(204, { 'Access-Control-Allow-Origin': ${ORIGIN}, 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Allow-Headers': '*' })`,
      },
    ),
    pair(
      'a Response to a preflight',
      `export function OPTIONS(request) {\n  const headers = new Headers({ 'Access-Control-Allow-Origin': ${ORIGIN}, 'Access-Control-Allow-Credentials': 'true' });\n  headers.set('Access-Control-Allow-Headers', request.headers.get(…) ?? '');\n  return new Response(null, { headers });\n}\n`,
      ["'Access-Control-Request-Headers'", "'X-Version'"],
      {
        messageId: 'echo',
        at: "headers.set('Access-Control-Allow-Headers', request.headers.get('Access-Control-Request-Headers') ?? '')",
      },
    ),
    pair(
      'a result of Lambda',
      `export const handler = async () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': ${ORIGIN}, 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Allow-Headers': … } });\n`,
      NEEDED,
      { at: "'Access-Control-Allow-Headers': '*'" },
    ),
    pair(
      'Koa',
      `const Koa = require('koa');\nnew Koa().use((ctx) => {\n  ctx.set('Access-Control-Allow-Origin', ${ORIGIN});\n  ctx.set('Access-Control-Allow-Credentials', 'true');\n  ctx.set('Access-Control-Allow-Headers', …);\n});\n`,
      NEEDED,
      { at: "ctx.set('Access-Control-Allow-Headers', '*')" },
    ),
    pair(
      'Hono',
      `import { Hono } from 'hono';\nnew Hono().use(async (c, next) => {\n  c.header('Access-Control-Allow-Origin', ${ORIGIN});\n  c.header('Access-Control-Allow-Credentials', 'true');\n  c.header('Access-Control-Allow-Headers', …);\n  await next();\n});\n`,
      NEEDED,
      { at: "c.header('Access-Control-Allow-Headers', '*')" },
    ),
    pair(
      'Fastify',
      `import fastify from 'fastify';\nfastify().options('/', (request, reply) => {\n  reply.header('Access-Control-Allow-Origin', ${ORIGIN});\n  reply.header('Access-Control-Allow-Credentials', 'true');\n  reply.header('Access-Control-Allow-Headers', …).send();\n});\n`,
      NEEDED,
      { at: "reply.header('Access-Control-Allow-Headers', '*')" },
    ),
  ],
  safe: [
    { name: 'what libraries say by themselves', code: credentialed('maxAge: 600') },
    {
      name: 'an echo of listed headers',
      code: express(
        "const asked = (req.get('access-control-request-headers') ?? '').split(',').map((name) => name.trim());",
        "res.set('Access-Control-Allow-Headers', asked.filter((name) => ['authorization', 'x-token'].includes(name)).join(', '));",
      ),
    },
    { name: 'headers of another file', code: credentialed("allowedHeaders: require('./headers')") },
    {
      name: 'a private network where a flag of another file says so',
      code: express(
        "if (require('./flags').privateNetwork) res.set('Access-Control-Allow-Private-Network', 'true');",
      ),
    },
    {
      name: 'what answers to GET say about preflights',
      code: withExpress(
        `app.get('/data', (req, res) => {\n  res.set({ 'Access-Control-Allow-Origin': ${ORIGIN}, 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Allow-Headers': '*' });\n  res.json({});\n});`,
      ),
    },
  ],
});
