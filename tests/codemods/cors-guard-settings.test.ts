import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';

const OPEN = "cors('*');\n";
const configured = (settings: string, files = ''): string =>
  `export default [{ ${files} settings: { cors: ${settings} } }];\n`;

describe('settings.cors of an ESLint configuration', () => {
  it('is honoured', async () => {
    const { guard, read } = guardSession({
      'eslint.config.mjs': configured("{ envVar: 'FROM_CONFIG' }"),
      'src/server.js': OPEN,
    });
    expect(await guard(['fix', '--write', 'src'])).toMatchObject({ exitCode: 0 });
    expect(read('src/server.js')).toBe('cors(process.env.FROM_CONFIG);\n');
  });

  it('is found above the working directory', async () => {
    const { guard, read, pathOf } = guardSession({
      'eslint.config.cjs': "module.exports = [{ settings: { cors: { envVar: 'FROM_ABOVE' } } }];\n",
      'packages/api/server.js': OPEN,
    });
    await guard(['fix', '--write'], { cwd: pathOf('packages/api') });
    expect(read('packages/api/server.js')).toBe('cors(process.env.FROM_ABOVE);\n');
  });

  it('is that of the file, where a configuration distinguishes files', async () => {
    const { guard, read } = guardSession({
      'eslint.config.mjs': `export default [
        { files: ['api/**/*.js'], settings: { cors: { envVar: 'API' } } },
        { files: ['admin/**/*.js'], settings: { cors: { envVar: 'ADMIN' } } },
      ];\n`,
      'api/a.js': OPEN,
      'admin/b.js': OPEN,
      'other/c.js': OPEN,
    });
    await guard(['fix', '--write', 'api', 'admin', 'other']);
    expect(['api/a.js', 'admin/b.js', 'other/c.js'].map(read)).toEqual([
      'cors(process.env.API);\n',
      'cors(process.env.ADMIN);\n',
      'cors(process.env.ORIGINS);\n',
    ]);
  });

  it('gives way to the flags', async () => {
    const { guard, read } = guardSession({
      'eslint.config.mjs': configured("{ envVar: 'FROM_CONFIG' }"),
      'server.js': OPEN,
    });
    await guard(['fix', '--write', '--env-var', 'FROM_FLAG', 'server.js']);
    expect(read('server.js')).toBe('cors(process.env.FROM_FLAG);\n');
  });

  it('may be missing', async () => {
    const { guard } = guardSession({ 'eslint.config.mjs': 'export default [{}];\n', 'server.js': OPEN });
    expect(await guard(['check', 'server.js'])).toMatchObject({ exitCode: 1, stderr: '' });
  });

  it('does not concern a file that ESLint ignores', async () => {
    const { guard, read } = guardSession({
      'eslint.config.mjs': `export default [{ ignores: ['legacy/'] }, { settings: { cors: { envVar: 'X' } } }];\n`,
      'legacy/server.js': OPEN,
    });
    expect(await guard(['fix', '--write', 'legacy'])).toMatchObject({ exitCode: 0 });
    expect(read('legacy/server.js')).toBe('cors(process.env.ORIGINS);\n');
  });

  it('is pointed at when it keeps files from being rewritten', async () => {
    const { guard } = guardSession({
      'eslint.config.mjs': configured("{ fix: 'suggest' }"),
      'server.js': OPEN,
    });
    expect((await guard(['fix', 'server.js'])).stdout).toContain(
      "settings.cors.fix is 'suggest' in eslint.config.mjs: files it covers are not rewritten.",
    );
  });

  it('is not looked for when no file mentions CORS', async () => {
    const { guard } = guardSession({
      'eslint.config.mjs': 'throw new Error("loaded");\n',
      'server.js': 'a();\n',
    });
    expect(await guard(['check', 'server.js'])).toMatchObject({ exitCode: 0 });
  });
});

describe('a mistake in the ESLint configuration', () => {
  it.each([
    ['a syntax error', 'export default [;\n', /Cannot load the ESLint configuration eslint\.config\.mjs: /u],
    [
      'an exception',
      'throw new Error("no luck");\n',
      /Cannot load the ESLint configuration eslint\.config\.mjs: no luck/u,
    ],
    [
      'a mistyped option of ESLint',
      'export default [{ file: [] }];\n',
      /Cannot load the ESLint configuration .*"file"/u,
    ],
    [
      'settings.cors that are no object',
      configured('true'),
      /settings\.cors must be an object\. \(eslint\.config\.mjs\)\n$/u,
    ],
    [
      'a misspelt setting',
      configured("{ envvar: 'X' }"),
      /settings\.cors\.envvar is not a setting.* \(eslint\.config\.mjs\)\n$/u,
    ],
    [
      'a mistyped setting',
      configured('{ envVar: 3 }'),
      /settings\.cors\.envVar must be .*3\. \(eslint\.config\.mjs\)\n$/u,
    ],
  ])('is told with exit code 2, and nothing is written: %s', async (_, configuration, message) => {
    const { guard, read } = guardSession({ 'eslint.config.mjs': configuration, 'server.js': OPEN });
    const ran = await guard(['fix', '--write', 'server.js']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.startsWith('cors-guard: ')).toBe(true);
    expect(read('server.js')).toBe(OPEN);
  });
});
