import { expect, inject } from 'vitest';
import { hasMatrix } from './matrix-files.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which part of each matrix a run tries: a sample by default, the rest in `npm run matrix`, or the whole. */
    matrix: 'sample' | 'rest' | 'whole';
  }
}

/**
 * One in how many cells is in the sample. Odd, and so no divisor of how cases are written down: a program and its twin, an
 * option with credentials and without.
 */
const EVERY = 5;

/**
 * Whether this run tries a cell of a matrix.
 *
 * @throws if the test file is none that `npm run matrix` runs: the rest would never be tried.
 */
export function isTried(isInSample: boolean): boolean {
  const { testPath } = expect.getState();
  if (testPath === undefined || !hasMatrix(testPath))
    throw new Error(`${String(testPath)} is not among the files with a matrix.`);
  const share = inject('matrix');
  return share === 'whole' || isInSample === (share === 'sample');
}

/** Cases that are no part of a matrix, and are tried with the sample. */
export const triedOnce = <Case>(cases: readonly Case[]): readonly Case[] => (isTried(true) ? cases : []);

/**
 * The cases of one row of a matrix that this run tries. A matrix puts every question to every case, which takes long: a row is
 * a question (a parser, a version of a library, a check), numbered from 0, a column is a case. The sample is every fifth
 * cell of each row, and at least one, beginning in another column than in the row above: it comes to every row, to every part of
 * a list of cases, and with five rows to every case. Sample and rest together are the whole, and no cell is in both.
 */
export function triedIn<Case>(row: number, cases: readonly Case[]): readonly Case[] {
  const every = Math.min(EVERY, cases.length);
  return cases.filter((_, column) => isTried((row + column) % every === 0));
}
