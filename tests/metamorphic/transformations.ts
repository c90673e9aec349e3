import { extractCallback, extractHandler, extractMiddleware, extractOptions } from './extract.js';
import { rename } from './rename.js';
import { reorderDeclarations, reorderFunctions, reorderProperties } from './reorder.js';
import { toCommonJs } from './to-commonjs.js';
import { toJavaScript } from './to-javascript.js';
import { toModule } from './to-module.js';
import { toTypeScript } from './to-typescript.js';
import type { Transformation } from './transformation.js';

const single: readonly Transformation[] = [
  rename,
  reorderDeclarations,
  reorderFunctions,
  reorderProperties,
  extractOptions,
  extractMiddleware,
  extractCallback,
  extractHandler,
  toCommonJs,
  toModule,
  toTypeScript,
  toJavaScript,
];

/** One after the other, each on what the one before left. */
const inSequence = (name: string, steps: readonly Transformation[]): Transformation => ({
  name,
  losesNames: steps.some(({ losesNames }) => losesNames),
  apply(program) {
    let outcome = program;
    let count = 0;
    for (const step of steps) {
      const next = step.apply(outcome);
      if (next) count += 1;
      outcome = next ?? outcome;
    }
    // One step alone is tried by itself.
    return count > 1 ? outcome : undefined;
  },
});

/** Every way in which a fixture is written anew. */
export const transformations: readonly Transformation[] = [
  ...single,
  inSequence('all of it at once', [
    extractCallback,
    extractOptions,
    extractHandler,
    reorderProperties,
    reorderDeclarations,
    toTypeScript,
    rename,
  ]),
];
