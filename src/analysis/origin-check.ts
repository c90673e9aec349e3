import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { HOST } from '../middleware/node-request.js';
import { admits, exposureTo } from '../policy/answer.js';
import type { Witness } from '../policy/finding.js';
import { insecureOrigins, lookAlikes, namedOrigins, usualOrigins } from '../policy/look-alikes.js';
import { ATTACKER, sampleOrigin } from '../policy/origins.js';
import type { EnvironmentState, Probe, Request } from '../policy/probe.js';
import {
  NULL_ORIGIN,
  originOf,
  untrustedOrigin,
  type Candidate,
  type UntrustedOrigin,
} from '../policy/untrusted-origin.js';
import { ComputedValues } from './computed-values.js';
import { environmentNames, requestsTo } from './judge.js';
import { simulate, type Outcome, type Replacements } from './simulate.js';
import { watched, type Watch } from './watched.js';

/** An untrusted origin that a site admits though it refuses the attacker's own, and the proof. */
export interface Gap {
  readonly witness: Witness & { readonly untrusted: UntrustedOrigin };
  readonly outcome: Outcome;
}

/** An origin that passes in an environment. */
export interface Admitted {
  readonly origin: string;
  readonly environment: EnvironmentState;
}

/** What a check computes in one environment. */
interface Seen {
  readonly environment: EnvironmentState;
  readonly values: ComputedValues;
}

/** How often what a check computes for a candidate leads to further ones: one test may stand behind another. */
const ROUNDS = 3;

/**
 * The origin check of a site that is closed to the attacker: asked with origins that resemble what it compares with.
 * Those are derived from the values the program computes, so that it does not matter how they are spelled.
 */
export class OriginCheck {
  private readonly requests: readonly Request[];
  private known: readonly Seen[] | undefined;
  private found: readonly Gap[] | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly site: Site,
    private readonly watch?: Watch,
  ) {
    this.requests = requestsTo(file, site).filter(({ method }) => method === 'GET');
  }

  /** The first gap of one of the kinds, with the plainest origin; undefined where there is none. */
  gap(kinds: readonly UntrustedOrigin['kind'][]): Gap | undefined {
    const isWanted = ({ witness }: Gap): boolean => kinds.includes(witness.untrusted.kind);
    const found = this.lookAlikeGaps().find((gap) => isWanted(gap));
    if (found) return found;
    if (kinds.includes('null')) return this.nullGap();
    return kinds.includes('insecure') ? this.insecureGap() : undefined;
  }

  /** Every look-alike and every sub-domain that passes. */
  lookAlikeGaps(): readonly Gap[] {
    this.found ??= this.seen().flatMap(({ values, environment }) => {
      const asked = new Set<string>();
      const gaps: Gap[] = [];
      for (let round = 0, size = -1; round < ROUNDS && values.size > size; round++) {
        size = values.size;
        const named = values.named();
        const origins = namedOrigins(named);
        for (const candidate of lookAlikes(named)) {
          if (asked.has(originOf(candidate))) continue;
          asked.add(originOf(candidate));
          const gap = this.gapAt(candidate, origins, environment, values);
          if (gap) gaps.push(gap);
        }
      }
      return gaps.sort(
        (left, right) => left.witness.untrusted.origin.length - right.witness.untrusted.origin.length,
      );
    });
    return this.found;
  }

  private nullGap(): Gap | undefined {
    for (const { environment } of this.seen()) {
      const gap = this.ask(NULL_ORIGIN, environment);
      if (gap) return gap;
    }
    return undefined;
  }

  private insecureGap(): Gap | undefined {
    for (const { values, environment } of this.seen()) {
      const named = values.named();
      const origins = namedOrigins(named);
      for (const candidate of insecureOrigins(named)) {
        // A server that takes pages of its own host for its own says nothing about how it is reached.
        const gap =
          originOf(candidate) === `http://${HOST}` ? undefined : this.gapAt(candidate, origins, environment);
        if (gap?.witness.untrusted.kind === 'insecure') return gap;
      }
    }
    return undefined;
  }

  /** The literals of regular expressions that the check evaluates. */
  patternNodes(): Node[] {
    return [...new Set(this.seen().flatMap(({ values }) => [...values.patternNodes]))];
  }

  /** The expressions that give the check a text. */
  textNodes(): Node[] {
    return [...new Set(this.seen().flatMap(({ values }) => [...values.textNodes]))];
  }

  /** Whom the check admits that is not in `gaps`: the origins it names, with other ports, and below the names. */
  admittedBeside(gaps: readonly Gap[]): Admitted[] {
    const refused = new Set(gaps.map(({ witness }) => witness.untrusted.origin));
    return this.seen().flatMap(({ values, environment }) => {
      const origins = new Set(usualOrigins(values.named()));
      return [...origins]
        .filter((origin) => !refused.has(origin) && this.admits(origin, environment))
        .map((origin) => ({ origin, environment }));
    });
  }

  /** Whether an origin passes in an environment, with some expressions of the program replaced. */
  admits(
    origin: string,
    environment: EnvironmentState,
    replacements?: Replacements,
    values?: ComputedValues,
  ): boolean {
    return this.requests.some((request) => {
      const probe: Probe = { request: { ...request, origin }, environment };
      const { answer } = simulate(this.file, this.site, probe, {
        ...(replacements && { replacements }),
        ...(values && { recorder: values.recorder(origin) }),
      });
      return admits(origin, answer);
    });
  }

  private gapAt(
    candidate: Candidate,
    named: ReadonlySet<string>,
    environment: EnvironmentState,
    values?: ComputedValues,
  ): Gap | undefined {
    // The list of public suffixes is looked at last: most candidates are refused.
    if (!this.admits(originOf(candidate), environment, undefined, values)) return undefined;
    const untrusted = untrustedOrigin(candidate, named);
    if (!untrusted) return undefined;
    // Every sub-domain passes if two do that have nothing in common.
    const isOneOfMany =
      untrusted.kind === 'sub-domain' && !this.admits(`https://zone.${untrusted.of}`, environment);
    return isOneOfMany ? undefined : this.ask(untrusted, environment);
  }

  private ask(untrusted: UntrustedOrigin, environment: EnvironmentState): Gap | undefined {
    const { origin } = untrusted;
    for (const request of this.requests) {
      const probe: Probe = { request: { ...request, origin }, environment };
      const outcome = watched(this.file, this.site, probe, {}, this.watch);
      const exposure = exposureTo(origin, outcome.answer);
      if (exposure !== 'none')
        return { witness: { probe, answer: outcome.answer, exposure, untrusted }, outcome };
    }
    return undefined;
  }

  /** What the check computes for the attacker, with every variable set and with none. */
  private seen(): readonly Seen[] {
    if (this.known) return this.known;
    const names = environmentNames(this.file, this.site);
    const environments: EnvironmentState[] = [{ kind: 'all set' }];
    if (names.length > 0) environments.push({ kind: 'all unset' });
    this.known = environments.map((environment) => {
      const values = new ComputedValues(names.map((name) => sampleOrigin(name)));
      for (const request of this.requests) {
        const probe: Probe = { request: { ...request, origin: ATTACKER }, environment };
        simulate(this.file, this.site, probe, {
          recorder: values.recorder(ATTACKER),
        });
      }
      return { environment, values };
    });
    return this.known;
  }
}
