import type { SourceFile } from '../source/file.js';
import { samplePath } from '../middleware/applications/paths.js';
import type { Site } from '../middleware/middleware.js';
import type { Answer } from '../policy/answer.js';
import { ATTACKER } from '../policy/origins.js';
import { answering, layersFor, speaks, type Composition, type Placed } from './composition.js';
import { simulate, type Outcome } from './simulate.js';
import { trustedBy } from './trusted.js';

/** A site that answers requests that another one has answered already. */
export interface SecondOwner {
  readonly site: Site;
  /** The site that comes before. */
  readonly first: Site;
  /** A page that both answer. */
  readonly page: string;
  /** What becomes of the header of the first. */
  readonly effect: 'replaced' | 'joined';
  readonly outcome: Outcome;
}

/** The sites of an application that answer a route after another one, each once. */
export function secondOwners(file: SourceFile, composition: Composition): SecondOwner[] {
  const found = new Map<Site, SecondOwner>();
  for (const { path, methods } of composition.layers) {
    const sample = samplePath(path);
    const method = methods ? [...methods].find((name) => name !== 'OPTIONS') : 'GET';
    if (!sample || method === undefined) continue;
    const second = secondAmong(file, layersFor(composition, method, sample), method);
    if (second && !found.has(second.site)) found.set(second.site, second);
  }
  return [...found.values()];
}

/** The first site, in the order in which they are asked, that answers what one before it has answered. */
function secondAmong(file: SourceFile, layers: readonly Placed[], method: string): SecondOwner | undefined {
  const owners = layers.filter(({ sites }) => sites.length > 0);
  if (owners.length < 2) return undefined;
  const trusted = owners.flatMap(({ sites }) => sites.flatMap((site) => trustedBy(file, site, method)));
  for (const page of new Set([...trusted, ATTACKER])) {
    let first: { site: Site; outcome: Outcome } | undefined;
    for (const owner of owners) {
      const alone = answering(owner, (site) => ask(file, site, page, method));
      if (!alone || !speaks(alone.outcome) || alone.site === first?.site) continue;
      if (!first) {
        first = alone;
        continue;
      }
      const { site } = alone;
      const outcome = ask(file, site, page, method, valuesOf(first.outcome.answer));
      const [value, ...more] = valuesOf(outcome.answer);
      const effect = more.length > 0 || value?.includes(',') ? 'joined' : 'replaced';
      return { site, first: first.site, page, effect, outcome };
    }
  }
  return undefined;
}

function ask(
  file: SourceFile,
  site: Site,
  origin: string,
  method: string,
  written: readonly string[] = [],
): Outcome {
  return simulate(
    file,
    site,
    { request: { origin, kind: 'actual', method }, environment: { kind: 'all set' } },
    { rank: (answer) => valuesOf(answer).length, ...(written.length > 0 && { written }) },
  );
}

const valuesOf = (answer: Answer): readonly string[] =>
  answer.outcome === 'answered' ? answer.allowOrigin : [];
