import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boot, type BootedServer, type Program, type Question } from './server.js';

const attacker = 'https://attacker.example';

async function booted(program: Program): Promise<BootedServer> {
  const server = await boot(program);
  if ('outcome' in server) throw server.error;
  return server;
}

async function answerOf(
  program: Program,
  question: Parameters<BootedServer['ask']>[0] = { origin: attacker },
) {
  const server = await booted(program);
  try {
    return await server.ask(question);
  } finally {
    await server.close();
  }
}

const expressCjs = (options: string, express = 'express') => `
  const express = require('${express}');
  const cors = require('cors');
  const app = express();
  app.use(cors(${options}));
  app.get('/', (req, res) => res.send('data'));
  module.exports = app;
`;

describe('programs in every language', () => {
  const esm = `
    import express from 'express';
    import cors from 'cors';
    const app = express();
    app.use(cors());
    app.get('/', (req, res) => { res.send('data'); });
    export default app;
  `;
  const typed = `
    import express, { type Request } from 'express';
    import cors, { type CorsOptions } from 'cors';
    const options: CorsOptions = {};
    const app = express();
    app.use(cors(options));
    app.get('/', (req: Request, res) => { res.send(req.path as string); });
    export default app;
  `;
  const programs: [name: string, program: Program][] = [
    ['.cjs', { language: 'cjs', text: expressCjs('') }],
    ['.mjs', { language: 'mjs', text: esm }],
    ['.js with require', { language: 'js', text: expressCjs('') }],
    ['.js with import', { language: 'js', text: esm }],
    ['.ts', { language: 'ts', text: typed }],
    [
      '.ts with import = and export =',
      {
        language: 'ts',
        text: `import cors = require('cors');
        import http = require('node:http');
        export = http.createServer((req, res) => cors()(req, res, () => { res.end(); }));`,
      },
    ],
    ['.mts', { language: 'mts', text: typed }],
    ['.cts', { language: 'cts', text: typed }],
    ['.tsx', { language: 'tsx', text: typed }],
    [
      '.js in a folder whose package.json says module',
      {
        language: 'js',
        text: `export { default } from './app.js';`,
        files: { 'package.json': '{"type":"module"}', 'app.js': esm },
      },
    ],
    [
      '.js that requires a companion file',
      {
        language: 'js',
        text: `module.exports = require('./lib/app')`,
        files: { 'lib/app.js': expressCjs('') },
      },
    ],
    [
      '.ts that imports a companion file',
      {
        language: 'ts',
        text: `export { default } from './lib/app.js'`,
        files: { 'lib/app.ts': typed },
      },
    ],
  ];

  it.each(programs)('%s is loaded and asked', async (_name, program) => {
    expect(await answerOf(program)).toEqual({
      outcome: 'answered',
      status: 200,
      allowOrigin: ['*'],
      allowCredentials: undefined,
      vary: [],
    });
  });
});

describe('kinds of server', () => {
  it('boots Express 4', async () => {
    const version = `const { version } = require('express4/package.json');
      const app = require('express4')();
      app.get('/', (req, res) => res.set('Access-Control-Allow-Origin', 'https://v' + version.split('.')[0] + '.example').end());
      module.exports = app;`;
    expect((await answerOf({ language: 'cjs', text: version })).allowOrigin).toEqual(['https://v4.example']);
  });

  it('boots a node:http server', async () => {
    const text = `module.exports = require('node:http').createServer((req, res) => {
      res.writeHead(200, { 'Access-Control-Allow-Origin': req.headers.origin, Vary: 'Accept, Origin' }).end();
    });`;
    expect(await answerOf({ language: 'cjs', text })).toMatchObject({
      outcome: 'answered',
      allowOrigin: [attacker],
      vary: ['accept', 'origin'],
    });
  });

  it('boots a bare handler', async () => {
    const text = `export default (req, res) => { res.setHeader('Access-Control-Allow-Origin', '*'); res.end(); }`;
    expect((await answerOf({ language: 'mjs', text })).allowOrigin).toEqual(['*']);
  });

  it('answers what a Connect handler passes on: 404, or the status of the error', async () => {
    const text = `module.exports = (req, res, next) =>
      next(req.url === '/fails' ? new Error('x') : req.url === '/refuses' ? Object.assign(new Error('x'), { status: 403 }) : undefined);`;
    const server = await booted({ language: 'cjs', text });
    const statuses = await Promise.all(['/', '/fails', '/refuses'].map((path) => server.ask({ path })));
    await server.close();
    expect(statuses.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['answered', 404],
      ['error', 500],
      ['answered', 403],
    ]);
  });

  it('refuses a program that exports no server', async () => {
    await expect(boot({ language: 'cjs', text: 'module.exports = 1' })).rejects.toThrow('exports number');
  });

  it('reports a program that throws while it loads', async () => {
    const failed = await boot({
      language: 'mjs',
      text: `import express from 'express'; const app = express(); app.options('*', (req, res) => res.end()); export default app;`,
    });
    expect(failed).toMatchObject({
      outcome: 'fails at set-up',
      error: { message: expect.stringContaining('Missing parameter name') },
    });
  });
});

describe('what is observed', () => {
  it.each([
    ['nothing configured: any origin', '', { outcome: 'answered', allowOrigin: ['*'], vary: [] }],
    [
      'origin: true echoes, with credentials',
      '{ origin: true, credentials: true }',
      { outcome: 'answered', allowOrigin: [attacker], allowCredentials: 'true', vary: ['origin'] },
    ],
    [
      'a list refuses the attacker and varies',
      `{ origin: ['https://app.example.com'] }`,
      { outcome: 'answered', status: 200, allowOrigin: [], vary: ['origin'] },
    ],
    [
      'origin: undefined turns CORS off',
      '{ origin: undefined }',
      { outcome: 'answered', allowOrigin: [], vary: [] },
    ],
    [
      'a reported error',
      `{ origin: (o, cb) => cb(new Error('x')) }`,
      { outcome: 'error', status: 500, allowOrigin: [] },
    ],
    ['a thrown error', `{ origin: () => { throw new Error('x'); } }`, { outcome: 'error', status: 500 }],
    ['a callback that never answers', '{ origin: () => true }', { outcome: 'hangs' }],
    ['a rejection nobody handles', `{ origin: async () => { throw new Error('x'); } }`, { outcome: 'hangs' }],
  ])('%s', async (_name, options, observation) => {
    expect(await answerOf({ language: 'cjs', text: expressCjs(options) })).toMatchObject(observation);
  });

  it('tells every header line apart', async () => {
    const text = `module.exports = (req, res) => { res.appendHeader('Access-Control-Allow-Origin', '*');
      res.appendHeader('Access-Control-Allow-Origin', '*'); res.appendHeader('Vary', 'A'); res.appendHeader('Vary', 'Origin,B'); res.end(); }`;
    expect(await answerOf({ language: 'cjs', text })).toMatchObject({
      allowOrigin: ['*', '*'],
      vary: ['a', 'origin', 'b'],
    });
  });

  it('asks a preflight, with the method and an authorization header announced', async () => {
    const text = `module.exports = (req, res) => { res.setHeader('Access-Control-Allow-Origin',
      [req.method, req.headers['access-control-request-method'], req.headers['access-control-request-headers']].join()); res.end(); }`;
    expect(
      (await answerOf({ language: 'cjs', text }, { origin: attacker, preflightFor: 'PUT' })).allowOrigin,
    ).toEqual(['OPTIONS,PUT,authorization']);
  });

  it.each(['HEAD', 'POST', 'OPTIONS'] as const)('asks with %s, a path and headers', async (method) => {
    const text = `module.exports = (req, res) => { res.setHeader('Access-Control-Allow-Origin',
      [req.method, req.url, req.headers.origin, req.headers.cookie].join()); res.end(); }`;
    expect(
      (await answerOf({ language: 'cjs', text }, { method, path: '/a?b=c', headers: { cookie: 'd=e' } }))
        .allowOrigin,
    ).toEqual([`${method},/a?b=c,,d=e`]);
  });

  it('calls a handler that breaks off an error without a status, thrown or rejected', async () => {
    for (const handler of [`() => { throw new Error('x'); }`, `async () => { throw new Error('x'); }`]) {
      for (const exported of [handler, `require('node:http').createServer(${handler})`]) {
        expect(await answerOf({ language: 'cjs', text: `module.exports = ${exported}` })).toEqual({
          outcome: 'error',
          allowOrigin: [],
          allowCredentials: undefined,
          vary: [],
        });
      }
    }
  });

  it('survives an error thrown after the handler has returned', async () => {
    const text = `module.exports = () => { setImmediate(() => { throw new Error('x'); }); }`;
    expect(await answerOf({ language: 'cjs', text })).toMatchObject({ outcome: 'hangs' });
  });

  it('waits no longer for many hanging requests than for one', async () => {
    const server = await booted({ language: 'cjs', text: 'module.exports = () => {}', hangsAfter: 100 });
    const start = performance.now();
    const observations = await Promise.all(Array.from({ length: 40 }, () => server.ask()));
    await server.close();
    expect(new Set(observations.map(({ outcome }) => outcome))).toEqual(new Set(['hangs']));
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('does not take a busy process for a hang', async () => {
    const text = `module.exports = (req, res) => { const end = Date.now() + 120; while (Date.now() < end); res.end(); }`;
    expect(await answerOf({ language: 'cjs', text, hangsAfter: 20 })).toMatchObject({ outcome: 'answered' });
  });
});

describe('questions that are asked all at once', () => {
  const text = `module.exports = (req, res) => {
    res.setHeader('Access-Control-Allow-Origin', [req.headers.origin ?? 'nobody', req.method + req.url]);
    res.setHeader('Vary', 'Origin');
    const answer = {
      '/breaks': () => res.destroy(),
      '/chunks': () => { res.write('HTTP/1.1 200 OK'); setTimeout(() => res.end('more'), 5); },
      '/fails': () => res.writeHead(500).end('x'),
      '/hangs': () => undefined,
      '/later': () => setTimeout(() => res.end('x'), 60),
      '/nothing': () => res.writeHead(204).end(),
      '/without-length': () => { res.removeHeader('Transfer-Encoding'); res.writeHead(200, { Connection: 'close' }).end('x'); },
    }[req.url];
    if (answer) answer(); else res.end('data');
  };`;
  const questions: readonly Question[] = [
    { origin: attacker },
    { origin: attacker, method: 'HEAD' },
    { origin: attacker, method: 'POST', path: '/chunks' },
    { preflightFor: 'PUT', headers: { host: 'api.example.com' } },
    { origin: 'null', path: '/fails' },
    { origin: attacker, path: '/nothing' },
  ];

  it.each<[string, readonly Question[]]>([
    ['and answered', questions],
    ['of which one hangs', [...questions, { path: '/hangs' }, ...questions]],
    ['of which one breaks the connection off', [...questions, { path: '/breaks' }, ...questions]],
    ['of which one ends the connection', [...questions, { path: '/without-length' }, ...questions]],
    ['of which one waits', [...questions, { path: '/later' }, ...questions]],
    ['and are none', []],
  ])('%s: they are answered as they are one by one', async (_name, all) => {
    const server = await booted({ language: 'cjs', text });
    const together = await server.askAll(all);
    const alone = await Promise.all(all.map((question) => server.ask(question)));
    await server.close();
    expect(together).toEqual(alone);
  });
});

describe('the environment', () => {
  const tellsVariable = `
    const atLoad = String(process.env.HARNESS_X);
    module.exports = (req, res) => {
      res.setHeader('Access-Control-Allow-Origin', atLoad + ' then ' + String(process.env.HARNESS_X));
      res.end();
    };`;
  const tells = (environment: Program['environment']): Program => ({
    language: 'cjs',
    text: tellsVariable,
    environment,
  });

  it('is seen while the program loads and while it answers, and restored after', async () => {
    process.env['HARNESS_X'] = 'outer';
    expect((await answerOf(tells({ HARNESS_X: 'inner' }))).allowOrigin).toEqual(['inner then inner']);
    expect((await answerOf(tells({ HARNESS_X: undefined }))).allowOrigin).toEqual([
      'undefined then undefined',
    ]);
    expect((await answerOf(tells(undefined))).allowOrigin).toEqual(['outer then outer']);
    expect(process.env['HARNESS_X']).toBe('outer');
    delete process.env['HARNESS_X'];
  });

  it('keeps a program waiting until the one before is closed', async () => {
    const first = await booted(tells({ HARNESS_X: 'first' }));
    const second = booted(tells({ HARNESS_X: 'second' }));
    const third = booted(tells(undefined));
    expect((await first.ask()).allowOrigin).toEqual(['first then first']);
    await first.close();
    expect((await (await second).ask()).allowOrigin).toEqual(['second then second']);
    await (await second).close();
    expect((await (await third).ask()).allowOrigin).toEqual(['undefined then undefined']);
    await (await third).close();
  });

  it('lets programs without an environment of their own run side by side', async () => {
    const servers = await Promise.all([booted(tells(undefined)), booted(tells(undefined))]);
    expect((await Promise.all(servers.map((server) => server.ask()))).map(({ outcome }) => outcome)).toEqual([
      'answered',
      'answered',
    ]);
    await Promise.all(servers.map((server) => server.close()));
  });

  it('is let go by a program that fails at set-up', async () => {
    await boot({ language: 'cjs', text: `throw new Error('x')`, environment: { HARNESS_X: 'failed' } });
    expect(process.env['HARNESS_X']).toBeUndefined();
    expect((await answerOf(tells({ HARNESS_X: 'next' }))).allowOrigin).toEqual(['next then next']);
  });

  it('forgets what dotenv read from the program folder, and shows what was read too early', async () => {
    const observation = await answerOf({
      language: 'cjs',
      text: `const early = require('./early'); require('dotenv').config({ quiet: true });
        module.exports = (req, res) => { res.setHeader('Access-Control-Allow-Origin', early + ' then ' + process.env.HARNESS_X); res.end(); }`,
      files: { 'early.js': 'module.exports = process.env.HARNESS_X', '.env': 'HARNESS_X=from the file\n' },
      environment: { HARNESS_X: undefined },
    });
    expect(observation.allowOrigin).toEqual(['undefined then from the file']);
    expect(process.env['HARNESS_X']).toBeUndefined();
    expect(process.cwd()).toBe(import.meta.dirname.replace(/\/tests\/harness$/, ''));
  });
});

describe('what is left behind', () => {
  it('is nothing: the folder goes, and so do the listeners for stray errors', async () => {
    const listeners = process.listenerCount('unhandledRejection');
    const folder = await answerOf({
      language: 'cjs',
      text: `module.exports = (req, res) => { res.setHeader('Access-Control-Allow-Origin', __dirname); res.end(); }`,
    });
    expect(folder.allowOrigin[0]).toContain('cors-program-');
    expect(existsSync(String(folder.allowOrigin[0]))).toBe(false);
    expect(process.listenerCount('unhandledRejection')).toBe(listeners);
  });
});
