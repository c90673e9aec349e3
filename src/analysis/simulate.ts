import type { SourceFile } from '../source/file.js';
import type { FunctionNode, Node } from '../source/syntax.js';
import { explore } from '../interpret/explore.js';
import type { Frame } from '../interpret/frame.js';
import { Run, Thrown, Undecided, type Budget, type Choose, type Slice } from '../interpret/run.js';
import { sliceFor } from '../interpret/slice.js';
import type { Recorder } from '../interpret/recorder.js';
import { opaque, type Value } from '../interpret/values.js';
import {
  Failed,
  Unanswered,
  type Evidence,
  type Exchange,
  type ModelledEdits,
  type Observation,
  type Site,
} from '../middleware/middleware.js';
import { ALLOW_ORIGIN } from '../middleware/headers/modelled-response.js';
import { nodeRequest } from '../middleware/node-request.js';
import { parameterRole } from '../middleware/parameter-roles.js';
import { ResponseHeaders } from '../middleware/response.js';
import { exposureTo, severityOf, type Answer } from '../policy/answer.js';
import type { Probe, Request } from '../policy/probe.js';
import { entriesTo, type Entry } from './entries.js';
import { environmentFor } from './environment-for.js';
import { enterAll } from './entering.js';
import { firstHandler, takesPart } from './taking-part.js';
import { Trace } from './trace.js';

/** What one probe of a site gave, with what the execution behind it went through. */
export interface Outcome {
  readonly probe: Probe;
  readonly answer: Answer;
  readonly evidence: Evidence;
  /** Names of the environment variables that were read on any path. */
  readonly environmentReads: ReadonlySet<string>;
  /** The functions that were executed. */
  readonly executed: ReadonlySet<Node>;
  /** The code that wrote headers, by their names in lower case, as far as it was noted. */
  readonly writers: ReadonlyMap<string, Node>;
  /** The path of evaluation, where it was asked for. */
  readonly trace?: Trace;
}

/** Expressions whose value is replaced during a simulation, to try a repair before it is written. */
export type Replacements = Run['hooks']['replacements'];

/** Whether all that is replaced stands in one file: an edit goes no further. */
export const standIn = (file: SourceFile, replacements: Replacements): boolean =>
  [...replacements.keys()].every((node) => file.fileOf(node) === file);

export interface SimulationOptions {
  readonly replacements?: Replacements;
  /** The values of Access-Control-Allow-Origin that the response has before the site is asked. */
  readonly written?: readonly string[];
  /** What is done before statements, to try lines before they are written. */
  readonly before?: ModelledEdits['before'];
  /** How bad an answer is; the attacker strives for the highest, other unknowns give the lowest; undefined counts for nothing. Default: what it exposes. */
  readonly rank?: (answer: Answer) => number | undefined;
  /** Takes the highest rank over unknowns that are not the attacker's, too: "on any path". */
  readonly onAnyPath?: boolean;
  /** Keeps the path of evaluation behind the outcome. */
  readonly record?: boolean;
  /** Looks on while every path is executed. Not together with `record`. */
  readonly recorder?: Recorder;
}

/** What probes without options gave, for each site. */
const answered = new WeakMap<Site, Map<string, Outcome>>();

/** Asks a site one probe: what would the server answer? */
export function simulate(
  file: SourceFile,
  site: Site,
  probe: Probe,
  options: SimulationOptions = {},
): Outcome {
  if (Object.keys(options).length > 0) return simulateAnew(file, site, probe, options);
  const outcomes = answered.get(site) ?? new Map<string, Outcome>();
  answered.set(site, outcomes);
  const key = JSON.stringify(probe);
  const outcome = outcomes.get(key) ?? simulateAnew(file, site, probe, options);
  outcomes.set(key, outcome);
  return outcome;
}

function simulateAnew(file: SourceFile, site: Site, probe: Probe, options: SimulationOptions): Outcome {
  const outcome = simulateOnce(file, site, probe, options, true);
  // What other files do may be too much to follow: what this one says by itself still counts.
  return outcome.answer.outcome === 'unknown' && file.linked.length > 1
    ? simulateOnce(file, site, probe, options, false)
    : outcome;
}

/** @param followsImports whether code of other files is executed, where the host reads them. */
function simulateOnce(
  file: SourceFile,
  site: Site,
  probe: Probe,
  options: SimulationOptions,
  followsImports: boolean,
): Outcome {
  const rank =
    options.rank ?? ((answer: Answer) => severityOf(exposureTo(probe.request.origin ?? '', answer)));
  // A server that does not start answers nobody: it neither admits nor refuses.
  const rankOf = ({ answer }: Outcome) => (answer.outcome === 'fails at set-up' ? undefined : rank(answer));
  const environmentReads = new Set<string>();
  const outcomes = preparedEntries(file, site).map((prepared) =>
    explore(
      (choose) =>
        executeOnce(
          file,
          site,
          probe,
          prepared,
          options.onAnyPath ? asAttacker(choose) : choose,
          options,
          environmentReads,
          followsImports,
        ),
      rankOf,
      () => {
        // Other probes of the site would come no further.
        budgetOf(site, followsImports).remaining = 0;
        return undecided('there are too many paths to follow', site, probe, environmentReads);
      },
    ),
  );
  const ranked = outcomes.toSorted((left, right) => (rankOf(right) ?? 0) - (rankOf(left) ?? 0));
  return ranked[0] ?? undecided('nothing leads to the site', site, probe, environmentReads);
}

/** Decides what others decide as the attacker would. */
export const asAttacker =
  (choose: Choose): Choose =>
  (decision) =>
    choose({ ...decision, provenance: 'request' });

/** Steps all simulations of one site may take together: a fraction of a second. */
const STEPS_PER_SITE = 400_000;

interface Prepared {
  readonly entry: Entry;
  readonly slice: Slice;
}

const prepared = new WeakMap<Site, Prepared[]>();
const budgets = new WeakMap<Site, Budget>();
const budgetsAlone = new WeakMap<Site, Budget>();

function budgetOf(site: Site, followsImports: boolean): Budget {
  const known = followsImports ? budgets : budgetsAlone;
  const budget = known.get(site) ?? { remaining: STEPS_PER_SITE };
  known.set(site, budget);
  return budget;
}

function preparedEntries(file: SourceFile, site: Site): Prepared[] {
  const known = prepared.get(site);
  if (known) return known;
  const root = site.roots[0] ?? site.node;
  const made = entriesTo(file, root).map((entry) => ({
    entry,
    slice: sliceFor(file, site.roots, entry.calls, new Set(entry.functions)),
  }));
  prepared.set(site, made);
  return made;
}

function undecided(reason: string, site: Site, probe: Probe, environmentReads: ReadonlySet<string>): Outcome {
  const { evidence } = site.observe(exchangeFor(probe.request));
  return {
    probe,
    answer: { outcome: 'unknown', reason },
    evidence,
    environmentReads,
    executed: new Set(),
    writers: new Map(),
  };
}

export const exchangeFor = (request: Request): Exchange => ({
  request,
  incoming: nodeRequest(request),
  headers: new ResponseHeaders(),
  writers: new Map(),
});

function executeOnce(
  file: SourceFile,
  site: Site,
  probe: Probe,
  { entry, slice }: Prepared,
  choose: Choose,
  { replacements, before, record, recorder, written }: SimulationOptions,
  environmentReads: Set<string>,
  followsImports: boolean,
): Outcome {
  const exchange = exchangeFor(probe.request);
  if (written) exchange.headers.set(ALLOW_ORIGIN, written);
  const observation = site.observe(exchange);
  const hooks = {
    calls: observation.calls,
    values: observation.values,
    replacements: replacements ?? new Map(),
    modules: observation.modules,
    before:
      before &&
      new Map(
        [...before].map(([node, line]) => [
          node,
          (current: Run, frame: Frame) => {
            line(exchange, current, frame);
          },
        ]),
      ),
  };
  const run = new Run(
    file,
    environmentFor(probe.environment),
    choose,
    slice,
    hooks,
    budgetOf(site, followsImports),
  );
  run.followsImports = followsImports;
  run.requestOrigin = probe.request.origin;
  const trace = record ? new Trace(file) : undefined;
  run.recorder = trace ?? recorder;
  const answer = answerOf(run, exchange, observation, entry, site);
  for (const name of run.environmentReads) environmentReads.add(name);
  const { evidence } = observation;
  const { writers } = exchange;
  const { executed } = run;
  return { probe, answer, evidence, environmentReads, executed, writers, ...(trace && { trace }) };
}

function answerOf(run: Run, exchange: Exchange, observation: Observation, entry: Entry, site: Site): Answer {
  let isAsked = false;
  try {
    const handlerIndex = site.isHandler ? firstHandler(run.file, entry.functions) : entry.functions.length;
    const result = enterAll(run, entry, (node, index) => {
      if (index === handlerIndex) run.phase = 'request';
      return {
        argumentsOf: () => {
          isAsked ||= takesPart(run.file, node);
          return observation.argumentsFor?.(run, node) ?? usualArguments(run.file, node, exchange);
        },
        settles: run.phase === 'request' && observation.takesErrors === true,
      };
    });
    run.phase = 'request';
    observation.respond(run, result);
    return exchange.headers.answer();
  } catch (stop) {
    return answerAfter(stop, run, isAsked);
  }
}

/** @param isAsked whether the program had come to a function that is given the request. */
function answerAfter(stop: unknown, run: Run, isAsked: boolean): Answer {
  if (stop instanceof Undecided) return { outcome: 'unknown', reason: stop.reason };
  if (stop instanceof Unanswered)
    return run.leaked === undefined ? { outcome: 'hangs' } : { outcome: 'unknown', reason: run.leaked };
  if (stop instanceof Failed) return { outcome: 'error' };
  if (stop instanceof Thrown)
    return { outcome: run.phase === 'set-up' && !isAsked ? 'fails at set-up' : 'error' };
  if (stop instanceof RangeError)
    return { outcome: 'unknown', reason: 'the program nests too deeply to follow' };
  throw stop;
}

/** What a function is called with, as far as its parameters suggest it. */
const usualArguments = (file: SourceFile, node: FunctionNode, { incoming }: Exchange): readonly Value[] =>
  node.params.map((param, index): Value => {
    if (parameterRole(file, node, index) === 'request') return incoming;
    return opaque(
      `the parameter '${param.type === 'Identifier' ? param.name : String(index + 1)}' comes from a caller in another file`,
    );
  });
