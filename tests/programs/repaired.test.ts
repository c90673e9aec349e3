import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fixtures, reported } from './fixtures.js';
import { fix } from './lint.js';
import { repairedAnswerFaults } from './repaired-answers.js';
import { repairedTextFaults, type Fix } from './repaired-text.js';

const fixAll: Fix = (fixture) => fix(plugin, fixture);

describe('eslint --fix leaves a text that parses, is silent, and stays as it is:', () => {
  test.each(fixtures)('$name', (fixture) => {
    expect(repairedTextFaults(fixture, fixAll)).toEqual([]);
  });
});

describe('a fixed program admits the listed origins and nobody else:', () => {
  test.each(reported.filter(({ needsYou }) => !needsYou))('$name', async (fixture) => {
    expect(await repairedAnswerFaults(fixture, fixAll(fixture).text)).toEqual([]);
  });
});
