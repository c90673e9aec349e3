import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import { explore } from '../interpret/explore.js';
import { Undecided, type Budget, type Choose } from '../interpret/run.js';
import { isCallable } from '../interpret/values.js';
import type { Passage } from '../middleware/applications/application.js';
import { samplePath } from '../middleware/applications/paths.js';
import type { Site } from '../middleware/middleware.js';
import type { Request } from '../policy/probe.js';
import { compositionsOf, layersFor, type Composition, type Placed } from './composition.js';
import { exchangeFor } from './execution.js';
import { asAttacker } from './simulate.js';
import { trustedBy } from './trusted.js';

/** A site that no preflight reaches, because what is asked before it wants credentials, which no preflight carries. */
export interface CredentialsFirst {
  readonly site: Site;
  /** The call that registers what wants them. */
  readonly before: Node;
  /** A page that the site would admit. */
  readonly page: string;
}

/** The application of a file whose layers are asked. */
interface Asked {
  readonly file: SourceFile;
  readonly sites: readonly Site[];
  /** Which of the file's applications it is. */
  readonly index: number;
  readonly budget: Budget;
}

/** The sites of an application whose preflights end before they come there, each once. */
export function credentialsFirst(composition: Composition, asked: Asked): CredentialsFirst[] {
  const { layers } = composition;
  const found = new Map<Site, CredentialsFirst>();
  for (const [position, layer] of layers.entries()) {
    const [trusted] = layer.sites.flatMap((site) => {
      const [page] = trustedBy(asked.file, site);
      return page === undefined || found.has(site) ? [] : [{ site, page }];
    });
    if (!trusted) continue;
    const { site, page } = trusted;
    const before = layers
      .slice(0, position)
      .find((other, place) => mayKeepFrom(composition, other, layer) && wantsCredentials(asked, place, page));
    if (before) found.set(site, { site, before: before.node, page });
  }
  return [...found.values()];
}

/** Whether the preflight of some path comes to a function of the file first, and would come to the site after it. */
function mayKeepFrom(composition: Composition, other: Placed, layer: Placed): boolean {
  if (other.sites.length > 0 || other.isRoute || !isCallable(other.value)) return false;
  return [other.path, layer.path].some((pattern) => {
    const path = samplePath(pattern);
    const passed = path ? layersFor(composition, 'OPTIONS', path) : [];
    return passed.includes(other) && passed.find(({ sites }) => sites.length > 0) === layer;
  });
}

/**
 * Whether a layer ends the preflight of some request, whatever others decide, and lets that request through where it carries
 * credentials: all else that the page chooses is the same.
 */
function wantsCredentials(asked: Asked, position: number, page: string): boolean {
  const preflight: Request = { origin: page, kind: 'preflight', method: 'GET', credentials: 'left out' };
  const signedIn: Request = { origin: page, kind: 'actual', method: 'GET', credentials: 'sent' };
  return explore(
    (choose) => {
      const decided = new Map<string, boolean>();
      const keeping: Choose = (decision) => {
        const taken = decided.get(decision.reason) ?? choose(decision);
        decided.set(decision.reason, taken);
        return taken;
      };
      if (passageOf(asked, position, preflight, keeping) !== 'ends') return false;
      return explore(
        (other) => {
          const alike: Choose = (decision) => decided.get(decision.reason) ?? asAttacker(other)(decision);
          return passageOf(asked, position, signedIn, alike) === 'passes';
        },
        Number,
        () => false,
      );
    },
    Number,
    () => false,
  );
}

/** What becomes of a request in a layer. */
function passageOf(
  { file, sites, index, budget }: Asked,
  position: number,
  request: Request,
  choose: Choose,
): Passage {
  const composition = compositionsOf(file, sites, choose, budget)[index];
  const layer = composition?.layers[position];
  if (!composition || !layer) return 'unseen';
  composition.run.phase = 'request';
  try {
    return composition.framework.ask(composition.run, layer.value, exchangeFor(request));
  } catch (stop) {
    if (stop instanceof Undecided || stop instanceof RangeError) return 'unseen';
    throw stop;
  }
}
