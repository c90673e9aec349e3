import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './root.js';

interface Run {
  readonly status: number;
  readonly lastLine: string | undefined;
}

/** Runs vitest over the fixtures whose names hold the filter, with the reporter alone. */
function run(filter: string, env?: { readonly TEST_RUNS: string; readonly MATRIX: string }): Promise<Run> {
  const program = path.join(root, 'node_modules/vitest/vitest.mjs');
  const cwd = path.join(root, 'tests/repository/fixtures/every-outcome');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, 'run', '--configLoader=runner', filter],
      { cwd, env: { ...process.env, TEST_RUNS: undefined, ...env } },
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

test('two runs that are one close with one count, unless the first has failed', async () => {
  const TEST_RUNS = mkdtempSync(path.join(tmpdir(), 'test-runs-'));
  onTestFinished(() => {
    rmSync(TEST_RUNS, { recursive: true });
  });
  expect((await run('green', { TEST_RUNS, MATRIX: 'sample' })).lastLine).not.toMatch(/\d passed/);
  expect(await run('green', { TEST_RUNS, MATRIX: 'rest' })).toEqual({
    status: 0,
    lastLine: '2 passed, 0 failed',
  });
  expect((await run('', { TEST_RUNS, MATRIX: 'sample' })).lastLine).toMatch(/\d passed/);
});
