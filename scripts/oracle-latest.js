/**
 * Runs the oracle against the newest release of every library it boots, in a copy of the repository: its own package.json,
 * lock file and node_modules stay as they are. Ends with the status of the test run: what fails is a library whose answers
 * are no longer those of the model.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBRARIES = [
  '@elysiajs/cors',
  '@fastify/cors',
  '@hapi/hapi',
  '@koa/cors',
  '@middy/core',
  '@middy/http-cors',
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-express',
  '@nestjs/platform-fastify',
  '@tinyhttp/app',
  '@tinyhttp/cors',
  'cors',
  'elysia',
  'express',
  'fastify',
  'h3',
  'hono',
  'itty-router',
  'koa',
  'micro-cors',
  'nextjs-cors',
  'restify',
  'restify-cors-middleware2',
  'socket.io',
];

const repository = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(path.join(tmpdir(), 'oracle-latest-'));

/** @param {string} name */
const versionOf = (name) => {
  const manifest = readFileSync(path.join(copy, 'node_modules', name, 'package.json'), 'utf8');
  return String(JSON.parse(manifest).version);
};

/** @param {string[]} args */
const npm = (...args) => execFileSync('npm', args, { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });

try {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: repository, encoding: 'utf8' });
  for (const file of tracked.split('\0').filter(Boolean))
    cpSync(path.join(repository, file), path.join(copy, file));
  npm('ci', '--no-audit', '--no-fund', '--prefer-offline');
  npm('install', '--no-save', '--no-audit', '--no-fund', ...LIBRARIES.map((name) => `${name}@latest`));
  for (const name of LIBRARIES) console.log(`${name} ${versionOf(name)}`);
  const { status } = spawnSync('npm', ['run', 'matrix', '--', 'tests/oracle'], {
    cwd: copy,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
