import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.js';

interface Run {
  readonly status: number;
  readonly lastLine: string | undefined;
}

/** Runs vitest over the fixtures whose names hold the filter, with the reporter alone. */
function run(filter: string): Promise<Run> {
  const program = path.join(root, 'node_modules/vitest/vitest.mjs');
  const cwd = path.join(root, 'tests/repository/fixtures/every-outcome');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, 'run', '--configLoader=runner', filter],
      { cwd },
      (error, stdout) => {
        resolve({
          status: error === null ? 0 : Number(error.code),
          lastLine: stdout.trimEnd().split('\n').at(-1),
        });
      },
    );
  });
}

test('a green run closes with its count, alone on the last line', async () => {
  expect(await run('green')).toEqual({ status: 0, lastLine: '1 passed, 0 failed' });
});

test('what fails outside a test counts as a failure, and what is skipped or left to do is counted', async () => {
  // Failed: a test, the hook of a group, a file that does not load. Skipped: a test, a test to do, the test whose hook threw.
  expect(await run('')).toEqual({ status: 1, lastLine: '3 passed, 3 failed, 3 skipped' });
});
