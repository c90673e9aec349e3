import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/**
 * The slow run: the properties of the default run over 20,000 and more generated programs. Only files named
 * `*.campaign.ts` belong to it; they fix their seed, so that a failure today is the same failure tomorrow.
 */
export default defineConfig({
  test: {
    ...base.test,
    include: ['tests/**/*.campaign.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
