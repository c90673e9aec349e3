import rule from '../../rules/prefer-env-origins.js';
import { testRule, type VulnerableProgram } from './cases.js';
import { notThePackage, withCors, withExpress, withHttp } from './programs.js';
import { isListed, listIn, origin } from './remedies.js';

const APP = "'https://app.example.com'";
const ADMIN = "'https://admin.example.com'";
const LOCAL = "'http://localhost:3000'";
const LIST = listIn('CORS_ALLOWED_ORIGINS');
const WITH_LOCAL = `[...${LIST}, ${LOCAL}]`;

const said = (named: string, value: string, more = ''): string =>
  `These origins are admitted wherever this runs, because the source names them: ${named}. Set \`CORS_ALLOWED_ORIGINS=${value}\` where this runs, and read the list from there${more}.`;
const needsYou = (reason: string): string =>
  said(APP, 'https://app.example.com', `; this one needs you, because ${reason}`);

const list = (items: string): string => withCors(`app.use(cors({ origin: ${items}, credentials: true }));`);
const called = (declaration: string, test: string): string =>
  withCors(`${declaration}\napp.use(cors({ origin: (origin, callback) => callback(null, ${test}) }));`);
const guarded = (test: string): string =>
  withExpress(
    `app.use((req, res, next) => { const { origin } = req.headers; res.vary('Origin'); if (${test}) res.set('Access-Control-Allow-Origin', origin); next(); });`,
  );

/** A program with something in the place of `…`, reported for the page of the app, and its twin with one of this machine. */
const library = (
  name: string,
  program: string,
  { fixed, suggested }: { fixed?: string; suggested?: string },
  more: Partial<VulnerableProgram> = {},
): VulnerableProgram => ({
  name,
  code: program.replace('…', `origin: [${APP}]`),
  twin: program.replace('…', `origin: [${LOCAL}]`),
  messageId: 'hardCoded',
  at: `[${APP}]`,
  output: fixed === undefined ? null : program.replace('…', `origin: ${fixed}`),
  ...(suggested !== undefined && { suggested: program.replace('…', `origin: ${suggested}`) }),
  ...more,
});

/** Headers written by hand: `…` stands for the value. */
const written = (
  name: string,
  program: string,
  output: string | null,
  more: Partial<VulnerableProgram> = {},
): VulnerableProgram => ({
  name,
  code: program.replace('…', APP),
  twin: program.replace('…', LOCAL),
  messageId: 'hardCoded',
  at: APP,
  output,
  ...more,
});

const find = (asking: string, what = LIST): string => `${what}.find((allowed) => allowed === ${asking})`;

testRule(rule, {
  vulnerable: [
    {
      name: 'the only origin',
      code: list(APP),
      twin: list(LOCAL),
      messageId: 'hardCoded',
      message: said(APP, 'https://app.example.com'),
      at: APP,
      output: list(origin),
    },
    {
      name: 'two origins beside one of this machine',
      code: list(`[${LOCAL}, ${APP}, ${ADMIN}]`),
      twin: notThePackage(list(`[${LOCAL}, ${APP}, ${ADMIN}]`)),
      messageId: 'hardCoded',
      message: said(`${APP}, ${ADMIN}`, 'https://app.example.com,https://admin.example.com'),
      at: `[${LOCAL}, ${APP}, ${ADMIN}]`,
      output: list(`(_origin, callback) => callback(null, ${WITH_LOCAL})`),
    },
    {
      name: 'an origin beside a variable',
      code: list(`[process.env.CLIENT, ${APP}]`),
      twin: list(`[process.env.CLIENT, ${LOCAL}]`),
      messageId: 'hardCoded',
      at: `[process.env.CLIENT, ${APP}]`,
      output: list(`(_origin, callback) => callback(null, [...${LIST}, process.env.CLIENT])`),
    },
    {
      name: 'a list that is the option, under a name',
      code: withCors(`const allowed = [${APP}];\napp.use(cors({ origin: allowed }));`),
      twin: withCors(`const allowed = [${LOCAL}];\napp.use(cors({ origin: allowed }));`),
      messageId: 'hardCoded',
      at: `[${APP}]`,
      output: withCors(
        `const allowed = () => ${LIST};\napp.use(cors({ origin: (_origin, callback) => callback(null, allowed()) }));`,
      ),
    },
    {
      name: 'a list that a callback consults',
      code: called(`const allowed = [${APP}, ${LOCAL}];`, 'allowed.includes(origin)'),
      twin: called(`const allowed = ['http://[::1]:3000', ${LOCAL}];`, 'allowed.includes(origin)'),
      messageId: 'hardCoded',
      at: `[${APP}, ${LOCAL}]`,
      output: called(`const allowed = () => ${WITH_LOCAL};`, 'allowed().includes(origin)'),
    },
    {
      name: 'a set that a callback consults',
      code: called(`const allowed = new Set([${APP}]);`, 'allowed.has(origin)'),
      twin: called(`const allowed = new Set([${LOCAL}]);`, 'allowed.has(origin)'),
      messageId: 'hardCoded',
      at: `[${APP}]`,
      output: called(`const allowed = () => new Set(${LIST});`, 'allowed().has(origin)'),
    },
    {
      name: 'a list in the callback',
      code: called('', `[${APP}].includes(origin)`),
      twin: called('', `[${LOCAL}].includes(origin)`),
      messageId: 'hardCoded',
      at: `[${APP}]`,
      output: called('', `${LIST}.includes(origin)`),
    },
    {
      name: 'a list with a declared type',
      file: 'server.ts',
      code: called(`const allowed: string[] = [${APP}];`, "allowed.includes(origin ?? '')"),
      twin: called(`const allowed: string[] = [${LOCAL}];`, "allowed.includes(origin ?? '')"),
      messageId: 'hardCoded',
      at: `[${APP}]`,
      output: called(`const allowed = (): string[] => ${LIST};`, "allowed().includes(origin ?? '')"),
    },
    {
      name: 'a constant list of TypeScript',
      file: 'server.ts',
      code: called(`const allowed = [${APP}] as const;`, 'allowed.some((one) => one === origin)'),
      twin: called(`const allowed = [${LOCAL}] as const;`, 'allowed.some((one) => one === origin)'),
      messageId: 'hardCoded',
      at: `[${APP}]`,
      output: called(`const allowed = () => ${LIST};`, 'allowed().some((one) => one === origin)'),
    },
    {
      name: 'comparisons with both of two',
      code: guarded(`origin === ${APP} || origin === ${ADMIN}`),
      twin: guarded(`origin === ${APP} && origin === ${ADMIN}`),
      messageId: 'hardCoded',
      at: `origin === ${APP} || origin === ${ADMIN}`,
      output: guarded(`${LIST}.includes(origin)`),
    },
    {
      name: 'a comparison beside one with this machine',
      code: guarded(`origin === ${LOCAL} || origin === ${APP}`),
      twin: guarded(`origin === ${LOCAL} || origin === 'http://[::1]:3000'`),
      messageId: 'hardCoded',
      at: `origin === ${APP}`,
      output: guarded(`origin === ${LOCAL} || ${LIST}.includes(origin)`),
    },
    {
      name: 'comparisons that turn others away',
      code: guarded(`!(origin !== ${APP} && ${ADMIN} !== origin)`),
      twin: guarded(`!(origin !== ${APP} || ${ADMIN} !== origin)`),
      messageId: 'hardCoded',
      at: `origin !== ${APP} && ${ADMIN} !== origin`,
      output: guarded(`!(!${LIST}.includes(origin))`),
    },
    {
      name: 'a comparison in TypeScript',
      file: 'server.ts',
      code: guarded(`origin === ${APP}`),
      twin: guarded(`origin === ${LOCAL}`),
      messageId: 'hardCoded',
      at: `origin === ${APP}`,
      output: guarded(`${LIST}.includes(origin ?? '')`),
    },
    {
      name: 'an origin in production, and this machine elsewhere, inside a function',
      code: withCors(
        `function start() {\n  const origin = process.env.NODE_ENV === 'production' ? ${APP} : ${LOCAL};\n  app.use(cors({ origin }));\n}\nstart();`,
      ),
      twin: withCors(
        `function start() {\n  const origin = process.env.NODE_ENV === 'production' ? 'http://[::1]:3000' : ${LOCAL};\n  app.use(cors({ origin }));\n}\nstart();`,
      ),
      messageId: 'hardCoded',
      at: APP,
      output: withCors(
        `function start() {\n  const origin = process.env.NODE_ENV === 'production' ? ${LIST} : ${LOCAL};\n  app.use(cors({ origin }));\n}\nstart();`,
      ),
    },
    {
      name: 'the same while the module is loaded',
      code: list(`process.env.NODE_ENV === 'production' ? ${APP} : ${LOCAL}`),
      twin: list(`process.env.NODE_ENV === 'production' ? 'http://[::1]:3000' : ${LOCAL}`),
      messageId: 'hardCoded',
      message: needsYou('the list is read there when the module is loaded, and has to be known before'),
      at: APP,
      output: null,
      suggested: list(`process.env.NODE_ENV === 'production' ? ${LIST} : ${LOCAL}`),
    },
    {
      name: 'a list that other files import',
      file: 'server.mjs',
      code: called(`export const allowed = [${APP}];`, 'allowed.includes(origin)'),
      twin: called(`export const allowed = [${LOCAL}];`, 'allowed.includes(origin)'),
      messageId: 'hardCoded',
      message: needsYou('the list is read there when the module is loaded, and has to be known before'),
      at: `[${APP}]`,
      output: null,
      suggested: called(`export const allowed = ${LIST};`, 'allowed.includes(origin)'),
    },
    {
      name: 'a list that is added to',
      code: called(
        `const allowed = [${APP}];\nallowed.push(process.env.CLIENT);`,
        'allowed.includes(origin)',
      ),
      twin: called(
        `const allowed = [${LOCAL}];\nallowed.push(process.env.CLIENT);`,
        'allowed.includes(origin)',
      ),
      messageId: 'hardCoded',
      at: `[${APP}]`,
      output: null,
      suggested: called(
        `const allowed = ${LIST};\nallowed.push(process.env.CLIENT);`,
        'allowed.includes(origin)',
      ),
    },
    {
      name: 'entries with comments',
      code: list(`[\n  ${APP}, // the app\n]`),
      twin: list(`[\n  ${LOCAL}, // the app\n]`),
      messageId: 'hardCoded',
      message: needsYou('the comments among them would be lost'),
      at: `[\n  ${APP}, // the app\n]`,
      output: null,
      suggested: list(origin),
    },
    {
      name: 'an origin that the code needs elsewhere',
      code: withCors(
        `const config = { client: ${APP} };\napp.use(cors({ origin: config.client }));\napp.get('/', (req, res) => res.redirect(config.client));`,
      ),
      twin: withCors(
        `const config = { client: ${LOCAL} };\napp.use(cors({ origin: config.client }));\napp.get('/', (req, res) => res.redirect(config.client));`,
      ),
      messageId: 'hardCoded',
      message: needsYou('no list can stand where they are written'),
      at: APP,
      output: null,
    },
    {
      name: 'a list that opens to everybody once it is empty',
      code: called(`const allowed = [${APP}];`, 'allowed.length === 0 || allowed.includes(origin)'),
      twin: called(`const allowed = [${LOCAL}];`, 'allowed.length === 0 || allowed.includes(origin)'),
      messageId: 'hardCoded',
      message: needsYou('no list can stand where they are written'),
      at: `[${APP}]`,
      output: null,
    },
    {
      name: 'the list of the settings',
      file: '/project/server.js',
      settings: { allowList: { module: 'our-origins', export: 'origins' } },
      code: called(`const allowed = [${APP}];`, 'allowed.includes(origin)'),
      twin: called(`const allowed = [${LOCAL}];`, 'allowed.includes(origin)'),
      messageId: 'hardCoded',
      message: `These origins are admitted wherever this runs, because the source names them: ${APP}. List them in 'our-origins', and read the list from there.`,
      at: `[${APP}]`,
      output: called(
        `const { origins } = require('our-origins');\nconst allowed = origins;`,
        'allowed.includes(origin)',
      ),
    },
    {
      name: 'the variable of the settings',
      settings: { envVar: 'PAGES' },
      code: list(`[${APP}]`),
      twin: list(`[${LOCAL}]`),
      messageId: 'hardCoded',
      message: said(APP, 'https://app.example.com').replace('CORS_ALLOWED_ORIGINS', 'PAGES'),
      at: `[${APP}]`,
      output: list(origin.replace('CORS_ALLOWED_ORIGINS', 'PAGES')),
    },
    written(
      'a header of Express',
      withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', …);\n  next();\n});",
      ),
      withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${isListed('req.headers.origin')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    ),
    written(
      'a header of node:http, among others',
      withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, { 'Access-Control-Allow-Origin': … });\n  res.end();\n});",
      ),
      withHttp(
        `http.createServer((req, res) => {\n  res.appendHeader('Vary', 'Origin');\n  res.writeHead(200, { ...(${isListed('req.headers.origin')} ? { 'Access-Control-Allow-Origin': req.headers.origin } : {}) });\n  res.end();\n});`,
      ),
    ),
    written(
      'a Response',
      "export function GET(request) {\n  return new Response('data', { headers: { 'Access-Control-Allow-Origin': … } });\n}\n",
      `export function GET(request) {\n  return new Response('data', { headers: { ...(${LIST}.includes(request.headers.get('Origin') ?? '') ? { 'Access-Control-Allow-Origin': request.headers.get('Origin') ?? '' } : {}), Vary: 'Origin' } });\n}\n`,
    ),
    written(
      'a result of Lambda',
      "export const handler = async (event) => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': … } });\n",
      `export const handler = async (event) => ({ statusCode: 200, headers: { ...(${LIST}.includes(event.headers?.origin ?? event.headers?.Origin ?? '') ? { 'Access-Control-Allow-Origin': event.headers?.origin ?? event.headers?.Origin ?? '' } : {}), Vary: 'Origin' } });\n`,
    ),
    written(
      'a header of Koa',
      "const Koa = require('koa');\nnew Koa().use((ctx) => {\n  ctx.set('Access-Control-Allow-Origin', …);\n});\n",
      `const Koa = require('koa');\nnew Koa().use((ctx) => {\n  ctx.vary('Origin');\n  if (${LIST}.includes(ctx.get('Origin'))) ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));\n});\n`,
    ),
    written(
      'headers that are made without a request',
      "export const corsHeaders = { 'Access-Control-Allow-Origin': … };\n",
      null,
      {
        file: 'cors.mjs',
        message: needsYou(
          "'corsHeaders' is exported, and made once, before any request: make it a function `corsHeaders(request)` that names the header only for a listed origin",
        ),
      },
    ),
    written(
      'one of two headers',
      withExpress(
        "app.use((req, res, next) => {\n  res.vary('Origin');\n  res.set('Access-Control-Allow-Origin', process.env.NODE_ENV === 'production' ? … : 'http://localhost:3000');\n  next();\n});",
      ),
      null,
      { message: needsYou('no list can stand where they are written') },
    ),
    {
      name: 'a list in the environment of a Worker',
      file: 'worker.mjs',
      code: `export default { fetch(request, env) { const origin = request.headers.get('Origin'); return new Response('data', { headers: { Vary: 'Origin', ...([${APP}].includes(origin) && { 'Access-Control-Allow-Origin': origin }) } }); } };\n`,
      twin: `export default { fetch(request, env) { const origin = request.headers.get('Origin'); return new Response('data', { headers: { Vary: 'Origin', ...([${LOCAL}].includes(origin) && { 'Access-Control-Allow-Origin': origin }) } }); } };\n`,
      messageId: 'hardCoded',
      at: `[${APP}]`,
      output: `export default { fetch(request, env) { const origin = request.headers.get('Origin'); return new Response('data', { headers: { Vary: 'Origin', ...(${LIST.replace('process.env', 'env')}.includes(origin) && { 'Access-Control-Allow-Origin': origin }) } }); } };\n`,
    },
    {
      name: 'the same outside of the function that is given the environment',
      file: 'worker.mjs',
      code: `const allowed = [${APP}];\nexport default { fetch(request, env) { const origin = request.headers.get('Origin'); return new Response('data', { headers: { Vary: 'Origin', ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) } }); } };\n`,
      twin: `const allowed = [${LOCAL}];\nexport default { fetch(request, env) { const origin = request.headers.get('Origin'); return new Response('data', { headers: { Vary: 'Origin', ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) } }); } };\n`,
      messageId: 'hardCoded',
      message: needsYou('the environment comes with each request, and is not at hand where they are written'),
      at: `[${APP}]`,
      output: null,
    },
    library(
      '@koa/cors',
      "const cors = require('@koa/cors');\napp.use(cors({ … }));\n",
      {},
      {
        code: `const cors = require('@koa/cors');\napp.use(cors({ origin: ${APP} }));\n`,
        twin: `const cors = require('@koa/cors');\napp.use(cors({ origin: ${LOCAL} }));\n`,
        at: APP,
        output: `const cors = require('@koa/cors');\napp.use(cors({ origin: (ctx) => ${find("ctx.get('Origin')")} ?? '' }));\n`,
      },
    ),
    library('@fastify/cors', "import cors from '@fastify/cors';\napp.register(cors, { … });\n", {
      fixed: origin,
    }),
    library(
      'hono/cors, where the runtime is known',
      "import { serve } from '@hono/node-server';\nimport { cors } from 'hono/cors';\napp.use(cors({ … }));\nserve(app);\n",
      { fixed: `(origin) => ${find('origin')} ?? ''` },
    ),
    library('hono/cors', "import { cors } from 'hono/cors';\napp.use(cors({ … }));\n", {
      suggested: `(origin) => ${find('origin')} ?? ''`,
    }),
    library('@tinyhttp/cors', "import { cors } from '@tinyhttp/cors';\napp.use(cors({ … }));\n", {
      fixed: `(req) => ${find('req.headers.origin')} ?? ''`,
    }),
    library('@elysiajs/cors', "import { cors } from '@elysiajs/cors';\napp.use(cors({ … }));\n", {
      fixed: `(request) => ${LIST}.includes(request.headers.get('origin') ?? '')`,
    }),
    library(
      'itty-router',
      "import { cors } from 'itty-router';\nexport const { preflight, corsify } = cors({ … });\n",
      { suggested: `(origin) => ${find('origin')}` },
    ),
    library('h3', "import { handleCors } from 'h3';\napp.use((event) => handleCors(event, { … }));\n", {
      suggested: `(origin) => ${LIST}.includes(origin)`,
    }),
    library(
      '@hapi/hapi',
      "const Hapi = require('@hapi/hapi');\nconst server = Hapi.server({ routes: { cors: { … } } });\n",
      { fixed: `[...${LIST}, '']` },
    ),
    library(
      'Nest',
      "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors({ … });\n",
      { fixed: origin },
      { file: 'main.mjs' },
    ),
    library(
      'socket.io',
      "import { Server } from 'socket.io';\nexport const io = new Server({ cors: { … } });\n",
      { fixed: origin },
    ),
    library(
      'restify-cors-middleware2',
      "const corsMiddleware = require('restify-cors-middleware2');\nconst cors = corsMiddleware({ origins: [LIST] });\nserver.pre(cors.preflight);\nserver.use(cors.actual);\n",
      {},
      {
        code: `const corsMiddleware = require('restify-cors-middleware2');\nconst cors = corsMiddleware({ origins: [${APP}] });\nserver.pre(cors.preflight);\nserver.use(cors.actual);\n`,
        twin: `const corsMiddleware = require('restify-cors-middleware2');\nconst cors = corsMiddleware({ origins: [${LOCAL}] });\nserver.pre(cors.preflight);\nserver.use(cors.actual);\n`,
        output: `const corsMiddleware = require('restify-cors-middleware2');\nconst cors = corsMiddleware({ origins: ${LIST} });\nserver.pre(cors.preflight);\nserver.use(cors.actual);\n`,
      },
    ),
    library(
      'micro-cors',
      "const microCors = require('micro-cors');\nmodule.exports = microCors({ … })(handler);\n",
      {},
      {
        code: `const microCors = require('micro-cors');\nmodule.exports = microCors({ origin: ${APP} })(handler);\n`,
        twin: `const microCors = require('micro-cors');\nmodule.exports = microCors({ origin: ${LOCAL} })(handler);\n`,
        at: APP,
        message: needsYou('no list can stand where they are written'),
      },
    ),
  ],
  safe: [
    { name: 'a variable', code: list('process.env.CLIENT_URL') },
    {
      name: 'what takes the place of a variable that is not set',
      code: list(`process.env.CLIENT_URL || ${APP}`),
    },
    {
      name: 'machines of a private network',
      code: list("['http://192.168.1.20:3000', 'http://nas.local', 'http://127.0.0.1:5173']"),
    },
    { name: 'schemes of apps', code: list("['capacitor://localhost', 'tauri://localhost']") },
    { name: 'a pattern', code: list('/^https:\\/\\/app\\.example\\.com$/') },
    {
      name: 'an origin that a pattern admits as well',
      code: list(`[${APP}, /^https:\\/\\/app\\.example\\.com$/]`),
    },
    {
      name: 'an address that has nothing to do with the policy',
      code: withCors(
        `const home = ${APP};\napp.use(cors({ origin: (origin, callback) => callback(null, require('./origins').has(origin)) }));\napp.get('/', (req, res) => res.redirect(home));`,
      ),
    },
    { name: 'an origin that is refused', code: called('', `false && origin === ${APP}`) },
    {
      name: 'an origin only where this is not deployed',
      code: list(`process.env.NODE_ENV === 'production' ? false : ${APP}`),
    },
    {
      name: 'the configuration of a deployment',
      file: 'stack.ts',
      code: `import { RestApi } from 'aws-cdk-lib/aws-apigateway';\nnew RestApi(stack, 'api', { defaultCorsPreflightOptions: { allowOrigins: [${APP}] } });\n`,
    },
    {
      name: 'the configuration of a server for developers',
      file: 'vite.config.mjs',
      code: `import { defineConfig } from 'vite';\nexport default defineConfig({ server: { cors: { origin: [${APP}] } } });\n`,
    },
  ],
});
