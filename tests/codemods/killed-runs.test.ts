import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { killRuns } from '../../scripts/kill-tests/kill-runs.js';
import { root } from '../repository/root.js';

it('cors-guard fix --write leaves every source old or new when it is interrupted or killed', async () => {
  expect(existsSync(path.join(root, 'dist/codemods/cors-guard.js')), 'run `npm run build` first').toBe(true);
  const { faults, endings } = await killRuns({ size: { files: 50, filesAboutCors: 10 }, kills: 2, seed: 1 });
  expect(faults).toEqual([]);
  expect(Object.values(endings).reduce((sum, count) => sum + count, 0)).toBe(2);
});
