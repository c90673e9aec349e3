import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Vitest } from 'vitest/node';

/** Where the run of the sample leaves something for the run of the rest, which continues it: a folder, or unset. */
const folder = process.env['TEST_RUNS'];

/**
 * What two runs that are one, `npm test` and then `npm run matrix`, tell each other by way of the folder `TEST_RUNS`: each
 * tries a part of every matrix, and what is said about the tests at the end is about both.
 */
export class TwoRuns<Left> {
  readonly #file: string | undefined;
  readonly #share: string | undefined;

  /** @param name of what is left, one for each who leaves something. */
  constructor(vitest: Vitest, name: string) {
    this.#file = folder && path.join(folder, `${name}.json`);
    this.#share = vitest.getRootProject().getProvidedContext().matrix;
  }

  /** Whether this run tries everything by itself, which the run of a sample does not. */
  get isWhole(): boolean {
    return this.#share === 'whole';
  }

  /** Leaves something for the run of the rest. Gives false where none will follow. */
  leave(left: Left): boolean {
    if (this.#file === undefined || this.#share !== 'sample') return false;
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(left));
    return true;
  }

  /** What the run of the sample left for this one; undefined where this is no continuation. */
  left(): Left | undefined {
    if (this.#file === undefined || this.#share !== 'rest' || !existsSync(this.#file)) return undefined;
    return JSON.parse(readFileSync(this.#file, 'utf8')) as Left;
  }
}
