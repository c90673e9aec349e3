import { beforeAll, describe, expect, it } from 'vitest';
import { packPlugin, projectWith, type Project } from './project.js';

const RECOMMENDED = `import cors from 'eslint-plugin-cors';

export default [
  cors.configs.recommended,
  { files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
];
`;

const WITH_TYPESCRIPT = `const parser = require('@typescript-eslint/parser');
const cors = require('eslint-plugin-cors');

module.exports = [
  cors.configs.recommended,
  { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } },
];
`;

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

describe.each([
  ['the default parser, in a project of ES modules', 'module', 'eslint.config.js', RECOMMENDED, JAVASCRIPT],
  ['@typescript-eslint/parser, in a CommonJS project', 'commonjs', 'eslint.config.js', WITH_TYPESCRIPT, TYPESCRIPT],
])('with %s', (_name, type, configName, config, cases) => {
  it('reports and fixes each kind of file, and a second run changes nothing', async () => {
    const project = await projectWith(
      tarball,
      {
        'package.json': JSON.stringify({ private: true, type, dependencies: { cors: '^2.8.6', express: '^5.3.0' } }),
        [configName]: config,
        ...Object.fromEntries(Object.entries(cases).map(([name, { text }]) => [name, text])),
      },
      ['@typescript-eslint/parser'],
    );
    const expected = Object.fromEntries(Object.entries(cases).map(([name, { rule }]) => [name, [rule]]));
    expect(await reports(project)).toEqual({ [configName]: [], ...expected });

    const fix = await project.run('eslint', '--fix', '.');
    expect(fix).toEqual({ status: 0, stdout: '', stderr: '' });
    for (const [name, { fixed }] of Object.entries(cases)) expect(project.read(name)).toBe(fixed);

    const fixed = project.files();
    expect(await project.run('eslint', '--fix', '.')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(project.files()).toEqual(fixed);
  });
});
