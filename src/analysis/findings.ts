import type { SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import { isForTests } from '../source/for-tests.js';
import type { Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { mcpTransports } from '../middleware/mcp-transports.js';
import { MIDDLEWARE } from '../middleware/registry.js';
import { isDefect, type ExposureKind, type FindingKind, type Witness } from '../policy/finding.js';
import type { Answer } from '../policy/answer.js';
import { ATTACKER } from '../policy/origins.js';
import type { Probe } from '../policy/probe.js';
import type { UntrustedOrigin } from '../policy/untrusted-origin.js';
import type { BroadGrant } from './broad-grants.js';
import type { Composed } from './application-findings.js';
import { credentialDependence } from './credential-dependence.js';
import { deadEntries, type DeadEntry } from './dead-entries.js';
import { mentionsToolServers, mentionsWebSockets, triggersIn } from './gate.js';
import type { HardCodedOrigins } from './hard-coded-origins.js';
import { judge, type Judgement } from './judge.js';
import { missingVary, type MissingVary } from './missing-vary.js';
import { narrowingRepair } from './narrowing.js';
import { openHandshakes } from './open-handshakes.js';
import { openToolServers } from './open-tool-servers.js';
import { OriginCheck, type Gap } from './origin-check.js';
import { allowListRepair, ignoredOptionRepair, unansweredRepair } from './repairs.js';
import type { Outcome } from './simulate.js';
import { admitsSomebodyTrusted, refusesWhomItAdmitsWith } from './trusted.js';
import { watched, type Watch } from './watched.js';

/** A site, what is wrong with it, and the proof. */
export interface Finding {
  readonly site: Site;
  readonly kind: FindingKind;
  /** Where to report it. */
  readonly node: Node;
  /** The exchange that proves an exposure; a callback that never answers has none. */
  readonly witness: Witness | undefined;
  /** What the execution behind the witness went through. */
  readonly outcome: Outcome;
  /** A narrowing repair of one expression, proved on the model. */
  readonly repair: readonly TextEdit[] | undefined;
  /** The check refuses, or never answers, the very origins it lists. */
  readonly refusesListed: boolean;
  /** The entry that admits nobody, where that is what is wrong. */
  readonly deadEntry?: DeadEntry;
  /** The trusted origin whose preflight is refused, where the decision needs what no preflight carries. */
  readonly refusedOrigin?: string;
  /** The CORS options of a server that accepts the WebSockets of any website, where it has some. */
  readonly corsSite?: Site;
  /** The answers that do not vary by the origin, where that is what is wrong. */
  readonly missingVary?: MissingVary;
  /** The header that grants too much, where that is what is wrong. */
  readonly grant?: BroadGrant;
  /** The origins that the source spells out, where that is what is reported. */
  readonly hardCoded?: HardCodedOrigins;
  /** Whether other sites of the file admit others, so that one list for all of them would widen some. */
  readonly isListedApart?: boolean;
  /** Where the file of an exposure gives out tools by the Model Context Protocol. */
  readonly toolServer?: Node;
  /** What else the application does with the requests of the site, where that is what is wrong. */
  readonly composed?: Composed;
}

/** Servers of WebSockets that are open, while their CORS options admit no stranger. */
export function handshakeFindings(
  file: SourceFile,
  sites: readonly Site[],
  found: readonly Finding[],
  watch?: Watch,
): Finding[] {
  if (!mentionsWebSockets(file.text)) return [];
  return openHandshakes(file, watch).flatMap(({ site, outcome }): Finding[] => {
    const isOfServer = (other: Site): boolean =>
      site.node.range[0] <= other.node.range[0] && other.node.range[1] <= site.node.range[1];
    if (found.some((other) => !isDefect(other.kind) && isOfServer(other.site))) return [];
    const cors = sites.find(isOfServer);
    return [
      { ...finding(site, 'open handshake', outcome, undefined, undefined), ...(cors && { corsSite: cors }) },
    ];
  });
}

/** Servers of tools that any website may call, where no policy of the file lets it in anyway. */
export function toolServerFindings(file: SourceFile, found: readonly Finding[], watch?: Watch): Finding[] {
  if (!mentionsToolServers(file.text) || found.some(({ toolServer }) => toolServer)) return [];
  return openToolServers(file, watch).map(({ site, outcome }) =>
    finding(site, 'open tools', outcome, undefined, undefined),
  );
}

/** The sites of a file, of every middleware, in source order. A file of tests has none: what it serves, it serves itself. */
export function sitesOf(file: SourceFile): Site[] {
  if (isForTests(file)) return [];
  const mentioned = triggersIn(file.text, file.path);
  return MIDDLEWARE.filter(({ triggers }) => triggers.some((trigger) => mentioned.has(trigger)))
    .flatMap((middleware) => middleware.find(file))
    .sort((left, right) => left.node.range[0] - right.node.range[0]);
}

/**
 * What is wrong with a site: one exposure, or else its defects. `watch` looks on while an attacker asks, `watchDefects` while
 * others do.
 */
export function findingsAt(
  file: SourceFile,
  site: Site,
  sites: readonly Site[],
  watch?: Watch,
  watchDefects?: Watch,
): readonly Finding[] {
  const found = policyFindingsAt(file, site, sites, watch, watchDefects);
  return found.length > 0 ? found : varyFinding(file, site, sites, watchDefects);
}

/** One exposure, or else the defects of the policy itself. */
export function policyFindingsAt(
  file: SourceFile,
  site: Site,
  sites: readonly Site[],
  watch?: Watch,
  watchDefects?: Watch,
): readonly Finding[] {
  const exposed = exposureAt(file, site, watch);
  if (!exposed) return defectsAt(file, site, sites, watchDefects);
  const [toolServer] = mcpTransports(file);
  return [{ ...exposed, ...(exposed.witness && toolServer && { toolServer }) }];
}

function exposureAt(file: SourceFile, site: Site, watch: Watch | undefined): Finding | undefined {
  return site.otherReadings?.every((reading) => isPermissive(file, reading)) === false
    ? undefined
    : findingOf(file, site, watch);
}

/** What is wrong with a site that no untrusted origin passes. */
function defectsAt(
  file: SourceFile,
  site: Site,
  sites: readonly Site[],
  watch: Watch | undefined,
): Finding[] {
  const entries = deadEntries(file, site, watch).map((deadEntry) => {
    const { node, outcome, correction } = deadEntry;
    return { ...finding(site, 'dead entry', outcome, undefined, correction.edits), node, deadEntry };
  });
  if (entries.length > 0) return entries;
  const needed = credentialDependence(file, site, sites, watch);
  if (!needed) return [];
  const found = finding(site, 'depends on credentials', needed.outcome, undefined, undefined);
  return [{ ...found, refusedOrigin: needed.origin }];
}

/** Answers that differ by the origin and do not say so. */
export function varyFinding(file: SourceFile, site: Site, sites: readonly Site[], watch?: Watch): Finding[] {
  const missing = missingVary(file, site, sites, watch);
  if (!missing) return [];
  const repair = typeof missing.repair === 'string' ? undefined : missing.repair;
  return [{ ...finding(site, 'does not vary', missing.outcome, undefined, repair), missingVary: missing }];
}

function isPermissive(file: SourceFile, site: Site): boolean {
  const { open, whenUnset } = judge(file, site);
  return open !== undefined || whenUnset !== undefined;
}

function findingOf(file: SourceFile, site: Site, watch: Watch | undefined): Finding | undefined {
  const { open, whenUnset, withoutDeploymentName } = judge(file, site, { watch });
  if (open) return exposure(file, site, open);
  if (whenUnset) return finding(site, 'permissive fallback', whenUnset.outcome, whenUnset.witness, undefined);
  const check = new OriginCheck(file, site, watch);
  const gap = check.gap(['look-alike', 'tenant', 'null']);
  if (gap) return gapFinding(file, site, check, gap);
  if (withoutDeploymentName) {
    const { outcome, witness } = withoutDeploymentName;
    return finding(site, 'open without a deployment name', outcome, witness, undefined);
  }
  const lesser = check.gap(['sub-domain', 'insecure']);
  return lesser ? gapFinding(file, site, check, lesser) : unanswered(file, site, watch);
}

function gapFinding(file: SourceFile, site: Site, check: OriginCheck, gap: Gap): Finding {
  const { witness, outcome } = gap;
  const repair = narrowingRepair(file, site, check, gap);
  return finding(site, KIND_OF_GAP[witness.untrusted.kind], outcome, witness, repair);
}

const KIND_OF_GAP: Readonly<Record<UntrustedOrigin['kind'], ExposureKind>> = {
  'look-alike': 'weak match',
  tenant: 'weak match',
  null: 'null origin',
  'sub-domain': 'sub-domains',
  insecure: 'insecure origin',
};

function exposure(file: SourceFile, site: Site, { witness, outcome }: Judgement): Finding {
  const { ignored, usesDefault } = outcome.evidence;
  if (usesDefault && ignored.length > 0) {
    return finding(site, 'ignored option', outcome, witness, ignoredOptionRepair(file, site, outcome));
  }
  const repair = allowListRepair(file, site, outcome);
  if (repair) {
    const found = finding(site, 'defeated allow-list', outcome, witness, repair.edits);
    return { ...found, refusesListed: refusesWhomItAdmitsWith(file, site, repair.replacements) };
  }
  return finding(site, kindOfExposure(witness), outcome, witness, undefined);
}

function kindOfExposure({ exposure: given }: Witness): ExposureKind {
  switch (given) {
    case 'credentialed wildcard':
      return 'credentialed wildcard';
    case 'wildcard':
      return 'wildcard';
    case 'reflected':
    case 'reflected with credentials':
      return 'reflected';
  }
}

/** A callback that answers nobody, on no path. */
function unanswered(file: SourceFile, site: Site, watch: Watch | undefined): Finding | undefined {
  const probe: Probe = {
    request: { origin: ATTACKER, kind: 'actual', method: 'GET' },
    environment: { kind: 'all set' },
  };
  const rank = (answer: Answer): number => (answer.outcome === 'hangs' ? 0 : 1);
  const outcome = watched(file, site, probe, { rank, onAnyPath: true }, watch);
  if (outcome.answer.outcome !== 'hangs') return undefined;
  const found = finding(
    site,
    'unanswered callback',
    outcome,
    undefined,
    unansweredRepair(file, site, outcome),
  );
  return { ...found, refusesListed: !admitsSomebodyTrusted(file, site) };
}

/** A site and what is wrong with it. */
export function finding(
  site: Site,
  kind: FindingKind,
  outcome: Outcome,
  witness: Witness | undefined,
  repair: readonly TextEdit[] | undefined,
): Finding {
  return { site, kind, node: site.place(outcome.evidence), witness, outcome, repair, refusesListed: false };
}
