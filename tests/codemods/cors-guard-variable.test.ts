import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GuardReport } from '../../codemods/guard/guard-report.js';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const OPEN = "const cors = require('cors');\napp.use(cors());\n";
const OTHER = (expression: string): string => `// cors\nmodule.exports = ${expression};\n`;

async function fix(
  files: Record<string, string>,
  ...argv: string[]
): Promise<GuardReport & { read: (name: string) => string; has: (name: string) => boolean }> {
  const { guard, read, pathOf } = guardSession(files);
  const ran = await guard(['fix', '--write', '--format', 'json', ...argv], real);
  return { ...jsonOf(ran), read, has: (name) => existsSync(pathOf(name)) };
}

describe('the variable of the allow-list', () => {
  it.each([
    ['code', { 'other.js': OTHER('process.env.ALLOWED_ORIGINS') }, 'ALLOWED_ORIGINS'],
    ['code, in brackets', { 'other.js': OTHER("process.env['CORS_ORIGIN']") }, 'CORS_ORIGIN'],
    ['code, cut at commas', { 'other.js': OTHER("process.env.CORS_ORIGINS.split(',')") }, 'CORS_ORIGINS'],
    ['code of Nest', { 'other.js': OTHER("config.getOrThrow<string>('CORS_WHITELIST')") }, 'CORS_WHITELIST'],
    ['.env.example', { '.env.example': 'FRONTEND_URL=http://localhost:3000\n' }, 'FRONTEND_URL'],
    ['.env.example, open to all', { '.env.example': 'CORS_ORIGIN=*\n' }, 'CORS_ORIGIN'],
    ['both', { 'other.js': OTHER('process.env.CLIENT_URL'), '.env.example': 'CLIENT_URL=\n' }, 'CLIENT_URL'],
    [
      'a list before a page',
      { 'other.js': OTHER('process.env.CLIENT_URL'), '.env.example': 'CORS_ORIGINS=\n' },
      'CORS_ORIGINS',
    ],
  ])('is the one that is in use already: in %s', async (_, files, name) => {
    const { read, variables, notes } = await fix({ 'server.js': OPEN, ...files });
    expect(read('server.js')).toContain(`(process.env.${name} ?? '').split(',')`);
    expect(variables).toEqual([{ name, origins: [], folder: '.' }]);
    expect(notes).toContain(
      `The allow-list is read from ${name}, which is in use already: --env-var names another variable.`,
    );
  });

  it.each([
    [
      'there are two',
      { 'other.js': OTHER('[process.env.CORS_ORIGIN, process.env.ALLOWED_ORIGINS]') },
      'ALLOWED_ORIGINS and CORS_ORIGIN could each be the allow-list, and none was taken: --env-var says which.',
    ],
    [
      'it holds JSON',
      { 'other.js': OTHER('JSON.parse(process.env.CORS_ORIGINS)') },
      'CORS_ORIGINS was not taken for the allow-list, as it is read as something else than a list with commas.',
    ],
    [
      'it holds a pattern',
      { 'other.js': OTHER('new RegExp(process.env.CORS_ORIGIN)') },
      'CORS_ORIGIN was not taken for the allow-list, as it is read as something else than a list with commas.',
    ],
    [
      'it is cut elsewhere',
      { 'other.js': OTHER("process.env.CORS_ORIGINS.split(' ')") },
      'CORS_ORIGINS was not taken for the allow-list, as it is read as something else than a list with commas.',
    ],
    [
      'it holds no origin',
      { '.env.example': 'CLIENT_URL=http://localhost:3000/\n' },
      "CLIENT_URL was not taken for the allow-list, as .env.example holds something else. CLIENT_URL: 'http://localhost:3000/' is no origin to admit, as browsers write scheme, host and port, and nothing else. Did you mean 'http://localhost:3000'?",
    ],
  ])('is the default where %s', async (_, files, note) => {
    const { read, notes } = await fix({ 'server.js': OPEN, ...files });
    expect(read('server.js')).toContain('process.env.CORS_ALLOWED_ORIGINS ??');
    expect(notes[0]).toBe(note);
  });

  it.each([
    ['a name in a text', OTHER("'CORS_ORIGIN'")],
    ['a longer name', OTHER('process.env.MY_CORS_ORIGIN_X')],
    ['another variable', OTHER('process.env.APP_URL')],
    ['a member of something else', OTHER('settings.CORS_ORIGIN')],
  ])('is not taken from %s', async (_, other) => {
    const { read, notes } = await fix({ 'server.js': OPEN, 'other.js': other });
    expect(read('server.js')).toContain('process.env.CORS_ALLOWED_ORIGINS ??');
    expect(notes).toEqual([
      'Set CORS_ALLOWED_ORIGINS to the origins of your pages, separated by commas, wherever this runs: until then no other origin is admitted.',
    ]);
  });

  it('is one for each package', async () => {
    const { read, variables } = await fix({
      'api/package.json': '{}',
      'api/server.js': OPEN,
      'api/.env.example': 'CORS_ORIGIN=\n',
      'web/package.json': '{}',
      'web/server.js': OPEN,
      'web/other.js': OTHER('process.env.CLIENT_URL'),
    });
    expect(read('api/server.js')).toContain('process.env.CORS_ORIGIN ??');
    expect(read('web/server.js')).toContain('process.env.CLIENT_URL ??');
    expect(variables.map(({ name, folder }) => [name, folder])).toEqual([
      ['CORS_ORIGIN', 'api'],
      ['CLIENT_URL', 'web'],
    ]);
  });

  it('is that of the flag or the settings, where one names it', async () => {
    const files = { 'server.js': OPEN, '.env.example': 'CORS_ORIGIN=\n' };
    const configuration = "export default [{ settings: { cors: { envVar: 'SETTING' } } }];\n";
    expect((await fix(files, '--env-var', 'FLAG')).read('server.js')).toContain('process.env.FLAG ??');
    const configured = await fix({ ...files, 'eslint.config.mjs': configuration }, 'server.js');
    expect(configured.read('server.js')).toContain('process.env.SETTING ??');
    expect(configured.notes.join()).not.toContain('in use already');
  });

  it('is read by the module, too', async () => {
    const { read } = await fix({ 'server.js': OPEN, '.env.example': 'CORS_ORIGIN=\n' }, '--module');
    expect(read('cors-origins.js')).toContain('process.env.CORS_ORIGIN ??');
    expect(read('.env.example')).toBe('CORS_ORIGIN=\n');
  });
});

describe('.env.example', () => {
  it('gets the variable that rewritten programs read', async () => {
    const { read, changes } = await fix({ 'server.js': OPEN, '.env.example': 'PORT=3000\r\n' });
    expect(read('.env.example')).toBe(
      'PORT=3000\r\n# Origins whose pages may read responses, separated by commas\r\nCORS_ALLOWED_ORIGINS=\r\n',
    );
    expect(changes.map(({ path, written }) => [path, written])).toEqual([
      ['server.js', true],
      ['.env.example', true],
    ]);
  });

  it('is not made for an expression, and not touched where nothing is rewritten', async () => {
    expect((await fix({ 'server.js': OPEN })).has('.env.example')).toBe(false);
    const { read, changes } = await fix({
      'server.js': "const cors = require('cors');\ncors({ origin: process.env.CORS_ORIGIN.split(',') });\n",
      '.env.example': 'PORT=3000\n',
    });
    expect(changes).toEqual([]);
    expect(read('.env.example')).toBe('PORT=3000\n');
  });

  it('gets the origins that the source names no longer, which are told as well', async () => {
    const literal = (...origins: string[]): string =>
      `const cors = require('cors');\napp.use(cors({ origin: ${JSON.stringify(origins)} }));\n`;
    const files = {
      'a.js': literal('https://app.example.com', 'https://admin.example.com'),
      'b.js': literal('https://app.example.com', 'http://localhost:3000'),
      'kept.js': `/* eslint-disable cors/prefer-env-origins */\n${literal('https://kept.example.com')}`,
      '.env.example': 'CORS_ALLOWED_ORIGINS=https://admin.example.com\n',
    };
    const { read, variables, notes } = await fix(files, '--strict');
    const origins = ['https://app.example.com', 'https://admin.example.com'];
    expect(variables).toEqual([{ name: 'CORS_ALLOWED_ORIGINS', origins, folder: '.' }]);
    expect(read('.env.example')).toBe(
      'CORS_ALLOWED_ORIGINS=https://admin.example.com,https://app.example.com\n',
    );
    expect(read('kept.js')).toBe(files['kept.js']);
    expect(notes).toContain(
      'Set CORS_ALLOWED_ORIGINS=https://app.example.com,https://admin.example.com wherever this runs: the source names these origins no longer.',
    );
  });

  it('is of the working directory, where the package has none', async () => {
    const { read, has } = await fix({
      '.env.example': '',
      'packages/api/package.json': '{}',
      'packages/api/server.js': OPEN,
    });
    expect(read('.env.example')).toContain('\nCORS_ALLOWED_ORIGINS=\n');
    expect(has('packages/api/.env.example')).toBe(false);
  });
});

describe('cors-guard fix --only extract-origins', () => {
  it('appends the origins that it takes out to .env.example, and a second run changes nothing', async () => {
    const { guard, read } = guardSession({
      'literal.js':
        "const cors = require('cors');\napp.use(cors({ origin: ['https://app.example.com'] }));\n",
      'open.js': OPEN,
      '.env.example': 'PORT=3000',
    });
    const argv = ['fix', '--write', '--format', 'json', '--only', 'extract-origins'];
    expect(jsonOf(await guard(argv, real))).toMatchObject({
      exitCode: 0,
      changes: [{ path: 'literal.js' }, { path: '.env.example' }],
      variables: [{ name: 'CORS_ALLOWED_ORIGINS', origins: ['https://app.example.com'], folder: '.' }],
    });
    expect(read('.env.example')).toBe(
      'PORT=3000\n# Origins whose pages may read responses, separated by commas\nCORS_ALLOWED_ORIGINS=https://app.example.com',
    );
    expect(read('open.js')).toBe(OPEN);
    expect(jsonOf(await guard(argv, real))).toMatchObject({ exitCode: 0, changes: [], variables: [] });
  });
});
