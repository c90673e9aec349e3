import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { reported } from './fixtures.js';
import { fix } from './lint.js';
import { loadOrderFaults, projects } from './load-order.js';
import { repairedAnswerFaults } from './repaired-answers.js';

describe('a fixed program admits the listed origins and nobody else:', () => {
  test.each(reported.filter(({ needsYou }) => !needsYou))('$name', async (fixture) => {
    expect(await repairedAnswerFaults(fixture, fix(plugin, fixture).text)).toEqual([]);
  });
});

describe('a fixed config/cors that is loaded before dotenv runs admits the origin that .env lists:', () => {
  test.each(projects)('$name', async (project) => {
    expect(await loadOrderFaults(project, (file) => fix(plugin, file).text)).toEqual([]);
  });
});
