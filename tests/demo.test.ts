import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const repository = path.dirname(import.meta.dirname);

interface Ending {
  readonly status: number;
  readonly output: string;
}

function runDemo(...guard: string[]): Promise<Ending> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(repository, 'scripts/demo.js'), ...guard],
      (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code), output: stdout + stderr });
      },
    );
  });
}

it('the demo finds every answer as promised', async () => {
  expect(existsSync(path.join(repository, 'dist/codemods/cors-guard.js')), 'run `npm run build` first').toBe(
    true,
  );

  const { status, output } = await runDemo();

  expect(output).toContain('Every answer was as promised.');
  expect(output).toMatch(
    /GET \/api\/account\/me +https:\/\/attacker\.example +true +as the signed-in user: 200/,
  );
  expect(output).toContain('+    origin: (origin, callback) => callback(null, allowed.has(origin)),');
  expect(status).toBe(0);
});

it('the demo fails, and says why, if nothing is fixed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cors-demo-test-'));
  const idle = path.join(folder, 'idle-guard.mjs');
  await writeFile(idle, '');

  const { status, output } = await runDemo(idle);
  await rm(folder, { recursive: true });

  expect(status).toBe(1);
  expect(output).toContain(
    'Not as promised:\n  unset, https://attacker.example: nothing, nothing, nothing, nothing',
  );
  expect(output).toContain(
    '  mended callback, https://attacker.example: nothing (was: as the signed-in user)',
  );
});
