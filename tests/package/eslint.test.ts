import { beforeAll, describe, expect, it } from 'vitest';
import { triedIn } from '../harness/matrix.js';
import { javascript, list, typescript } from './cases.js';
import { packPlugin, projectWith, TIMEOUT, type Project } from './project.js';

const SILENT = { status: 0, stdout: '', stderr: '' };

/** As a module and as a CommonJS module. */
const configuration = {
  module: `import parser from '@typescript-eslint/parser';
import cors from 'eslint-plugin-cors';

export default [
  cors.configs.recommended,
  { files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } },
];
`,
  commonjs: `const parser = require('@typescript-eslint/parser');
const cors = require('eslint-plugin-cors');

module.exports = [cors.configs.recommended, { languageOptions: { parser } }];
`,
};

const manifest = (type: keyof typeof configuration): string =>
  JSON.stringify({ private: true, type, dependencies: { cors: '^2.8.6', express: '^5.3.0' } });

let tarball: string;
beforeAll(async () => {
  tarball = await packPlugin();
});

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

/** What ESLint reports, by file: rules, or what else it has to say. */
async function reports({ folder, run }: Project): Promise<Record<string, string[]>> {
  const { stdout, stderr } = await run('eslint', '--format', 'json', '.');
  expect(stderr).toBe('');
  const results = JSON.parse(stdout) as readonly Result[];
  return Object.fromEntries(
    results.map(({ filePath, messages }) => [
      filePath.slice(folder.length + 1),
      messages.map(({ ruleId, message }) => ruleId ?? message),
    ]),
  );
}

describe.concurrent('ESLint with the packed plugin', { timeout: TIMEOUT }, () => {
  it.each(
    triedIn(0, [
      [
        'the default parser for JavaScript, configured by a module',
        'module',
        { ...javascript, ...typescript },
      ],
      [
        '@typescript-eslint/parser for everything, configured by CommonJS',
        'commonjs',
        { ...javascript, ...typescript },
      ],
    ] as const),
  )('reports and fixes each kind of file, with %s', async (_, type, cases) => {
    const project = await projectWith(
      tarball,
      {
        'package.json': manifest(type),
        'eslint.config.js': configuration[type],
        ...Object.fromEntries(Object.entries(cases).map(([name, { text }]) => [name, text])),
      },
      ['@typescript-eslint/parser'],
    );
    const rules = Object.fromEntries(Object.entries(cases).map(([name, { rule }]) => [name, [rule]]));
    expect(await reports(project)).toEqual({ 'eslint.config.js': [], ...rules });

    expect(await project.run('eslint', '--fix', '.')).toEqual(SILENT);
    for (const [name, { fixed }] of Object.entries(cases)) expect(project.read(name), name).toBe(fixed);

    const files = project.files();
    expect(await project.run('eslint', '--fix', '.')).toEqual(SILENT);
    expect(project.files()).toEqual(files);
  });

  it('leaves every byte around an edit as it was', async () => {
    const origin = `(_origin, callback) => callback(null, ${list()})`;
    const text = `#!/usr/bin/env node\n"use strict"\n\n/* who may read */\nconst cors = require("cors")\t// tab\nmodule.exports = cors({ maxAge: 1, origin: /* sic */ '*' , })`;
    const files = {
      'line-feed.cjs': text,
      'carriage-return.cjs': text.replaceAll('\n', '\r\n'),
      'byte-order-mark.cjs': `\uFEFF${text.replace(/^#!.*\n/, '')}\n`,
      'mixed.cjs': text.replace('\n\n', '\r\n\n'),
    };
    const project = await projectWith(
      tarball,
      { 'package.json': manifest('module'), 'eslint.config.js': configuration.module, ...files },
      ['@typescript-eslint/parser'],
    );
    expect(await project.run('eslint', '--fix', '.')).toEqual(SILENT);
    for (const [name, given] of Object.entries(files)) {
      expect(project.read(name), name).toBe(given.replace("'*'", origin));
    }
  });

  it.each(
    triedIn(1, [
      ['the presets', 'cors.configs.recommended, cors.configs.strict'],
      [
        'rules that are enabled without saying for which files',
        '{ plugins: { cors }, rules: cors.configs.strict.rules }',
      ],
    ] as const),
  )('bears files of other languages beside %s', async (_, config) => {
    const project = await projectWith(tarball, {
      'package.json': manifest('module'),
      'cors.txt': 'cors: "*"\nAccess-Control-Allow-Origin: *\n',
      'server.js': javascript['server.js']?.text ?? '',
      'eslint.config.js': `import cors from 'eslint-plugin-cors';

const plain = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  validateLanguageOptions() {},
  parse: ({ body }) => ({ ok: true, ast: { type: 'Text', value: body } }),
  createSourceCode: ({ body }, { ast }) => ({
    text: body,
    ast,
    visitorKeys: { Text: [] },
    getLoc: () => ({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }),
    getRange: () => [0, 0],
    *traverse() {
      for (const phase of [1, 2]) yield { kind: 1, target: ast, phase, args: [ast] };
    },
  }),
};

export default [
  ${config},
  { files: ['**/*.txt'], plugins: { plain: { languages: { text: plain } } }, language: 'plain/text' },
];
`,
    });
    expect(await reports(project)).toEqual({
      'cors.txt': [],
      'eslint.config.js': [],
      'server.js': ['cors/no-wildcard-origin'],
    });
  });
});

describe('the packed plugin', { timeout: TIMEOUT }, () => {
  it('is the same for import and for require, and loads its engine for the first file about CORS', async () => {
    const program = (load: string): string => `${load}
const { Linter } = require('eslint');
const engine = () => Object.keys(require.cache).filter((file) => file.endsWith('engine.cjs')).length;
const linter = new Linter();
const config = [cors.configs.recommended];
const steps = [engine()];
const clean = linter.verify('const answer = 42;', config).length;
steps.push(engine());
const found = linter.verify("import cors from 'cors'; cors();", config).length;
steps.push(engine());
console.log(JSON.stringify({ steps, clean, found, keys: Object.keys(cors), meta: cors.meta, rules: Object.keys(cors.rules), presets: Object.keys(cors.configs) }));
`;
    const { run, read } = await projectWith(tarball, {
      'package.json': manifest('module'),
      'load.mjs': program(
        "import { createRequire } from 'node:module';\nimport cors from 'eslint-plugin-cors';\nconst require = createRequire(import.meta.url);",
      ),
      'load.cjs': program("const cors = require('eslint-plugin-cors');"),
    });
    const imported = await run('node', 'load.mjs');
    expect(imported.stderr).toBe('');
    const { version } = JSON.parse(read('node_modules/eslint-plugin-cors/package.json')) as {
      version: string;
    };
    expect(JSON.parse(imported.stdout)).toMatchObject({
      steps: [0, 0, 1],
      clean: 0,
      found: 1,
      keys: ['meta', 'rules', 'configs'],
      meta: { name: 'eslint-plugin-cors', version, namespace: 'cors' },
      presets: ['recommended', 'strict'],
    });
    expect(await run('node', 'load.cjs')).toEqual(imported);
  });
});
