import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintAs } from './lint-as.js';
import { anyFileOf, typescriptFiles } from './root.js';

/** DESIGN: codemods → rules → hosts → remedies → analysis → middleware → policy, interpret → source. */
const lowestFirst = [
  ['src/source'],
  ['src/policy', 'src/interpret'],
  ['src/middleware'],
  ['src/analysis'],
  ['src/remedies'],
  ['src/hosts'],
  ['rules'],
  ['codemods'],
];
const folders = lowestFirst.flat();

const heightOf = (folder: string): number => lowestFirst.findIndex((level) => level.includes(folder));

/** One import statement a line, from a file to each of the others. */
function importsFrom(file: string, others: readonly string[]): string {
  return others
    .map((other) => path.posix.relative(path.posix.dirname(file), other).replace(/\.ts$/, '.js'))
    .map((address) => (address.startsWith('.') ? address : `./${address}`))
    .map((address) => `import ${JSON.stringify(address)};\n`)
    .join('');
}

async function linesReported(file: string, text: string, rule: string): Promise<number[]> {
  const complaints = await lintAs(file, text);
  return complaints.filter((complaint) => complaint.rule === rule).map(({ line }) => line);
}

describe('the import-direction rule', () => {
  test.each(folders)('lets %s import what is below it and nothing above or beside it', async (folder) => {
    const others = folders.filter((other) => other !== folder);
    const text = importsFrom(anyFileOf(folder), others.map(anyFileOf));
    const reported = await linesReported(anyFileOf(folder), text, 'import-x/no-restricted-paths');

    const refused = others.filter((other) => heightOf(other) >= heightOf(folder));
    expect(reported.map((line) => others[line - 1])).toEqual(refused);
  });

  test.each(folders.filter((folder) => folder !== 'codemods'))(
    'refuses the plugin object and the tests to %s',
    async (folder) => {
      const text = importsFrom(anyFileOf(folder), ['src/index.ts', 'tests/repository/root.ts']);
      expect(await linesReported(anyFileOf(folder), text, 'import-x/no-restricted-paths')).toEqual([1, 2]);
    },
  );

  test('refuses one rule to another', async () => {
    const [rule, otherRule] = typescriptFiles('rules');
    expect.assert(rule !== undefined && otherRule !== undefined);
    const reported = await linesReported(
      rule,
      importsFrom(rule, [otherRule]),
      'import-x/no-restricted-paths',
    );
    expect(reported).toEqual([1]);
  });

  test('sees type imports, re-exports and dynamic imports too', async () => {
    const file = anyFileOf('src/source');
    const upward = importsFrom(file, [anyFileOf('src/hosts')]).replace(/^import (.*);\n$/, '$1');
    const text = [
      `import type { Host } from ${upward};`,
      `export * from ${upward};`,
      `export const host = import(${upward});`,
      'export type Planted = Host;',
    ].join('\n');
    expect(await linesReported(file, text, 'import-x/no-restricted-paths')).toEqual([1, 2, 3]);
  });
});

describe('the hosts are the only place that knows ESLint and jscodeshift', () => {
  const text = [
    "import { Linter } from 'eslint';",
    "import { defineConfig } from 'eslint/config';",
    "import type { API } from 'jscodeshift';",
    "import { RuleTester } from '@typescript-eslint/rule-tester';",
    "import type { TSESTree } from '@typescript-eslint/utils';",
    "import { AST_NODE_TYPES } from '@typescript-eslint/utils';",
    'export const planted = [Linter, defineConfig, RuleTester, AST_NODE_TYPES];',
    'export type Planted = [API, TSESTree.Node];',
  ].join('\n');
  const rule = '@typescript-eslint/no-restricted-imports';

  test.each(folders.filter((folder) => heightOf(folder) < heightOf('src/hosts')).concat('rules'))(
    'refuses both to %s, and lets it import types of typescript-eslint',
    async (folder) => {
      expect(await linesReported(anyFileOf(folder), text, rule)).toEqual([1, 2, 3, 4, 6]);
    },
  );

  test.each(['src/hosts', 'codemods'])(
    'lets %s import them, but only types of typescript-eslint',
    async (folder) => {
      expect(await linesReported(anyFileOf(folder), text, rule)).toEqual([6]);
    },
  );
});

describe('linted code is never run', () => {
  test.each(['src/interpret', 'src/middleware', 'src/hosts', 'rules'])(
    'by %s: eval, new Function and node:vm are refused',
    async (folder) => {
      const text = [
        "import { runInNewContext } from 'node:vm';",
        "export const a = eval('1');",
        "export const b = new Function('return 1');",
        'export const c = runInNewContext;',
      ].join('\n');
      const complaints = await lintAs(anyFileOf(folder), text);
      const rules = complaints.map(({ rule, line }) => `${String(line)} ${rule}`);
      expect(rules).toEqual(
        expect.arrayContaining(['1 @typescript-eslint/no-restricted-imports', '2 no-eval', '3 no-new-func']),
      );
    },
  );

  test('by the interpreter: a pattern made at run time is refused', async () => {
    const text = 'export const pattern = (source: string): RegExp => new RegExp(source);';
    expect(await linesReported(anyFileOf('src/interpret'), text, 'no-restricted-syntax')).toEqual([1]);
  });
});

test('a comment cannot switch a lint rule off', async () => {
  const text = "/* eslint-disable */\nexport const a = eval('1'); // eslint-disable-line no-eval\n";
  expect(await linesReported(anyFileOf('src/source'), text, 'no-eval')).toEqual([2]);
});
