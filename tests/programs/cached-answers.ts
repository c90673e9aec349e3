import type { Language, Observation } from '../harness/server.js';
import { ask, attacker, withServer } from './conversation.js';
import type { Report } from './lint.js';

/** A bootable program whose answers depend on the origin, without Vary: Origin on all of them. */
export interface CachedProgram {
  readonly name: string;
  readonly language: Language;
  readonly text: string;
  /** The same program with answers that vary, or that are the same for everybody. */
  readonly twin: string;
}

const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com';
const ORIGINS = [APP, ADMIN, attacker, undefined];

/**
 * What contradicts a report about missing Vary, once the program is booted before and after its fix: before, answers to GET
 * have to differ, and one of them not to vary; after, all have to vary, and to be what they were otherwise.
 */
export async function cachedAnswerFaults(program: CachedProgram, fixedText: string): Promise<string[]> {
  if (fixedText === program.text) return ['the program is not fixed'];
  const before = await answersOf(program, program.text);
  const after = await answersOf(program, fixedText);
  return [
    ...(mixesUp(before) ? [] : ['caches can tell the answers apart before the fix']),
    ...after.flatMap((answer, index) => changesFrom(before[index], answer, String(ORIGINS[index]))),
  ];
}

/**
 * What contradicts the verdicts on a program and its twin: the program has to be reported, by one rule, and nothing be said
 * about the twin, whose answers caches can tell apart.
 */
export async function cachedVerdictFaults(
  program: CachedProgram,
  lint: (text: string) => readonly Report[],
): Promise<string[]> {
  const rules = lint(program.text).map(({ rule }) => rule);
  return [
    ...(rules.join() === 'cors/require-vary-origin' ? [] : [`reported by ${rules.join(', ') || 'no rule'}`]),
    ...lint(program.twin).map(({ rule }) => `the twin is reported by ${rule}`),
    ...((await isMixedUp(program, program.twin)) ? ['caches mix up the twin'] : []),
  ];
}

/** Whether caches may mix up the answers of a program. */
const isMixedUp = async ({ language }: Pick<CachedProgram, 'language'>, text: string): Promise<boolean> =>
  mixesUp(await answersOf({ language }, text));

const answersOf = ({ language }: Pick<CachedProgram, 'language'>, text: string): Promise<Observation[]> =>
  withServer({ text, language, environment: {} }, {}, async (server) => {
    const answers: Observation[] = [];
    for (const origin of ORIGINS) answers.push(await ask(server, { path: '/', what: 'GET' }, origin));
    return answers;
  });

const varies = ({ vary }: Observation): boolean => vary.includes('origin') || vary.includes('*');

const mixesUp = (answers: readonly Observation[]): boolean =>
  new Set(answers.map(({ allowOrigin }) => allowOrigin.join())).size > 1 &&
  answers.some((answer) => !varies(answer));

function changesFrom(before: Observation | undefined, after: Observation, origin: string): string[] {
  const faults: string[] = [];
  if (!varies(after)) faults.push(`the answer to ${origin} does not vary`);
  if (!before?.vary.every((field) => after.vary.includes(field)))
    faults.push(`the answer to ${origin} no longer varies by what it varied by`);
  const others = ({ status, allowOrigin, allowCredentials }: Observation): string =>
    JSON.stringify([status, allowOrigin, allowCredentials]);
  if (!before || others(before) !== others(after)) faults.push(`the answer to ${origin} is another one`);
  return faults;
}

const LIST = `const allowed = ['${APP}', '${ADMIN}'];\n`;

/** A program and its twin, which differ in what stands for `…`. */
const pair = (
  name: string,
  language: Language,
  text: string,
  [missing, present]: readonly [string, string] = ['Accept', 'Origin'],
): CachedProgram => ({
  name,
  language,
  text: text.replace('…', missing),
  twin: text.replace('…', present),
});

const express = (name: string, handler: string, words?: readonly [string, string]): CachedProgram =>
  pair(
    name,
    'cjs',
    `const express = require('express');\n\n${LIST}\nconst app = express();\napp.use((req, res, next) => {\n${handler}\n  next();\n});\napp.get('/', (req, res) => res.send('ok'));\n\nmodule.exports = app;\n`,
    words,
  );
const http = (name: string, handler: string, words?: readonly [string, string]): CachedProgram =>
  pair(
    name,
    'mjs',
    `import { createServer } from 'node:http';\n\n${LIST}\nexport default createServer((req, res) => {\n  const { origin } = req.headers;\n${handler}\n  res.end('ok');\n});\n`,
    words,
  );
const fetch = (name: string, handler: string, words?: readonly [string, string]): CachedProgram =>
  pair(
    name,
    'mjs',
    `${LIST}\nexport async function GET(request) {\n  const origin = request.headers.get('Origin');\n${handler}\n}\n`,
    words,
  );
const lambda = (name: string, handler: string, words?: readonly [string, string]): CachedProgram =>
  pair(
    name,
    'mjs',
    `${LIST}\nexport const handler = async (event) => {\n  const origin = event.headers.origin ?? event.headers.Origin;\n${handler}\n};\n`,
    words,
  );

/** A hook that decides for `…`, behind one that varies answers by something else, and does not say so in so many words. */
const fastify = (name: string, hook: string): CachedProgram =>
  pair(
    name,
    'mjs',
    `import Fastify from 'fastify';\n\n${LIST}\nconst app = Fastify();\napp.addHook('onRequest', async (request, reply) => {\n  reply.header('V'.concat('ary'), 'Accept-Encoding');\n});\napp.addHook('onSend', async (request, reply) => {\n  const { origin } = request.headers;\n${hook}\n});\napp.get('/', async () => 'ok');\n\nexport default app;\n`,
    ['origin', 'null'],
  );
const koa = (name: string, handler: string, words?: readonly [string, string]): CachedProgram =>
  pair(
    name,
    'mjs',
    `import Koa from 'koa';\n\n${LIST}\nconst app = new Koa();\napp.use((ctx) => {\n  const origin = ctx.get('Origin');\n${handler}\n  ctx.body = 'ok';\n});\n\nexport default app;\n`,
    words,
  );

export const cachedPrograms: readonly CachedProgram[] = [
  express(
    'Express, res.vary',
    `  const { origin } = req.headers;\n  res.vary('…');\n  if (allowed.includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);`,
  ),
  express(
    'Express, a header that is set before',
    `  const { origin } = req.headers;\n  res.set('Vary', '…');\n  if (allowed.includes(origin)) res.header('Access-Control-Allow-Origin', origin);`,
  ),
  express(
    'Express, a Vary that is set behind',
    `  if (allowed.includes(req.get('Origin'))) {\n    res.set({ 'Access-Control-Allow-Origin': req.get('Origin'), 'Access-Control-Allow-Credentials': 'true' });\n  }\n  res.setHeader('Vary', '…');`,
  ),
  express(
    'Express, one origin for each page',
    `  const { origin } = req.headers;\n  res.vary('…');\n  res.set('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]);`,
  ),
  express(
    'Express, only where the origin is listed',
    `  const { origin } = req.headers;\n  res.append('Vary', '…');\n  if (allowed.includes(origin)) {\n    res.set('Access-Control-Allow-Origin', origin);\n    res.vary('Origin');\n  }`,
  ),
  express(
    'Express, after an early return',
    `  const { origin } = req.headers;\n  if (req.method === 'OPTIONS') return res.sendStatus(204);\n  res.vary('…');\n  if (!origin || !allowed.includes(origin)) return next();\n  res.set('Access-Control-Allow-Origin', origin);`,
  ),
  http(
    'node:http, setHeader',
    `  res.setHeader('Vary', '…');\n  if (allowed.includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);`,
  ),
  http(
    'node:http, an array of fields',
    `  res.appendHeader('Vary', 'Accept-Encoding');\n  res.appendHeader('Vary', '…');\n  if (allowed.includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);`,
  ),
  http(
    'node:http, writeHead',
    `  res.writeHead(200, { Vary: '…', ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) });`,
  ),
  http(
    'node:http, headers that are put together',
    `  const headers = { Vary: '…' };\n  if (allowed.includes(origin)) headers['Access-Control-Allow-Origin'] = origin;\n  res.writeHead(200, headers);`,
  ),
  http('node:http, one page and no other', `  res.setHeader('Access-Control-Allow-Origin', …);`, [
    `origin === '${APP}' ? origin : '${ADMIN}'`,
    `'${ADMIN}'`,
  ]),
  fetch(
    'a Response, headers in place',
    `  return new Response('ok', { headers: { Vary: '…', 'Access-Control-Allow-Origin': allowed.includes(origin) ? origin : allowed[0] } });`,
  ),
  fetch(
    'a Response, a spread',
    `  return Response.json({}, { headers: { ...(allowed.includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: '…' } });`,
  ),
  fetch(
    'a Response, one of two objects',
    `  return new Response('ok', { headers: allowed.includes(origin) ? { 'Access-Control-Allow-Origin': origin, Vary: '…' } : { Vary: 'Origin' } });`,
  ),
  fetch(
    'a Response, Headers',
    `  const headers = new Headers({ Vary: '…' });\n  if (allowed.includes(origin)) headers.set('Access-Control-Allow-Origin', origin);\n  return new Response('ok', { headers });`,
  ),
  fetch(
    'a Response, headers of the response',
    `  const response = new Response('ok', { headers: { Vary: '…' } });\n  if (allowed.includes(origin)) response.headers.set('Access-Control-Allow-Origin', origin);\n  return response;`,
  ),
  pair(
    'Hono, c.header',
    'mjs',
    `import { Hono } from 'hono';\n\n${LIST}\nconst app = new Hono();\napp.use(async (c, next) => {\n  const origin = c.req.header('Origin');\n  c.header('Vary', '…');\n  if (allowed.includes(origin)) c.header('Access-Control-Allow-Origin', origin);\n  await next();\n});\napp.all('/', (c) => c.text(process.env.GREETING ?? 'ok'));\n\nexport default app;\n`,
  ),
  pair(
    'Hono, headers of an answer',
    'mjs',
    `import { Hono } from 'hono';\n\n${LIST}\nconst app = new Hono();\napp.all('/', (c) => {\n  const origin = c.req.header('Origin');\n  return c.text('ok', 200, { Vary: '…', 'Access-Control-Allow-Origin': allowed.includes(origin) ? origin : allowed[0] });\n});\n\nexport default app;\n`,
  ),
  fastify(
    'Fastify, behind a Vary that is set elsewhere',
    `  if (allowed.includes(…)) reply.header('Access-Control-Allow-Origin', origin);`,
  ),
  fastify(
    'Fastify, headers behind a Vary that is set elsewhere',
    `  if (allowed.includes(…)) reply.headers({ 'Access-Control-Allow-Origin': origin });`,
  ),
  koa(
    'Koa, ctx.set of headers',
    `  ctx.vary('…');\n  if (allowed.includes(origin)) ctx.set({ 'Access-Control-Allow-Origin': origin });`,
  ),
  koa(
    'Koa, the response behind the context',
    `  ctx.vary('…');\n  if (allowed.includes(origin)) ctx.res.setHeader('Access-Control-Allow-Origin', origin);`,
  ),
  lambda(
    'Lambda, headers in place',
    `  return { statusCode: 200, headers: { Vary: '…', 'Access-Control-Allow-Origin': allowed.includes(origin) ? origin : allowed[0] }, body: 'ok' };`,
  ),
  lambda(
    'Lambda, headers that are put together',
    `  const headers = { Vary: '…' };\n  if (allowed.includes(origin)) headers['Access-Control-Allow-Origin'] = origin;\n  return { statusCode: 200, headers, body: 'ok' };`,
  ),
];
