import { expect, it } from 'vitest';
import { packPlugin, projectWith, TIMEOUT } from './project.js';

it(
  'cors-guard init writes a configuration that lints and fixes a package',
  { timeout: TIMEOUT },
  async () => {
    const { read, run } = await projectWith(
      await packPlugin(),
      {
        'package.json': '{ "private": true, "type": "module" }',
        'tsconfig.json': '{ "compilerOptions": { "module": "NodeNext" } }',
        'src/server.ts': "import cors from 'cors';\n\nexport const middleware: unknown = cors();\n",
      },
      ['@typescript-eslint/parser'],
    );
    expect(await run('cors-guard', 'init', '--write')).toMatchObject({ status: 0, stderr: '' });
    expect(await run('eslint', 'src')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('cors/no-wildcard-origin') as string,
    });
    expect(await run('eslint', '--fix', 'src')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(read('src/server.ts')).toContain("import { allowedOrigins } from './cors-origins.js';\n");
  },
);
