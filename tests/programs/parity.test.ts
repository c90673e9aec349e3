import { describe, expect, test } from 'vitest';
import envOrigins from '../../codemods/env-origins.js';
import plugin from '../../src/index.js';
import { reported } from './fixtures.js';
import { fix } from './lint.js';
import { parityFaults, type Rewrite } from './parity.js';

const lintFix: Rewrite = (fixture) => fix(plugin, fixture).text;

const codemod: Rewrite = ({ path, text }) =>
  envOrigins({ path, source: text }, { stats: () => undefined, report: () => undefined }, {}) ?? text;

describe('the codemod env-origins writes the bytes of eslint --fix:', () => {
  test.each(reported)('$name', (fixture) => {
    expect(parityFaults(fixture, codemod, lintFix)).toEqual([]);
  });
});
