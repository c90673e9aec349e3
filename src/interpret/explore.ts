import type { Choose } from './run.js';
import type { Provenance } from './values.js';

/** Executions one question may take before the answer is given up. */
const MAX_EXECUTIONS = 128;

interface Decision {
  readonly provenance: Provenance;
  readonly taken: boolean;
}

/** A result and its rank; a result without rank (a server that does not start) does not count. */
interface Ranked<T> {
  readonly result: T;
  readonly rank: number | undefined;
}

/**
 * Answers `∃ request choices, ∀ opaque choices`: executes the program again for every series of decisions on
 * unknown values, and takes the highest rank where the attacker decides and the lowest where somebody else does.
 *
 * @param execute one execution; it must ask `choose` the same questions when given the same answers.
 * @param rank how bad a result is; undefined for a result that is no answer at all.
 * @param gaveUp the result when there are too many executions.
 */
export function explore<T>(
  execute: (choose: Choose) => T,
  rank: (result: T) => number | undefined,
  gaveUp: () => T,
): T {
  let executions = 0;
  let exhausted = false;

  const follow = (prefix: readonly Decision[]): Ranked<T> => {
    if (++executions > MAX_EXECUTIONS) {
      exhausted = true;
      const result = gaveUp();
      return { result, rank: rank(result) };
    }
    const path: Decision[] = [...prefix];
    let next = 0;
    const result = execute(({ provenance }) => {
      const known = path[next++];
      if (known) return known.taken;
      path.push({ provenance, taken: true });
      return true;
    });
    let best: Ranked<T> = { result, rank: rank(result) };
    for (let index = path.length - 1; index >= prefix.length; index--) {
      const decision = path[index];
      if (!decision || exhausted) break;
      if (isSettled(decision.provenance, best)) continue;
      const other = follow([...path.slice(0, index), { ...decision, taken: false }]);
      best = combine(decision.provenance, best, other);
    }
    return best;
  };

  const { result } = follow([]);
  return exhausted ? gaveUp() : result;
}

/** Whether the other branch can no longer matter: an opaque value has already refused. */
const isSettled = (provenance: Provenance, ranked: Ranked<unknown>): boolean =>
  provenance === 'opaque' && ranked.rank === 0;

function combine<T>(provenance: Provenance, first: Ranked<T>, second: Ranked<T>): Ranked<T> {
  if (first.rank === undefined) return second;
  if (second.rank === undefined) return first;
  const firstIsHigher = first.rank >= second.rank;
  return (provenance === 'request') === firstIsHigher ? first : second;
}
