import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const SERVER = "import cors from 'cors';\nimport express from 'express';\n\nexpress().use(cors());\n";

const compiling = (configuration: object): string =>
  JSON.stringify({ compilerOptions: { module: 'NodeNext' }, ...configuration });

const inSrc = compiling({ compilerOptions: { module: 'NodeNext', rootDir: './src' }, include: ['src'] });

/** What `fix --module` writes anew, and what it says of that. */
async function planned(
  configuration: string,
  sources: readonly string[],
  ...argv: string[]
): Promise<{ module: string | undefined; notes: string[] }> {
  const { guard } = guardSession({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': configuration,
    'base/tsconfig.json': '{ "include": ["../app"] }',
    ...Object.fromEntries(sources.map((name) => [name, SERVER])),
  });
  const ran = await guard(['fix', '--module', ...argv, '--format', 'json'], real);
  const { changes, notes } = jsonOf(ran);
  return {
    module: changes.map(({ path }) => path).find((path) => !sources.includes(path)),
    notes: notes.filter((note) => note.includes('tsconfig.json')),
  };
}

describe('the module of files that are compiled', () => {
  it.each([
    ['rootDir, where a test is about CORS, too', inSrc, ['src/server.ts', 'test/server.ts'], 'src'],
    [
      'include, where files of several folders are',
      compiling({ include: ['lib', 'scripts'] }),
      ['lib/server.ts', 'scripts/server.ts'],
      'lib',
    ],
    [
      'include, of a folder that is none of the usual ones',
      compiling({ include: ['app/**/*'] }),
      ['app/http/server.ts', 'app/http/v1/server.ts'],
      'app/http',
    ],
    [
      'a configuration that this one extends',
      compiling({ extends: './base/tsconfig.json' }),
      ['app/server.ts'],
      'app',
    ],
  ])('is among them: %s', async (_, configuration, sources, folder) => {
    expect(await planned(configuration, sources)).toEqual({
      module: `${folder}/cors-origins.ts`,
      notes: [],
    });
  });

  it.each([
    ['everything is compiled', compiling({}), ['src/server.ts', 'test/server.ts']],
    ['the configuration is about others', compiling({ include: ['client'] }), ['server.ts', 'a/server.ts']],
    [
      'it only names other configurations',
      compiling({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      ['server.ts', 'a/server.ts'],
    ],
    ['who imports it is not compiled', inSrc, ['index.ts', 'test/server.ts']],
  ])('is beside package.json, where %s', async (_, configuration, sources) => {
    expect(await planned(configuration, sources)).toEqual({ module: 'cors-origins.ts', notes: [] });
  });

  it('is where it is asked for, and a note tells that it is not compiled there', async () => {
    const { module, notes } = await planned(inSrc, ['src/server.ts'], 'config/origins.ts', '.');
    expect(module).toBe('config/origins.ts');
    expect(notes).toEqual([
      'config/origins.ts is a file that tsconfig.json does not have compiled with those that import it: name another place with --module, or have it compiled.',
    ]);
    expect(await planned(inSrc, ['src/server.ts'], 'src/config/origins.ts', '.')).toEqual({
      module: 'src/config/origins.ts',
      notes: [],
    });
  });
});
