import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import type { Budget } from '../interpret/run.js';
import type { Site } from '../middleware/middleware.js';
import type { DefectKind } from '../policy/finding.js';
import { ATTACKER } from '../policy/origins.js';
import type { Probe } from '../policy/probe.js';
import { compositionsOf, type Composition } from './composition.js';
import { credentialsFirst } from './credentials-first.js';
import { finding, type Finding } from './findings.js';
import { otherPreflights, type OtherPreflight } from './preflights.js';
import { isRedundant } from './redundant-owner.js';
import { refusedPaths, type RefusedPath } from './refused-paths.js';
import { secondOwners } from './second-owner.js';
import { simulate, type Outcome } from './simulate.js';

/** How the layers of an application get in each other's way. */
export interface Composed {
  /** The other place that takes part; undefined where nothing else does. */
  readonly other: Node | undefined;
  /** A page that shows it. */
  readonly page: string;
  readonly method?: string;
  /** Whether no answer would change without it. */
  readonly isRedundant?: boolean;
  readonly effect:
    | 'replaced'
    | 'joined'
    | 'noPreflight'
    | 'preflightRefused'
    | 'requestRefused'
    | 'methodRefused'
    | 'pathRefused'
    | 'notReached';
}

/** What every site can be asked, for the sake of what it goes through. */
const AS_ATTACKER: Probe = {
  request: { origin: ATTACKER, kind: 'actual', method: 'GET' },
  environment: { kind: 'all set' },
};

/** Sites that answer requests that another one has answered. */
export const ownerFindings = (file: SourceFile, sites: readonly Site[]): Finding[] =>
  composedFindings(file, sites, (composition) =>
    secondOwners(file, composition).map(({ site, first, page, effect, outcome }) =>
      composedFinding(site, 'second owner', outcome, {
        other: first.node,
        page,
        effect,
        isRedundant: effect === 'replaced' && isRedundant(file, composition, first, site),
      }),
    ),
  );

/** Sites whose preflights another one answers otherwise, or nobody. */
export const preflightFindings = (file: SourceFile, sites: readonly Site[]): Finding[] =>
  composedFindings(file, sites, (composition) => {
    const refused = refusedPaths(file, composition);
    // A server that does not start answers no preflight.
    if (refused.length > 0) return refused.map((one) => pathFinding(file, one));
    return otherPreflights(file, composition).map(({ site, other, page, refused: what, method, outcome }) =>
      composedFinding(site, 'other preflight', outcome, {
        other: other?.node,
        page,
        method,
        effect: effectOf(what, other),
      }),
    );
  });

function pathFinding(file: SourceFile, { site, node, repair }: RefusedPath): Finding {
  const outcome = simulate(file, site, AS_ATTACKER);
  const composed = { other: undefined, page: ATTACKER, effect: 'pathRefused' } as const;
  return { ...finding(site, 'other preflight', outcome, undefined, repair), node, composed };
}

function effectOf(refused: OtherPreflight['refused'], other: Site | undefined): Composed['effect'] {
  if (refused === 'method') return 'methodRefused';
  if (refused === 'request') return 'requestRefused';
  return other ? 'preflightRefused' : 'noPreflight';
}

/** Sites that no preflight reaches, because something before them wants credentials. */
export const orderFindings = (file: SourceFile, sites: readonly Site[]): Finding[] =>
  composedFindings(file, sites, (composition, index, budget) =>
    credentialsFirst(composition, { file, sites, index, budget }).map(({ site, before, page }) => {
      const request = { origin: page, kind: 'preflight', method: 'GET' } as const;
      const outcome = simulate(file, site, { request, environment: { kind: 'all set' } });
      return composedFinding(site, 'credentials first', outcome, {
        other: before,
        page,
        effect: 'notReached',
      });
    }),
  );

/** Every site, of an application whose CORS headers are written by something in front of it. */
export const foreignSites = (file: SourceFile, sites: readonly Site[]): Finding[] =>
  sites.map((site) => {
    const outcome = simulate(file, site, AS_ATTACKER);
    return { ...finding(site, 'another owner', outcome, undefined, undefined), node: placeOf(site, outcome) };
  });

const composedFinding = (site: Site, kind: DefectKind, outcome: Outcome, composed: Composed): Finding => ({
  ...finding(site, kind, outcome, undefined, undefined),
  node: placeOf(site, outcome),
  composed,
});

/** The place of a site as a whole: of a handler what writes the header. */
const placeOf = (site: Site, { evidence }: Outcome): Node =>
  site.isHandler ? site.place(evidence) : site.node;

/** Steps that setting up the applications of a file, and asking their layers, may take. */
const STEPS = 400_000;

/** What is found in every application of a file, whatever is decided of what nobody knows while it is set up. */
function composedFindings(
  file: SourceFile,
  sites: readonly Site[],
  study: (composition: Composition, index: number, budget: Budget) => readonly Finding[],
): Finding[] {
  if (sites.length === 0) return [];
  const budget: Budget = { remaining: STEPS };
  const foundWhen = (taken: boolean): { found: Finding[]; isDecided: boolean } => {
    let isDecided = true;
    const compositions = compositionsOf(
      file,
      sites,
      () => {
        isDecided = false;
        return taken;
      },
      budget,
    );
    return { found: compositions.flatMap((one, index) => study(one, index, budget)), isDecided };
  };
  const first = foundWhen(true);
  if (first.isDecided || first.found.length === 0) return first.found;
  const second = foundWhen(false).found;
  return first.found.filter(({ node }) => second.some((other) => other.node === node));
}
