import type { SourceFile } from '../source/file.js';
import type { Site } from '../middleware/middleware.js';
import { broadGrants } from './broad-grants.js';
import { finding, type Finding } from './findings.js';
import { hardCodedOrigins } from './hard-coded-origins.js';

/** Headers that grant more than is good to the pages that a site admits. */
export const grantFindings = (file: SourceFile, site: Site): Finding[] =>
  broadGrants(file, site).map((grant) => ({
    ...finding(site, 'broad grant', grant.outcome, undefined, undefined),
    node: grant.node,
    grant,
  }));

/** Origins that the source spells out, of sites with which nothing else is wrong. */
export function hardCodedFindings(file: SourceFile, sites: readonly Site[]): Finding[] {
  const found = sites.flatMap((site) => {
    const hardCoded = hardCodedOrigins(file, site);
    return hardCoded ? [{ site, hardCoded }] : [];
  });
  const lists = new Set(found.map(({ hardCoded }) => hardCoded.origins.toSorted().join()));
  return found.map(({ site, hardCoded }) => ({
    ...finding(site, 'hard-coded origins', hardCoded.outcome, undefined, undefined),
    node: hardCoded.places[0].node,
    hardCoded,
    isListedApart: lists.size > 1,
  }));
}
