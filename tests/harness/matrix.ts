import { inject } from 'vitest';

/** How much of each matrix a run tries. */
export type Share = 'sample' | 'whole';

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

/** The cells of one row that a share comes to. */
export function cellsIn<Case>(share: Share, row: number, cases: readonly Case[]): readonly Case[] {
  const every = Math.min(EVERY, cases.length);
  return share === 'whole' ? cases : cases.filter((_, column) => (row + column) % every === 0);
}

/** Whether this run tries what the sample leaves out. */
export const triesAll = (): boolean => inject('matrix') === 'whole';

/**
 * The cases of one row of a matrix that this run tries. A matrix puts every question to every case, which takes long: a row is
 * a question (a parser, a version of a library, a check), numbered from 0, a column is a case. The sample is every seventh
 * cell of each row, and at least one, beginning in another column than in the row above: it comes to every row, to every part of
 * a list of cases, and with seven rows to every case.
 */
export const triedIn = <Case>(row: number, cases: readonly Case[]): readonly Case[] =>
  cellsIn(inject('matrix'), row, cases);
