import { expect, it } from 'vitest';
import { packPlugin, projectWith, TIMEOUT } from './project.js';

const SETTINGS = `
const settings: CorsSettings = { fix: 'suggest', envVar: 'ALLOWED', allowList: { module: './origins.js', export: 'origins()' } };
// @ts-expect-error -- no such mode
const mistaken: CorsSettings = { fix: 'always' };
const config: Linter.Config[] = [cors.configs.recommended, cors.configs.strict, { plugins: { cors }, settings: { cors: settings } }];
const version: string = cors.meta.version;
// @ts-expect-error -- no such preset
cors.configs.everything;
`;

it(
  'has types for modules and for CommonJS, under NodeNext in strict mode',
  { timeout: TIMEOUT },
  async () => {
    const project = await projectWith(
      await packPlugin(),
      {
        'package.json': '{ "private": true, "type": "module" }',
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            strict: true,
            module: 'NodeNext',
            target: 'ES2023',
            lib: ['ES2023'],
            types: [],
            noEmit: true,
          },
        }),
        'module.ts': `import cors, { type CorsSettings } from 'eslint-plugin-cors';
import type { Linter } from 'eslint';
import { check, fix, Mistake, type GuardReport } from 'eslint-plugin-cors/guard';
const report: Promise<GuardReport> = fix({ paths: ['src'], only: ['env-origins'] });
// @ts-expect-error -- no such codemod
const other = fix({ only: ['everything'] });
// @ts-expect-error -- a flag of fix
const written = check({ write: true });
${SETTINGS}export { Mistake, other, report, written, config, mistaken, version };
`,
        'commonjs.cts': `import cors = require('eslint-plugin-cors');
import type { CorsSettings } from 'eslint-plugin-cors';
import type { Linter } from 'eslint';
import guard = require('eslint-plugin-cors/guard');
import envOrigins = require('eslint-plugin-cors/codemods/env-origins');
import fixOriginCallback = require('eslint-plugin-cors/codemods/fix-origin-callback');
import headersToAllowList = require('eslint-plugin-cors/codemods/headers-to-allow-list');
import singleOwner = require('eslint-plugin-cors/codemods/single-owner');
${SETTINGS}
const api = { stats: (): void => undefined, report: (): void => undefined };
const run = (transform: typeof envOrigins): Promise<string | undefined> =>
  transform({ path: 'server.js', source: '' }, api, {});
const output = [envOrigins, fixOriginCallback, headersToAllowList, singleOwner].map(run);
const report: Promise<guard.GuardReport> = guard.check();
export = { report, config, mistaken, version, output };
`,
      },
      ['typescript'],
    );
    expect(await project.run('tsc')).toEqual({ status: 0, stdout: '', stderr: '' });
  },
);
