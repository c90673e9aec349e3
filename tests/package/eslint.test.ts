import { beforeAll, describe, expect, it } from 'vitest';
import { packPlugin, projectWith, type Project } from './project.js';

/** The allow-list as the fixes write it. */
const LISTED =
  "(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')";

interface Case {
  readonly rule: string;
  readonly text: string;
  readonly fixed: string;
}

const JAVASCRIPT: Readonly<Record<string, Case>> = {
  'server.js': {
    rule: 'cors/no-wildcard-origin',
    text: `import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors()); // open for now
export default app;
`,
    fixed: `import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors({ origin: (_origin, callback) => callback(null, ${LISTED}) })); // open for now
export default app;
`,
  },
  'server.cjs': {
    rule: 'cors/valid-origin-callback',
    text: `const cors = require("cors")
const allowed = new Set(["https://app.example.com"])

module.exports = cors({
  origin: (origin, callback) => callback(null, allowed.has(origin) ? null : new Error("Not Found")),
  credentials: true, // the session cookie
})
`,
    fixed: `const cors = require("cors")
const allowed = new Set(["https://app.example.com"])

module.exports = cors({
  origin: (origin, callback) => callback(null, allowed.has(origin)),
  credentials: true, // the session cookie
})
`,
  },
  'server.mjs': {
    rule: 'cors/no-reflected-origin',
    text: `import { createServer } from 'node:http';

export default createServer((request, response) => {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.end('{}');
});
`,
    fixed: ``,
  },
  'page.jsx': {
    rule: 'cors/no-permissive-fallback',
    text: `import cors from 'cors';

export const Page = ({ title }) => <h1 title="cors">{title}</h1>;
export const open = cors({ origin: process.env.FRONT_END || '*' });
`,
    fixed: ``,
  },
};

const TYPESCRIPT: Readonly<Record<string, Case>> = {
  'server.ts': {
    rule: 'cors/no-reflected-origin',
    text: `import cors, { type CorsOptions } from 'cors';

const options: CorsOptions = { origin: true as boolean, credentials: true };
export const open = cors(options satisfies object);
`,
    fixed: ``,
  },
  'server.mts': {
    rule: 'cors/no-permissive-fallback',
    text: `import cors from 'cors';

export const open = cors({ origin: process.env.FRONT_END! ?? true });
`,
    fixed: ``,
  },
  'server.cts': {
    rule: 'cors/no-unknown-options',
    text: `import cors = require('cors');

export = cors('https://app.example.com' as never);
`,
    fixed: ``,
  },
  'page.tsx': {
    rule: 'cors/no-wildcard-origin',
    text: `import type { Request, Response } from 'express';

export const Page = <T,>({ value }: { value: T }) => <p>{String(value)}</p>;
export function page(_request: Request, response: Response): void {
  response.set({ 'Access-Control-Allow-Origin': '*' }).send('page');
}
`,
    fixed: ``,
  },
};

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
