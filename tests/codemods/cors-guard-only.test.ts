import { describe, expect, it } from 'vitest';
import { CODEMODS } from '../../codemods/codemods.js';
import type { GuardReport } from '../../codemods/guard/guard-report.js';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const FILES = {
  'options.js': "const cors = require('cors');\napp.use(cors());\n",
  'callback.js': `const cors = require('cors');
const allowed = ['https://app.example.com'];
app.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin)) }));
`,
  'headers.js':
    "require('express')().get('/', (req, res) => {\n  res.set('Access-Control-Allow-Origin', '*');\n  res.end();\n});\n",
  'literals.js': "const cors = require('cors');\napp.use(cors({ origin: 'https://app.example.com' }));\n",
};

async function only(...argv: readonly string[]): Promise<GuardReport> {
  const { guard } = guardSession(FILES);
  return jsonOf(await guard(['fix', '--format', 'json', ...argv], real));
}

const changed = ({ changes }: GuardReport): string[] => changes.map(({ path }) => path);

describe('cors-guard fix --only', () => {
  it.each([
    ['env-origins', ['options.js']],
    ['fix-origin-callback', ['callback.js']],
    ['headers-to-allow-list', ['headers.js']],
    ['extract-origins', ['literals.js']],
    ['env-origins,headers-to-allow-list', ['headers.js', 'options.js']],
  ])('%s reports and rewrites what belongs to it, and nothing else', async (names, files) => {
    const report = await only('--only', names);
    expect(changed(report)).toEqual(files);
    expect(report.findings.map(({ path }) => path)).toEqual(files);
  });

  it('is not needed for what the preset fixes', async () => {
    expect(changed(await only())).toEqual(['callback.js', 'headers.js', 'options.js']);
    expect(changed(await only('--strict'))).toEqual([
      'callback.js',
      'headers.js',
      'literals.js',
      'options.js',
    ]);
  });

  it('takes out what another owner makes redundant, and knows who may be one', async () => {
    expect(changed(await only('--only', 'single-owner'))).toEqual([]);
    const report = await only('--only', 'single-owner', '--owner', 'proxy');
    expect(changed(report)).toEqual(['callback.js', 'headers.js', 'literals.js', 'options.js']);
    expect(report.changes[3]?.diff).toContain('-app.use(cors());\n');
    const { guard } = guardSession(FILES);
    const ran = await guard(['fix', '--only', 'single-owner', '--owner', 'me'], real);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('Allowed choices are app, proxy, gateway, cdn.');
  });

  it('with a name that no codemod has is a mistake, and names those there are', async () => {
    const { guard } = guardSession(FILES);
    const ran = await guard(['fix', '--only', 'env-origins,enw-origins'], real);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`'enw-origins' is none of ${Object.keys(CODEMODS).join(', ')}.`);
  });
});
