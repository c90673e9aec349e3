import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GuardReport } from '../../codemods/guard/guard-report.js';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

type Files = Readonly<Record<string, string>>;

const SERVER = `import cors from 'cors';
import express from 'express';
import { settings } from './config/settings.js';

const app = express();
app.use(cors(settings.http.cross));
export default app;
`;
const SETTINGS = `// shared
export const settings = {
  http: { cross: { origin: true, credentials: true } },
};
`;
const REWRITTEN = SETTINGS.replace(
  'origin: true',
  "origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null'))",
);

const report = async (files: Files, argv: readonly string[]): Promise<GuardReport> =>
  jsonOf(await guardSession(files).guard([...argv, '--format', 'json'], real));

/** The rule and the place of every finding. */
const found = async (files: Files, ...paths: string[]): Promise<string[]> =>
  (await report(files, ['check', ...paths])).findings.map(
    ({ path, line, rule }) => `${String(path)}:${String(line)} ${String(rule)}`,
  );

/** The files after `fix --write` and after a second one, which has to find nothing to change. */
async function fixed(files: Files, ...argv: string[]): Promise<Record<string, string>> {
  const { guard, read } = guardSession(files);
  const run = async () => jsonOf(await guard(['fix', '--write', '--format', 'json', ...argv], real));
  await run();
  const second = await run();
  expect(second.changes).toEqual([]);
  return Object.fromEntries(Object.keys(files).map((name) => [name, read(name)]));
}

describe('a configuration that another file imports', () => {
  const ways: Readonly<Record<string, (origin: string) => Files>> = {
    'an ES module': (origin) => ({
      'server.js': SERVER,
      'config/settings.js': SETTINGS.replace('true', origin),
    }),
    'a CommonJS module': (origin) => ({
      'server.js':
        "const cors = require('cors');\nconst { build } = require('./config/build');\nrequire('express')().use(cors(build({ credentials: true })));\n",
      'config/build.js': `function build(extra) {\n  return { origin: ${origin}, ...extra };\n}\nmodule.exports = { build };\n`,
    }),
    'a default export, passed on by another': (origin) => ({
      'server.ts':
        "import cors from 'cors';\nimport express from 'express';\nimport { shared } from './config';\nexpress().use(cors({ ...shared, credentials: true }));\n",
      'config/index.ts': "export { default as shared } from './shared';\n",
      'config/shared.ts': `const shared = { origin: ${origin} };\nexport default shared;\n`,
    }),
    'a list': (origin) => ({
      'server.mjs':
        "import cors from 'cors';\nimport express from 'express';\nimport * as lists from './lists.mjs';\nexpress().use(cors({ origin: lists.origins, credentials: true }));\n",
      'lists.mjs': `export const origins = ${origin};\n`,
    }),
    'paths of a tsconfig.json': (origin) => ({
      'tsconfig.json':
        '{\n  // where imports lead\n  "compilerOptions": { "paths": { "@config/*": ["./config/*"] } },\n}\n',
      'src/server.ts': SERVER.replace('./config/settings.js', '@config/settings'),
      'config/settings.ts': SETTINGS.replace('true', origin),
    }),
    'imports of a package.json': (origin) => ({
      'package.json': '{ "type": "module", "imports": { "#settings": "./config/settings.js" } }',
      'src/server.js': SERVER.replace('./config/settings.js', '#settings'),
      'config/settings.js': SETTINGS.replace('true', origin),
    }),
    'a function that decides': (origin) => ({
      'server.js':
        "import cors from 'cors';\nimport express from 'express';\nimport { decide } from './decide.js';\nexpress().use(cors({ origin: (origin, callback) => callback(null, decide(origin)), credentials: true }));\n",
      'decide.js': `const list = ${origin};\nexport const decide = (origin) => list === true || list.includes(origin);\n`,
    }),
  };

  it.each(Object.entries(ways))('in %s is judged, and so is its safe twin', async (_name, filesFor) => {
    const open = await found(filesFor('true'));
    expect(open).toHaveLength(1);
    expect(open[0]).toMatch(/cors\/no-reflected-origin$/);
    expect(await found(filesFor("['https://app.example.com']"))).toEqual([]);
  });

  it.each(Object.entries(ways))('in %s is fixed, and found no more', async (_name, filesFor) => {
    const after = await fixed(filesFor('true'));
    expect(await found(after)).toEqual([]);
  });

  it('is reported once, where it is written, if that file speaks of CORS itself', async () => {
    const files = {
      'package.json': '{ "dependencies": { "cors": "2.8.6" } }',
      'server.js':
        "import cors from 'cors';\nimport express from 'express';\nimport { corsOptions } from './cors-options.js';\nexpress().use(cors(corsOptions));\n",
      'cors-options.js': 'export const corsOptions = { origin: true, credentials: true };\n',
    };
    expect(await found(files)).toEqual(['cors-options.js:1 cors/no-reflected-origin']);
    expect(await found(files, 'server.js')).toEqual(['server.js:4 cors/no-reflected-origin']);
  });

  describe('that all who import it override', () => {
    const options = (origin: string): Files => ({
      'package.json': '{ "dependencies": { "cors": "2.8.6" } }',
      'cors-options.js': `export const corsOptions = { origin: ${origin}, credentials: true };\n`,
    });
    const server = (argument: string, rest = ''): string =>
      `import cors from 'cors';\nimport express from 'express';\nimport { corsOptions } from './cors-options.js';\nexpress().use(cors(${argument}));\n${rest}`;
    const OVERRIDDEN = server("{ ...corsOptions, origin: 'https://app.example.com' }");
    const OPEN = ['cors-options.js:1 cors/no-reflected-origin'];

    it('is not what any server answers', async () => {
      expect(await found({ ...options('true'), 'server.js': OVERRIDDEN })).toEqual([]);
      const required =
        "const cors = require('cors');\nconst shared = require('./cors-options');\nrequire('express')().use(cors({ ...shared.corsOptions, origin: 'https://app.example.com' }));\n";
      expect(
        await found({
          'cors-options.js':
            'const corsOptions = { origin: true, credentials: true };\nmodule.exports = { corsOptions };\n',
          'server.js': required,
        }),
      ).toEqual([]);
    });

    it.each<[string, Files]>([
      ['nobody imports it', {}],
      ['one of them does not', { 'other.js': server('corsOptions') }],
      ['one overrides something else', { 'other.js': server('{ ...corsOptions, maxAge: 60 }') }],
      [
        'one overrides it by what nobody knows',
        { 'other.js': server('{ ...corsOptions, origin: list }', 'import { list } from "lists";\n') },
      ],
      [
        'one does something else with it',
        {
          'other.js': server(
            "{ ...corsOptions, origin: 'https://app.example.com' }",
            'console.log(corsOptions);\n',
          ),
        },
      ],
      [
        'one passes it on under another name',
        { 'other.js': "export { corsOptions as shared } from './cors-options.js';\n" },
      ],
      [
        'one passes it on, to one that does not',
        {
          'config/index.js': "export * from '../cors-options.js';\n",
          'other.js': server('corsOptions').replace('./cors-options.js', './config/index.js'),
        },
      ],
    ])('is reported where %s', async (_case, others) => {
      const importers = Object.keys(others).length === 0 ? {} : { 'server.js': OVERRIDDEN };
      expect(await found({ ...options('true'), ...importers, ...others })).toEqual(
        expect.arrayContaining(OPEN),
      );
    });

    it('is reported where one of them is left out of the run, or its own file uses it', async () => {
      const files: Files = { ...options('true'), 'server.js': OVERRIDDEN };
      expect(await found(files, 'cors-options.js')).toEqual(OPEN);
      const used = `${files['cors-options.js'] ?? ''}export default corsOptions;\n`;
      expect(await found({ ...files, 'cors-options.js': used })).toEqual(OPEN);
    });
  });

  it('decides for the library that uses it, where the file that has it could not', async () => {
    const files = (library: string) => ({
      'package.json': '{ "dependencies": { "cors": "2.8.6", "@fastify/cors": "11.1.0" } }',
      'server.js':
        library === 'cors'
          ? "import cors from 'cors';\nimport express from 'express';\nimport { corsOptions } from './cors-options.js';\nexpress().use(cors(corsOptions));\n"
          : "import cors from '@fastify/cors';\nimport Fastify from 'fastify';\nimport { corsOptions } from './cors-options.js';\nconst app = Fastify();\nawait app.register(cors, corsOptions);\n",
      'cors-options.js': "export const corsOptions = { origin: ['*'], credentials: true };\n",
    });
    // `['*']` admits nobody in `cors`, and everybody in `@fastify/cors`.
    expect(await found(files('@fastify/cors'))).toEqual(['server.js:5 cors/no-credentialed-wildcard']);
    expect((await found(files('cors'))).filter((each) => !each.includes('valid-allowed-origins'))).toEqual(
      [],
    );
  });
});

describe('an edit of another file', () => {
  const files = { 'server.js': SERVER, 'config/settings.js': SETTINGS };

  it('is shown, and says to which file a finding belongs', async () => {
    const { findings, changes, needsYou } = await report(files, ['fix']);
    expect(findings).toMatchObject([
      { path: 'server.js', line: 6, writtenIn: 'config/settings.js', fixable: true },
    ]);
    expect(changes).toMatchObject([{ path: 'config/settings.js', written: false }]);
    expect(needsYou).toEqual([]);
  });

  it('keeps all the rest of it', async () => {
    expect(await fixed(files)).toEqual({ ...files, 'config/settings.js': REWRITTEN });
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(await fixed({ ...files, 'config/settings.js': windows(SETTINGS) })).toEqual({
      ...files,
      'config/settings.js': windows(REWRITTEN),
    });
  });

  it('is left to you where the run leaves that file out', async () => {
    const { changes, needsYou, exitCode } = await report(files, ['fix', '--write', 'server.js']);
    expect(exitCode).toBe(1);
    expect(changes).toEqual([]);
    expect(needsYou).toHaveLength(1);
    expect(needsYou[0]?.message).toMatch(
      / It is written in config\/settings\.js, which this run leaves out\.$/,
    );
  });

  it('serves all who import it at once', async () => {
    const { changes } = await report(
      { ...files, 'other.js': SERVER.replace('const app', '// another\nconst app') },
      ['fix'],
    );
    expect(changes.map(({ path }) => path)).toEqual(['config/settings.js']);
  });

  it('is made in the sources of a package of the workspace, and never in an installed one', async () => {
    const workspace = {
      'package.json': '{ "workspaces": ["packages/*", "apps/*"] }',
      'packages/settings/package.json': '{ "name": "@example/settings", "exports": "./index.js" }',
      'packages/settings/index.js': SETTINGS,
      'apps/api/server.js': SERVER.replace('./config/settings.js', '@example/settings'),
    };
    const { guard, read, pathOf, write } = guardSession(workspace);
    write('node_modules/@example/.keep', '');
    symlinkSync(pathOf('packages/settings'), pathOf('node_modules/@example/settings'));
    await guard(['fix', '--write'], real);
    expect(read('packages/settings/index.js')).toBe(REWRITTEN);

    const installed = {
      'package.json': '{ "dependencies": { "settings": "1.0.0" } }',
      'server.js': SERVER.replace('./config/settings.js', 'settings'),
      'node_modules/settings/package.json': '{ "name": "settings", "exports": "./index.js" }',
      'node_modules/settings/index.js': SETTINGS,
    };
    expect(await found(installed)).toEqual([]);
  });

  it.each([
    ['says nothing of CORS itself', 'cross'],
    ['does', 'cors'],
  ])('follows the settings of that file, also where it %s', async (_case, name) => {
    const configured = (cors: object): Files => ({
      'eslint.config.mjs': `export default [{ settings: { cors: { envVar: 'OF_SERVERS' } } }, { files: ['config/**'], settings: { cors: ${JSON.stringify(cors)} } }];\n`,
      'server.js': SERVER.replace('.cross', `.${name}`),
      'config/settings.js': SETTINGS.replace('cross:', `${name}:`),
    });
    for (const fix of ['off', 'suggest']) {
      const { changes, findings, needsYou, notes } = await report(configured({ fix }), ['fix']);
      expect(changes).toEqual([]);
      expect(findings).toMatchObject([{ path: 'server.js', fixable: false, writtenIn: null }]);
      expect(needsYou).toHaveLength(1);
      expect(notes).toEqual([
        `settings.cors.fix is '${fix}' in eslint.config.mjs: files it covers are not rewritten.`,
      ]);
    }
    const { changes, variables } = await report(configured({ envVar: 'OF_SETTINGS' }), ['fix']);
    expect(changes.map(({ path }) => path)).toEqual(['config/settings.js']);
    expect(variables).toMatchObject([{ name: 'OF_SETTINGS' }]);
  });

  it('imports the module of the package that is edited, and of no other', async () => {
    const manifest = (name: string): string =>
      `{ "name": "${name}", "type": "module", "exports": "./index.js" }`;
    const { guard, read, pathOf, write } = guardSession({
      'package.json': '{ "workspaces": ["packages/*", "apps/*"] }',
      'packages/settings/package.json': manifest('@example/settings'),
      'packages/settings/index.js': SETTINGS.replace('cross:', 'cors:'),
      'apps/api/package.json': manifest('@example/api'),
      'apps/api/server.js': SERVER.replace('./config/settings.js', '@example/settings').replace(
        '.cross',
        '.cors',
      ),
    });
    write('node_modules/@example/.keep', '');
    symlinkSync(pathOf('packages/settings'), pathOf('node_modules/@example/settings'));
    const { changes } = jsonOf(await guard(['fix', '--module', '--write', '--format', 'json'], real));
    expect(changes.map(({ path }) => path)).toEqual([
      'packages/settings/cors-origins.js',
      'packages/settings/index.js',
      'packages/settings/.env.example',
    ]);
    expect(read('packages/settings/index.js')).toContain(
      "import { allowedOrigins } from './cors-origins.js';",
    );
  });
});

describe('files that import each other', () => {
  it('are followed to an end', async () => {
    const files = {
      'server.js': SERVER.replace('./config/settings.js', './a.js'),
      'a.js':
        "import { b } from './b.js';\nexport const settings = { http: { cross: b } };\nexport const origin = true;\n",
      'b.js':
        "import { origin } from './a.js';\nexport const b = { get origin() { return origin; }, credentials: true };\n",
    };
    expect(await found(files)).toEqual(['server.js:6 cors/no-reflected-origin']);
  });

  it('are left alone where they cannot be read, do not parse, or set nothing up', async () => {
    expect(await found({ 'server.js': SERVER })).toEqual([]);
    expect(await found({ 'server.js': SERVER, 'config/settings.js': 'export const settings = {' })).toEqual(
      [],
    );
    expect(await found({ 'server.js': SERVER, 'config/settings.js': "throw new Error('no');\n" })).toEqual(
      [],
    );
  });

  it('are left alone where they are too much to follow: what the importing file says by itself counts', async () => {
    const files = {
      'server.js':
        "import cors from 'cors';\nimport express from 'express';\nimport { DAY } from './time.js';\nexpress().use(cors({ maxAge: DAY }));\n",
      'time.js': 'let days = 0;\nfor (;;) days += 1;\nexport const DAY = days;\n',
    };
    expect(await found(files)).toEqual(['server.js:4 cors/no-wildcard-origin']);
  });
});

describe('--explain', () => {
  it('shows the lines of the other file under its name', async () => {
    const { guard } = guardSession({ 'server.js': SERVER, 'config/settings.js': SETTINGS });
    const { stdout } = await guard(['check', '--explain'], real);
    expect(stdout).toContain(
      '    config/settings.js:3  http: { cross: { origin: true, credentials: true } },',
    );
  });
});
