import { mutationSample } from './scripts/mutation-sample.js';

/**
 * Mutation testing of the interpreter and of the vocabulary of policies, by unit tests only: about 1,500 of the 7,500
 * mutants, the same ones as long as their source is. One process; half an hour on a slow core.
 */
export default {
  mutate: mutationSample(['src/interpret/**/*.ts', 'src/policy/*.ts'], 0.2, 'cors'),
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  // Stryker runs the tests that reach a mutant; which files import it does not matter beyond that.
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What is evaluated while a module loads would need a process of its own for each mutant.
  ignoreStatic: true,
  concurrency: 1,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'coverage/mutation.json' },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 90, low: 80, break: 80 },
};
