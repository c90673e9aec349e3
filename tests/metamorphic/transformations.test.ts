import { describe, expect, test } from 'vitest';
import { fixtures } from '../programs/fixtures.js';
import { parseProgram } from './parsed-program.js';
import { sameAnswersFaults } from './same-answers.js';
import { transformed } from './same-verdict.js';
import { transformations } from './transformations.js';

/** How many programs of each kind are booted. */
const SAMPLE = 8;

const outcomes = fixtures.flatMap((fixture) =>
  transformations.flatMap((transformation) => {
    const outcome = transformed(fixture, transformation);
    return outcome ? [{ transformation, fixture, outcome }] : [];
  }),
);

describe.each(transformations)('a program with $name', (transformation) => {
  const own = outcomes.filter((outcome) => outcome.transformation === transformation);

  test('is another text, and parses', () => {
    expect(own.length).toBeGreaterThan(SAMPLE);
    for (const { fixture, outcome } of own) {
      expect(outcome.text === fixture.text && outcome.language === fixture.language).toBe(false);
      expect(() => parseProgram({ ...outcome, text: outcome.text.replace(/^\uFEFF/, '') })).not.toThrow();
    }
  });

  const step = Math.ceil(own.length / SAMPLE);
  const offset = transformations.indexOf(transformation);
  const sample = own.filter((_outcome, position) => (position + offset) % step === 0);

  test.each(sample)('answers as before: $fixture.name', async ({ fixture, outcome }) => {
    expect(await sameAnswersFaults(fixture, outcome)).toEqual([]);
  });
});
