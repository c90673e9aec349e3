import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { memberName, unwrapped, type FunctionNode, type Node } from '../source/syntax.js';
import { Run, Thrown, Undecided, type Budget, type Choose } from '../interpret/run.js';
import { sliceFor } from '../interpret/slice.js';
import { FunctionValue, opaque, type ObjectValue, type Unknown, type Value } from '../interpret/values.js';
import {
  Application,
  flattened,
  type Framework,
  type Layer,
} from '../middleware/applications/application.js';
import { applicationModules, frameworkOf, registers } from '../middleware/applications/frameworks.js';
import { matchesPath } from '../middleware/applications/paths.js';
import type { Site } from '../middleware/middleware.js';
import { createsNestApp } from '../middleware/nest-adapter.js';
import { parameterRole } from '../middleware/parameter-roles.js';
import { parameterOf } from '../middleware/parameters.js';
import { entriesTo, type Entry } from './entries.js';
import { enterAll } from './entering.js';
import { environmentFor } from './environment-for.js';
import type { Outcome } from './simulate.js';

/** A layer of an application, and the sites it is: more than one where a function may be read in several ways. */
export interface Placed extends Layer {
  readonly sites: readonly Site[];
}

/** An application as the file sets it up. */
export interface Composition {
  /** What requests go through, in order. */
  readonly layers: readonly Placed[];
  readonly framework: Framework;
  /** The run that set it up, in which its functions can be called. */
  readonly run: Run;
}

/** How many ways to set an application up are tried. */
const MAX_ENTRIES = 6;

/**
 * The applications that a file sets up, with its sites among their layers. None where that cannot be followed.
 *
 * @param choose decides what nobody knows on the way.
 * @param budget what it may cost, and what is done with the applications.
 */
export function compositionsOf(
  file: SourceFile,
  sites: readonly Site[],
  choose: Choose,
  budget: Budget,
): Composition[] {
  const calls = file
    .nodesOfType('CallExpression')
    .filter((call) => mayRegister(file, call) || createsNestApp(file, call));
  const executed = new Set<Node>();
  return waysTo(file, calls).flatMap((entry) => {
    // What the file calls itself is set up as it is called there.
    if (entry.functions.length > 0 && entry.functions.every((node) => executed.has(node))) return [];
    const made: Application[] = [];
    const places = new Map<ObjectValue | Unknown, Site>();
    const run = new Run(
      file,
      environmentFor({ kind: 'all set' }),
      choose,
      sliceFor(file, [], entry.calls, new Set(entry.functions)),
      {
        calls: new Map(),
        values: watching(sites, places),
        replacements: new Map(),
        modules: applicationModules(made),
      },
      budget,
    );
    if (!isSetUp(run, entry, made)) return [];
    for (const node of run.executed) executed.add(node);
    const sitesIn = ({ node, value }: Layer): Site[] => {
      const known = typeof value === 'object' && value !== null ? places.get(value) : undefined;
      const leads = (site: Site): boolean => value instanceof FunctionValue && leadsTo(file, value, site);
      return sites.filter((site) => site === known || site.node === node || leads(site));
    };
    return outermost(made).map((application) => ({
      run,
      framework: application.framework,
      layers: application.framework
        .layers(application, run)
        .map((layer) => ({ ...layer, sites: sitesIn(layer) })),
    }));
  });
}

/** Whether a call may register something with an application: its receiver was made or handed over, and is no request. */
function mayRegister(file: SourceFile, { callee, arguments: given }: TSESTree.CallExpression): boolean {
  const member = unwrapped(callee);
  if (member.type !== 'MemberExpression' || !registers(file, memberName(member) ?? '', given.length))
    return false;
  const receiver = unwrapped(member.object);
  if (receiver.type !== 'Identifier') return receiver.type !== 'Literal';
  const parameter = parameterOf(file, receiver);
  if (parameter) return parameterRole(file, parameter.owner, parameter.index) === 'other';
  return file.variableOf(receiver)?.defs[0]?.type === 'Variable';
}

/**
 * The ways to enter a file by which the calls are reached, each with all calls that lead on from there: first the module by
 * itself, whose functions may be called by what they are given to.
 */
function waysTo(file: SourceFile, calls: readonly Node[]): Entry[] {
  const ways = new Map([['', { functions: [] as FunctionNode[], calls: new Set<Node>(calls) }]]);
  for (const call of calls) {
    for (const entry of entriesTo(file, call)) {
      const functions = entry.functions.filter((node) => !entry.called.has(node));
      const key = functions.map(({ range }) => range.join('-')).join(' ');
      const way = ways.get(key) ?? { functions, calls: new Set() };
      ways.set(key, way);
      for (const one of [...entry.calls, call]) way.calls.add(one);
    }
  }
  return [...ways.values()]
    .slice(0, MAX_ENTRIES)
    .map((way) => ({ functions: way.functions, calls: [...way.calls], called: new Set() }));
}

/** Notes which value is which site. */
const watching = (sites: readonly Site[], places: Map<ObjectValue | Unknown, Site>) =>
  new Map(
    sites.map((site) => [
      site.node,
      (value: Value) => {
        if (typeof value === 'object' && value !== null) places.set(value, site);
      },
    ]),
  );

/** Executes the file up to where requests may come. False where it cannot be followed, or throws. */
function isSetUp(run: Run, entry: Entry, made: Application[]): boolean {
  try {
    enterAll(run, entry, (node) => ({
      argumentsOf: () => node.params.map((param) => argumentFor(run.file, param, made)),
    }));
    return true;
  } catch (stop) {
    if (stop instanceof Thrown || stop instanceof Undecided || stop instanceof RangeError) return false;
    throw stop;
  }
}

/** A parameter that things are registered with is an application. */
function argumentFor(file: SourceFile, param: Node, made: Application[]): Value {
  const references = param.type === 'Identifier' ? (file.variableOf(param)?.references ?? []) : [];
  const registers = references.some(({ identifier }) => {
    const member = file.parentOf(identifier);
    const call = member && file.parentOf(member);
    return call?.type === 'CallExpression' && call.callee === member && mayRegister(file, call);
  });
  if (!registers) return opaque('a parameter that comes from a caller in another file');
  const application = new Application(frameworkOf(file));
  made.push(application);
  return application;
}

/** Whether a function that is registered is, or leads to, what a site is in. */
const leadsTo = (file: SourceFile, { node }: FunctionValue, site: Site): boolean =>
  entriesTo(file, site.roots[0] ?? site.node).some(({ functions }) => functions.includes(node));

/** The applications that no other one has among what was registered with it. */
function outermost(made: readonly Application[]): Application[] {
  const mounted = new Set(
    made.flatMap(({ registrations }) => registrations.flatMap(({ args }) => flattened(args))),
  );
  return made.filter((application) => !mounted.has(application));
}

/** What a request by `method` for a path goes through, in order. */
export const layersFor = (
  { layers }: Composition,
  method: string,
  path: readonly string[],
): readonly Placed[] =>
  layers.filter((layer) => (layer.methods?.has(method) ?? true) && matchesPath(layer.path, path));

/** Whether an answer says anything about who may read it. */
export const speaks = ({ answer }: Outcome): boolean =>
  answer.outcome === 'answered' && answer.allowOrigin.length > 0;

/** The site of a layer that answers a question, or that would have known how; undefined where it is none. */
export function answering(
  { sites }: Placed,
  ask: (site: Site) => Outcome,
): { readonly site: Site; readonly outcome: Outcome } | undefined {
  const answers = sites.map((site) => ({ site, outcome: ask(site) }));
  return (
    answers.find(({ outcome }) => speaks(outcome)) ??
    answers.find(({ outcome }) => outcome.answer.outcome !== 'unknown') ??
    answers[0]
  );
}
