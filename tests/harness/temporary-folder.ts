import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Gives the run a temporary folder of its own, which goes with all that tests, and the libraries they boot, leave in it. */
export default function setup(): () => void {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'cors-tests-')));
  process.env['TMPDIR'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
