import { existsSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { fixText } from '../../src/hosts/linter.js';
import { guardSession, type Session } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const ESM = "import cors from 'cors';\nimport express from 'express';\n\nexpress().use(cors());\n";
const CJS = "const cors = require('cors');\nconst app = require('express')();\n\napp.use(cors());\n";
const MANIFEST = '{ "name": "api" }';
const MODULES = '{ "name": "api", "type": "module" }';
const NODE_NEXT = '{ "compilerOptions": { "module": "NodeNext" } }';
const BUNDLED = '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "bundler" } }';
const SOURCES =
  '{ "compilerOptions": { "module": "NodeNext", "allowImportingTsExtensions": true, "noEmit": true } }';

const importLine = (text: string): string | undefined =>
  text.split('\n').find((line) => line.includes('allowedOrigins }'));

async function fixed(files: Record<string, string>, ...argv: string[]): Promise<Session> {
  const session = guardSession(files);
  const ran = await session.guard(['fix', '--write', '--module', ...argv], real);
  expect(ran.stderr).toBe('');
  return session;
}

describe('cors-guard fix --module', () => {
  it.each([
    [
      'CommonJS',
      { 'package.json': MANIFEST, 'server.js': CJS },
      'cors-origins.js',
      "const { allowedOrigins } = require('./cors-origins.js');",
    ],
    [
      'ES modules',
      { 'package.json': MODULES, 'src/server.js': ESM },
      'src/cors-origins.js',
      "import { allowedOrigins } from './cors-origins.js';",
    ],
    [
      '.mjs',
      { 'package.json': MANIFEST, 'server.mjs': ESM },
      'cors-origins.mjs',
      "import { allowedOrigins } from './cors-origins.mjs';",
    ],
    [
      '.cjs among ES modules',
      { 'package.json': MODULES, 'server.cjs': CJS },
      'cors-origins.cjs',
      "const { allowedOrigins } = require('./cors-origins.cjs');",
    ],
    [
      'ES modules that something compiles',
      { 'package.json': MANIFEST, 'src/server.js': `${ESM}import a from './a';\n` },
      'src/cors-origins.js',
      "import { allowedOrigins } from './cors-origins';",
    ],
    [
      'TypeScript for Node',
      { 'package.json': MODULES, 'tsconfig.json': NODE_NEXT, 'src/app/server.ts': ESM },
      'src/cors-origins.ts',
      "import { allowedOrigins } from '../cors-origins.js';",
    ],
    [
      'TypeScript for a bundler',
      { 'package.json': MODULES, 'tsconfig.json': BUNDLED, 'server/server.ts': ESM },
      'server/cors-origins.ts',
      "import { allowedOrigins } from './cors-origins';",
    ],
    [
      'TypeScript that names sources',
      { 'package.json': MODULES, 'tsconfig.json': SOURCES, 'server.ts': ESM },
      'cors-origins.ts',
      "import { allowedOrigins } from './cors-origins.ts';",
    ],
    [
      'TypeScript whose neighbours have .js',
      { 'package.json': MODULES, 'tsconfig.json': BUNDLED, 'server.ts': `import a from './a.js';\n${ESM}` },
      'cors-origins.ts',
      "import { allowedOrigins } from './cors-origins.js';",
    ],
    [
      '.mts',
      { 'package.json': MANIFEST, 'tsconfig.json': NODE_NEXT, 'server.mts': ESM },
      'cors-origins.mts',
      "import { allowedOrigins } from './cors-origins.mjs';",
    ],
    [
      'a configuration that is inherited, with comments',
      {
        'package.json': MODULES,
        'base.json': `// base\n${NODE_NEXT}`,
        'tsconfig.json': '{ "extends": "./base.json", /* none */ }',
        'server.ts': ESM,
      },
      'cors-origins.ts',
      "import { allowedOrigins } from './cors-origins.js';",
    ],
    [
      'pages that are files',
      { 'package.json': MODULES, 'pages/api/users.js': ESM },
      'cors-origins.js',
      "import { allowedOrigins } from '../../cors-origins.js';",
    ],
  ])('%s: writes the module, and imports it', async (_, files, module, line) => {
    const { read, guard, pathOf } = await fixed(files);
    const [file = ''] = Object.keys(files).filter((name) => /(?:server|users)\.\w+$/.test(name));
    expect(importLine(read(file))).toBe(line);
    expect(read(file)).toContain('allowedOrigins()');
    expect(read(module)).toMatch(module.endsWith('ts') ? /: string\[\]/ : /@returns/);
    expect(statSync(pathOf(module)).mode & 0o777).toBe(0o666 & ~process.umask());
    expect(read('.env.example')).toMatch(/\nCORS_ALLOWED_ORIGINS=\n$/);

    const again = jsonOf(await guard(['fix', '--write', '--module', '--format', 'json'], real));
    expect(again).toMatchObject({ exitCode: 0, changes: [], findings: [], variables: [], notes: [] });
  });

  it('writes what eslint --fix writes with settings.cors.allowList', async () => {
    const { read, folder, pathOf } = await fixed({
      'package.json': MODULES,
      'src/server.js': ESM,
      'src/a/b.js': ESM,
    });
    for (const name of ['src/server.js', 'src/a/b.js']) {
      const settings = { allowList: { module: './src/cors-origins.js', export: 'allowedOrigins()' } };
      const result = fixText(plugin, ESM, { filename: pathOf(name), cwd: folder, settings });
      expect(result).toMatchObject({ outcome: 'fixed', output: read(name) });
    }
  });

  it('takes a path, whose ending says how it is written', async () => {
    const { read } = await fixed(
      { 'package.json': MANIFEST, 'server.js': CJS },
      'config/allowed/who.cjs',
      '.',
    );
    expect(importLine(read('server.js'))).toBe(
      "const { allowedOrigins } = require('./config/allowed/who.cjs');",
    );
    expect(read('config/allowed/who.cjs')).toContain('module.exports = { allowedOrigins, isAllowedOrigin };');
  });

  it('shows the new files in the diff, and writes nothing without --write', async () => {
    const { guard, pathOf } = guardSession({ 'package.json': MODULES, 'server.js': ESM });
    const { stdout, exitCode } = await guard(['fix', '--module'], real);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('--- /dev/null\n+++ b/cors-origins.js\n@@ -0,0 +1,');
    expect(stdout).toContain('--- /dev/null\n+++ b/.env.example\n');
    expect(existsSync(pathOf('cors-origins.js'))).toBe(false);
    expect(existsSync(pathOf('.env.example'))).toBe(false);
  });

  it('uses a module that is there, wherever its owner moved it, and leaves it alone', async () => {
    const own = "// Whose origin is fine\nexport const allowedOrigins = () => ['https://app.example.com'];\n";
    const { read, pathOf } = await fixed({
      'package.json': MODULES,
      'lib/config/cors-origins.js': own,
      'src/server.js': ESM,
    });
    expect(read('lib/config/cors-origins.js')).toBe(own);
    expect(importLine(read('src/server.js'))).toBe(
      "import { allowedOrigins } from '../lib/config/cors-origins.js';",
    );
    expect(existsSync(pathOf('src/cors-origins.js'))).toBe(false);
    expect(existsSync(pathOf('.env.example'))).toBe(false);
  });

  it.each([
    [
      'exports something else',
      ['lib/list.js'],
      /lib\/list\.js is there already and exports no allowedOrigins/,
    ],
    ['is no source', ['lib/list.json'], /must be a file that ends in/],
    ['is a folder', ['lib'], /must be a file that ends in/],
    ['could not be imported', ["it's/list.js"], /allowList\.module must be/],
  ])('is a mistake with a path that %s', async (_, argv, message) => {
    const { guard, read } = guardSession({
      'package.json': MODULES,
      'lib/list.js': 'export default 1;\n',
      'a.js': ESM,
    });
    const ran = await guard(['fix', '--write', '--module', ...argv], real);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(read('a.js')).toBe(ESM);
  });

  it('gives every package of a repository its own', async () => {
    const { read, pathOf } = await fixed({
      'package.json': MANIFEST,
      'packages/api/package.json': MODULES,
      'packages/api/src/server.js': ESM,
      'packages/web/package.json': MANIFEST,
      'packages/web/server.js': CJS,
    });
    expect(read('packages/api/src/cors-origins.js')).toContain('export function');
    expect(read('packages/web/cors-origins.js')).toContain('module.exports');
    expect(read('packages/web/.env.example')).toContain('CORS_ALLOWED_ORIGINS=');
    expect(existsSync(pathOf('cors-origins.js'))).toBe(false);
  });

  it.each([
    [
      'a script among TypeScript',
      { 'package.json': MODULES, 'tsconfig.json': NODE_NEXT, 'a.ts': ESM, 'odd.js': ESM },
      'a JavaScript file cannot count on importing TypeScript',
    ],
    [
      'CommonJS among ES modules in TypeScript',
      { 'package.json': MODULES, 'tsconfig.json': NODE_NEXT, 'a.ts': ESM, 'odd.cts': CJS },
      'a CommonJS file cannot count on requiring an ES module',
    ],
    [
      'a Worker',
      { 'package.json': MODULES, 'wrangler.toml': 'name = "api"\n', 'odd.js': ESM },
      'a Worker is given its variables with each request',
    ],
  ])('keeps an expression where the module could not be imported: %s', async (_, files, reason) => {
    const { guard, read } = guardSession(files);
    const { notes } = jsonOf(await guard(['fix', '--write', '--module', '--format', 'json'], real));
    const odd = Object.keys(files).find((name) => name.startsWith('odd')) ?? '';
    expect(notes).toContain(`${odd}: the allow-list is an expression in place, because ${reason}.`);
    expect(read(odd)).toContain('process.env.CORS_ALLOWED_ORIGINS ??');
  });

  it('reads the variable as Deno does where there is Deno alone', async () => {
    const { read } = await fixed({ 'deno.json': '{}', 'server.ts': ESM });
    expect(read('cors-origins.ts')).toContain("Deno.env.get('CORS_ALLOWED_ORIGINS')");
    expect(importLine(read('server.ts'))).toBe("import { allowedOrigins } from './cors-origins.ts';");
  });

  it('keeps rewrites back whose module cannot be written', async () => {
    const { guard, read } = guardSession({ 'package.json': MODULES, 'server.js': ESM });
    const ran = await guard(['fix', '--write', '--module', '--format', 'json'], {
      ...real,
      replaceFile: () => Promise.reject(new Error('ENOSPC')),
    });
    expect(jsonOf(ran).changes).toMatchObject([
      { path: 'cors-origins.js', written: false, problem: 'The file could not be written: ENOSPC' },
      {
        path: 'server.js',
        written: false,
        problem: 'cors-origins.js, which it may import, could not be written.',
      },
      { path: '.env.example', written: false },
    ]);
    expect(read('server.js')).toBe(ESM);
  });

  it('goes before the settings, and so does --inline', async () => {
    const files = {
      'package.json': MODULES,
      'eslint.config.js':
        "export default [{ settings: { cors: { allowList: { module: './mine.js', export: 'list' } } } }];\n",
      'server.js': ESM,
    };
    const run = async (...argv: string[]): Promise<string> => {
      const { guard, read } = guardSession(files);
      await guard(['fix', '--write', ...argv, 'server.js'], real);
      return read('server.js');
    };
    expect(await run()).toContain("from './mine.js'");
    expect(await run('--module', '--')).toContain("from './cors-origins.js'");
    expect(await run('--inline')).toContain('process.env.CORS_ALLOWED_ORIGINS');
  });

  it('is imported where the configuration is written, and told what stood there', async () => {
    const { guard, read } = guardSession({
      'package.json': MODULES,
      'src/config/cors.js': "export const corsOptions = { origin: ['https://app.example.com'] };\n",
      'src/server.js':
        "import cors from 'cors';\nimport { corsOptions } from './config/cors.js';\nexport const m = cors(corsOptions);\n",
    });
    const ran = jsonOf(await guard(['fix', '--write', '--strict', '--module', '--format', 'json'], real));
    expect(ran.variables).toEqual([
      { name: 'CORS_ALLOWED_ORIGINS', origins: ['https://app.example.com'], folder: '.' },
    ]);
    expect(importLine(read('src/config/cors.js'))).toBe(
      "import { allowedOrigins } from '../cors-origins.js';",
    );
    expect(read('.env.example')).toContain('\nCORS_ALLOWED_ORIGINS=https://app.example.com\n');
  });

  it('is not to be had together with --inline', async () => {
    const { guard } = guardSession({ 'server.js': ESM });
    expect(await guard(['fix', '--module', '--inline'], real)).toMatchObject({ exitCode: 2 });
  });
});
