import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/policy/answer.js';
import { answerInWords, environmentInWords, requestInWords } from '../../src/policy/exchange-words.js';
import type { EnvironmentState } from '../../src/policy/probe.js';

describe('what was asked', () => {
  test('names the method, also of the request that a preflight is for', () => {
    const origin = 'https://attacker.example';
    expect(requestInWords({ origin, kind: 'actual', method: 'PUT' })).toBe('PUT');
    expect(requestInWords({ origin, kind: 'preflight', method: 'PUT' })).toBe('preflight for PUT');
    expect(requestInWords({ origin, kind: 'handshake', method: 'GET' })).toBe('WebSocket handshake');
  });

  test.each<[EnvironmentState, string]>([
    [{ kind: 'all set' }, 'every variable set'],
    [{ kind: 'all unset' }, 'no variable set'],
    [{ kind: 'unset', name: 'ORIGIN' }, 'ORIGIN not set'],
    [{ kind: 'empty', name: 'ORIGIN' }, 'ORIGIN empty'],
    [{ kind: 'only set', name: 'ORIGIN' }, 'only ORIGIN set'],
    [{ kind: 'deployment unset', names: ['NODE_ENV', 'APP_ENV'] }, 'NODE_ENV and APP_ENV not set'],
    [{ kind: 'as given', variables: { ORIGIN: 'x' } }, 'the variables as given'],
  ])('names the environment: %o', (environment, words) => {
    expect(environmentInWords(environment)).toBe(words);
  });
});

describe('what was answered', () => {
  const answered = (answer: Partial<Extract<Answer, { outcome: 'answered' }>>): Answer => ({
    outcome: 'answered',
    allowOrigin: [],
    allowCredentials: undefined,
    vary: [],
    ...answer,
  });

  test.each<[Answer, string]>([
    [answered({}), 'no Access-Control-Allow-Origin'],
    [answered({ allowOrigin: ['*'] }), "Access-Control-Allow-Origin '*'"],
    [
      answered({ allowOrigin: ['*', 'null'] }),
      "Access-Control-Allow-Origin '*', Access-Control-Allow-Origin 'null'",
    ],
    [
      answered({ allowCredentials: 'true', vary: ['Origin', 'Accept'] }),
      "no Access-Control-Allow-Origin, Access-Control-Allow-Credentials 'true', Vary 'Origin, Accept'",
    ],
    [{ outcome: 'error' }, 'an error'],
    [{ outcome: 'hangs' }, 'no answer, ever'],
    [{ outcome: 'fails at set-up' }, 'nothing: the server does not start'],
    [{ outcome: 'unknown', reason: 'another module' }, 'unknown: another module'],
  ])('%o', (answer, words) => {
    expect(answerInWords(answer, { kind: 'actual' })).toBe(words);
  });

  test('of a handshake, without a word about headers', () => {
    expect(answerInWords(answered({}), { kind: 'handshake' })).toBe('accepted');
    expect(answerInWords({ outcome: 'error' }, { kind: 'handshake' })).toBe('an error');
  });
});
