import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['**/fixtures/**'],
    // A process per test file: oracle tests set environment variables and boot servers, and must not meet in one process.
    pool: 'forks',
    isolate: true,
    // The default leaves one core free, which on a machine with two is half of it.
    maxWorkers: '100%',
    // What the property tests generate, all together.
    provide: { programs: 1_000 },
    // Two busy cores: a test that loads a compiler or packs a tarball waits longer than it works.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    allowOnly: false,
    reporters: ['default', './scripts/count-reporter.ts'],
  },
});
