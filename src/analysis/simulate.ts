import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import { explore } from '../interpret/explore.js';
import type { Budget, Choose, Run } from '../interpret/run.js';
import { sliceFor } from '../interpret/slice.js';
import type { Recorder } from '../interpret/recorder.js';
import type { Evidence, ModelledEdits, Site } from '../middleware/middleware.js';
import { exposureTo, severityOf, type Answer } from '../policy/answer.js';
import type { Probe } from '../policy/probe.js';
import { entriesTo } from './entries.js';
import { exchangeFor, execution, type Execution, type Prepared } from './execution.js';
import type { Trace } from './trace.js';

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
  const outcome = ranked(file, site, probe, options, true);
  // Other files may be too much to follow, or keep the program from coming to the site where nobody knows what they are given:
  // what this one says by itself still counts.
  const isSaid = outcome.answer.outcome !== 'unknown' && outcome.isReached;
  return isSaid || file.linked.length === 1 ? outcome : ranked(file, site, probe, options, false);
}

type Ranked = Outcome & Pick<Execution, 'isReached'>;

/** The outcome that the attacker strives for, at the choices of others that are worst for it. */
function ranked(
  file: SourceFile,
  site: Site,
  probe: Probe,
  options: SimulationOptions,
  followsImports: boolean,
): Ranked {
  const rank =
    options.rank ?? ((answer: Answer) => severityOf(exposureTo(probe.request.origin ?? '', answer)));
  // A server that does not start answers nobody: it neither admits nor refuses.
  const rankOf = ({ answer }: Ranked) => (answer.outcome === 'fails at set-up' ? undefined : rank(answer));
  const environmentReads = new Set<string>();
  const budget = budgetsOf(site)[followsImports ? 'following' : 'alone'];
  const undecided = (reason: string): Ranked => ({
    probe,
    answer: { outcome: 'unknown', reason },
    evidence: site.observe(exchangeFor(probe.request)).evidence,
    environmentReads,
    executed: new Set(),
    writers: new Map(),
    isReached: false,
  });
  const outcomes = preparedEntries(file, site).map((way) =>
    explore(
      (choose): Ranked => {
        const chosen = options.onAnyPath ? asAttacker(choose) : choose;
        const once = execution(
          file,
          site,
          probe,
          way,
          chosen,
          options,
          environmentReads,
          budget,
          followsImports,
        );
        return { ...once, environmentReads };
      },
      rankOf,
      () => {
        // Other probes of the site would come no further.
        budget.remaining = 0;
        return undecided('there are too many paths to follow');
      },
    ),
  );
  const [worst] = outcomes.toSorted((left, right) => (rankOf(right) ?? 0) - (rankOf(left) ?? 0));
  return worst ?? undecided('nothing leads to the site');
}

/** Decides what others decide as the attacker would. */
export const asAttacker =
  (choose: Choose): Choose =>
  (decision) =>
    choose({ ...decision, provenance: 'request' });

/** Steps all simulations of one site may take together: a fraction of a second. */
const STEPS_PER_SITE = 400_000;

/** With the code of other files, and without. */
interface Budgets {
  readonly following: Budget;
  readonly alone: Budget;
}

const prepared = new WeakMap<Site, Prepared[]>();
const budgets = new WeakMap<Site, Budgets>();

function budgetsOf(site: Site): Budgets {
  const known = budgets.get(site) ?? {
    following: { remaining: STEPS_PER_SITE },
    alone: { remaining: STEPS_PER_SITE },
  };
  budgets.set(site, known);
  return known;
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
