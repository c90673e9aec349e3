import fc from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** How many programs all properties together generate: few in the default run, many in the campaign. */
    programs: number;
  }
}

/** The same programs each time, so that a failure today is the same failure tomorrow. */
const SEED = 20261122;

/** How many programs a property may generate that has a `share` of them all. */
export const programsFor = (share: number): number => Math.round(inject('programs') * share);

/** Holds a property against generated values. Throws the smallest counterexample that was found. */
export async function hold<T>(property: fc.IAsyncProperty<T> | fc.IProperty<T>, runs: number): Promise<void> {
  await fc.assert(property, { seed: SEED, numRuns: Math.ceil(runs) });
}

/** What is wrong according to a property, within the first `runs` values; undefined if it holds for them. */
export async function refuted<T>(
  property: fc.IAsyncProperty<T> | fc.IProperty<T>,
  runs: number,
): Promise<string | undefined> {
  const { failed, errorInstance } = await fc.check(property, {
    seed: SEED,
    numRuns: Math.ceil(runs),
    endOnFailure: true,
  });
  return failed ? String(errorInstance) : undefined;
}
