import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fix, lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const path = join(root, 'tests/server.mjs');
const rulesFor = (text: string): string[] => lint(plugin, { path, text }).map(({ rule }) => rule);
const messageFor = (text: string): string => lint(plugin, { path, text })[0]?.message ?? '';
const fixed = (text: string): string => fix(plugin, { path, text }).text;

describe('NextResponse, as next 16.4.6 was seen to send it,', () => {
  const middleware = (body: string): string =>
    `import { NextResponse } from 'next/server';\nexport function middleware(request) {\n${body}\n}\n`;

  test.each([
    `return NextResponse.json({}, { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    `return new NextResponse('', { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    `return NextResponse.next({ headers: { 'Access-Control-Allow-Origin': '*' } });`,
    `return NextResponse.rewrite(request.url, { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    `return NextResponse.redirect(request.url, { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    `const response = NextResponse.next();\nresponse.headers.set('Access-Control-Allow-Origin', '*');\nreturn response;`,
  ])('answers with the headers of %s', (body) => {
    expect(rulesFor(middleware(body))).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    `return NextResponse.redirect(request.url, 308);`,
    `const headers = new Headers(request.headers);\nheaders.set('Access-Control-Allow-Origin', '*');\nreturn NextResponse.next({ request: { headers } });`,
    `const response = NextResponse.next();\nresponse.headers.delete('Access-Control-Allow-Origin');\nreturn response;`,
    `const response = NextResponse.next();\nresponse.headers.set('Access-Control-Allow-Origin', 'https://app.example.com');\nreturn response;`,
  ])('and with nothing else: %s', (body) => {
    expect(rulesFor(middleware(body))).toEqual([]);
  });
});

describe('what is no answer is silent:', () => {
  test.each([
    [
      'the headers of a request',
      `export const load = (url) => fetch(url, { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    ],
    [
      'the defaults of a client',
      `import axios from 'axios';\nexport const api = axios.create({ headers: { 'Access-Control-Allow-Origin': '*' } });`,
    ],
    [
      'an interceptor',
      `export const intercept = (config) => { config.headers.set('Access-Control-Allow-Origin', '*'); return config; };`,
    ],
    [
      'headers of requests that are exported',
      `export const headers = { 'Access-Control-Allow-Origin': '*' };`,
    ],
    [
      'what a test expects',
      `import { test, expect } from 'vitest';\ntest('x', async () => { const res = await fetch('/'); expect(res.headers.get('Access-Control-Allow-Origin')).toBe('*'); });`,
    ],
    [
      'what a test pretends',
      `import { http } from 'msw';\nexport const handlers = [http.get('/data', () => new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } }))];`,
    ],
    [
      'what a test of a runner of its own answers',
      `import { test } from '../runner.js';\ntest('x', ({ router }) => { router.get('/data', () => new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } })); });`,
    ],
    [
      'code of a page',
      `'use client';\nexport const GET = () => new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    ],
  ])('%s', (_name, text) => {
    expect(rulesFor(text)).toEqual([]);
  });
});

test('a function called test makes no tests of what it is not given', () => {
  const text = `import { test } from '../router.js';\ntest('x').get('/data', () => new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } }));`;
  expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
});

describe('headers that are made once need you:', () => {
  test.each(['export const corsHeaders = ', 'module.exports.corsHeaders = '])('%s', (head) => {
    const text = `${head}{ 'Access-Control-Allow-Origin': '*' };\n`;
    expect(messageFor(text)).toContain('before any request: make');
    expect(fixed(text)).toBe(text);
  });

  test('one that says whose it is stays silent', () => {
    expect(
      rulesFor(`export const corsHeaders = { 'Access-Control-Allow-Origin': 'https://app.example.com' };`),
    ).toEqual([]);
  });
});

describe('the environment is read as the runtime does:', () => {
  const header = `{ headers: { 'Access-Control-Allow-Origin': '*' } }`;
  test.each([
    [
      `Deno.serve((req) => new Response(req.url, ${header}));`,
      `(Deno.env.get('CORS_ALLOWED_ORIGINS') ?? '')`,
    ],
    [
      `export default { fetch: (request, env) => new Response('', ${header}) };`,
      `(env.CORS_ALLOWED_ORIGINS ?? '')`,
    ],
    [
      `export const onRequest = ({ request, env }) => new Response('', ${header});`,
      `(env.CORS_ALLOWED_ORIGINS ?? '')`,
    ],
    [
      `export const GET = (request) => new Response(request.url, ${header});`,
      `(process.env.CORS_ALLOWED_ORIGINS ?? '')`,
    ],
  ])('%s', (text, expected) => {
    expect(fixed(text)).toContain(expected);
  });

  test('a Worker without one gets a suggestion', () => {
    const text = `export default { fetch: (request) => new Response('', ${header}) };`;
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(text)).toBe(text);
  });

  test('a Worker in TypeScript gets a suggestion: the type it has by its place knows no such variable', () => {
    const text = `export default { fetch: (request, env) => new Response('', ${header}) } satisfies ExportedHandler<Env>;`;
    const typed = { path: path.replace(/mjs$/, 'mts'), text };
    expect(lint(plugin, typed)[0]?.message).toContain('the type of the environment may have to be told');
    expect(fix(plugin, typed).text).toBe(text);
  });
});

describe('`setHeaders` of SvelteKit', () => {
  const open = `setHeaders({ 'Access-Control-Allow-Origin': '*' })`;
  const endpoint = (body: string): string =>
    `export const GET = async (event) => {\n${body}\n  return new Response(event.url.pathname);\n};\n`;

  test.each([
    endpoint(`event.${open};`),
    endpoint(`const { setHeaders: send } = event;\nsend({ 'access-control-allow-origin': '*' });`),
    endpoint(
      `const headers = {};\nheaders['Access-Control-Allow-Origin'] = '*';\nevent.setHeaders(headers);`,
    ),
    `export const actions = 1;\nexport async function load({ setHeaders, data }) { ${open}; return data; }`,
    `export const open = (event) => { event.${open}; };`,
    `import { sequence } from '@sveltejs/kit/hooks';\nconst open = ({ event, resolve }) => { event.${open}; return resolve(event); };\nexport const handle = sequence(open);`,
    `export const GET = ({ setHeaders }) => {\n  ${open};\n  return new Response('', { headers: { 'Access-Control-Allow-Origin': 'https://app.example.com' } });\n};`,
  ])('opens: %s', (text) => {
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    endpoint(`event.setHeaders(new Headers({ 'Access-Control-Allow-Origin': '*' }));`),
    endpoint(
      `event.${open};\nevent.setHeaders({ 'access-control-allow-origin': 'https://app.example.com' });`,
    ),
    endpoint(`event.request.${open};`),
    `export const handle = async ({ event, resolve }) => {\n  const response = await resolve(event);\n  event.${open};\n  return response;\n};`,
    `export const handle = async (input) => {\n  input.event.${open};\n  return new Response('data');\n};`,
    `export const GET = ({ setHeaders }) => {\n  setHeaders({ 'Access-Control-Allow-Origin': 'https://app.example.com' });\n  return new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } });\n};`,
    `export const allow = (res) => { res.setHeaders(new Headers({ 'Access-Control-Allow-Origin': '*' })); };`,
  ])('does not: %s', (text) => {
    expect(rulesFor(text)).toEqual([]);
  });

  test('is given Vary once, before what depends on the origin', () => {
    const text = endpoint(
      `  const origin = event.request.headers.get('Origin');\n  if (origin) event.setHeaders({ 'Access-Control-Allow-Origin': origin });`,
    );
    expect(fixed(text)).toContain(
      `  event.setHeaders({ Vary: 'Origin' });\n  if (origin) event.setHeaders({ ...(`,
    );
    expect(fixed(text)).not.toContain(`, Vary: 'Origin'`);
  });

  test.each([
    [endpoint(`event.${open};\nevent.setHeaders({ Vary: 'Accept' });`), 'takes Vary once'],
    [
      `export const GET = ({ setHeaders }) => {\n  ${open};\n  return new Response('', { headers: { Vary: 'Accept' } });\n};`,
      'takes Vary once',
    ],
    [`export const load = (event) => { event.${open}; };`, 'runs in the browser as well'],
  ])('needs you: %s', (text, reason) => {
    expect(messageFor(text)).toContain(reason);
    expect(fixed(text)).toBe(text);
  });
});

describe('`setHeaders` of SvelteKit', () => {
  const open = `setHeaders({ 'Access-Control-Allow-Origin': '*' })`;
  const endpoint = (body: string): string =>
    `export const GET = async (event) => {\n${body}\n  return new Response(event.url.pathname);\n};\n`;

  test.each([
    endpoint(`event.${open};`),
    endpoint(`const { setHeaders: send } = event;\nsend({ 'access-control-allow-origin': '*' });`),
    endpoint(
      `const headers = {};\nheaders['Access-Control-Allow-Origin'] = '*';\nevent.setHeaders(headers);`,
    ),
    `export const actions = 1;\nexport async function load({ setHeaders, data }) { ${open}; return data; }`,
    `export const open = (event) => { event.${open}; };`,
    `import { sequence } from '@sveltejs/kit/hooks';\nconst open = ({ event, resolve }) => { event.${open}; return resolve(event); };\nexport const handle = sequence(open);`,
    `export const GET = ({ setHeaders }) => {\n  ${open};\n  return new Response('', { headers: { 'Access-Control-Allow-Origin': 'https://app.example.com' } });\n};`,
  ])('opens: %s', (text) => {
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    endpoint(`event.setHeaders(new Headers({ 'Access-Control-Allow-Origin': '*' }));`),
    endpoint(
      `event.${open};\nevent.setHeaders({ 'access-control-allow-origin': 'https://app.example.com' });`,
    ),
    endpoint(`event.request.${open};`),
    `export const handle = async ({ event, resolve }) => {\n  const response = await resolve(event);\n  event.${open};\n  return response;\n};`,
    `export const handle = async (input) => {\n  input.event.${open};\n  return new Response('data');\n};`,
    `export const GET = ({ setHeaders }) => {\n  setHeaders({ 'Access-Control-Allow-Origin': 'https://app.example.com' });\n  return new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } });\n};`,
    `export const allow = (res) => { res.setHeaders(new Headers({ 'Access-Control-Allow-Origin': '*' })); };`,
  ])('does not: %s', (text) => {
    expect(rulesFor(text)).toEqual([]);
  });

  test('is given Vary once, before what depends on the origin', () => {
    const text = endpoint(
      `  const origin = event.request.headers.get('Origin');\n  if (origin) event.setHeaders({ 'Access-Control-Allow-Origin': origin });`,
    );
    expect(fixed(text)).toContain(
      `  event.setHeaders({ Vary: 'Origin' });\n  if (origin) event.setHeaders({ ...(`,
    );
    expect(fixed(text)).not.toContain(`, Vary: 'Origin'`);
  });

  test.each([
    [endpoint(`event.${open};\nevent.setHeaders({ Vary: 'Accept' });`), 'takes Vary once'],
    [
      `export const GET = ({ setHeaders }) => {\n  ${open};\n  return new Response('', { headers: { Vary: 'Accept' } });\n};`,
      'takes Vary once',
    ],
    [`export const load = (event) => { event.${open}; };`, 'runs in the browser as well'],
  ])('needs you: %s', (text, reason) => {
    expect(messageFor(text)).toContain(reason);
    expect(fixed(text)).toBe(text);
  });
});

describe('the function `headers` of a route of Remix', () => {
  const route = (body: string, module = '@remix-run/node'): string =>
    `import { json } from '${module}';\nexport const loader = () => json({});\n${body}\n`;

  test.each([
    `export const headers = () => ({ 'Access-Control-Allow-Origin': '*' });`,
    `export function headers({ loaderHeaders }) {\n  const headers = new Headers(loaderHeaders);\n  headers.set('Access-Control-Allow-Origin', '*');\n  return headers;\n}`,
  ])('needs you: %s', (body) => {
    expect(rulesFor(route(body))).toEqual(['cors/no-wildcard-origin']);
    expect(messageFor(route(body))).toContain("because 'headers' is not given the request");
    expect(fixed(route(body))).toBe(route(body));
  });

  test.each([
    `export const headers = { 'Access-Control-Allow-Origin': '*' };`,
    `export const headers = new Headers([['Access-Control-Allow-Origin', '*']]);`,
    `const given = { 'Access-Control-Allow-Origin': '*' };\nexport { given as headers };`,
  ])('may be an object: %s', (body) => {
    expect(rulesFor(route(body))).toEqual(['cors/no-wildcard-origin']);
    expect(messageFor(route(body))).toContain('pass it on from `loaderHeaders`');
  });

  test.each([
    route(`export const headers = { 'Access-Control-Allow-Origin': 'https://app.example.com' };`),
    route(
      `export const headers = { 'Access-Control-Allow-Origin': '*' };\nexport const action = () => fetch('/data', { headers });`,
    ),
    `import { redirect } from 'react-router';\nexport const headers = { 'Access-Control-Allow-Origin': '*' };\nexport const signIn = () => redirect('/');`,
  ])('is not: %s', (text) => {
    expect(rulesFor(text)).toEqual([]);
  });

  test.each([
    [
      `export const headers = () => ({ 'Access-Control-Allow-Origin': 'https://app.example.com' });`,
      undefined,
    ],
    [
      `export const headers = ({ loaderHeaders }) => loaderHeaders; // Access-Control-Allow-Origin`,
      undefined,
    ],
    [`export const headers = () => ({ 'Access-Control-Allow-Origin': '*' });`, './client.js'],
  ])('is silent: %s from %s', (body, module) => {
    expect(rulesFor(route(body, module))).toEqual([]);
  });
});

describe('middleware that changes what `next` gives', () => {
  const middleware = (value: string): string =>
    `import { defineMiddleware } from 'astro:middleware';\nexport const onRequest = defineMiddleware(async (context, next) => {\n  const response = await next();\n  response.headers.set('Access-Control-Allow-Origin', ${value});\n  return response;\n});\n`;

  test('is reported, and fixed', () => {
    expect(rulesFor(middleware(`'*'`))).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(middleware(`'*'`))).toContain(
      `.includes(context.request.headers.get('Origin') ?? '')) response.headers.set('Access-Control-Allow-Origin', context.request.headers.get('Origin') ?? '');`,
    );
  });

  test('is silent where it names one origin', () => {
    expect(rulesFor(middleware(`'https://app.example.com'`))).toEqual([]);
  });
});

describe('a route', () => {
  const route = (value: string, name = 'dynamic'): string =>
    `export const ${name} = ${value};\nexport function GET(request) {\n  return new Response('data', { headers: { 'Access-Control-Allow-Origin': '*' } });\n}\n`;

  test.each([
    [`'force-static'`, 'dynamic'],
    [`'error'`, 'dynamic'],
    ['true', 'prerender'],
  ])('that is made before any request (%s as %s) needs you', (value, name) => {
    const text = route(value, name);
    expect(messageFor(text)).toContain(`'${name}' has the answer made before any request`);
    expect(fixed(text)).toBe(text);
  });

  test.each([
    [`'force-dynamic'`, 'dynamic'],
    [`'auto'`, 'dynamic'],
    ['false', 'prerender'],
    ['true', 'other'],
  ])('that may read its request (%s as %s) is fixed', (value, name) => {
    expect(fixed(route(value, name))).toContain(`request.headers.get('Origin')`);
  });

  test('whose constant is another is fixed', () => {
    const text = route(`'force-static'`).replace('export const', 'const');
    expect(fixed(text)).toContain(`request.headers.get('Origin')`);
  });
});

describe('the script of a Worker', () => {
  const script = (value: string, more = ''): string =>
    `${more}addEventListener('fetch', (event) => event.respondWith(respond(event.request)));\nfunction respond(request) {\n  return new Response(request.url, { headers: { 'Access-Control-Allow-Origin': ${value} } });\n}\n`;

  test('has its variables as globals', () => {
    expect(rulesFor(script(`'*'`))).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(script(`'*'`))).toContain(
      `...((globalThis.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.get('Origin') ?? '')`,
    );
  });

  test.each([
    ['that names one origin', script(`'https://app.example.com'`)],
    [
      'of a site in browsers, which answers that site alone',
      script(`'*'`, `self.addEventListener('install', () => self.skipWaiting());\n`),
    ],
    ['that listens to another event', script(`'*'`).replace(`'fetch'`, `'message'`)],
    ['in a test', script(`'*'`, `import { test } from 'vitest';\n`)],
  ])('%s is silent', (_name, text) => {
    expect(rulesFor(text)).toEqual([]);
  });

  test('for Fastly, whose variables are elsewhere, gets a suggestion', () => {
    const text = script(`'*'`, `import { env } from 'fastly:env';\n`);
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
    expect(fixed(text)).toBe(text);
  });
});
