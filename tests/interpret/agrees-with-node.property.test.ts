import { expect, test } from 'vitest';
import { interpret } from '../harness/interpret.js';
import { hold, programsFor } from '../harness/property.js';
import { agreesWithNode } from './properties.js';

test('whatever the interpreter says of a program, Node says too, and it says something of most', async () => {
  const tally = { tried: 0, told: 0 };
  await hold(agreesWithNode(interpret, tally), programsFor(0.62));
  expect(tally.told / tally.tried).toBeGreaterThan(0.6);
});
