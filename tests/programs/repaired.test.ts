import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { reported } from './fixtures.js';
import { fix } from './lint.js';
import { repairedAnswerFaults } from './repaired-answers.js';
import { repairedTextFaults, type Fix } from './repaired-text.js';

const outcomes = new Map<string, ReturnType<Fix>>();

/** Fixes a text once: its answers are looked at after its bytes. */
const fixAll: Fix = (fixture) => {
  const outcome = outcomes.get(fixture.path + fixture.text) ?? fix(plugin, fixture);
  outcomes.set(fixture.path + fixture.text, outcome);
  return outcome;
};

describe('eslint --fix leaves a text that parses, is silent, and stays as it is:', () => {
  test.each(reported)('$name', (fixture) => {
    expect(repairedTextFaults(fixture, fixAll)).toEqual([]);
  });
});

describe('a fixed program admits the listed origins and nobody else:', () => {
  test.each(reported.filter(({ needsYou }) => !needsYou))('$name', async (fixture) => {
    expect(await repairedAnswerFaults(fixture, fixAll(fixture).text)).toEqual([]);
  });
});
