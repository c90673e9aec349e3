import { defineConfig } from 'vitest/config';
import { filesWithMatrix } from './tests/harness/matrix-files.js';
import base from './vitest.config.js';

/**
 * What the default run leaves out of its matrices (tests/harness/matrix.ts): together they are all there is to try. The property
 * tests go on where they ended there.
 */
export default defineConfig({
  test: {
    ...base.test,
    include: [...filesWithMatrix('tests'), 'tests/**/*.property.test.ts'],
    // A list of cases that is tried with the sample leaves nothing for this run.
    passWithNoTests: true,
    provide: { ...base.test?.provide, programs: 1_000, matrix: 'rest' },
  },
});
