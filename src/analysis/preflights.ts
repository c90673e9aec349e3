import type { SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import { unwrapped, type Node } from '../source/syntax.js';
import { Unknown } from '../interpret/values.js';
import { samplePath } from '../middleware/applications/paths.js';
import type { Site } from '../middleware/middleware.js';
import { admits, UNKNOWN_FIELD, type Answer } from '../policy/answer.js';
import { ATTACKER } from '../policy/origins.js';
import type { Request } from '../policy/probe.js';
import { answering, layersFor, speaks, type Composition, type Placed } from './composition.js';
import { simulate, type Outcome } from './simulate.js';
import { trustedBy } from './trusted.js';

/** A route whose preflight is answered otherwise than the request that follows it. */
export interface OtherPreflight {
  /** What admits the page that the other refuses. */
  readonly site: Site;
  /** What answers the other of the two; undefined where nothing does, or the same. */
  readonly other: Site | undefined;
  readonly page: string;
  /** Which of the two is refused, or the method in the preflight. */
  readonly refused: 'preflight' | 'request' | 'method';
  readonly method: string;
  readonly outcome: Outcome;
}

/** Methods that no page sends without a preflight (Fetch standard, "CORS-safelisted method"). */
const ALWAYS_ASKED = ['PUT', 'PATCH', 'DELETE'];

/** The routes of an application whose preflights are answered otherwise, each pair of sites once. */
export function otherPreflights(file: SourceFile, composition: Composition): OtherPreflight[] {
  const found: OtherPreflight[] = [];
  for (const route of composition.layers) {
    const path = route.isRoute ? samplePath(route.path) : undefined;
    for (const method of path ? methodsOf(route) : []) {
      const asked = { method, isServed: route.methods !== undefined };
      const other = path && otherPreflight(file, composition, asked, path);
      if (other && !found.some((one) => isSamePair(one, other))) found.push(other);
    }
  }
  return found;
}

/** A method of requests to a route. */
interface Served {
  readonly method: string;
  /** Whether the route names it: one for all methods may have no use for some. */
  readonly isServed: boolean;
}

const methodsOf = ({ methods }: Placed): readonly string[] =>
  methods ? [...methods].filter((method) => method !== 'OPTIONS') : ALWAYS_ASKED;

const isSamePair = (left: OtherPreflight, right: OtherPreflight): boolean =>
  left.site === right.site || (left.site === right.other && left.other === right.site);

function otherPreflight(
  file: SourceFile,
  composition: Composition,
  { method, isServed }: Served,
  path: readonly string[],
): OtherPreflight | undefined {
  const passed = layersFor(composition, method, path);
  const asked = layersFor(composition, 'OPTIONS', path);
  if (asked.some((layer) => mayAnswer(file, layer))) return undefined;
  const sites = new Set([...passed, ...asked].flatMap((layer) => layer.sites));
  for (const page of new Set([...sites].flatMap((site) => trustedBy(file, site, method)).concat(ATTACKER))) {
    const request = { origin: page, kind: 'actual', method } as const;
    const actual = deciding(file, passed, request);
    const preflight = deciding(file, asked, { ...request, kind: 'preflight' });
    if (actual === 'undecided' || preflight === 'undecided') continue;
    if (isServed && actual?.isAdmitted && preflight?.isAdmitted && !isNamed(preflight.outcome.answer, method))
      return { ...preflight, other: undefined, page, refused: 'method', method };
    if (actual?.site === preflight?.site) continue;
    if (
      actual?.isAdmitted &&
      !preflight?.mayAdmit &&
      (preflight || (isServed && ALWAYS_ASKED.includes(method)))
    )
      return { ...actual, other: preflight?.site, page, refused: 'preflight', method };
    if (preflight?.isAdmitted && !actual?.mayAdmit)
      return { ...preflight, other: actual?.site, page, refused: 'request', method };
  }
  return undefined;
}

/**
 * Whether a preflight allows a method, as far as the program says which: `GET`, `HEAD` and `POST` need no name, and names are
 * compared by the letter (Fetch standard, "CORS-preflight fetch", 7.5).
 */
function isNamed(answer: Answer, method: string): boolean {
  const named = answer.outcome === 'answered' ? answer.grants?.['access-control-allow-methods'] : undefined;
  if (named === undefined || !ALWAYS_ASKED.includes(method)) return true;
  const names = named.split(',').map((name) => name.trim());
  return names.some((name) => name === method || name === '*' || name === UNKNOWN_FIELD);
}

interface Decided {
  readonly site: Site;
  readonly outcome: Outcome;
  readonly isSpeaking: boolean;
  readonly isAdmitted: boolean;
  /** Whether it admits the page if others decide so. */
  readonly mayAdmit: boolean;
}

/** The site that answers a request; undefined where none does. Two that do are for `single-owner` to tell. */
function deciding(
  file: SourceFile,
  layers: readonly Placed[],
  request: Request & { readonly origin: string },
): Decided | 'undecided' | undefined {
  const admitted = (answer: Answer): boolean => admits(request.origin, answer);
  const ask = (site: Site, onAnyPath: boolean): Outcome =>
    simulate(
      file,
      site,
      { request, environment: { kind: 'all set' } },
      { rank: (answer) => (admitted(answer) ? 1 : 0), ...(onAnyPath && { onAnyPath }) },
    );
  let last: Decided | undefined;
  for (const layer of layers) {
    const answered = answering(layer, (site) => ask(site, false));
    if (!answered || answered.site === last?.site) continue;
    const { site, outcome } = answered;
    if (outcome.answer.outcome === 'unknown') return 'undecided';
    const isSpeaking = speaks(outcome);
    const ends = request.kind === 'preflight' && !site.isHandler && !outcome.evidence.passesOn;
    if (isSpeaking && last?.isSpeaking) return 'undecided';
    if (isSpeaking || (ends && !last)) {
      const isAdmitted = admitted(outcome.answer);
      last = {
        ...answered,
        isSpeaking,
        isAdmitted,
        mayAdmit: isAdmitted || admitted(ask(site, true).answer),
      };
    }
    if (ends) break;
  }
  return last;
}

/** Whether a layer from somewhere else in the program may answer preflights. What packages make for other purposes does not. */
function mayAnswer(file: SourceFile, { sites, value, node, methods }: Placed): boolean {
  if (sites.length > 0 || !(value instanceof Unknown)) return false;
  return methods !== undefined || !argumentsOf(node).every((argument) => isOfPackage(file, argument));
}

const argumentsOf = (call: Node): readonly Node[] => (call.type === 'CallExpression' ? call.arguments : []);

function isOfPackage(file: SourceFile, node: Node): boolean {
  const inner = unwrapped(node);
  if (inner.type === 'Literal' || inner.type === 'ObjectExpression') return true;
  const made = inner.type === 'CallExpression' ? inner.callee : inner;
  const module =
    importedBinding(file, made)?.module ??
    (made.type === 'MemberExpression' ? importedBinding(file, made.object)?.module : undefined);
  return module !== undefined && !module.startsWith('.');
}
