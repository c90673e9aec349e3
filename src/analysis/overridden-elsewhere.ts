import { declarationsIn } from '../middleware/declared-options.js';
import { exportedNames, isExport } from '../middleware/handlers/exported-functions.js';
import type { Site } from '../middleware/middleware.js';
import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import { usesElsewhere } from '../source/uses-elsewhere.js';
import type { EnvironmentState } from '../policy/probe.js';
import { requestsTo } from './judge.js';
import { simulate } from './simulate.js';

/**
 * Whether a site is an options object that its file does no more than export, and that each file which uses it makes the options
 * of sound sites of, as in `cors({ ...shared, origin: list })`: then no server answers with the object as it stands. False where
 * not every use can be told.
 *
 * @param soundSites the sites of a file with which nothing is wrong.
 */
export function isOverriddenElsewhere(
  file: SourceFile,
  { node }: Site,
  soundSites: (file: SourceFile) => readonly Site[],
): boolean {
  const holder = declarationsIn(file).find(({ value }) => value === node)?.holder;
  if (holder?.type !== 'VariableDeclarator' || !isOnlyExported(file, holder.id)) return false;
  const isMadeSound = (other: SourceFile, found: readonly Node[]): boolean => {
    const sites = soundSites(other).filter((site) => isDecided(other, site));
    return found.every((use) => sites.some(({ argument }) => argument && isPartOf(use, argument)));
  };
  const uses = exportedNames(file, node).map((name) => usesElsewhere(file, name));
  return (
    uses.some((each) => each !== undefined && each.size > 0) &&
    uses.every((each) => each && [...each].every(([other, found]) => isMadeSound(other, found)))
  );
}

const isOnlyExported = (file: SourceFile, name: Node): boolean =>
  (file.variableOf(name)?.references ?? []).every(
    ({ identifier, init }) => init === true || isExport(file, identifier),
  );

const isPartOf = (node: Node, whole: Node): boolean =>
  whole.range[0] <= node.range[0] && node.range[1] <= whole.range[1];

const ALL_SET: EnvironmentState = { kind: 'all set' };

/** Whether nothing that is unknown keeps a site from being judged. */
const isDecided = (file: SourceFile, site: Site): boolean =>
  requestsTo(file, site).every(
    (request) => simulate(file, site, { request, environment: ALL_SET }).answer.outcome !== 'unknown',
  );
