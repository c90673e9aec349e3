import { defineConfig } from 'vitest/config';

/** The tables of docs/threat-model.md, tried in Chromium; needs a browser, and so is no part of the default run. */
export default defineConfig({
  test: {
    include: ['tests/threat-model/*.chromium.ts'],
    globalSetup: ['tests/threat-model/require-chromium.ts'],
    // One browser at a time.
    fileParallelism: false,
    // Guards against hanging only.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
