import type { Site } from '../middleware/middleware.js';
import { oncePerFile, type SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import { foreignSites, orderFindings, ownerFindings, preflightFindings } from './application-findings.js';
import {
  handshakeFindings,
  policyFindingsAt,
  sitesOf,
  toolServerFindings,
  varyFinding,
  type Finding,
} from './findings.js';
import { mentionsCors } from './gate.js';
import { isOverriddenElsewhere } from './overridden-elsewhere.js';
import { grantFindings, hardCodedFindings } from './sound-site-findings.js';

/**
 * What can be asked about a file. `policies`: who is admitted that should not be, and what defeats a policy. `caching`: answers
 * that differ and do not say so. `handshakes`: WebSockets, which no policy covers. `tools`: servers of the Model Context Protocol,
 * which pages reach by a name of their own. `owners`, `preflights` and `order`: how sites get in each other's way in one
 * application. `sites`: every site, where none should be, but for those that are reported anyway; `all sites`: those, too. `literals`: origins that the source spells out. `grants`: what
 * admitted pages may do besides.
 */
export type Concern =
  | 'policies'
  | 'caching'
  | 'handshakes'
  | 'tools'
  | 'owners'
  | 'preflights'
  | 'order'
  | 'sites'
  | 'all sites'
  | 'literals'
  | 'grants';

/** What was found in a file, in source order: one exposure for each site, or else what is wrong beside. Each concern is looked into when it is first asked for. */
export const analyze = (file: SourceFile, concern: Concern): readonly Finding[] => STUDIES[concern](file);

const sitesIn = oncePerFile((file) => (mentionsCors(file.text, file.path) ? sitesOf(file) : []));

/** What is wrong with each site, though it be the configuration that it shares with another. */
const policyFindingsOfAll = oncePerFile((file): readonly Finding[] => {
  const sites = sitesIn(file);
  return sites.flatMap((site) => policyFindingsAt(file, site, sites));
});

const policyFindings = oncePerFile((file): readonly Finding[] => eachOnce(policyFindingsOfAll(file)));

/** The other file in which what is wrong is written, where it is found there as well. */
export function foundElsewhere(file: SourceFile, { node }: Finding): SourceFile | undefined {
  const home = file.fileOf(node);
  return home !== file && policyFindingsOfAll(home).some((other) => other.node === node) ? home : undefined;
}

/** Whether nobody is exposed by it: it is about options that stand by themselves, of which other files make sound ones. */
export const isHarmless = (file: SourceFile, { site, witness }: Finding): boolean =>
  witness !== undefined && isOverriddenElsewhere(file, site, soundSites);

/** Answers that do not vary by the origin, of sites that have nothing else wrong with them. */
const cachingFindings = oncePerFile((file): readonly Finding[] => {
  const sites = sitesIn(file);
  const nodes = new Set(policyFindings(file).map(({ node }) => node));
  return eachOnce(soundSites(file).flatMap((site) => varyFinding(file, site, sites))).filter(
    ({ node }) => !nodes.has(node),
  );
});

/** The sites with whose policy nothing is wrong. */
function soundSites(file: SourceFile): Site[] {
  const found = policyFindingsOfAll(file);
  return sitesIn(file).filter((site) => found.every((other) => other.site !== site));
}

/** What is found in sites that have nothing else wrong with them. */
function beside(
  study: (file: SourceFile, sites: readonly Site[]) => readonly Finding[],
): (file: SourceFile) => readonly Finding[] {
  return oncePerFile((file) => {
    const sound = soundSites(file);
    return eachOnce(study(file, sitesIn(file)).filter(({ site }) => sound.includes(site)));
  });
}

const STUDIES: Readonly<Record<Concern, (file: SourceFile) => readonly Finding[]>> = {
  policies: policyFindings,
  caching: cachingFindings,
  owners: beside(ownerFindings),
  preflights: beside(preflightFindings),
  order: beside(orderFindings),
  sites: beside(foreignSites),
  'all sites': oncePerFile((file) => eachOnce(foreignSites(file, sitesIn(file)))),
  handshakes: oncePerFile((file) => handshakeFindings(file, sitesIn(file), policyFindings(file))),
  grants: oncePerFile((file) => soundSites(file).flatMap((site) => grantFindings(file, site))),
  literals: oncePerFile((file) => eachOnce(hardCodedFindings(file, soundSites(file)))),
  tools: oncePerFile((file) => eachOnce(toolServerFindings(file, policyFindings(file)))),
};

/** Two sites may share one configuration, and one configuration is reported once. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  const byNode = new Map<Node, Finding>();
  for (const found of findings) if (!byNode.has(found.node)) byNode.set(found.node, found);
  return [...byNode.values()].sort((left, right) => left.node.range[0] - right.node.range[0]);
}
