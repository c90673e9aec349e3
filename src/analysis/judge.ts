import type { SourceFile } from '../source/file.js';
import { isDeploymentVariable } from '../interpret/environment.js';
import type { Site } from '../middleware/middleware.js';
import { exposureTo, severityOf, type Exposure } from '../policy/answer.js';
import type { Witness } from '../policy/finding.js';
import { ATTACKER } from '../policy/origins.js';
import type { EnvironmentState, Request } from '../policy/probe.js';
import { simulate, type Outcome, type Replacements } from './simulate.js';

/** The worst a site gives away, and in which environment; undefined when no probe is admitted. */
export interface Judgement {
  readonly witness: Witness;
  readonly outcome: Outcome;
}

const request = (kind: Request['kind'], method: string): Request => ({ origin: ATTACKER, kind, method });
/** Reading comes first: an answer to the preflight alone only lets the attacker send. */
const REQUESTS: readonly Request[] = [
  request('actual', 'GET'),
  request('actual', 'POST'),
  request('actual', 'PUT'),
  request('actual', 'DELETE'),
  request('preflight', 'GET'),
  request('preflight', 'DELETE'),
];
const USUAL_REQUESTS = REQUESTS.filter(({ method }) => method === 'GET');
const ALL_SET: EnvironmentState = { kind: 'all set' };

/** Judges a site with every variable set; then, if it is closed, in the environments where some are not. */
export function judge(
  file: SourceFile,
  site: Site,
  replacements?: Replacements,
): { open: Judgement | undefined; whenUnset: Judgement | undefined } {
  const open = worst(file, site, ALL_SET, replacements);
  if (open) return { open, whenUnset: undefined };
  for (const state of environments(file, site, replacements)) {
    const found = worst(file, site, state, replacements);
    if (found) return { open: undefined, whenUnset: found };
  }
  return { open: undefined, whenUnset: undefined };
}

function worst(
  file: SourceFile,
  site: Site,
  environment: EnvironmentState,
  replacements?: Replacements,
): Judgement | undefined {
  // Only a handler can tell the methods apart by itself.
  for (const asked of site.isHandler ? REQUESTS : USUAL_REQUESTS) {
    const probe = { request: asked, environment };
    const outcome = simulate(file, site, probe, replacements ? { replacements } : {});
    const exposure: Exposure = exposureTo(ATTACKER, outcome.answer);
    if (severityOf(exposure) > 0 && exposure !== 'none') {
      return { witness: { probe, answer: outcome.answer, exposure }, outcome };
    }
  }
  return undefined;
}

/** Every environment to try besides the one with all variables set: each alone unset, each alone empty, all unset. */
function environments(file: SourceFile, site: Site, replacements?: Replacements): EnvironmentState[] {
  const names = environmentNames(file, site, replacements);
  if (names.length === 0) return [];
  return [
    ...names.map((name): EnvironmentState => ({ kind: 'unset', name })),
    ...names.map((name): EnvironmentState => ({ kind: 'empty', name })),
    { kind: 'all unset' },
  ];
}

/** The variables a site's policy reads, in any of the extreme environments. */
export function environmentNames(file: SourceFile, site: Site, replacements?: Replacements): string[] {
  const names = new Set<string>();
  for (const kind of ['all set', 'all unset'] as const) {
    for (const asked of USUAL_REQUESTS) {
      const outcome = simulate(
        file,
        site,
        { request: asked, environment: { kind } },
        replacements ? { replacements } : {},
      );
      for (const name of outcome.environmentReads) if (!isDeploymentVariable(name)) names.add(name);
    }
  }
  return [...names];
}
