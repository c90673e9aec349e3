import { ancestorsOf, type SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import { importedModules } from '../source/modules.js';
import { isFunctionNode, type Node } from '../source/syntax.js';
import type { ModelledEdits, Site } from '../middleware/middleware.js';
import { givesAwayHeaders, givesAwayResponse } from '../middleware/handed-away.js';
import { variesByOrigin, type Answer } from '../policy/answer.js';
import { ATTACKER, sampleOrigin } from '../policy/origins.js';
import type { Probe, Request } from '../policy/probe.js';
import { requestsTo } from './judge.js';
import { simulate, type Outcome } from './simulate.js';
import { trustedBy } from './trusted.js';
import { watched, type Watch } from './watched.js';

/** An answer that depends on the origin, and does not tell caches so. */
export interface MissingVary {
  /** A page that is admitted; undefined where only somebody else's data says which ones are. */
  readonly page: string | undefined;
  /** Whether the answer to that page has no Vary, or only the answers to others. */
  readonly where: 'admitted' | 'refused';
  readonly outcome: Outcome;
  /** Edits that were tried on the model, or the reason why there are none. */
  readonly repair: readonly TextEdit[] | string;
}

/** A page that no file names. Code that echoes its origin takes that from the request. */
const SOMEBODY = sampleOrigin('somebody');

/**
 * Finds an answer to a GET request that another origin would not get, while some answer does not vary by the origin: a
 * cache may hand one of them to a page that is owed the other (Fetch standard, "CORS protocol and HTTP caches"). Undefined
 * where that is not so for certain. Preflights are not cached (RFC 9110, 9.3.7).
 */
export function missingVary(
  file: SourceFile,
  site: Site,
  sites: readonly Site[],
  watch?: Watch,
): MissingVary | undefined {
  if (!site.varyByOrigin || !isAskedByGet(file, site)) return undefined;
  // What another library adds to the same answer is its affair.
  if (sites.some((other) => !other.varyByOrigin) || /no-store/i.test(file.text)) return undefined;
  const asked = [...trustedBy(file, site), SOMEBODY].flatMap((origin): Candidate[] => {
    const outcome = ask(file, site, origin, watch);
    return outcome ? [{ origin, outcome }] : [];
  });
  const dynamic = asked.filter(({ origin }) => isForNobodyElse(file, site, origin, watch));
  const missing =
    dynamic.find(({ outcome }) => doesNotVary(outcome.answer)) ??
    (isMissingWithoutOrigin(file, site, watch) ? dynamic[0] : undefined);
  if (!missing) return undefined;
  if (mayVaryElsewhere(file, asked)) return undefined;
  const { origin, outcome } = missing;
  return {
    page: origin === SOMEBODY ? undefined : origin,
    where: doesNotVary(outcome.answer) ? 'admitted' : 'refused',
    outcome,
    repair: repairOf(file, site, asked),
  };
}

interface Candidate {
  readonly origin: string;
  readonly outcome: Outcome;
}

const isAskedByGet = (file: SourceFile, site: Site): boolean =>
  requestsTo(file, site).some(({ kind, method }) => kind === 'actual' && method === 'GET');

const probeFrom = (origin: string | undefined): Probe => {
  const request: Request = { origin, kind: 'actual', method: 'GET' };
  return { request, environment: { kind: 'all set' } };
};

const doesNotVary = (answer: Answer): boolean =>
  answer.outcome === 'answered' && variesByOrigin(answer) === 'no';

const isFor = (answer: Answer, origin: string | undefined): boolean =>
  answer.outcome === 'answered' && answer.allowOrigin.length === 1 && answer.allowOrigin[0] === origin;

/**
 * The answer to an origin among those that admit it. The page chooses one that does not vary;
 * of what others decide, one that varies is taken, and what is on no such path counts for nothing.
 */
function ask(file: SourceFile, site: Site, origin: string, watch: Watch | undefined): Outcome | undefined {
  const rank = (answer: Answer): number | undefined => {
    if (answer.outcome === 'unknown') return 0;
    if (answer.outcome !== 'answered' || !isFor(answer, origin)) return undefined;
    return doesNotVary(answer) ? 1 : 0;
  };
  const outcome = watched(file, site, probeFrom(origin), { rank }, watch);
  return outcome.answer.outcome !== 'unknown' && rank(outcome.answer) !== undefined ? outcome : undefined;
}

/** Whether no other origin gets the answer that admits `origin`, on any path. */
function isForNobodyElse(file: SourceFile, site: Site, origin: string, watch: Watch | undefined): boolean {
  const isNamed = origin !== SOMEBODY || file.text.includes(origin);
  const rank = (answer: Answer): number =>
    isFor(answer, origin) || (answer.outcome === 'unknown' && isNamed) ? 1 : 0;
  const { answer } = watched(file, site, probeFrom(ATTACKER), { rank, onAnyPath: true }, watch);
  return rank(answer) === 0;
}

/** Whether, on every path, a request without an origin gets an answer without Vary. */
function isMissingWithoutOrigin(file: SourceFile, site: Site, watch: Watch | undefined): boolean {
  const rank = (answer: Answer): number | undefined => {
    if (answer.outcome === 'unknown') return 1;
    if (answer.outcome !== 'answered') return undefined;
    return doesNotVary(answer) ? 0 : 1;
  };
  const { answer } = watched(file, site, probeFrom(undefined), { rank, onAnyPath: true }, watch);
  return rank(answer) === 0;
}

/** Whether code that the model of the site does not run, or cannot see, may set Vary on the same answers. */
function mayVaryElsewhere(file: SourceFile, asked: readonly Candidate[]): boolean {
  if (importedModules(file).has('vary')) return true;
  const executed = new Set(asked.flatMap(({ outcome }) => [...outcome.executed]));
  const isElsewhere = (node: Node): boolean => {
    const owner = [...ancestorsOf(file, node)].find((parent) => isFunctionNode(parent));
    return owner !== undefined && !executed.has(owner);
  };
  const isVary = (node: Node): boolean =>
    (node.type === 'Identifier' && /^vary$/i.test(node.name)) ||
    (node.type === 'Literal' && typeof node.value === 'string' && /^vary$/i.test(node.value));
  if (file.nodes.some((node) => isVary(node) && isElsewhere(node))) return true;
  const writes = asked.flatMap(({ outcome }) => outcome.evidence.writes);
  return givesAwayResponse(file, executed) || givesAwayHeaders(file, writes);
}

/** The edits of the site, if with them every answer varies, whoever asks. */
function repairOf(file: SourceFile, site: Site, asked: readonly Candidate[]): readonly TextEdit[] | string {
  const writes = new Set(asked.flatMap(({ outcome }) => outcome.evidence.writes));
  const repair: ModelledEdits | string = site.varyByOrigin?.([...writes]) ?? NOWHERE;
  if (typeof repair === 'string') return repair;
  const { edits, replacements, before } = repair;
  // An error page is nobody's answer to keep.
  const rank = (answer: Answer): number =>
    answer.outcome === 'error' || (answer.outcome === 'answered' && variesByOrigin(answer) === 'yes') ? 0 : 1;
  const origins = [...asked.map(({ origin }) => origin), ATTACKER, undefined];
  const isProved = origins.every((origin) => {
    const options = { rank, replacements, before, onAnyPath: true };
    return rank(simulate(file, site, probeFrom(origin), options).answer) === 0;
  });
  return isProved && edits.length > 0 ? edits : NOWHERE;
}

const NOWHERE = 'the answers are put together in several places';
