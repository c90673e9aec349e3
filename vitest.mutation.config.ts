import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/**
 * The unit tests that a mutant has to survive: those that say what the interpreter and the vocabulary of policies do.
 * Neither generated nor hostile programs belong to it: a mutant that only they notice is one that no test describes.
 */
export default defineConfig({
  test: {
    ...base.test,
    include: ['tests/{interpret,policy}/*.test.ts'],
    // Nor do tests that start Node: there is a faster one for everything they say.
    exclude: ['**/*.property.test.ts', '**/hostile-programs.test.ts', '**/environment-modules.test.ts'],
    // One process runs the few test files that reach a mutant; they share what they import, and nothing else.
    isolate: false,
    reporters: ['default'],
  },
});
