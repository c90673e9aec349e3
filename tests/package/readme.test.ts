import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../repository/root.js';
import { differingFiles } from './differing-files.js';
import { exampleFiles } from './migration.js';
import { packPlugin, projectWith, TIMEOUT } from './project.js';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** How each command of the README ends, with those that only show something before those that write. */
const COMMANDS = [
  ['npx eslint .', 1],
  ['npx cors-guard check', 1],
  ['npx cors-guard check --explain', 1],
  ['npx cors-guard fix', 1],
  ['npx cors-guard fix --module', 1],
  ['npx cors-guard init', 1],
  ['npx cors-guard fix --write', 0],
  ['npx eslint --fix .', 0],
  ['npx jscodeshift -t node_modules/eslint-plugin-cors/dist/codemods/env-origins.cjs src', 0],
  ['npx cors-guard check', 0],
] as const;

it('the README says to run these commands and no others', () => {
  const said = [...readme.matchAll(/\bnpx [^`#\n]+/g)].map(([command]) => command.trim());
  expect(new Set(said)).toEqual(new Set(COMMANDS.map(([command]) => command)));
});

it(
  'following the README, a scaffolded back end is reported, fixed, and then left alone',
  { timeout: TIMEOUT },
  async () => {
    const [, config] = /^```js\n(\/\/ eslint\.config\.js\n[^]*?)^```$/m.exec(readme) ?? [];
    expect.assert(config !== undefined);
    const files = Object.entries(exampleFiles()).filter(([name]) => !/^src\/(?:crlf|bom)\//.test(name));
    const project = await projectWith(
      await packPlugin(),
      { ...Object.fromEntries(files), 'eslint.config.js': config },
      ['jscodeshift'],
    );

    const ended: [string, number][] = [];
    const changes: string[] = [];
    for (const [command] of COMMANDS) {
      const before = project.files();
      const { status } = await project.run('sh', '-c', command);
      ended.push([command, status]);
      if (differingFiles(before, project.files()).length > 0) changes.push(command);
    }
    expect(ended).toEqual(COMMANDS);
    expect(changes).toEqual(['npx cors-guard fix --write']);
  },
);
