import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { admits, type Answer } from '../policy/answer.js';
import { ANY_METHOD, permissiveGrants, type PermissiveGrant } from '../policy/grants.js';
import { sampleOrigin } from '../policy/origins.js';
import type { Probe, Request } from '../policy/probe.js';
import { simulate, type Outcome } from './simulate.js';
import { trustedOrigins } from './trusted.js';

/** A header that grants a trusted page more than is good, or less than it says. */
export interface BroadGrant extends PermissiveGrant {
  readonly node: Node;
  /** The page it is granted to; undefined where only somebody else's data says which ones are. */
  readonly page: string | undefined;
  readonly outcome: Outcome;
}

/** A page that no file names. */
const SOMEBODY = sampleOrigin('somebody');
const ASKED: readonly Omit<Request, 'origin'>[] = [
  { kind: 'preflight', method: 'GET', asksForAnything: true },
  { kind: 'preflight', method: ANY_METHOD, asksForAnything: true },
  { kind: 'actual', method: 'GET' },
];

/** What a site grants the pages it admits in the headers besides Access-Control-Allow-Origin, where that is permissive. */
export function broadGrants(file: SourceFile, given: Site): BroadGrant[] {
  const site = given.withAllHeaders?.() ?? given;
  const pages = [...trustedOrigins(file, given), SOMEBODY];
  const found = new Map<string, BroadGrant>();
  for (const asked of ASKED) {
    const admitted = firstOf(pages, (origin) =>
      ask(file, site, { request: { ...asked, origin }, environment: { kind: 'all set' } }),
    );
    if (!admitted) continue;
    const [origin, outcome] = admitted;
    for (const grant of faultsOf(outcome.answer, asked)) {
      const node = outcome.writers.get(grant.header) ?? site.place(outcome.evidence);
      const page = origin === SOMEBODY ? undefined : origin;
      const key = `${grant.header} ${grant.fault}`;
      if (!found.has(key)) found.set(key, { ...grant, node, page, outcome });
    }
  }
  return [...found.values()];
}

/** The first page that something is found for, with what is found. */
function firstOf<Found>(
  pages: readonly string[],
  find: (page: string) => Found | undefined,
): readonly [string, Found] | undefined {
  for (const page of pages) {
    const found = find(page);
    if (found !== undefined) return [page, found];
  }
  return undefined;
}

/**
 * The answer that admits a page. The page chooses one that grants much; of what others decide, one that grants little is taken,
 * and what is on no path that admits counts for nothing.
 */
function ask(file: SourceFile, site: Site, probe: Probe): Outcome | undefined {
  const origin = String(probe.request.origin);
  const rank = (answer: Answer): number | undefined => {
    if (answer.outcome === 'unknown') return 0;
    return admits(origin, answer) ? faultsOf(answer, probe.request).length : undefined;
  };
  const outcome = simulate(file, site, probe, { rank });
  return admits(origin, outcome.answer) ? outcome : undefined;
}

function faultsOf(answer: Answer, { kind }: Omit<Request, 'origin'>): PermissiveGrant[] {
  if (answer.outcome !== 'answered' || kind === 'handshake') return [];
  return permissiveGrants(answer.grants ?? {}, kind, answer.allowCredentials === 'true');
}
