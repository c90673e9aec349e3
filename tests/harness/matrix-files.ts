import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Whether a test file takes cases from a matrix (matrix.ts), by itself or by way of the oracle. */
export const hasMatrix = (file: string): boolean =>
  /\b(?:triedIn|triedOnce|isTried|describeAgreement)\(/.test(readFileSync(file, 'utf8'));

/** The test files below a folder that take cases from a matrix: all there is to run when the sample has been tried. */
export const filesWithMatrix = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !/(?:^|[/\\])fixtures[/\\]/.test(name))
    .map((name) => path.join(folder, name))
    .filter(hasMatrix);
