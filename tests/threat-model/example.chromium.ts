import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as send, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { startServer } from '../../scripts/demo/running-server.js';
import { codesIn, pageOf, tableUnder, type TableRow } from '../docs/page-table.js';
import { root } from '../repository/root.js';
import { openVictim, type Victim, type Visit } from './victim.js';
import { openWeb } from './web.js';

const API = 'https://api.example.com';
const rows = tableUnder('An application, before and after', pageOf('threat-model.md'));

const web = await openWeb();
const folder = await mkdtemp(path.join(tmpdir(), 'cors-threat-model-'));
const example = path.join(folder, 'ai-scaffold');
await cp(path.join(root, 'docs/examples/ai-scaffold'), example, { recursive: true });
await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'dir');

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  web.close();
});

/** Passes everything on to the application, as the TLS proxy in front of it does. */
const proxyTo =
  (port: number): RequestListener =>
  (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-proto': 'https' };
    request.pipe(
      send({ port, method: request.method, path: request.url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
        answer.pipe(response);
      }),
    );
  };

/** Starts the application, signs a user up, and says for every row what its page reads. */
async function readsOf(environment: string): Promise<string[]> {
  await writeFile(path.join(example, '.env'), environment);
  const server = await startServer(example);
  web.answer('api.example.com', proxyTo(server.port));
  const victim = await openVictim(web, 'allowed');
  try {
    const ownPage = await victim.visit(API);
    const registered = await ownPage.fetch('/api/account/register', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"email":"user@example.com","password":"of the test"}',
    });
    expect(registered?.status).toBe(201);
    const reads: string[] = [];
    for (const row of rows) reads.push(await readOf(row, victim));
    return reads;
  } finally {
    await victim.close();
    await server.stop();
  }
}

async function readOf(row: TableRow, victim: Victim): Promise<string> {
  const [endpoint = '', origin = ''] = ['endpoint', 'page'].flatMap((heading) => codesIn(row.cell(heading)));
  const visit: Visit = await (origin === 'null'
    ? victim.visitSandboxed('https://attacker.example')
    : victim.visit(origin));
  const signedIn = await visit.fetch(API + endpoint, { credentials: 'include' });
  if (signedIn) return signedIn.body.includes('user@example.com') ? 'as the signed-in user' : signedIn.body;
  return (await visit.fetch(API + endpoint, { credentials: 'omit' })) ? 'anonymously' : 'nothing';
}

const said = (column: string): string[] => rows.map((row) => row.cell(column));

describe('of the application of docs/examples/ai-scaffold a page reads', () => {
  it('what docs/threat-model.md says, as it was written', async () => {
    expect(await readsOf('')).toEqual(said('as written'));
  });

  it('nothing after `cors-guard fix --write`, as long as the variable is unset', async () => {
    await promisify(execFile)(
      process.execPath,
      [path.join(root, 'dist/codemods/cors-guard.js'), 'fix', '--write'],
      { cwd: example },
    );
    expect(await readsOf('')).toEqual(said('fixed, variable unset'));
  });

  it('what it did before, if it is the listed front end, and no other page anything', async () => {
    expect(await readsOf('CORS_ALLOWED_ORIGINS=https://app.example.com\n')).toEqual(
      said('fixed, front end listed'),
    );
  });
});
