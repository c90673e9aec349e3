import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const rulesFor = (text: string): string[] =>
  lint(plugin, { path: join(root, 'tests', 'server.mts'), text }).map(({ rule }) => rule);

const OPEN = `'Access-Control-Allow-Origin', '*'`;
const OPEN_HEADERS = `{ headers: { 'Access-Control-Allow-Origin': '*' } }`;

/** What a file imports, and what it then does. */
const SERVERS: readonly (readonly [name: string, imports: string, statements: string])[] = [
  [
    'node:http',
    `import http from 'node:http';`,
    `http.createServer((req, res) => { res.setHeader(${OPEN}); res.end(); }).listen(0);`,
  ],
  [
    'Express',
    `import express from 'express';`,
    `express().get('/', (req, res) => { res.set(${OPEN}); res.send('data'); });`,
  ],
  ['cors', `import express from 'express';\nimport cors from 'cors';`, `express().use(cors());`],
  ['Koa', `import Koa from 'koa';`, `new Koa().use((ctx) => { ctx.set(${OPEN}); ctx.body = 'data'; });`],
  [
    'Fastify',
    `import Fastify from 'fastify';`,
    `Fastify().get('/', (request, reply) => { reply.header(${OPEN}).send('data'); });`,
  ],
  [
    '@fastify/cors',
    `import Fastify from 'fastify';\nimport cors from '@fastify/cors';`,
    `Fastify().register(cors, { origin: '*' });`,
  ],
  [
    'Hono',
    `import { Hono } from 'hono';`,
    `new Hono().get('/', (c) => { c.header(${OPEN}); return c.text('data'); });`,
  ],
  ['h3', `import { H3 } from 'h3';`, `new H3().get('/', (event) => { event.res.headers.set(${OPEN}); });`],
  ['fetch', '', `Bun.serve({ fetch: (request) => new Response('data', ${OPEN_HEADERS}) });`],
  [
    'Azure Functions',
    `import { app } from '@azure/functions';`,
    `app.http('data', { handler: async (request, context) => (${OPEN_HEADERS}) });`,
  ],
  ['socket.io', `import { Server } from 'socket.io';`, `new Server(3000, { cors: { origin: '*' } });`],
];

describe.each(SERVERS)('%s', (_name, imports, statements) => {
  test('is reported', () => {
    expect(rulesFor(`${imports}\n${statements}`)).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    ['a runner is imported', `import { test } from 'vitest';`],
    ['a type of a runner is imported', `import type { TestProject } from 'vitest/node';`],
    ['a runner is required', `const { test } = require('node:test');`],
    ['the runner is a global', ''],
    ['the runner is of a file of the repository', `import { test } from '../runner.js';`],
  ])('is silent in tests, where %s', (_how, runner) => {
    expect(rulesFor(`${runner}\n${imports}\ntest('answers', async () => { ${statements} });`)).toEqual([]);
  });
});

test.each([
  [
    'of a library that its clients are tested with as well',
    `import { request } from 'undici';\nrequest('/');`,
  ],
  ['of a function of its own', `const test = (name, run) => run();\ntest('cors', () => 1);`],
  ['of the configuration of a runner', `import { defineConfig } from 'vitest/config';\ndefineConfig({});`],
  [
    'beside tests in the source, which are not built',
    `if (import.meta.vitest) { const { test } = import.meta.vitest; test('x', () => {}); }`,
  ],
])('a program %s is none', (_name, statements) => {
  const [, imports, serving] = SERVERS[1] ?? [];
  expect(rulesFor(`${imports}\n${statements}\n${serving}`)).toEqual(['cors/no-wildcard-origin']);
});

test('handlers that a test exports for others are silent, too', () => {
  expect(
    rulesFor(
      `import { vi } from 'vitest';\nvi.mock('./data.js');\nexport const GET = () => new Response('data', ${OPEN_HEADERS});`,
    ),
  ).toEqual([]);
});
