import type { SourceFile } from '../source/file.js';
import type { Site } from '../middleware/middleware.js';
import type { Answer } from '../policy/answer.js';
import { ATTACKER } from '../policy/origins.js';
import type { EnvironmentState, Request } from '../policy/probe.js';
import type { Composition, Placed } from './composition.js';
import { simulate, type Outcome } from './simulate.js';
import { trustedOrigins } from './trusted.js';

const ENVIRONMENTS: readonly EnvironmentState[] = [{ kind: 'all set' }, { kind: 'all unset' }];
const METHODS = ['GET', 'POST', 'DELETE'];

/**
 * Whether the second of two sites of an application changes no answer: the first is asked for whatever the second is asked for, answers
 * preflights by itself, and says to every page the file knows of, to none and to a stranger, what both say together.
 */
export function isRedundant(file: SourceFile, { layers }: Composition, first: Site, second: Site): boolean {
  const asked = layers.filter(({ sites }) => sites.includes(first));
  const isCovered = layers
    .filter(({ sites }) => sites.includes(second))
    .every((layer) => asked.some((one) => layers.indexOf(one) < layers.indexOf(layer) && covers(one, layer)));
  if (!isCovered) return false;
  const origins = [
    ...trustedOrigins(file, first),
    ...trustedOrigins(file, second),
    ATTACKER,
    'null',
    undefined,
  ];
  return ENVIRONMENTS.every((environment) =>
    [...new Set(origins)].every((origin) =>
      METHODS.every((method) => {
        const ask = (site: Site, kind: Request['kind'], written: readonly string[] = []): Outcome =>
          simulate(
            file,
            site.withAllHeaders?.() ?? site,
            { request: { origin, kind, method }, environment },
            { ...(written.length > 0 && { written }) },
          );
        const alone = ask(first, 'actual');
        const preflight = ask(first, 'preflight');
        return (
          preflight.answer.outcome === 'answered' &&
          !preflight.evidence.passesOn &&
          alone.answer.outcome === 'answered' &&
          addsNothing(alone.answer, ask(second, 'actual', alone.answer.allowOrigin).answer)
        );
      }),
    ),
  );
}

/** Whether a layer is asked for every request that another one is asked for. */
const covers = ({ path, methods }: Placed, other: Placed): boolean =>
  methods === undefined &&
  path.kind === 'known' &&
  path.isPrefix &&
  other.path.kind === 'known' &&
  path.segments.every(
    (segment, index) => other.path.kind === 'known' && other.path.segments[index] === segment,
  );

/** @param both what is sent where the second is asked after the first. */
function addsNothing(alone: Extract<Answer, { outcome: 'answered' }>, both: Answer): boolean {
  if (both.outcome !== 'answered') return false;
  const grants = Object.entries(both.grants ?? {});
  return (
    both.allowOrigin.join('\n') === alone.allowOrigin.join('\n') &&
    [undefined, alone.allowCredentials].includes(both.allowCredentials) &&
    both.vary.every((field) => alone.vary.includes(field)) &&
    grants.every(([name, value]) =>
      Object.entries(alone.grants ?? {}).some(([one, other]) => one === name && other === value),
    )
  );
}
