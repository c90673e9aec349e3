import type { SourceFile } from '../source/file.js';
import { isDeploymentVariable } from '../interpret/environment.js';
import type { Site } from '../middleware/middleware.js';
import { exposureTo, severityOf, type Exposure } from '../policy/answer.js';
import type { Witness } from '../policy/finding.js';
import { ATTACKER } from '../policy/origins.js';
import type { EnvironmentState, Request } from '../policy/probe.js';
import { answersOnlyPreflights } from './route.js';
import { simulate, type Outcome, type Replacements } from './simulate.js';
import { watched, type Watch } from './watched.js';

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
  request('actual', 'PATCH'),
  request('actual', 'HEAD'),
  request('preflight', 'GET'),
  request('preflight', 'DELETE'),
];
/** What can reach the site at all. Few sites besides handlers tell the methods apart. */
export function requestsTo(file: SourceFile, site: Site): readonly Request[] {
  const requests = site.isHandler || site.tellsMethodsApart ? REQUESTS : USUAL_REQUESTS;
  return answersOnlyPreflights(file, site) ? requests.filter(({ kind }) => kind === 'preflight') : requests;
}

const USUAL_REQUESTS = REQUESTS.filter(({ method }) => method === 'GET');
const ALL_SET: EnvironmentState = { kind: 'all set' };

/** What a site gives away, in the first environment in which it gives away anything. */
export interface Verdict {
  /** With every variable set, in production. */
  readonly open?: Judgement;
  /** In production, when some variable is missing. */
  readonly whenUnset?: Judgement;
  /** When nothing says that this is production. */
  readonly withoutDeploymentName?: Judgement;
}

export interface JudgeOptions {
  readonly replacements?: Replacements | undefined;
  readonly watch?: Watch | undefined;
}

/** Judges a site with every variable set; then, if it is closed, in the environments where some are not. */
export function judge(file: SourceFile, site: Site, options: JudgeOptions = {}): Verdict {
  const { replacements } = options;
  const open = worst(file, site, ALL_SET, options);
  if (open) return { open };
  const { names, deploymentNames } = environmentReads(file, site, replacements);
  for (const state of environments(names)) {
    const whenUnset = worst(file, site, state, options);
    if (whenUnset) return { whenUnset };
  }
  if (deploymentNames.length === 0) return {};
  const undeclared = worst(file, site, { kind: 'deployment unset', names: deploymentNames }, options);
  return undeclared ? { withoutDeploymentName: undeclared } : {};
}

/** Whether a site with some expressions replaced admits no attacker, with its variables and without. */
export function isClosed(file: SourceFile, site: Site, replacements: Replacements): boolean {
  const { open, whenUnset } = judge(file, site, { replacements });
  return !open && !whenUnset;
}

function worst(
  file: SourceFile,
  site: Site,
  environment: EnvironmentState,
  { replacements, watch }: JudgeOptions,
): Judgement | undefined {
  for (const asked of requestsTo(file, site)) {
    const probe = { request: asked, environment };
    const outcome = watched(file, site, probe, replacements ? { replacements } : {}, watch);
    const exposure: Exposure = exposureTo(ATTACKER, outcome.answer);
    if (severityOf(exposure) > 0 && exposure !== 'none') {
      return { witness: { probe, answer: outcome.answer, exposure }, outcome };
    }
  }
  return undefined;
}

/** Every environment to try besides the one with all variables set: each alone unset, each alone empty, all unset. */
function environments(names: readonly string[]): EnvironmentState[] {
  if (names.length === 0) return [];
  return [
    ...names.map((name): EnvironmentState => ({ kind: 'unset', name })),
    ...names.map((name): EnvironmentState => ({ kind: 'empty', name })),
    { kind: 'all unset' },
  ];
}

/** The variables a site's policy reads, without those that name the kind of deployment. */
export const environmentNames = (file: SourceFile, site: Site, replacements?: Replacements): string[] =>
  environmentReads(file, site, replacements).names;

function environmentReads(
  file: SourceFile,
  site: Site,
  replacements?: Replacements,
): { names: string[]; deploymentNames: string[] } {
  const reads = new Set<string>();
  for (const kind of ['all set', 'all unset'] as const) {
    // Without a variable that is read the two are one.
    if (kind === 'all unset' && reads.size === 0) break;
    for (const asked of USUAL_REQUESTS) {
      const probe = { request: asked, environment: { kind } };
      const outcome = simulate(file, site, probe, replacements ? { replacements } : {});
      for (const name of outcome.environmentReads) reads.add(name);
    }
  }
  return {
    names: [...reads].filter((name) => !isDeploymentVariable(name)),
    deploymentNames: [...reads].filter((name) => isDeploymentVariable(name)),
  };
}
