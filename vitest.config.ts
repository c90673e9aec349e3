import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/harness/temporary-folder.ts'],
    exclude: ['**/fixtures/**'],
    // Processes, not threads: oracle tests set environment variables. Each takes one test file after the other and keeps
    // what those import, which otherwise took longer than the tests; every test leaves its process as it found it.
    pool: 'forks',
    isolate: false,
    // The default leaves one core free, which on a machine with two is half of it.
    maxWorkers: '100%',
    // What the property tests generate, all together, and how much of every matrix is tried (tests/harness/matrix.ts): all of it
    // where CI asks for that.
    provide:
      process.env['MATRIX'] === 'whole'
        ? { programs: 1_000, matrix: 'whole' }
        : { programs: 300, matrix: 'sample' },
    // Guards against hanging only: on a busy machine a test that loads a compiler waits longer than it works.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    allowOnly: false,
    reporters: ['default', './scripts/support-reporter.ts', './scripts/count-reporter.ts'],
  },
});
