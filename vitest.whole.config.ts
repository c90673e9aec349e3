import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The default run with the whole of every matrix, for what has to see all of it at once. */
export default defineConfig({
  test: { ...base.test, provide: { ...base.test?.provide, matrix: 'whole' } },
});
