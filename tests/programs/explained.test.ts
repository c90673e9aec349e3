import { describe, expect, test } from 'vitest';
import { explainText } from '../../src/hosts/explain.js';
import plugin from '../../src/index.js';
import { triedIn } from '../harness/matrix.js';
import { explanationFaults } from './explained.js';
import { fixtures } from './fixtures.js';
import { lint } from './lint.js';

describe('the explanation of each site agrees with what is reported:', () => {
  test.each(triedIn(4, fixtures))('$name', (fixture) => {
    const explain = () => explainText(fixture.text, fixture.path);
    expect(explanationFaults(fixture, explain, lint(plugin, fixture))).toEqual([]);
  });
});
