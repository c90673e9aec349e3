import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import { ArrayValue, RegExpValue, SetValue, type Value } from '../interpret/values.js';
import type { Site } from '../middleware/middleware.js';
import { admits, exposureTo } from '../policy/answer.js';
import type { Witness } from '../policy/finding.js';
import { insecureOrigins, lookAlikes, namedOrigins, type Named } from '../policy/look-alikes.js';
import { ATTACKER, sampleOrigin } from '../policy/origins.js';
import type { Pattern } from '../policy/pattern-members.js';
import type { EnvironmentState, Probe, Request } from '../policy/probe.js';
import {
  NULL_ORIGIN,
  originOf,
  untrustedOrigin,
  type Candidate,
  type UntrustedOrigin,
} from '../policy/untrusted-origin.js';
import { environmentNames, requestsTo } from './judge.js';
import { simulate, type Outcome, type Replacements } from './simulate.js';

/** An untrusted origin that a site admits though it refuses the attacker's own, and the proof. */
export interface Gap {
  readonly witness: Witness & { readonly untrusted: UntrustedOrigin };
  readonly outcome: Outcome;
}

/** What a check computes in one environment, and the nodes it comes from. */
interface Seen {
  readonly environment: EnvironmentState;
  readonly named: Named;
  readonly patternNodes: ReadonlySet<Node>;
  readonly listNodes: ReadonlySet<Node>;
}

/**
 * The origin check of a site that is closed to the attacker: asked with the origins that resemble what it compares with.
 * Those are taken from the values the program computes, so that it does not matter how they are spelled.
 */
export class OriginCheck {
  private readonly requests: readonly Request[];
  private known: readonly Seen[] | undefined;
  private admitted: readonly Gap[] | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly site: Site,
  ) {
    this.requests = requestsTo(file, site).filter(({ method }) => method === 'GET');
  }

  /** The first gap of the kinds, in their order, and of the plainest origin; undefined where there is none. */
  gap(kinds: readonly UntrustedOrigin['kind'][]): Gap | undefined {
    const isWanted = (kind: UntrustedOrigin['kind']): boolean => kinds.includes(kind);
    if (isWanted('look-alike') || isWanted('sub-domain')) {
      const found = this.lookAlikeGaps().find(({ witness: { untrusted } }) => isWanted(untrusted.kind));
      if (found) return found;
    }
    if (isWanted('null')) return this.ask(NULL_ORIGIN, this.seen()[0]?.environment ?? { kind: 'all set' });
    return isWanted('insecure') ? this.insecureGap() : undefined;
  }

  /** Every look-alike and every sub-domain that passes. */
  lookAlikeGaps(): readonly Gap[] {
    this.admitted ??= this.seen().flatMap(({ named, environment }) => {
      const origins = namedOrigins(named);
      return lookAlikes(named)
        .map((candidate) => this.gapAt(candidate, origins, environment))
        .filter((gap) => gap !== undefined);
    });
    return this.admitted;
  }

  private insecureGap(): Gap | undefined {
    for (const { named, environment } of this.seen()) {
      const origins = namedOrigins(named);
      for (const candidate of insecureOrigins(named)) {
        const gap = this.gapAt(candidate, origins, environment);
        if (gap?.witness.untrusted.kind === 'insecure') return gap;
      }
    }
    return undefined;
  }

  /** The literals of regular expressions that the check evaluates. */
  patternNodes(): Node[] {
    return [...new Set(this.seen().flatMap(({ patternNodes }) => [...patternNodes]))];
  }

  /** The expressions of the check that give a text, or a list with a text in it. */
  listNodes(): Node[] {
    return [...new Set(this.seen().flatMap(({ listNodes }) => [...listNodes]))];
  }

  /** Whether an origin passes in an environment, with some expressions of the program replaced. */
  admitsWith(origin: string, environment: EnvironmentState, replacements?: Replacements): boolean {
    return this.requests.some((request) => {
      const probe: Probe = { request: { ...request, origin }, environment };
      return admits(origin, this.simulated(probe, replacements).answer);
    });
  }

  /** Everything the site was asked, for a repair to be held against. */
  questions(): { environment: EnvironmentState; named: Named }[] {
    return this.seen().map(({ environment, named }) => ({ environment, named }));
  }

  private gapAt(
    candidate: Candidate,
    named: ReadonlySet<string>,
    environment: EnvironmentState,
  ): Gap | undefined {
    // The list of public suffixes is looked at last: most candidates are refused.
    if (!this.admitsWith(originOf(candidate), environment)) return undefined;
    const untrusted = untrustedOrigin(candidate, named);
    if (!untrusted) return undefined;
    // Every sub-domain passes if two do that have nothing in common.
    if (untrusted.kind === 'sub-domain' && !this.admitsWith(`https://zone1.${untrusted.of}`, environment))
      return undefined;
    return this.ask(untrusted, environment);
  }

  private ask(untrusted: UntrustedOrigin, environment: EnvironmentState): Gap | undefined {
    const { origin } = untrusted;
    for (const request of this.requests) {
      const probe: Probe = { request: { ...request, origin }, environment };
      const outcome = this.simulated(probe);
      const exposure = exposureTo(origin, outcome.answer);
      if (exposure !== 'none')
        return { witness: { probe, answer: outcome.answer, exposure, untrusted }, outcome };
    }
    return undefined;
  }

  private simulated(probe: Probe, replacements?: Replacements): Outcome {
    return simulate(this.file, this.site, probe, replacements ? { replacements } : {});
  }

  private seen(): readonly Seen[] {
    if (this.known) return this.known;
    const names = environmentNames(this.file, this.site);
    const states: EnvironmentState[] = [
      { kind: 'all set' },
      ...(names.length > 0 ? [{ kind: 'all unset' } as const] : []),
    ];
    this.known = states.map((environment) => this.seenIn(environment, names));
    return this.known;
  }

  /** Runs the check once for each request, and notes what it computes. */
  private seenIn(environment: EnvironmentState, names: readonly string[]): Seen {
    const texts = new Set<string>();
    const patterns = new Map<string, Pattern>();
    const patternNodes = new Set<Node>();
    const listNodes = new Set<Node>();
    const everyValue = (node: Node, value: Value): void => {
      const items = value instanceof ArrayValue || value instanceof SetValue ? value.items : [value];
      if (items.some((item) => typeof item === 'string')) listNodes.add(node);
      for (const item of items) {
        if (typeof item === 'string') texts.add(item);
        if (!(item instanceof RegExpValue)) continue;
        patterns.set(`${item.flags}/${item.source}`, { source: item.source, flags: item.flags });
        if (node.type === 'Literal') patternNodes.add(node);
      }
    };
    for (const request of this.requests)
      simulate(this.file, this.site, { request: { ...request, origin: ATTACKER }, environment }, { everyValue });
    // Where the operator writes a pattern, nobody knows it; the sample is none.
    const supplied = names
      .map((name) => sampleOrigin(name))
      .filter((sample) => [...patterns.values()].some((pattern) => holds(pattern, sample)));
    const isSupplied = (text: string): boolean => supplied.some((sample) => text.includes(sample));
    return {
      environment,
      named: {
        texts: [...texts].filter((text) => !text.includes('attacker.example') && !isSupplied(text)),
        patterns: [...patterns.values()].filter(({ source }) => !isSupplied(unescapedSlashes(source))),
      },
      patternNodes,
      listNodes,
    };
  }
}

const unescapedSlashes = (source: string): string => source.replaceAll('\\/', '/');

const holds = ({ source }: Pattern, text: string): boolean => unescapedSlashes(source).includes(text);
