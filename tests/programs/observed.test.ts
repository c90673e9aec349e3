import { describe, expect, test } from 'vitest';
import { triedIn } from '../harness/matrix.js';
import { modelAnswers } from '../harness/model.js';
import { noteRun } from '../harness/support-evidence.js';
import { fixtures } from './fixtures.js';
import { hasOneSite, modelFaults } from './modelled.js';
import { observedFaults } from './observed.js';

describe('a booted program does what it is said to do:', () => {
  test.for(triedIn(2, fixtures))('$name', async (fixture, running) => {
    noteRun(running, fixture.text);
    expect(await observedFaults(fixture)).toEqual([]);
  });
});

/** Programs whose server is more, or whose model is less, than the model of their site. */
const incomparable: Readonly<Record<string, string>> = {
  'cors-express5/field-with-a-computed-name.safe.mjs':
    'what the field is called comes from a function that is not modelled, so the model says unknown',
  'cors-express5/list-from-a-file.mjs': 'the list is in another file, so the model says unknown',
  'cors-express5/options-from-another-file.cjs': 'the origin is in another file, so the model says unknown',
  'headers-express/chain-on-one-line.cjs': 'only the preflight comes to the site',
  'headers-express/reflected-query.cjs': 'the model lets the attacker choose the query, the test does not',
  'headers-koa/in-catch.safe.mjs': 'the handlers behind fail, and the model may let them succeed',
  'headers-express/reflected-with-credentials.safe.ts': 'the model answers under a name of its own',
};

const withOneSite = fixtures.filter((fixture) => hasOneSite(fixture, modelAnswers));
const comparable = withOneSite.filter(({ name }) => !(name in incomparable));

describe('the model answers as the booted program does:', () => {
  test.each(triedIn(3, comparable))('$name', async (fixture) => {
    expect(await modelFaults(fixture, modelAnswers)).toEqual([]);
  });
});

test('most programs have one site, and every exception is one of them', () => {
  expect(comparable.length).toBeGreaterThan(150);
  expect(withOneSite.length - comparable.length).toBe(Object.keys(incomparable).length);
});
