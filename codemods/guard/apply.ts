import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Task } from './arguments.js';
import { listing, removeLeftovers } from './leftovers.js';
import { Mistake } from './mistake.js';
import { readContent } from './read-content.js';
import { INTERRUPTED, type Change } from './report.js';
import type { Surroundings } from './surroundings.js';
import { uncommittedAmong } from './uncommitted.js';
import { unifiedDiff } from './unified-diff.js';

/** One file and its rewrite. */
export interface Rewrite {
  /** Absolute. */
  readonly file: string;
  /** Relative to the working directory. */
  readonly path: string;
  /** Empty where the file is not there yet. */
  readonly before: string;
  readonly output: string;
  readonly isNew?: boolean;
  /** The files, as absolute paths, without whose rewrites it would not work: all of them are written, or none. */
  readonly together?: readonly string[];
}

/** The rewrites as changes that are shown and not made. */
export function preview(rewrites: readonly Rewrite[]): Change[] {
  return rewrites.map((rewrite) => changeOf(rewrite, false, undefined));
}

/**
 * Writes the rewrites, each file at once or not at all. A file that cannot be written does not keep the others from it, unless
 * it is one of `modules`, which the others may import, or they only work together; an interrupt does, but for those that a file
 * needs which is written already.
 *
 * @throws {Mistake} before anything is written, when one of the files has uncommitted changes and `force` is not given, or has
 *   changes besides those that are staged and the run is about these
 */
export async function apply(
  modules: readonly Rewrite[],
  rewrites: readonly Rewrite[],
  surroundings: Surroundings,
  { force, staged }: Pick<Task, 'force' | 'staged'>,
): Promise<Change[]> {
  if (staged || !force) {
    const files = rewrites.filter((rewrite) => rewrite.isNew !== true).map(({ file }) => file);
    const uncommitted = new Set(uncommittedAmong(files, staged));
    const paths = rewrites.filter((rewrite) => uncommitted.has(rewrite.file)).map((rewrite) => rewrite.path);
    if (paths.length > 0) {
      throw new Mistake(
        `Nothing was written, because these files have ${staged ? 'changes besides those that are staged' : 'uncommitted changes that git could not give back'}:\n` +
          `${paths.map((path) => `  ${path}`).join('\n')}\n` +
          (staged ? 'Stage or stash the others.' : 'Commit or stash them, or use --force.'),
      );
    }
  }
  return surroundings.stoppable(async (signal) => {
    const changes: Change[] = [];
    const namesIn = listing();
    const written = new Set<string>();
    for (const rewrite of [...modules, ...rewrites]) {
      const partners = rewrites.filter(
        ({ file }) => file !== rewrite.file && rewrite.together?.includes(file) === true,
      );
      const isNeeded = partners.some(({ file }) => written.has(file));
      const missing = modules.find((module) =>
        changes.some(({ path, written }) => path === module.path && !written),
      );
      const problem =
        signal.aborted && !isNeeded
          ? INTERRUPTED
          : missing
            ? `${missing.path}, which it may import, could not be written.`
            : ((isNeeded ? undefined : reasonOfPartner(partners)) ??
              reasonNotToWrite(rewrite) ??
              (await write(rewrite, surroundings, namesIn)));
      if (problem === undefined) written.add(rewrite.file);
      changes.push(changeOf(rewrite, problem === undefined, problem));
    }
    return changes;
  });
}

function changeOf(rewrite: Rewrite, written: boolean, problem: string | undefined): Change {
  return {
    path: rewrite.path,
    diff: unifiedDiff(rewrite.path, rewrite.isNew === true ? undefined : rewrite.before, rewrite.output),
    written,
    problem,
  };
}

/** Why one of the files that only work together cannot be written. */
function reasonOfPartner(partners: readonly Rewrite[]): string | undefined {
  for (const partner of partners) {
    const reason = reasonNotToWrite(partner);
    if (reason !== undefined) return `It only works together with ${partner.path}: ${reason}`;
  }
  return undefined;
}

/** Replacing a file needs no right to write it, only its directory: a read-only file has to be asked about. */
function reasonNotToWrite(rewrite: Rewrite): string | undefined {
  if (rewrite.isNew === true)
    return existsSync(rewrite.file) ? 'Somebody else made the file meanwhile.' : undefined;
  try {
    if ((statSync(rewrite.file).mode & 0o222) === 0) return 'The file is read-only.';
    accessSync(rewrite.file, constants.W_OK);
  } catch (error) {
    return `The file may not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
  const now = readContent(rewrite.file);
  if ('problem' in now) return now.problem;
  return now.toString('utf8') === rewrite.before ? undefined : 'The file changed while it was being checked.';
}

async function write(
  rewrite: Rewrite,
  surroundings: Surroundings,
  namesIn: (folder: string) => string[],
): Promise<string | undefined> {
  try {
    if (rewrite.isNew === true) mkdirSync(dirname(rewrite.file), { recursive: true });
    else removeLeftovers(rewrite.file, rewrite.output, namesIn);
    await surroundings.replaceFile(rewrite.file, rewrite.output);
    return undefined;
  } catch (error) {
    return `The file could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
