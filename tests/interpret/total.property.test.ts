import { expect, test } from 'vitest';
import { interpret } from '../harness/interpret.js';
import { hold, programsFor } from '../harness/property.js';
import { answersAnySyntax, boundsHostility } from './properties.js';

test('any syntax at all gets an answer or a reason, the same one each time; most of the texts are programs', async () => {
  const tally = { tried: 0, told: 0 };
  await hold(answersAnySyntax(interpret, tally), programsFor(0.1));
  expect(tally.told / tally.tried).toBeGreaterThan(0.8);
});

test('a hostile program costs bounded work', async () => {
  const tally = { tried: 0, told: 0 };
  await hold(boundsHostility(interpret, tally), programsFor(0.1));
  expect(tally.told).toBeGreaterThan(0);
});
