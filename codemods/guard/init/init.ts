import { apply, preview } from '../apply.js';
import type { InitRequest } from '../arguments.js';
import { printable, printableLines } from '../printable.js';
import type { Surroundings } from '../surroundings.js';
import { stepsFor } from './steps.js';

/**
 * Sets the package of the working directory up: the module of its allow-list, the variable in `.env.example`, an ESLint
 * configuration, a workflow. What is there already stays, and is named.
 *
 * @returns the exit code: 0 where everything is written or there, 1 while something is to be written, 3 where it could not be
 * @throws {Mistake} where the module that is named cannot be one, or a file has changes that git could not give back
 */
export async function init(request: InitRequest, surroundings: Surroundings): Promise<0 | 1 | 3> {
  const steps = await stepsFor(request, surroundings);
  const rewrites = steps.flatMap((step) => step.rewrites);
  const changes = request.write
    ? await apply([], rewrites, surroundings, { force: request.force, staged: false })
    : preview(rewrites);
  const said = [
    ...steps.flatMap((step) => step.said),
    ...changes.flatMap(({ path, problem }) => (problem === undefined ? [] : [`${path}: ${problem}`])),
  ];
  const written = changes.filter((change) => change.written).length;
  const sections = [
    changes.map(({ diff }) => printableLines(diff)).join(''),
    ...said.map((text) => `${text.split('\n').map(printable).join('\n')}\n`),
    summary(changes.length, written, request.write),
  ];
  surroundings.stdout.write(sections.filter((section) => section !== '').join('\n'));
  if (written === changes.length) return 0;
  return request.write ? 3 : 1;
}

function summary(count: number, written: number, isWritten: boolean): string {
  const files = `${count} ${count === 1 ? 'file' : 'files'}`;
  if (count === 0) return 'Nothing to write.\n';
  return isWritten
    ? `${written} of ${files} written.\n`
    : `${files} to write. Nothing was written: 'cors-guard init --write' does it.\n`;
}
