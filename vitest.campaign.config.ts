import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/**
 * The slow run: the property tests of the default run over many times as many programs. Their seed is fixed, so that a
 * failure today is the same failure tomorrow.
 */
export default defineConfig({
  test: {
    ...base.test,
    include: ['tests/**/*.property.test.ts'],
    provide: { ...base.test?.provide, programs: 20_000 },
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
