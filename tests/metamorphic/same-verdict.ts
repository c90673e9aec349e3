import type { Fixture } from '../programs/fixture.js';
import { rulesOf, type Lint } from '../programs/verdict.js';
import type { Transformation } from './transformation.js';

/** A fixture written in another way, under a path of the same folder; undefined where that is the same, or another program. */
export function transformed(fixture: Fixture, transformation: Transformation): Fixture | undefined {
  const known = outcomes.get(fixture) ?? new Map<Transformation, Fixture | undefined>();
  outcomes.set(fixture, known);
  if (!known.has(transformation)) known.set(transformation, transformedAnew(fixture, transformation));
  return known.get(transformation);
}

const outcomes = new WeakMap<Fixture, Map<Transformation, Fixture | undefined>>();

function transformedAnew(fixture: Fixture, transformation: Transformation): Fixture | undefined {
  if (fixture.needsNames && transformation.losesNames) return undefined;
  const outcome = transformation.apply(fixture);
  if (!outcome) return undefined;
  return { ...fixture, ...outcome, path: fixture.path.replace(/\.[a-z]+$/, `.${outcome.language}`) };
}

/** What is wrong with the verdict about a fixture that is written in another way: the same rules have to report it as often as before. */
export function sameVerdictFaults(
  fixture: Fixture,
  transformations: readonly Transformation[],
  lint: Lint,
): string[] {
  const before = rulesOf(lint(fixture));
  return transformations.flatMap((transformation) => {
    const outcome = transformed(fixture, transformation);
    if (!outcome) return [];
    const rules = rulesOf(lint(outcome));
    if (rules.join() === before.join()) return [];
    const [said, expected] = [rules, before].map((names) => names.join(', ') || 'no rule');
    return [
      `with ${transformation.name}: reported by ${String(said)} instead of ${String(expected)}\n${outcome.text}`,
    ];
  });
}
