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
const vary = (reply: string): string =>
  `${reply}.header('Vary', [${reply}.getHeader('Vary'), 'Origin'].filter(Boolean).join(', '));`;

describe('Fastify is told', () => {
  test.each([
    [
      'by a hook',
      `export default async function (instance) { instance.addHook('onRequest', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); }); }`,
    ],
    [
      'by an instance that has hooks',
      `export default async function (app) { app.addHook('onClose', close); app.get('/', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); return {}; }); }`,
    ],
    [
      'by the handler of what no route is for',
      `export default (app) => { app.setNotFoundHandler((request, reply) => { reply.header('Access-Control-Allow-Origin', '*').send(); }); };`,
    ],
    [
      'by the handler of errors',
      `export default (app) => { app.setErrorHandler((error, request, reply) => { reply.header('Access-Control-Allow-Origin', '*').code(400).send(); }); };`,
    ],
    [
      'by what a reply alone has, in a route of a plugin',
      `export default async function (instance, opts) { instance.get('/', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*').code(200); return {}; }); }`,
    ],
    [
      'by fastify-plugin',
      `import fp from 'fastify-plugin';\nexport default fp(async (server) => { server.get('/', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); return {}; }); });`,
    ],
    [
      'by the JSDoc type of a plugin',
      `/** @type {import('fastify').FastifyPluginAsync} */\nexport default async function (server) { server.get('/', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); return {}; }); }`,
    ],
    [
      'by a JSDoc import of a type',
      `/** @import { FastifyInstance } from 'fastify' */\n/** @param {FastifyInstance} server */\nexport default async function (server) { server.get('/', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); return {}; }); }`,
    ],
    [
      'by the options of another route',
      `export default async (server) => { server.get('/x', { schema: {} }, async () => 1); server.get('/', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); return {}; }); };`,
    ],
    [
      'by a route that is all options',
      `export default async (server) => { server.route({ method: 'GET', url: '/', handler: async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); return {}; } }); };`,
    ],
    [
      'by what a reply alone has',
      `export const data = async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); return reply.code(200).send({}); };`,
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(text)).toContain(vary('reply'));
  });

  test.each([
    [
      'by the types of a function',
      `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport function open(request: FastifyRequest, reply: FastifyReply) { reply.header('Access-Control-Allow-Origin', '*'); }`,
    ],
    [
      'by the type of a parameter that stands elsewhere',
      `import { Controller, Get, Res } from '@nestjs/common';\nimport type { FastifyReply } from 'fastify';\n@Controller()\nexport class Api {\n  @Get()\n  data(@Res() reply: FastifyReply) { reply.header('Access-Control-Allow-Origin', '*').send({}); }\n}`,
    ],
    [
      'by the type of a handler',
      `import type { onRequestHookHandler } from 'fastify';\nexport const open: onRequestHookHandler = (request, reply, done) => { reply.header('Access-Control-Allow-Origin', '*'); done(); };`,
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text, 'server.ts')).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(text, 'server.ts')).toContain(vary('reply'));
  });
});

describe('a route that Express may have as well as Fastify', () => {
  const plugin = (body: string, before = ''): string =>
    `${before}export default function (instance) {\n  instance.get('/', (request, reply) => {\n${body}\n  });\n}\n`;
  const open = `    reply.header('Access-Control-Allow-Origin', '*');\n    reply.send('data');`;

  test('is written so that both understand it', () => {
    expect(rulesFor(plugin(open))).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(plugin(open))).toBe(
      plugin(
        `    ${vary('reply')}\n    if (${LIST}.includes(request.headers.origin ?? '')) reply.header('Access-Control-Allow-Origin', request.headers.origin ?? '');\n    reply.send('data');`,
      ),
    );
  });

  test('is left to somebody who knows, where the request would have to be found from the response', () => {
    const helper = `const open = (answer) => {\n  answer.header('Access-Control-Allow-Origin', '*');\n};\n`;
    const text = plugin(`    open(reply);\n    reply.send('data');`, helper);
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(text)).toBe(text);
  });

  test('is silent where one of them would not be open', () => {
    const object = open.replace(
      "'Access-Control-Allow-Origin', '*'",
      "{ 'Access-Control-Allow-Origin': '*' }",
    );
    expect(rulesFor(plugin(object))).toEqual([]);
    expect(rulesFor(plugin(object, `import 'express';\n`))).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    ['a method that a reply has not', plugin(`${open.replace("send('data')", 'json({})')}`)],
    ['a third parameter', plugin(`${open}\n    next();`).replace('reply)', 'reply, next)')],
    ['an import', plugin(open, `import express from 'express';\nexport const parse = express.json();\n`)],
  ])('is read as one of Express alone with %s', (_name, text) => {
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(text)).toContain(`reply.vary('Origin');`);
  });
});

describe('what is no answer of Fastify is silent:', () => {
  test.each([
    [
      'a hook of a model',
      `export default (User) => { User.addHook('beforeCreate', (user, options) => { options.header('Access-Control-Allow-Origin', '*'); }); };`,
    ],
    [
      'a hook behind the answer',
      `export default async (app) => { app.addHook('onResponse', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); }); };`,
    ],
    [
      'a request of the program',
      `import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/', async () => fetch('https://api.example.com', { headers: { 'Access-Control-Allow-Origin': '*' } }));`,
    ],
    [
      'what a test gives',
      `import { test } from 'vitest';\nimport Fastify from 'fastify';\ntest('x', () => { Fastify().get('/', async (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); }); });`,
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text)).toEqual([]);
  });
});

describe('the rewrite', () => {
  const app = (body: string): string => `import Fastify from 'fastify';\nconst app = Fastify();\n${body}\n`;
  const origin = `request.headers.origin ?? ''`;
  const ofReply = `reply.request.headers.origin ?? ''`;

  test.each([
    [
      `app.get('/', (request, reply) => reply.header('Access-Control-Allow-Origin', '*').send('data'));`,
      `app.get('/', (request, reply) => { ${vary('reply')} if (${LIST}.includes(${origin})) reply.header('Access-Control-Allow-Origin', ${origin}); return reply.send('data'); });`,
    ],
    [
      `app.addHook('onRequest', async (request, reply) => {\n  reply.header('Vary', 'Origin');\n  reply.header('Access-Control-Allow-Origin', '*');\n});`,
      `app.addHook('onRequest', async (request, reply) => {\n  reply.header('Vary', 'Origin');\n  if (${LIST}.includes(${origin})) reply.header('Access-Control-Allow-Origin', ${origin});\n});`,
    ],
    [
      `app.get('/', async (_, reply) => {\n  reply.raw.setHeader('Access-Control-Allow-Origin', '*');\n  return 'data';\n});`,
      `app.get('/', async (_, reply) => {\n  reply.raw.appendHeader('Vary', 'Origin');\n  if (${LIST}.includes(_.headers.origin ?? '')) reply.raw.setHeader('Access-Control-Allow-Origin', _.headers.origin ?? '');\n  return 'data';\n});`,
    ],
    [
      `app.get('/', async (request, reply) => {\n  const headers = { 'Access-Control-Allow-Origin': '*' };\n  reply.headers(headers);\n});`,
      `app.get('/', async (request, reply) => {\n  const headers = { ...(${LIST}.includes(${origin}) ? { 'Access-Control-Allow-Origin': ${origin} } : {}), Vary: 'Origin' };\n  reply.headers(headers);\n});`,
    ],
    [
      `const open = (reply) => reply.header('Access-Control-Allow-Origin', '*');\napp.get('/', async (request, reply) => {\n  open(reply);\n  return 'data';\n});`,
      `const open = (reply) => { ${vary('reply')} if (${LIST}.includes(${ofReply})) reply.header('Access-Control-Allow-Origin', ${ofReply}); return reply; };\napp.get('/', async (request, reply) => {\n  open(reply);\n  return 'data';\n});`,
    ],
  ])('of %s', (body, expected) => {
    expect(fixed(app(body))).toBe(app(expected));
  });
});
