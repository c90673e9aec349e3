import { describe, expect, test } from 'vitest';
import type { Exposure } from '../../src/policy/answer.js';
import type { Witness } from '../../src/policy/finding.js';
import { methodOnTheWire, type EnvironmentState, type Request } from '../../src/policy/probe.js';
import { conditionOf, proofOf, reachOf } from '../../src/policy/proof.js';

const PAGE = 'https://attacker.example';

const witness = (
  exposure: Exclude<Exposure, 'none'>,
  kind: Request['kind'],
  environment: EnvironmentState = { kind: 'all set' },
): Witness => ({
  probe: { request: { origin: PAGE, kind, method: 'GET' }, environment },
  answer: {
    outcome: 'answered',
    allowOrigin: [exposure.includes('wildcard') ? '*' : PAGE],
    allowCredentials: exposure.includes('credential') ? 'true' : undefined,
    vary: [],
  },
  exposure,
});

describe('the exchange behind a finding', () => {
  test.each<[Witness, string]>([
    [
      witness('reflected with credentials', 'actual'),
      `a page on '${PAGE}' is answered with Access-Control-Allow-Origin '${PAGE}' and Access-Control-Allow-Credentials 'true'`,
    ],
    [
      witness('reflected', 'preflight'),
      `the preflight of a page on '${PAGE}' is answered with Access-Control-Allow-Origin '${PAGE}'`,
    ],
    [
      witness('credentialed wildcard', 'actual'),
      `a page on '${PAGE}' is answered with Access-Control-Allow-Origin '*' and Access-Control-Allow-Credentials 'true'`,
    ],
    [witness('wildcard', 'actual'), `a page on '${PAGE}' is answered with Access-Control-Allow-Origin '*'`],
  ])('%#', (given, text) => {
    expect(proofOf(given)).toBe(text);
  });

  test('an answer that is none shows no header', () => {
    const { probe, exposure } = witness('wildcard', 'actual');
    expect(proofOf({ probe, exposure, answer: { outcome: 'error' } })).toBe(
      `a page on '${PAGE}' is answered with Access-Control-Allow-Origin ''`,
    );
  });
});

describe('what the page can do', () => {
  test.each<[Exclude<Exposure, 'none'>, Request['kind'], string]>([
    ['reflected with credentials', 'actual', 'read these responses as the signed-in user'],
    ['reflected', 'actual', 'read these responses, though not as the signed-in user'],
    ['wildcard', 'actual', 'read these responses, though not as the signed-in user'],
    [
      'credentialed wildcard',
      'actual',
      'read these responses, though not as the signed-in user, because browsers refuse credentials with the wildcard',
    ],
    [
      'reflected with credentials',
      'preflight',
      "send requests that need a preflight, with the signed-in user's cookies",
    ],
    ['reflected', 'preflight', 'send requests that need a preflight'],
    ['credentialed wildcard', 'preflight', 'send requests that need a preflight'],
  ])('%s, %s', (exposure, kind, text) => {
    expect(reachOf(witness(exposure, kind))).toBe(text);
  });
});

describe('the environment it needs', () => {
  test.each<[EnvironmentState, string | undefined]>([
    [{ kind: 'all set' }, undefined],
    [{ kind: 'as given', variables: {} }, undefined],
    [{ kind: 'unset', name: 'ORIGIN' }, 'ORIGIN is not set'],
    [{ kind: 'empty', name: 'ORIGIN' }, 'ORIGIN is empty'],
    [{ kind: 'all unset' }, 'the environment variables it reads are not set'],
    [{ kind: 'only set', name: 'ORIGIN' }, 'the environment variables it reads are not set'],
    [{ kind: 'deployment unset', names: ['NODE_ENV'] }, 'NODE_ENV is not set'],
    [{ kind: 'deployment unset', names: ['NODE_ENV', 'APP_ENV'] }, 'NODE_ENV and APP_ENV are not set'],
  ])('%o', (environment, text) => {
    expect(conditionOf(witness('wildcard', 'actual', environment))).toBe(text);
  });
});

test('a preflight is an OPTIONS request, whatever it asks for', () => {
  expect(methodOnTheWire({ origin: PAGE, kind: 'preflight', method: 'DELETE' })).toBe('OPTIONS');
  expect(methodOnTheWire({ origin: PAGE, kind: 'actual', method: 'DELETE' })).toBe('DELETE');
});
