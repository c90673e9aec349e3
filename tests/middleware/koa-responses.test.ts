import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fix, lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const source = (text: string, name = 'server.mjs') => ({ path: join(root, 'tests', name), text });
const rulesFor = (text: string, name?: string): string[] =>
  lint(plugin, source(text, name)).map(({ rule }) => rule);
const fixed = (text: string, name?: string): string => fix(plugin, source(text, name)).text;

const LIST = `(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')`;

describe('a handler in a module of its own is one of Koa', () => {
  test.each([
    [
      'that awaits next and reads the request',
      `export const cors = async (ctx, next) => { ctx.set('Access-Control-Allow-Origin', ctx.headers.origin ?? '*'); await next(); };`,
    ],
    [
      'that a factory makes',
      `export default () => async (context, proceed) => { context.set('Access-Control-Allow-Origin', '*'); if (context.method === 'OPTIONS') context.status = 204; else await proceed(); };`,
    ],
    [
      'that answers',
      `export async function data(ctx) { ctx.set('Access-Control-Allow-Origin', '*'); ctx.body = 'data'; }`,
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text)).toHaveLength(1);
  });

  test.each([
    [
      'whose type says so',
      `import type { Context } from 'koa';\nexport function open(ctx: Context) { ctx.set('Access-Control-Allow-Origin', '*'); }`,
    ],
    [
      'whose variable has a type that says so',
      `import type { Middleware } from 'koa';\nexport const open: Middleware = (ctx) => { ctx.set('Access-Control-Allow-Origin', '*'); };`,
    ],
    [
      'as a method of a class',
      `import { Context } from 'koa';\nexport class Api { data(ctx: Context) { ctx.set('Access-Control-Allow-Origin', '*'); } }`,
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text, 'server.ts')).toEqual(['cors/no-wildcard-origin']);
  });
});

describe('what is no server is silent:', () => {
  test.each([
    [
      'a canvas',
      `export const draw = (ctx) => { ctx.set('Access-Control-Allow-Origin', '*'); ctx.fill(); };`,
    ],
    [
      'a resolver',
      `export const user = (parent, args, ctx) => { ctx.set('Access-Control-Allow-Origin', '*'); return ctx.user; };`,
    ],
    [
      'a store',
      `export const remember = (store) => { store.set('Access-Control-Allow-Origin', '*'); store.get('status'); };`,
    ],
    [
      'a plugin of a client',
      `export const withOrigin = (request) => { request.set('Access-Control-Allow-Origin', '*'); return request.url; };`,
    ],
    [
      'an interceptor of a client',
      `export const intercept = (request, next) => { request.headers.set('Access-Control-Allow-Origin', '*'); return next(request); };`,
    ],
    [
      'a response to a request of the program',
      `import axios from 'axios';\nimport Koa from 'koa';\nnew Koa().use(async (ctx) => { const { data } = await axios.get('https://api.example.com', { headers: { 'Access-Control-Allow-Origin': '*' } }); ctx.body = data; });`,
    ],
    [
      'a proxy',
      `import Koa from 'koa';\nimport proxy from 'http-proxy';\nconst server = proxy.createProxyServer();\nserver.on('proxyReq', (request) => { request.setHeader('Access-Control-Allow-Origin', '*'); });\nnew Koa().use((ctx) => { ctx.body = ''; });`,
    ],
    [
      'a handler that a test gives',
      `import { test } from 'vitest';\nimport Koa from 'koa';\ntest('x', () => { new Koa().use((ctx) => { ctx.set('Access-Control-Allow-Origin', '*'); }); });`,
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text)).toEqual([]);
  });
});

describe('the rewrite', () => {
  const app = (body: string): string => `import Koa from 'koa';\nconst app = new Koa();\n${body}\n`;

  test.each([
    [
      `app.use((ctx) => ctx.set('Access-Control-Allow-Origin', '*'));`,
      `app.use((ctx) => { ctx.vary('Origin'); if (${LIST}.includes(ctx.get('Origin'))) ctx.set('Access-Control-Allow-Origin', ctx.get('Origin')); return ctx; });`,
    ],
    [
      `app.use((ctx) => {\n  ctx.vary('Origin');\n  ctx.set('Access-Control-Allow-Origin', '*');\n});`,
      `app.use((ctx) => {\n  ctx.vary('Origin');\n  if (${LIST}.includes(ctx.get('Origin'))) ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));\n});`,
    ],
    [
      `app.use((ctx) => {\n  ctx.set({ 'Access-Control-Allow-Origin': '*' });\n});`,
      `app.use((ctx) => {\n  ctx.vary('Origin');\n  ctx.set({ ...(${LIST}.includes(ctx.get('Origin')) ? { 'Access-Control-Allow-Origin': ctx.get('Origin') } : {}) });\n});`,
    ],
    [
      `const open = (answer) => {\n  answer.response.append('Access-Control-Allow-Origin', '*');\n};\napp.use((ctx) => {\n  open(ctx);\n});`,
      `const open = (answer) => {\n  answer.vary('Origin');\n  if (${LIST}.includes(answer.get('Origin'))) answer.response.set('Access-Control-Allow-Origin', answer.get('Origin'));\n};\napp.use((ctx) => {\n  open(ctx);\n});`,
    ],
  ])('of %s', (body, expected) => {
    expect(fixed(app(body))).toBe(app(expected));
  });
});

describe('what is behind a middleware may fail:', () => {
  const around = (end: string): string =>
    `import Koa from 'koa';\nnew Koa().use(async (ctx, next) => { try { await next(); } ${end} });`;

  test.each([
    around(`catch { ctx.set('Access-Control-Allow-Origin', '*'); }`),
    around(`finally { ctx.set('Access-Control-Allow-Origin', '*'); }`),
    around(`catch { ctx.throw(404, { headers: { 'Access-Control-Allow-Origin': '*' } }); }`),
  ])('%s', (text) => {
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    [
      'an error that leaves the app unsets the header',
      around(`catch (error) { ctx.set('Access-Control-Allow-Origin', '*'); throw error; }`),
    ],
    [
      'which errors are meant is for somebody else to say',
      around(`catch (error) { if (error.isPublic) ctx.set('Access-Control-Allow-Origin', '*'); }`),
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text)).toEqual([]);
  });
});

describe('code of another file fails', () => {
  const handler = (call: string): string =>
    `import http from 'node:http';\nimport { load } from './load.js';\nhttp.createServer(async (req, res) => {\n  try { ${call}; } catch { res.setHeader('Access-Control-Allow-Origin', '*'); }\n  res.end();\n});\n`;

  test.each([`await load(req)`, `await load(req.url)`, `load(req.query.name)`])(
    'for some requests that it is given: %s',
    (call) => {
      expect(rulesFor(handler(call))).toEqual(['cors/no-wildcard-origin']);
    },
  );

  test.each([`await load()`, `load('data')`])('for no reason that a page could give: %s', (call) => {
    expect(rulesFor(handler(call))).toEqual([]);
  });
});
