import type { SourceFile } from '../source/file.js';
import type { FunctionNode } from '../source/syntax.js';
import type { Frame } from '../interpret/frame.js';
import { Run, Thrown, Undecided, type Budget, type Choose, type Slice } from '../interpret/run.js';
import { opaque, type Value } from '../interpret/values.js';
import { Failed, Unanswered, type Exchange, type Observation, type Site } from '../middleware/middleware.js';
import { ALLOW_ORIGIN } from '../middleware/headers/modelled-response.js';
import { nodeRequest } from '../middleware/node-request.js';
import { parameterRole } from '../middleware/parameter-roles.js';
import { ResponseHeaders } from '../middleware/response.js';
import type { Answer } from '../policy/answer.js';
import type { Probe, Request } from '../policy/probe.js';
import type { Entry } from './entries.js';
import { enterAll } from './entering.js';
import { environmentFor } from './environment-for.js';
import type { Outcome, SimulationOptions } from './simulate.js';
import { firstHandler, takesPart } from './taking-part.js';
import { Trace } from './trace.js';

/** A request to a server, and the response that it has not given yet. */
export const exchangeFor = (request: Request): Exchange => ({
  request,
  incoming: nodeRequest(request),
  headers: new ResponseHeaders(),
  writers: new Map(),
});

/** A way to a site, and the part of the file that decides what it does there. */
export interface Prepared {
  readonly entry: Entry;
  readonly slice: Slice;
}

/** What one execution gave, and whether it came to the site. */
export type Execution = Omit<Outcome, 'environmentReads'> & { readonly isReached: boolean };

/**
 * Executes the program once, on one way to the site and with one series of choices, and takes the answer.
 *
 * @param environmentReads takes the names of the variables that are read.
 * @param followsImports whether code of other files is executed, where the host reads them.
 */
export function execution(
  file: SourceFile,
  site: Site,
  probe: Probe,
  { entry, slice }: Prepared,
  choose: Choose,
  { replacements, before, record, recorder, written }: SimulationOptions,
  environmentReads: Set<string>,
  budget: Budget,
  followsImports: boolean,
): Execution {
  const exchange = exchangeFor(probe.request);
  if (written) exchange.headers.set(ALLOW_ORIGIN, written);
  const observation = site.observe(exchange);
  // What is asked by its result alone is reached wherever that comes from.
  let isReached = observation.calls.size + observation.values.size === 0;
  const noting =
    <Args extends unknown[], Result>(hook: (...args: Args) => Result) =>
    (...args: Args): Result => {
      isReached = true;
      return hook(...args);
    };
  const hooks = {
    calls: new Map([...observation.calls].map(([node, hook]) => [node, noting(hook)])),
    values: new Map([...observation.values].map(([node, hook]) => [node, noting(hook)])),
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
  const run = new Run(file, environmentFor(probe.environment), choose, slice, hooks, budget);
  run.followsImports = followsImports;
  run.requestOrigin = probe.request.origin;
  const trace = record ? new Trace(file) : undefined;
  run.recorder = trace ?? recorder;
  const answer = answerOf(run, exchange, observation, entry, site);
  for (const name of run.environmentReads) environmentReads.add(name);
  const { evidence } = observation;
  const { writers } = exchange;
  const { executed } = run;
  return { probe, answer, evidence, executed, writers, isReached, ...(trace && { trace }) };
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
