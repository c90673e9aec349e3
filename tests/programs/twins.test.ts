import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fixtures } from './fixtures.js';
import { twinFaults, twins } from './twins.js';

describe('a safe program is one token away from the unsafe one:', () => {
  test.each(twins)('$name', (pair) => {
    expect(twinFaults(pair)).toEqual([]);
  });
});

const rules = Object.keys(plugin.rules).map((rule) => `cors/${rule}`);

/** Headers written by hand have no options that could be unknown. */
const applicable: Readonly<Record<string, readonly string[]>> = {
  'cors-express5': rules,
  'cors-express4': rules,
  'cors-node-http': rules,
  'headers-express': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-node-http': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
};

describe('every rule has twins', () => {
  const cases = Object.entries(applicable).flatMap(([folder, names]) =>
    names.map((rule) => ({ folder, rule })),
  );
  test.each(cases)('$rule in $folder', ({ folder, rule }) => {
    const found = twins.filter(
      ({ name, unsafe }) => name.startsWith(`${folder}/`) && unsafe.rules.includes(rule),
    );
    expect(found).not.toEqual([]);
  });

  test('and every folder of programs is listed here, except the quiet one', () => {
    const folders = new Set(fixtures.map(({ name }) => name.split('/')[0]));
    expect([...folders].sort()).toEqual([...Object.keys(applicable), 'quiet'].sort());
  });
});
