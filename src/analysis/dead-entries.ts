import type { SourceFile } from '../source/file.js';
import { staticText, type Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { ArrayValue } from '../interpret/values.js';
import { admits, type Answer } from '../policy/answer.js';
import { lookAlikes } from '../policy/look-alikes.js';
import { misspelledOrigin, namedBy, type MisspelledOrigin } from '../policy/misspelled-origin.js';
import { ATTACKER } from '../policy/origins.js';
import type { EnvironmentState } from '../policy/probe.js';
import { originOf } from '../policy/untrusted-origin.js';
import { correction, type Correction } from './entry-correction.js';
import { environmentNames, requestsTo } from './judge.js';
import { OriginCheck } from './origin-check.js';
import type { Outcome, Replacements } from './simulate.js';
import { watched, type Watch } from './watched.js';

/** A text that a site compares origins with, or answers as one, and that no origin is equal to. */
export interface DeadEntry {
  readonly node: Node;
  readonly entry: MisspelledOrigin;
  readonly correction: Correction;
  /** How the page is answered that the entry seems to name. */
  readonly outcome: Outcome;
}

/** Entries of one site that are examined at the most. */
const MOST = 40;

/**
 * The entries of a site that admit nobody. An entry is a text that, were it spelled as browsers spell the origin it
 * names, would admit that origin and nobody who resembles it. It is dead if, as it is, it does not: in no environment, and
 * whatever is unknown. So code that cleans its list before it compares has no dead entries.
 */
export function deadEntries(file: SourceFile, site: Site, watch?: Watch): DeadEntry[] {
  const suspects = suspectsIn(file, site);
  const readings = [site, ...(site.otherReadings ?? [])];
  return suspects.flatMap(({ node, entry }): DeadEntry[] => {
    const outcomes = readings.map((reading) => outcomeIfDead(file, reading, node, entry, watch));
    const [outcome] = outcomes;
    if (!outcome || outcomes.includes(undefined)) return [];
    const correct = correction(file, site, outcome.evidence, { node, entry }, (parts) =>
      readings.every((reading) =>
        parts.every((part) =>
          isAdmitted(file, reading, part, new Map([[node, () => new ArrayValue([...parts])]])),
        ),
      ),
    );
    return [{ node, entry, correction: correct, outcome }];
  });
}

/** The texts that may be entries: no origins, and computed while the site is asked. */
function suspectsIn(file: SourceFile, site: Site): { node: Node; entry: MisspelledOrigin }[] {
  const texts = file.linked.flatMap(({ nodes }) => nodes);
  const misspelled = texts.flatMap((node) => {
    if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return [];
    const text = staticText(node);
    const entry = text === undefined ? undefined : misspelledOrigin(text);
    return entry ? [{ node, entry }] : [];
  });
  if (misspelled.length === 0) return [];
  const computed = new Set(new OriginCheck(file, site).textNodes());
  return misspelled.filter(({ node }) => computed.has(node)).slice(0, MOST);
}

/** What the page an entry names is answered, if the entry is one that would admit it, and is dead. */
function outcomeIfDead(
  file: SourceFile,
  site: Site,
  node: Node,
  entry: MisspelledOrigin,
  watch: Watch | undefined,
): Outcome | undefined {
  const [meant] = entry.meant;
  const environments = environmentsOf(file, site);
  const corrected: Replacements = new Map([[node, () => meant]]);
  const environment = environments.find(
    (state) => ask(file, site, meant, state, { replacements: corrected }).verdict === 'admitted',
  );
  if (!environment) return undefined;
  const refused = namedBy(entry).flatMap((origin) =>
    environments.map((state) => ask(file, site, origin, state, { onAnyPath: true })),
  );
  if (refused.some(({ verdict }) => verdict !== 'refused')) return undefined;
  const resembling = lookAlikes({ texts: [meant], patterns: [] }).map((candidate) => originOf(candidate));
  const isExact = [ATTACKER, ...resembling].every(
    (origin) =>
      ask(file, site, origin, environment, { replacements: corrected, onAnyPath: true }).verdict ===
      'refused',
  );
  return isExact ? ask(file, site, meant, environment, {}, watch).outcome : undefined;
}

const isAdmitted = (file: SourceFile, site: Site, origin: string, replacements: Replacements): boolean =>
  environmentsOf(file, site).some(
    (state) => ask(file, site, origin, state, { replacements }).verdict === 'admitted',
  );

function environmentsOf(file: SourceFile, site: Site): EnvironmentState[] {
  const isRead = environmentNames(file, site).length > 0;
  return isRead ? [{ kind: 'all set' }, { kind: 'all unset' }] : [{ kind: 'all set' }];
}

/** Whether an origin is admitted by any of the requests that reach the site; unknown if some answer is. */
function ask(
  file: SourceFile,
  site: Site,
  origin: string,
  environment: EnvironmentState,
  options: { replacements?: Replacements; onAnyPath?: boolean },
  watch?: Watch,
): { verdict: 'admitted' | 'unknown' | 'refused'; outcome: Outcome | undefined } {
  const rank = (answer: Answer): number =>
    admits(origin, answer) ? 2 : answer.outcome === 'unknown' ? 1 : 0;
  let verdict: 'unknown' | 'refused' = 'refused';
  let outcome: Outcome | undefined;
  for (const asked of requestsTo(file, site)) {
    if (asked.method !== 'GET') continue;
    const probe = { request: { ...asked, origin }, environment };
    const given = watched(file, site, probe, { ...options, rank }, watch);
    outcome ??= given;
    if (admits(origin, given.answer)) return { verdict: 'admitted', outcome: given };
    if (given.answer.outcome === 'unknown') verdict = 'unknown';
  }
  return { verdict, outcome };
}
