import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mentionsCors, mentionsOtherServers } from '../../src/analysis/gate.js';
import plugin from '../../src/index.js';
import { UNSEEN } from '../../codemods/guard/progress-bar.js';
import { run } from '../../codemods/guard/run.js';
import { root } from '../repository/root.js';
import { jsonOf } from '../codemods/json-report.js';
import type { GuardReport } from '../../codemods/guard/guard-report.js';
import writeFileAtomic from 'write-file-atomic';

const LISTED = 'https://app.example.com';
const ATTACKER = 'https://attacker.example';

/** The packages that the services import, and TypeScript needs. */
const INSTALLED = ['@fastify', '@nestjs', '@types', 'cors', 'express', 'fastify', 'reflect-metadata', 'rxjs'];

let folder = '';

async function guard(...argv: string[]): Promise<GuardReport> {
  let stdout = '';
  await run(
    [...argv, '--format', 'json'],
    {
      cwd: folder,
      env: {},
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: () => undefined },
      mentionsCors,
      mentionsOtherServers,
      loadPlugin: () => Promise.resolve(plugin),
      loadExplainer: () => Promise.reject(new Error('not asked for')),
      readRulePage: () => '',
      progress: () => Promise.resolve(UNSEEN),
      replaceFile: (path, content) => writeFileAtomic(path, content),
      stoppable: (work) => work(new AbortController().signal),
    },
    '0.0.0',
  );
  return jsonOf({ stdout });
}

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cors-monorepo-')));
  cpSync(join(root, 'docs/examples/monorepo'), folder, { recursive: true });
  // What `npm install` makes of the workspaces.
  const link = (target: string, name: string): void => {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(target, join(folder, 'node_modules', name));
  };
  for (const name of INSTALLED) link(join(root, 'node_modules', name), name);
  link(join(folder, 'packages/config'), '@example/config');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const load = async <Module>(path: string): Promise<Module> =>
  (await import(pathToFileURL(join(folder, path)).href)) as Module;

/** What a server on a port of its own allows to a page. */
async function allowedBy(listener: RequestListener, path: string, origin: string): Promise<string | null> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { Origin: origin } });
    expect(response.status).toBe(200);
    return response.headers.get('Access-Control-Allow-Origin');
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** How to ask each service for its data: what it allows to a page. */
const SERVICES: Readonly<Record<string, (origin: string) => Promise<string | null>>> = {
  api: async (origin) => {
    const { app } = await load<{ app: RequestListener }>('apps/api/dist/app.js');
    return allowedBy(app, '/profile', origin);
  },
  accounts: async (origin) => {
    const { createApp } = await load<{ createApp: () => Promise<NestApp> }>('apps/accounts/dist/app.js');
    const app = await createApp();
    await app.init();
    return allowedBy(app.getHttpAdapter().getInstance(), '/balance', origin);
  },
  reports: async (origin) => {
    const { app } = await load<{ app: FastifyApp }>('apps/reports/dist/app.js');
    const { headers } = await app.inject({ url: '/latest', headers: { origin } });
    return headers['access-control-allow-origin'] ?? null;
  },
  web: async (origin) => {
    const { GET } = await load<{ GET: (request: Request) => Promise<Response> }>(
      'apps/web/dist/app/api/status/route.js',
    );
    const response = await GET(new Request('http://localhost/api/status', { headers: { Origin: origin } }));
    return response.headers.get('Access-Control-Allow-Origin');
  },
  orders: async (origin) => {
    const { handler } = await load<{ handler: (event: object) => Promise<LambdaResult> }>(
      'functions/orders/index.js',
    );
    const { headers } = await handler({ httpMethod: 'GET', headers: { origin } });
    return headers['Access-Control-Allow-Origin'] ?? null;
  },
};

interface LambdaResult {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

interface NestApp {
  init(): Promise<unknown>;
  getHttpAdapter(): { getInstance(): RequestListener };
}

interface FastifyApp {
  inject(request: object): Promise<{ headers: Record<string, string | undefined> }>;
}

describe('the example of a repository with several services', () => {
  it('is found open in every service', async () => {
    const { findings } = await guard('check');
    expect(findings.map(({ path, writtenIn }) => [path, writtenIn])).toEqual([
      ['apps/accounts/src/app.ts', null],
      ['apps/api/src/app.ts', 'packages/config/src/index.ts'],
      ['apps/reports/src/app.ts', null],
      ['apps/web/app/api/status/route.ts', null],
      ['apps/web/next.config.mjs', null],
      ['functions/orders/index.js', null],
    ]);
  });

  it('is rewritten once, and what is left has its reason', async () => {
    const { changes, needsYou } = await guard('fix', '--write');
    expect(changes.map(({ path, written }) => [path, written])).toEqual([
      ['apps/reports/src/app.ts', true],
      ['apps/web/app/api/status/route.ts', true],
      ['functions/orders/index.js', true],
      ['packages/config/src/index.ts', true],
    ]);
    expect(needsYou.map(({ path }) => path)).toEqual(['apps/web/next.config.mjs']);
    for (const { message } of needsYou) expect(message).toContain('this one needs you, because ');
    expect((await guard('fix', '--write')).changes).toEqual([]);
  });

  it('builds', () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const projects = ['packages/config', 'apps/api', 'apps/accounts', 'apps/reports', 'apps/web'];
    const build = spawnSync(process.execPath, [compiler, '-b', ...projects], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(build.stdout).toBe('');
    expect(build.status).toBe(0);
  });

  describe.each(Object.entries(SERVICES))('answers in %s', (_name, allowedTo) => {
    const variables = ['CORS_ALLOWED_ORIGINS', 'REPORTS_ORIGINS'];
    const withList = async (list: string | undefined, ask: () => Promise<void>): Promise<void> => {
      for (const name of variables) if (list !== undefined) process.env[name] = list;
      try {
        await ask();
      } finally {
        for (const name of variables) Reflect.deleteProperty(process.env, name);
      }
    };

    it('nobody while nothing is listed', () =>
      withList(undefined, async () => {
        expect(await allowedTo(ATTACKER)).toBeNull();
        expect(await allowedTo(LISTED)).toBeNull();
      }));

    it('the front end that is listed, and nobody else', () =>
      withList(LISTED, async () => {
        expect(await allowedTo(LISTED)).toBe(LISTED);
        expect(await allowedTo(ATTACKER)).toBeNull();
      }));
  });
});
