import { test } from 'vitest';
import { hold, programsFor } from '../harness/property.js';
import { POLICIES } from './policies-program.js';
import { engine, modelsAgreeWithServers, witnessesAreAdmitted } from './properties.js';

test('models of generated policies of every library answer as their servers do, and who is let in is found', async () => {
  await hold(modelsAgreeWithServers(engine), programsFor(0.14) / POLICIES);
});

test('every witness is let in as it claims, and a policy without a finding lets no stranger in', async () => {
  await hold(witnessesAreAdmitted(engine), programsFor(0.04) / POLICIES);
});
