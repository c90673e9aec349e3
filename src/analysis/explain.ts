import { analyze, type Concern } from './analyze.js';
import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { admits, type Answer } from '../policy/answer.js';
import { isDefect } from '../policy/finding.js';
import type { Probe } from '../policy/probe.js';
import { findingsAt, handshakeFindings, sitesOf, toolServerFindings, type Finding } from './findings.js';
import { mentionsCors } from './gate.js';
import { simulate, type Outcome } from './simulate.js';
import type { Trace } from './trace.js';
import { watched as asked, type Watch } from './watched.js';

/** One question to a site, and its answer. */
export interface Asked {
  readonly probe: Probe;
  readonly answer: Answer;
}

/** What kept a site from being judged open: a value nobody can know here, and why not. */
export interface Stop {
  /** The expression that gave it, where there is one. */
  readonly node: Node | undefined;
  readonly reason: string;
}

/** Why a site was judged as it was. */
export interface Explanation {
  readonly site: Site;
  /** Undefined for a silent site. */
  readonly finding: Finding | undefined;
  /** Every question, up to the one that was admitted. */
  readonly asked: readonly Asked[];
  /** The question whose execution `trace` shows. */
  readonly shown: Asked | undefined;
  readonly trace: Trace | undefined;
  /**
   * Of a silent site: the unknown values without which an attacker might have been admitted. None where every path
   * refuses.
   */
  readonly stops: readonly Stop[];
}

interface Watched {
  readonly probe: Probe;
  readonly outcome: Outcome;
}

/** What may be wrong with a site whose policy is sound, as some rules see it. */
const BESIDE: readonly Concern[] = ['owners', 'preflights', 'order', 'grants', 'literals'];

/**
 * Explains the verdict on every site of a file, in source order. The sites are judged as `analyze` judges them, each
 * with a budget of its own.
 *
 * @param isReported whether a rule reports what is found at a place beside policies: a site is silent otherwise.
 */
export function explain(file: SourceFile, isReported?: (place: Node) => boolean): readonly Explanation[] {
  const sites = mentionsCors(file.text, file.path) ? sitesOf(file) : [];
  const found: Finding[] = [];
  const beside = isReported
    ? BESIDE.flatMap((concern) => analyze(file, concern)).filter(({ node }) => isReported(node))
    : [];
  const explanations = sites.flatMap((site): Explanation[] => {
    const watched: Watched[] = [];
    const ofDefects: Watched[] = [];
    const findings = findingsAt(file, site, sites, keptIn(watched), keptIn(ofDefects));
    if (findings.length === 0) {
      // Sites are found anew each time, at the same nodes.
      const others = beside.filter((other) => other.site.node === site.node);
      if (others.length > 0) return others.map((other) => explanationBeside(file, other));
      return [explanationOf(file, site, undefined, watched)];
    }
    // One configuration is reported, and explained, once.
    const fresh = findings.filter(({ node }) => !found.some((other) => other.node === node));
    found.push(...fresh);
    return fresh.map((finding) =>
      explanationOf(file, site, finding, isDefect(finding.kind) ? ofDefects : watched),
    );
  });
  const others: Watched[] = [];
  for (const finding of [
    ...handshakeFindings(file, sites, found, keptIn(others)),
    ...toolServerFindings(file, found, keptIn(others)),
  ]) {
    const own = others.filter(({ outcome }) => outcome === finding.outcome);
    explanations.push(explanationOf(file, finding.site, finding, own));
  }
  return explanations.sort((left, right) => placeOf(left) - placeOf(right));
}

const keptIn =
  (watched: Watched[]): Watch =>
  (probe, outcome) =>
    void watched.push({ probe, outcome });

const placeOf = ({ site, finding }: Explanation): number => (finding?.node ?? site.node).range[0];

function explanationOf(
  file: SourceFile,
  site: Site,
  finding: Finding | undefined,
  watched: readonly Watched[],
): Explanation {
  const { shown, stops } = finding
    ? { shown: watched.find(({ outcome }) => outcome === finding.outcome), stops: [] }
    : whyClosed(file, site, watched);
  return {
    site,
    finding,
    asked: watched.map(askedOf),
    shown: shown && askedOf(shown),
    trace: shown?.outcome.trace,
    stops,
  };
}

/** What was found without anybody looking on: its question is put once more. */
function explanationBeside(file: SourceFile, finding: Finding): Explanation {
  const { probe } = finding.outcome;
  const watched: Watched[] = [];
  const site = (finding.grant && finding.site.withAllHeaders?.()) ?? finding.site;
  const outcome = asked(file, site, probe, {}, keptIn(watched));
  return explanationOf(file, site, { ...finding, outcome }, watched);
}

const askedOf = ({ probe, outcome: { answer } }: Watched): Asked => ({ probe, answer });

/** The question that says most about a silent site, and the unknowns that decided it. */
function whyClosed(
  file: SourceFile,
  site: Site,
  watched: readonly Watched[],
): { shown: Watched | undefined; stops: readonly Stop[] } {
  const unanswered = watched.find(({ outcome }) => outcome.answer.outcome === 'unknown');
  if (unanswered) return { shown: unanswered, stops: [stopOf(unanswered.outcome)] };
  const doubted = watched.find(({ probe, outcome }) => {
    const isOpen = outcome.trace?.decisions.some(({ provenance }) => provenance === 'opaque') ?? false;
    return isOpen && isAdmittedOnAnyPath(file, site, probe);
  });
  if (!doubted) return { shown: watched[0], stops: [] };
  return { shown: doubted, stops: doubtsIn(doubted.outcome) };
}

function stopOf({ answer, trace }: Outcome): Stop {
  const reason = answer.outcome === 'unknown' ? answer.reason : '';
  return { node: trace?.stoppedAt ?? trace?.sourceOf(reason), reason };
}

/** Whether an attacker would get in if somebody else's values were the attacker's to choose. */
function isAdmittedOnAnyPath(file: SourceFile, site: Site, probe: Probe): boolean {
  const { answer } = simulate(file, site, probe, { onAnyPath: true });
  return admits(probe.request.origin ?? '', answer);
}

/** The tests of somebody else's values on the path that refused, each once. */
function doubtsIn({ trace }: Outcome): Stop[] {
  const stops = new Map<string, Stop>();
  for (const { provenance, node, reason } of trace?.decisions ?? []) {
    const key = `${node?.range[0] ?? ''} ${reason}`;
    if (provenance === 'opaque' && !stops.has(key)) stops.set(key, { node, reason });
  }
  return [...stops.values()];
}
