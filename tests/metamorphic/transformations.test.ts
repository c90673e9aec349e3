import { describe, expect, test } from 'vitest';
import { triedIn } from '../harness/matrix.js';
import { fixtures } from '../programs/fixtures.js';
import { sameAnswersFaults } from './same-answers.js';
import { transformed } from './same-verdict.js';
import { transformations } from './transformations.js';

/** How many programs of each kind are booted. */
const SAMPLE = 8;
/** A prime: taken again and again, it comes to every fixture before it comes to one twice. */
const STRIDE = 37;

/** Some fixtures to which a transformation applies, spread over all of them, and others for the next transformation. */
const samples = transformations.map((transformation, offset) => {
  const outcomes: { name: string; fixture: (typeof fixtures)[number]; outcome: (typeof fixtures)[number] }[] =
    [];
  for (let step = 0; step < fixtures.length && outcomes.length < SAMPLE; step += 1) {
    const fixture = fixtures[(offset + step * STRIDE) % fixtures.length];
    const outcome = fixture && transformed(fixture, transformation);
    if (outcome) outcomes.push({ name: fixture.name, fixture, outcome });
  }
  return { name: transformation.name, outcomes: triedIn(offset, outcomes) };
});

describe.each(samples)('a program with $name', ({ outcomes }) => {
  test.each(outcomes)('answers as before: $name', async ({ fixture, outcome }) => {
    expect(await sameAnswersFaults(fixture, outcome)).toEqual([]);
  });
});
