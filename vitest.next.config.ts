import { defineConfig } from 'vitest/config';

/** The Next.js app of docs/examples/monorepo, built and started; a build takes a minute, and so it is no part of the default run. */
export default defineConfig({
  test: {
    include: ['tests/examples/*.next.ts'],
    // Guards against hanging only.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    allowOnly: false,
  },
});
