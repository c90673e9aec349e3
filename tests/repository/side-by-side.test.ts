import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.js';

test.each<[string, readonly string[], number]>([
  ['succeeds if all do', ['echo one', 'echo two'], 0],
  ['fails if the first does', ['echo one && exit 3', 'echo two'], 1],
  ['fails if the last does', ['echo one', 'echo two >&2 && exit 1'], 1],
])('what runs side by side %s, and all of it is heard', (_, commands, expected) => {
  const program = path.join(root, 'scripts/side-by-side.js');
  const { status, stdout } = spawnSync(process.execPath, [program, ...commands], { encoding: 'utf8' });
  expect(status).toBe(expected);
  expect(stdout).toMatch(/^one$/m);
  expect(stdout).toMatch(/^two$/m);
});
