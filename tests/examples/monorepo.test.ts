import { spawnSync } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../repository/root.js';
import { ATTACKER, copiedMonorepo, LISTED, type Monorepo } from './monorepo.js';

/** The packages that the services import, and TypeScript needs. */
const INSTALLED = ['@fastify', '@nestjs', '@types', 'cors', 'express', 'fastify', 'reflect-metadata', 'rxjs'];

let example: Monorepo;

beforeAll(() => {
  example = copiedMonorepo(INSTALLED);
});

afterAll(() => {
  example.remove();
});

const load = async <Module>(path: string): Promise<Module> =>
  (await import(pathToFileURL(join(example.folder, path)).href)) as Module;

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
    const { findings } = await example.guard('check');
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
    const { changes, needsYou } = await example.guard('fix', '--write');
    expect(changes.map(({ path, written }) => [path, written])).toEqual([
      ['apps/reports/src/app.ts', true],
      ['apps/web/app/api/status/route.ts', true],
      ['functions/orders/index.js', true],
      ['packages/config/src/index.ts', true],
    ]);
    expect(needsYou.map(({ path }) => path)).toEqual(['apps/web/next.config.mjs']);
    for (const { message } of needsYou) expect(message).toContain('this one needs you, because ');
    expect((await example.guard('fix', '--write')).changes).toEqual([]);
  });

  it('builds', () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const projects = ['packages/config', 'apps/api', 'apps/accounts', 'apps/reports', 'apps/web'];
    const build = spawnSync(process.execPath, [compiler, '-b', ...projects], {
      cwd: example.folder,
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
