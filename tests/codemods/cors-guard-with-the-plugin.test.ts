import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const root = join(import.meta.dirname, '../..');
function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const EXAMPLE = filesOf(join(root, 'docs/examples/ai-scaffold'));
const TYPESCRIPT = {
  'a.ts':
    "import cors from 'cors';\n\nconst options = { origin: true as boolean };\napp.use(cors(options satisfies object));\n",
  'b.mts':
    "import cors, { type CorsOptions } from 'cors';\nexport const x: CorsOptions = { credentials: true, origin: '*' };\n",
  'c.cts': "import cors = require('cors');\nexport = cors();\n",
  'd.tsx':
    "import cors from 'cors';\napp.use(cors());\nexport const Page = <T,>(p: { x: T }) => <p title='cors'>{String(p.x)}</p>;\n",
  'e.mjs': "import cors from 'cors'\napp.use(cors())",
  'f.cjs':
    "#!/usr/bin/env node\nconst cors = require('cors')\napp.use(cors({ origin: '*', maxAge: 1 /* why */ }))\n",
};

/** What `eslint --fix` with the preset makes of the files of a folder. */
async function fixedByEslint(folder: string): Promise<Map<string, string>> {
  const eslint = new ESLint({
    cwd: folder,
    fix: true,
    overrideConfigFile: true,
    overrideConfig: [
      plugin.configs.recommended,
      { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser: typescriptParser } },
    ],
  });
  const results = await eslint.lintFiles(['.']);
  return new Map(
    results.flatMap(({ filePath, output }) => (output === undefined ? [] : [[filePath, output] as const])),
  );
}

describe('cors-guard with the rules of the plugin', () => {
  it('looks at WebSockets under --strict, and at CORS alone otherwise', async () => {
    const { guard } = guardSession({
      'sockets.js': "const { WebSocketServer } = require('ws');\nnew WebSocketServer({ port: 8080 });\n",
    });
    expect((await guard(['check'], real)).exitCode).toBe(0);
    const strict = await guard(['check', '--strict', '--format', 'json'], real);
    expect(strict.exitCode).toBe(1);
    expect(jsonOf(strict)).toMatchObject({
      findings: [{ rule: 'cors/require-websocket-origin-check' }],
      summary: { filesMentioningCors: 0 },
    });
  });

  it('turns cors() into an allow-list read from the environment', async () => {
    const { guard, read } = guardSession({
      'server.js': "const cors = require('cors');\napp.use(cors());\n",
    });
    expect(await guard(['fix', '--write'], real)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(read('server.js')).toMatch(
      /^const cors = require\('cors'\);\napp\.use\(cors\(\{ origin: .*process\.env\.CORS_ALLOWED_ORIGINS.*\}\)\);\n$/u,
    );
  });

  it('says why it leaves something for a person', async () => {
    const { guard } = guardSession({
      'server.js':
        "const cors = require('cors');\n" +
        'app.use(cors({ origin(origin, callback) { if (!origin) return callback(null, true); } }));\n',
    });
    const { exitCode, needsYou, changes } = jsonOf(await guard(['fix', '--write', '--format=json'], real));
    expect({ exitCode, changes }).toEqual({ exitCode: 1, changes: [] });
    expect(needsYou).toMatchObject([{ path: 'server.js', line: 2, rule: 'cors/valid-origin-callback' }]);
    expect(needsYou[0]?.message).toContain('needs you, because ');
  });

  it.each([
    ['LF', (text: string) => text],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
  ])(
    'writes the bytes that eslint --fix writes, with %s, and a second run changes nothing',
    async (_, convert) => {
      const sources = Object.entries({ ...EXAMPLE, ...TYPESCRIPT });
      const { guard, read, folder, pathOf } = guardSession(
        Object.fromEntries(sources.map(([name, text]) => [name, convert(text)])),
      );
      const expected = await fixedByEslint(folder);
      expect(expected.size).toBeGreaterThan(6);

      const ran = jsonOf(await guard(['fix', '--write', '--format', 'json'], real));
      expect(ran.failures).toEqual([]);
      expect(ran.changes.map((change) => pathOf(change.path)).sort()).toEqual([...expected.keys()].sort());
      for (const [name, text] of sources) {
        expect(read(name), name).toBe(expected.get(pathOf(name)) ?? convert(text));
      }

      const again = jsonOf(await guard(['fix', '--write', '--format', 'json'], real));
      expect(again.changes).toEqual([]);
      expect(again.findings).toEqual(ran.needsYou);
    },
  );
});

describe('cors-guard as built', () => {
  const built = join(root, 'dist/codemods/cors-guard.js');
  const guardBuilt = (folder: string, ...argv: string[]) =>
    new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
      expect(existsSync(built), 'run `npm run build` first').toBe(true);
      execFile(process.execPath, [built, ...argv], { cwd: folder }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });

  it('does what the sources do', async () => {
    const { guard, folder, read, write } = guardSession(EXAMPLE);
    const fromSources = await guard(['fix', '--write'], real);
    const rewritten = Object.keys(EXAMPLE).map(read);
    for (const [name, text] of Object.entries(EXAMPLE)) write(name, text);
    expect(await guardBuilt(folder, 'fix', '--write')).toEqual(fromSources);
    expect(Object.keys(EXAMPLE).map(read)).toEqual(rewritten);
  });

  it('tells every outcome by its exit code', async () => {
    const { folder } = guardSession({
      'open.js': "require('cors')();\n",
      'broken.js': 'cors(;\n',
      'clean.js': 'const a = 1;\n',
      'eslint.config.mjs': 'export default [{ settings: { cors: { envvar: "X" } } }];\n',
      'sub/eslint.config.mjs': 'export default [{}];\n',
      'sub/open.js': "require('cors')();\n",
      'sub/broken.js': 'cors(;\n',
    });
    const exitCodes = await Promise.all(
      [
        ['check', 'clean.js'],
        ['check', 'sub'],
        ['check', 'open.js'],
        ['check', '--wat'],
        ['check', 'nowhere'],
        ['check', 'sub/broken.js'],
      ].map(async (argv) => (await guardBuilt(folder, ...argv)).exitCode),
    );
    expect(exitCodes).toEqual([0, 1, 2, 2, 2, 3]);
  });

  it('has an executable with a shebang', () => {
    expect(readFileSync(built, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });
});
