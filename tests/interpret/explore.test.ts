import { describe, expect, test } from 'vitest';
import { explore } from '../../src/interpret/explore.js';
import type { Choose } from '../../src/interpret/run.js';
import type { Provenance } from '../../src/interpret/values.js';

type Ask = (provenance: Provenance, reason?: string) => boolean;

/** Explores a program given as what it asks and answers; the answer's own number says how bad it is. */
function worst(program: (ask: Ask) => number | undefined): number | undefined | 'gave up' {
  return explore<number | undefined | 'gave up'>(
    (choose: Choose) => program((provenance, reason = '') => choose({ provenance, reason })),
    (result) => (result === 'gave up' ? 0 : result),
    () => 'gave up',
  );
}

describe('the attacker strives for the worst, everybody else gets the benefit of the doubt', () => {
  test.each<[string, number, (ask: Ask) => number]>([
    ['nothing to decide', 2, () => 2],
    ['the attacker takes the branch that opens', 1, (ask) => (ask('request') ? 0 : 1)],
    ['nobody else does', 0, (ask) => (ask('opaque') ? 0 : 1)],
    ['whichever branch it is', 0, (ask) => (ask('opaque') ? 1 : 0)],
    ['both must hold: the other one fails', 0, (ask) => (ask('request') && ask('opaque') ? 1 : 0)],
    ['both must hold, asked the other way round', 0, (ask) => (ask('opaque') && ask('request') ? 1 : 0)],
    [
      'open whatever others say, if the page asks for it',
      1,
      (ask) => (ask('request') ? (ask('opaque') ? 1 : 2) : 0),
    ],
    [
      'the page answers to what it finds',
      1,
      (ask) => (ask('opaque') ? Number(ask('request')) : Number(!ask('request'))),
    ],
    [
      'three decisions of the page',
      3,
      (ask) => [ask('request'), !ask('request'), ask('request')].filter(Boolean).length,
    ],
    [
      'three decisions of others',
      0,
      (ask) => [ask('opaque'), !ask('opaque'), ask('opaque')].filter(Boolean).length,
    ],
  ])('%s', (_name, expected, program) => {
    expect(worst(program)).toBe(expected);
  });

  test('a server that does not start answers nobody, whoever decides that', () => {
    expect(worst((ask) => (ask('opaque') ? undefined : 1))).toBe(1);
    expect(worst((ask) => (ask('opaque') ? 1 : undefined))).toBe(1);
    expect(worst((ask) => (ask('request') ? undefined : 0))).toBe(0);
    expect(worst(() => undefined)).toBeUndefined();
  });
});

test('more series of decisions than can be followed are given up, in bounded time', () => {
  let executions = 0;
  const result = worst((ask) => {
    executions++;
    let total = 0;
    for (let index = 0; index < 40; index++) total += Number(ask('request'));
    return total;
  });
  expect(result).toBe('gave up');
  expect(executions).toBeLessThan(300);
});

test('a branch that others have closed already is not followed further', () => {
  let executions = 0;
  const result = worst((ask) => {
    executions++;
    for (let index = 0; index < 40; index++) if (!ask('opaque')) return 1;
    return 0;
  });
  expect(result).toBe(0);
  expect(executions).toBe(1);
});

test('every execution with the same choices is asked the same questions', () => {
  const series: string[] = [];
  worst((ask) => {
    const answers = [ask('request', 'a'), ask('request', 'b')];
    series.push(answers.map(Number).join(''));
    return 0;
  });
  expect(new Set(series).size).toBe(series.length);
});
