/**
 * Shows the whole path on the example of docs/examples/ai-scaffold: what a page on another site is answered, what
 * `cors-guard fix --write` changes, and what the page and the listed front end are answered then. Ends with status 1 if
 * any of it is not as promised.
 *
 *     node scripts/demo.js [path of a cors-guard to run instead of the built one]
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { accessOf, exchange } from './demo/exchange.js';
import { startServer } from './demo/running-server.js';
import { table } from './demo/table.js';

/** @typedef {import('./demo/exchange.js').Access} Access */

const repository = path.dirname(import.meta.dirname);
const guard = path.resolve(process.argv[2] ?? path.join(repository, 'dist/codemods/cors-guard.js'));

const attacker = 'https://attacker.example';
const frontEnd = 'http://localhost:5173';
const endpoints = ['/api/account/me', '/api/uploads', '/api/invoices', '/api/status'];

/** @type {string[]} */
const broken = [];

const folder = await mkdtemp(path.join(tmpdir(), 'cors-demo-'));
try {
  await symlink(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  await demonstrateExample(path.join(folder, 'ai-scaffold'));
  await demonstrateCallback(path.join(folder, 'callback'));
} finally {
  await rm(folder, { recursive: true, force: true });
}

if (broken.length > 0) {
  say(`\nNot as promised:\n${broken.map((promise) => `  ${promise}`).join('\n')}`);
  process.exitCode = 1;
} else {
  say('\nEvery answer was as promised.');
}

/**
 * @param {string} example where to put the copy
 */
async function demonstrateExample(example) {
  await cp(path.join(repository, 'docs/examples/ai-scaffold'), example, { recursive: true });
  const secrets = ['SESSION_SECRET', 'JWT_SECRET']
    .map((name) => `${name}=${randomBytes(32).toString('hex')}\n`)
    .join('');
  await writeFile(path.join(example, '.env'), secrets);

  heading(
    `The example as it was written. Its user is signed in (a SameSite=None cookie) and visits ${attacker}`,
  );
  const before = await askAll(example, [attacker]);
  expectAccess('before', before, attacker, [
    'as the signed-in user',
    'as the signed-in user',
    'anonymously',
    'anonymously',
  ]);

  heading('cors-guard fix --write');
  await fix(example);

  heading('Started again, CORS_ALLOWED_ORIGINS unset');
  const unset = await askAll(example, [attacker, frontEnd]);
  const nothing = /** @type {Access[]} */ (endpoints.map(() => 'nothing'));
  expectAccess('unset', unset, attacker, nothing);
  expectAccess('unset', unset, frontEnd, nothing);

  heading(`Started again, CORS_ALLOWED_ORIGINS=${frontEnd} in .env`);
  await writeFile(path.join(example, '.env'), `${secrets}CORS_ALLOWED_ORIGINS=${frontEnd}\n`);
  const set = await askAll(example, [attacker, frontEnd]);
  expectAccess('set', set, attacker, nothing);
  expectAccess('set', set, frontEnd, before.get(attacker) ?? []);
}

/**
 * Case number one: the callback says yes where it means no.
 *
 * @param {string} program where to put it
 */
async function demonstrateCallback(program) {
  const listed = 'https://app.example.com';
  await mkdir(program);
  await writeFile(
    path.join(program, 'package.json'),
    '{ "private": true, "dependencies": { "cors": "^2.8.6" } }\n',
  );
  await writeFile(
    path.join(program, 'server.js'),
    `const express = require('express');
const cors = require('cors');

const allowed = new Set(['${listed}']);

const app = express();
app.use(
  cors({
    origin: (origin, callback) => callback(null, allowed.has(origin) ? null : new Error('Not Found')),
    credentials: true,
  }),
);
app.get('/data', (req, res) => res.json({ cookie: req.headers.cookie }));

const server = app.listen(process.env.PORT, () => console.log(\`http://localhost:\${server.address().port}\`));
`,
  );

  heading(
    'An allow-list turned inside out: cors takes the second argument for the verdict, and an Error is truthy',
  );
  const before = await askServer(program, [attacker, listed], ['/data'], 'session=1');
  expectAccess('inverted callback', before, attacker, ['as the signed-in user']);
  expectAccess('inverted callback', before, listed, ['nothing']);

  heading('cors-guard fix --write');
  await fix(program);

  heading('Started again');
  const after = await askServer(program, [attacker, listed], ['/data'], 'session=1');
  expectAccess('mended callback', after, attacker, ['nothing']);
  expectAccess('mended callback', after, listed, ['as the signed-in user']);
}

/**
 * Starts the example, signs a user in, and asks every endpoint from every origin with the user's cookie.
 *
 * @param {string} example
 * @param {readonly string[]} origins
 */
async function askAll(example, origins) {
  return askServer(example, origins, endpoints, async (port) => {
    const json = { email: 'user@example.com', password: randomBytes(12).toString('hex') };
    const { status, cookies } = await exchange(port, { method: 'POST', path: '/api/account/register', json });
    if (status !== 201) throw new Error(`The example does not sign a user up: status ${status}.`);
    return cookies.join('; ');
  });
}

/**
 * @param {string} program
 * @param {readonly string[]} origins
 * @param {readonly string[]} paths
 * @param {string | ((port: number) => Promise<string>)} session the user's cookie
 * @returns {Promise<Map<string, Access[]>>} per origin what it may read, in the order of `paths`
 */
async function askServer(program, origins, paths, session) {
  const server = await startServer(program);
  /** @type {Map<string, Access[]>} */
  const accesses = new Map();
  try {
    const cookie = typeof session === 'string' ? session : await session(server.port);
    for (const origin of origins) {
      const asked = paths.map(async (endpoint) => {
        const answer = await exchange(server.port, { path: endpoint, origin, cookie });
        const access = accessOf(origin, answer);
        const anonymous =
          access === 'anonymously' ? await exchange(server.port, { path: endpoint, origin }) : undefined;
        return { endpoint, answer, access, read: anonymous ?? answer };
      });
      const rows = await Promise.all(asked);
      say(`\nA page on ${origin} asks:\n`);
      say(
        table(
          ['endpoint', 'Allow-Origin', 'Allow-Credentials', 'the browser lets it read'],
          rows.map(({ endpoint, answer, access, read }) => [
            `GET ${endpoint}`,
            answer.allowOrigin.join(' and ') || 'none',
            answer.allowCredentials ?? 'none',
            access === 'nothing' ? 'nothing' : `${access}: ${read.status} ${shortened(read.body)}`,
          ]),
        ),
      );
      accesses.set(
        origin,
        rows.map(({ access }) => access),
      );
    }
  } finally {
    await server.stop();
  }
  return accesses;
}

/**
 * Runs cors-guard on a program and shows the diff it prints, then again to see that nothing is left to change.
 *
 * @param {string} program
 */
async function fix(program) {
  say(`\n${await runGuard(program)}`);
  const fixed = await sourcesOf(program);
  await runGuard(program);
  promise('a second run changes nothing', isDeepStrictEqual(await sourcesOf(program), fixed));
}

/**
 * @param {string} program
 * @returns {Promise<string>} what it printed
 */
async function runGuard(program) {
  /** @type {{ code?: number | string, stdout?: string, stderr?: string }} */
  const ending = await promisify(execFile)(process.execPath, [guard, 'fix', '--write', '.'], {
    cwd: program,
  }).catch((/** @type {{ code: number | string, stdout: string, stderr: string }} */ failure) => failure);
  promise(
    `cors-guard fix --write leaves nothing to do: status ${ending.code} ${ending.stderr}`,
    ending.code === undefined,
  );
  return ending.stdout?.trimEnd() ?? '';
}

/**
 * @param {string} program
 * @returns {Promise<Map<string, string>>} text by relative path
 */
async function sourcesOf(program) {
  const files = (await readdir(program, { recursive: true })).filter((file) => file.endsWith('.js')).sort();
  return new Map(
    await Promise.all(
      files.map(
        async (file) => /** @type {const} */ ([file, await readFile(path.join(program, file), 'utf8')]),
      ),
    ),
  );
}

/**
 * @param {string} when
 * @param {Map<string, Access[]>} accesses
 * @param {string} origin
 * @param {readonly Access[]} promised
 */
function expectAccess(when, accesses, origin, promised) {
  const actual = accesses.get(origin) ?? [];
  promise(
    `${when}, ${origin}: ${promised.join(', ')} (was: ${actual.join(', ')})`,
    String(actual) === String(promised),
  );
}

/**
 * @param {string} text
 * @param {boolean} kept
 */
function promise(text, kept) {
  if (!kept) broken.push(text);
}

/**
 * @param {string} body
 */
function shortened(body) {
  return body.length > 44 ? `${body.slice(0, 43)}…` : body;
}

/**
 * @param {string} title
 */
function heading(title) {
  say(`\n== ${title}`);
}

/**
 * @param {string} text
 */
function say(text) {
  process.stdout.write(`${text}\n`);
}
