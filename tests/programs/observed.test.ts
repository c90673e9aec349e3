import { describe, expect, test } from 'vitest';
import { fixtures } from './fixtures.js';
import { observedFaults } from './observed.js';

describe('a booted program does what it is said to do:', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expect(await observedFaults(fixture)).toEqual([]);
  });
});
