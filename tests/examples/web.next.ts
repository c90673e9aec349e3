import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../repository/root.js';
import { ATTACKER, copiedMonorepo, LISTED, type Monorepo } from './monorepo.js';

const NEXT = join(root, 'node_modules/next/dist/bin/next');

/** A path of the route handler, and one that only the rules of next.config.mjs are about. */
const PATHS = ['/api/status', '/api/nothing'];

let example: Monorepo;
let app: string;

beforeAll(() => {
  example = copiedMonorepo(['@types', 'next', 'react', 'react-dom', 'typescript']);
  app = join(example.folder, 'apps/web');
});

afterAll(() => {
  example.remove();
});

/** Built as on a deployment, which type-checks it; by webpack, as Turbopack follows no links out of the folder. */
function build(): void {
  const built = spawnSync(process.execPath, [NEXT, 'build', '--webpack'], {
    cwd: app,
    env: environment(),
    encoding: 'utf8',
  });
  expect(built.status, built.stdout + built.stderr).toBe(0);
}

/** What the started app allows to a page, at each of the paths. */
async function allowedTo(origin: string, list?: string): Promise<(string | null)[]> {
  const server = spawn(process.execPath, [NEXT, 'start', '--port', '0', '--hostname', '127.0.0.1'], {
    cwd: app,
    env: environment(list),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    const address = await addressOf(server);
    const responses = await Promise.all(
      PATHS.map((path) => fetch(address + path, { headers: { Origin: origin } })),
    );
    return responses.map(({ headers }) => headers.get('Access-Control-Allow-Origin'));
  } finally {
    server.kill();
    await ended;
  }
}

/** Goes on reading what the server says: it ends when nobody does. */
const addressOf = ({ stdout }: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    let said = '';
    stdout?.on('data', (chunk) => {
      said += String(chunk);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });

function environment(list?: string): NodeJS.ProcessEnv {
  const { NODE_ENV: _ofTheTests, ...others } = process.env;
  return {
    ...others,
    NEXT_TELEMETRY_DISABLED: '1',
    ...(list !== undefined && { CORS_ALLOWED_ORIGINS: list }),
  };
}

it('answers everybody before it is migrated', async () => {
  build();
  expect(await allowedTo(ATTACKER)).toEqual(['*', '*']);
});

it('answers everybody, migrated, while next.config.mjs needs a person: its value goes before that of a handler', async () => {
  await example.guard('fix', '--write');
  build();
  expect(await allowedTo(ATTACKER)).toEqual(['*', '*']);
  expect(await allowedTo(LISTED, LISTED)).toEqual(['*', '*']);
});

it('answers only who is listed, once a person has left it to the route handler', async () => {
  const configuration = join(app, 'next.config.mjs');
  const text = readFileSync(configuration, 'utf8');
  const left = text.replace("{ key: 'Access-Control-Allow-Origin', value: '*' },", '');
  expect(left).not.toBe(text);
  writeFileSync(configuration, left);
  build();
  expect(await allowedTo(ATTACKER)).toEqual([null, null]);
  expect(await allowedTo(LISTED)).toEqual([null, null]);
  expect(await allowedTo(ATTACKER, LISTED)).toEqual([null, null]);
  expect(await allowedTo(LISTED, LISTED)).toEqual([LISTED, null]);
});
