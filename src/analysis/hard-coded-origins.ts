import type { SourceFile } from '../source/file.js';
import { listIn } from '../source/list-in.js';
import { staticText, unwrapped, type Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { isLocalHost } from '../policy/local-host.js';
import { isSerializedOrigin } from '../policy/origins.js';
import type { EnvironmentState } from '../policy/probe.js';
import { OriginCheck } from './origin-check.js';
import { areMovable, placesOf, type OriginPlace } from './origin-places.js';
import { simulate, type Outcome, type Replacements } from './simulate.js';

/** Origins that a site admits because the source spells them out. */
export interface HardCodedOrigins {
  /** In source order. */
  readonly origins: readonly string[];
  /** Where they are spelled out. */
  readonly places: readonly [OriginPlace, ...OriginPlace[]];
  /** Whether an array in the stead of every place would decide the same: tried on the model. */
  readonly areMovable: boolean;
  /** How the page of the first of them is answered. */
  readonly outcome: Outcome;
}

const ALL_SET: EnvironmentState = { kind: 'all set' };
/** No page has it. */
const NOBODY = 'https://nobody.invalid';
/** Origins of one site that are examined at the most. */
const MOST = 20;

/**
 * The origins that a site admits by name where every variable is set, and would refuse if the source did not spell them
 * out. Those of the machine itself and of private networks do not count.
 */
export function hardCodedOrigins(file: SourceFile, site: Site): HardCodedOrigins | undefined {
  if (site.middleware.isNoServer === true) return undefined;
  const readings = [site, ...(site.otherReadings ?? [])];
  const checks = readings.map((reading) => new OriginCheck(file, reading));
  const needed = new Map<string, readonly Node[]>();
  for (const [origin, nodes] of spelledOrigins(file, checks)) {
    const isAdmitted = (without: readonly Node[]): boolean =>
      checks.every((check) => check.admits(origin, ALL_SET, nobodyAt(without)));
    if (isAdmitted([]) && !isAdmitted(nodes)) needed.set(origin, neededAmong(nodes, isAdmitted));
  }
  const origins = [...needed.keys()];
  const [place, ...others] = placesOf(file, [...needed.values()].flat());
  const [origin] = origins;
  if (origin === undefined || !place) return undefined;
  const kind = site.isForPreflights ? 'preflight' : 'actual';
  const places = [place, ...others] as const;
  return {
    origins,
    places,
    areMovable: readings.every((reading) => areMovable(file, reading, places, origins)),
    outcome: simulate(file, site, { request: { origin, kind, method: 'GET' }, environment: ALL_SET }),
  };
}

const nobodyAt = (nodes: readonly Node[]): Replacements => new Map(nodes.map((node) => [node, () => NOBODY]));

/** The expressions that give the checks an origin which stands in the source, by that origin. */
function spelledOrigins(file: SourceFile, checks: readonly OriginCheck[]): Map<string, Node[]> {
  const spelled = new Map<string, Node[]>();
  const texts = new Set(checks.flatMap((check) => check.textNodes()));
  for (const node of [...texts].sort((left, right) => left.range[0] - right.range[0])) {
    const origin = staticText(node);
    if (origin === undefined || !isSerializedOrigin(origin) || isLocalHost(new URL(origin).hostname))
      continue;
    if (spelled.has(origin) || spelled.size < MOST) listIn(spelled, origin).push(...usesOf(file, node));
  }
  return spelled;
}

/** A text, or the places that read it where it is a constant. */
function usesOf(file: SourceFile, text: Node): Node[] {
  const declarator = file.parentOf(text);
  if (declarator?.type !== 'VariableDeclarator' || unwrapped(declarator.id).type !== 'Identifier')
    return [text];
  const reads = (file.variableOf(declarator.id)?.references ?? []).filter((reference) => reference.isRead());
  return reads.length > 0 ? reads.map(({ identifier }) => identifier) : [text];
}

/** Those of some expressions that cannot be kept if the origin is not to be admitted. */
function neededAmong(nodes: readonly Node[], isAdmitted: (without: readonly Node[]) => boolean): Node[] {
  let needed = [...nodes];
  for (const node of nodes) {
    const others = needed.filter((other) => other !== node);
    if (others.length > 0 && !isAdmitted(others)) needed = others;
  }
  return needed;
}
