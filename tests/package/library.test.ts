import { expect, it } from 'vitest';
import { packPlugin, projectWith, TIMEOUT } from './project.js';

const PROGRAM = `
(async () => {
  const checked = await check({ paths: ['server.mjs'] });
  const fixed = await fix({ paths: ['server.mjs'], write: true, force: true });
  const again = await check();
  const mistake = await fix({ paths: ['nowhere'] }).catch((error) => error);
  console.log(JSON.stringify({
    found: checked.findings.map(({ rule }) => rule),
    written: fixed.summary.written,
    left: again.exitCode,
    mistake: mistake instanceof Mistake,
  }));
})();
`;

it(
  'the library of the packed plugin checks and fixes, imported and required',
  { timeout: TIMEOUT },
  async () => {
    const source = "import cors from 'cors';\ncors({ origin: '*' });\n";
    const project = await projectWith(await packPlugin(), {
      'package.json': '{ "private": true }',
      'load.mjs': `import { check, fix, Mistake } from 'eslint-plugin-cors/guard';${PROGRAM}`,
      'load.cjs': `const { check, fix, Mistake } = require('eslint-plugin-cors/guard');${PROGRAM}`,
      'schema.cjs': "console.log(require('eslint-plugin-cors/cors-guard.schema.json').title);",
    });
    for (const file of ['load.mjs', 'load.cjs']) {
      project.write('server.mjs', source);
      const { status, stdout, stderr } = await project.run('node', file);
      expect({ file, status, stderr }).toEqual({ file, status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual({
        found: ['cors/no-wildcard-origin'],
        written: 1,
        left: 0,
        mistake: true,
      });
    }
    project.write('server.mjs', source);
    const sarif = await project.run('cors-guard', 'check', '--format', 'sarif', 'server.mjs');
    expect(sarif.stdout).toContain('## What is wrong');
    expect(await project.run('node', 'schema.cjs')).toMatchObject({
      stdout: 'What `cors-guard --format json` prints\n',
    });
  },
);
