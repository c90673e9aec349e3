import { expect, inject } from 'vitest';
import { hasMatrix } from './matrix-files.js';

/** Which part of each matrix a run tries: a sample by default, the rest in `npm run matrix`, or the whole. */
export type Share = 'sample' | 'rest' | 'whole';

declare module 'vitest' {
  export interface ProvidedContext {
    matrix: Share;
  }
}

/**
 * One in how many cells is in the sample. Odd, and so no divisor of how cases are written down: a program and its twin, an
 * option with credentials and without.
 */
const EVERY = 7;

const known = new Set<string>();

/** Throws if the test file is none that `npm run matrix` runs: the rest would never be tried. */
function shareTried(): Share {
  const { testPath = 'what is no test file' } = expect.getState();
  if (!known.has(testPath) && !hasMatrix(testPath))
    throw new Error(`${testPath} is not among the files with a matrix.`);
  known.add(testPath);
  return inject('matrix');
}

const isIn = (share: Share, isInSample: boolean): boolean =>
  share === 'whole' || isInSample === (share === 'sample');

/** The cells of one row that a share comes to. */
export function cellsIn<Case>(share: Share, row: number, cases: readonly Case[]): readonly Case[] {
  const every = Math.min(EVERY, cases.length);
  return cases.filter((_, column) => isIn(share, (row + column) % every === 0));
}

/** Whether this run tries a cell of a matrix. Throws as {@link triedIn} does. */
export const isTried = (isInSample: boolean): boolean => isIn(shareTried(), isInSample);

/** Cases that are no part of a matrix, and are tried with the sample. Throws as {@link triedIn} does. */
export const triedOnce = <Case>(cases: readonly Case[]): readonly Case[] => (isTried(true) ? cases : []);

/**
 * The cases of one row of a matrix that this run tries. A matrix puts every question to every case, which takes long: a row is
 * a question (a parser, a version of a library, a check), numbered from 0, a column is a case. The sample is every seventh
 * cell of each row, and at least one, beginning in another column than in the row above: it comes to every row, to every part of
 * a list of cases, and with seven rows to every case. Sample and rest together are the whole, and no cell is in both.
 *
 * @throws if the test file is none that `npm run matrix` runs: the rest would never be tried.
 */
export const triedIn = <Case>(row: number, cases: readonly Case[]): readonly Case[] =>
  cellsIn(shareTried(), row, cases);
