import { describe, expect, test } from 'vitest';
import { lintText } from '../../src/hosts/linter.js';
import plugin from '../../src/index.js';
import { triesAll } from '../harness/matrix.js';
import { fixtures } from '../programs/fixtures.js';
import { needsStrict, type Lint } from '../programs/verdict.js';
import { root } from '../repository/root.js';
import { sameVerdictFaults, transformed } from './same-verdict.js';
import { transformations } from './transformations.js';

const lint: Lint = (fixture) => {
  const { path, text } = fixture;
  const result = lintText(plugin, text, { filename: path, cwd: root, strict: needsStrict(fixture) });
  if (result.outcome === 'unparsed') throw new SyntaxError(`${result.message}\n${text}`);
  return result.messages;
};

/** Of the ways to write a fixture anew, the sample has the first that applies, beginning with another one for each fixture. */
const programs = fixtures.map((fixture, index) => {
  const start = index % transformations.length;
  const inTurn = [...transformations.slice(start), ...transformations.slice(0, start)];
  const first = inTurn.find((way) => transformed(fixture, way));
  return { name: fixture.name, fixture, ways: inTurn.filter((way) => triesAll() || way === first) };
});

describe('the verdict stays the same when a program is written in another way:', () => {
  test.each(programs)('$name', ({ fixture, ways }) => {
    expect(sameVerdictFaults(fixture, ways, lint)).toEqual([]);
  });
});

describe.each(transformations)('a program with $name', (transformation) => {
  test('is another text, and there are some', () => {
    const outcomes = programs
      .filter(({ ways }) => ways.includes(transformation))
      .map(({ fixture }) => ({ fixture, outcome: transformed(fixture, transformation) }));
    const applied = outcomes.filter(({ outcome }) => outcome !== undefined);
    expect(applied.length).toBeGreaterThan(5);
    const same = applied.filter(
      ({ fixture, outcome }) => outcome?.text === fixture.text && outcome.language === fixture.language,
    );
    expect(same).toEqual([]);
  });
});
