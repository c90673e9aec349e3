import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';
import { real } from './real-plugin.js';

const ESM = "import cors from 'cors';\nimport express from 'express';\n\nexpress().use(cors());\n";
const MODULES = '{ "name": "api", "type": "module" }';

describe('cors-guard init', () => {
  it('shows what it would write, and writes nothing', async () => {
    const { guard, folder } = guardSession({ 'package.json': MODULES, 'src/server.js': ESM });
    const { exitCode, stdout, stderr } = await guard(['init'], real);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout.match(/^\+\+\+ .*/gm)).toEqual([
      '+++ b/src/cors-origins.js',
      '+++ b/.env.example',
      '+++ b/eslint.config.mjs',
    ]);
    expect(stdout).toContain(
      'Set CORS_ALLOWED_ORIGINS to the origins of your pages, separated by commas, wherever this runs.\n',
    );
    expect(stdout).toContain('npm install --save-dev eslint eslint-plugin-cors\n');
    expect(stdout).toContain('  - run: npx cors-guard check --format github\n');
    expect(stdout).toMatch(
      /\n3 files to write\. Nothing was written: 'cors-guard init --write' does it\.\n$/,
    );
    expect(readdirSync(folder).sort()).toEqual(['package.json', 'src']);
  });

  it('writes it with --write, after which nothing is left to write', async () => {
    const { guard, read } = guardSession({ 'package.json': MODULES, 'src/server.js': ESM });
    const { exitCode, stdout } = await guard(['init', '--write'], real);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\n3 of 3 files written\.\n$/);
    expect(read('src/cors-origins.js')).toContain('process.env.CORS_ALLOWED_ORIGINS');
    expect(read('.env.example')).toMatch(/^# .*\nCORS_ALLOWED_ORIGINS=\n$/);
    expect(read('eslint.config.mjs')).toBe(`import cors from 'eslint-plugin-cors';

export default [
  cors.configs.recommended,
  { settings: { cors: { allowList: { module: './src/cors-origins.js', export: 'allowedOrigins()' } } } },
];
`);
    expect(read('src/server.js')).toBe(ESM);

    const again = await guard(['init', '--write'], real);
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('src/cors-origins.js is there already, and stays as it is.\n');
    expect(again.stdout).toContain('.env.example has CORS_ALLOWED_ORIGINS already.\n');
    expect(again.stdout).toContain('eslint.config.mjs has eslint-plugin-cors already.\n');
    expect(again.stdout).toMatch(/\nNothing to write\.\n$/);
  });

  it('is what fix and ESLint read from then on', async () => {
    const { guard, read } = guardSession({ 'package.json': MODULES, 'src/server.js': ESM });
    await guard(['init', '--write'], real);
    // The plugin is not installed here: its settings are what counts.
    const settings = /\{ settings.*\}/.exec(read('eslint.config.mjs'))?.[0] ?? '';
    const configured = guardSession({
      'package.json': MODULES,
      'src/server.js': ESM,
      'eslint.config.mjs': `export default [${settings}];\n`,
    });
    await configured.guard(['fix', '--write', 'src'], real);
    expect(configured.read('src/server.js')).toContain("import { allowedOrigins } from './cors-origins.js';");
  });

  it('takes the module, the variable and the workflow that it is told', async () => {
    const { guard, read } = guardSession({
      'package.json': '{}',
      'server.js': "require('cors')();\n",
      'yarn.lock': '',
    });
    await guard(['init', '--write', '--ci', '--module', 'config/who.cjs', '--env-var', 'WHO'], real);
    expect(read('config/who.cjs')).toContain('process.env.WHO');
    expect(read('.env.example')).toContain('\nWHO=\n');
    expect(read('eslint.config.mjs')).toContain("module: './config/who.cjs'");
    expect(read('.github/workflows/cors.yml')).toContain('      - run: corepack enable && yarn install\n');
  });

  it('overwrites nothing, and prints what is missing', async () => {
    const files = {
      'package.json': MODULES,
      'src/cors-origins.js': '// origins\nexport const allowedOrigins = () => [];\n',
      'src/server.js': ESM,
      '.env.example': 'PORT=3000\r\n',
      'eslint.config.js': 'export default [];\n',
      '.github/workflows/cors.yml': 'name: mine\n',
    };
    const { guard, read } = guardSession(files);
    const { exitCode, stdout } = await guard(['init', '--write', '--ci'], real);
    expect(exitCode).toBe(0);
    for (const [name, text] of Object.entries(files)) expect(read(name)).toBe(text);
    expect(stdout).toContain('src/cors-origins.js is there already, and stays as it is.\n');
    expect(stdout).toContain('.github/workflows/cors.yml is there already, and stays as it is.\n');
    expect(stdout).toContain(
      "Add to eslint.config.js:\n  import cors from 'eslint-plugin-cors';\n  cors.configs.recommended,\n  { settings: { cors: { allowList: { module: './src/cors-origins.js', export: 'allowedOrigins()' } } } },\n",
    );
  });

  it('sets up the package of the working directory, with the configuration of the repository above it', async () => {
    const { guard, pathOf, git, read } = guardSession({
      'package.json': '{}',
      'pnpm-lock.yaml': '',
      'eslint.config.js': 'export default [];\n',
      'packages/api/package.json': MODULES,
      'packages/api/tsconfig.json': '{ "compilerOptions": { "module": "NodeNext" } }',
      'packages/api/src/server.ts': ESM,
    });
    git('init', '-q');
    const { stdout } = await guard(['init', '--write', '--ci', '--force'], {
      ...real,
      cwd: pathOf('packages/api/src'),
    });
    expect(read('packages/api/src/cors-origins.ts')).toContain(': string[]');
    expect(stdout).toContain(
      "{ files: ['packages/api/**'], settings: { cors: { allowList: { module: './packages/api/src/cors-origins.js', export: 'allowedOrigins()' } } } },\n",
    );
    expect(stdout).toContain('npm install --save-dev eslint eslint-plugin-cors @typescript-eslint/parser\n');
    expect(read('.github/workflows/cors.yml')).toContain("        working-directory: 'packages/api'\n");
    expect(read('.github/workflows/cors.yml')).toContain('pnpm install --frozen-lockfile');
  });

  it('writes no module for a Worker, and says why', async () => {
    const { guard, pathOf, read } = guardSession({
      'package.json': MODULES,
      'wrangler.toml': '',
      'src/a.js': ESM,
    });
    const { stdout } = await guard(['init', '--write'], real);
    expect(stdout).toContain(
      'No module is written, because a Worker is given its variables with each request.\n',
    );
    expect(existsSync(pathOf('src/cors-origins.js'))).toBe(false);
    expect(read('eslint.config.mjs')).not.toContain('allowList');
  });

  it('sets up a package that has nothing about CORS yet', async () => {
    const { guard, read } = guardSession({ 'package.json': '{}', 'index.js': 'module.exports = 1;\n' });
    expect((await guard(['init', '--write'], real)).exitCode).toBe(0);
    expect(read('cors-origins.js')).toContain('module.exports = { allowedOrigins, isAllowedOrigin };');
  });

  it('exits 3 where something could not be written', async () => {
    const { guard } = guardSession({ 'package.json': MODULES });
    const ran = await guard(['init', '--write'], {
      ...real,
      replaceFile: () => Promise.reject(new Error('ENOSPC')),
    });
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout).toContain('cors-origins.js: The file could not be written: ENOSPC\n');
  });
});
