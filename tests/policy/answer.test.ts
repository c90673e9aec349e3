import { describe, expect, test } from 'vitest';
import { admits, exposureTo, severityOf, type Answer, type Exposure } from '../../src/policy/answer.js';

const PAGE = 'https://attacker.example';

const answered = (allowOrigin: readonly string[], allowCredentials?: string): Answer => ({
  outcome: 'answered',
  allowOrigin,
  allowCredentials,
  vary: [],
});

describe('what an answer gives a page', () => {
  test.each<[string, Answer, Exposure]>([
    ['the wildcard', answered(['*']), 'wildcard'],
    ['the wildcard and credentials', answered(['*'], 'true'), 'credentialed wildcard'],
    ['its origin', answered([PAGE]), 'reflected'],
    ['its origin and credentials', answered([PAGE], 'true'), 'reflected with credentials'],
    ['its origin, and credentials in other letters', answered([PAGE], 'TRUE'), 'reflected'],
    ['its origin, and no credentials', answered([PAGE], 'false'), 'reflected'],
    ['no header', answered([]), 'none'],
    ['no header, and credentials', answered([], 'true'), 'none'],
    ['another origin', answered(['https://app.example.com'], 'true'), 'none'],
    ['an empty header', answered(['']), 'none'],
    ['its origin twice, which browsers refuse', answered([PAGE, PAGE]), 'none'],
    ['the wildcard twice, which browsers refuse', answered(['*', '*']), 'none'],
    ['an error', { outcome: 'error' }, 'none'],
    ['silence', { outcome: 'hangs' }, 'none'],
    ['a server that does not start', { outcome: 'fails at set-up' }, 'none'],
    ['what nobody knows', { outcome: 'unknown', reason: 'a reason' }, 'none'],
  ])('%s', (_name, answer, exposure) => {
    expect(exposureTo(PAGE, answer)).toBe(exposure);
    expect(admits(PAGE, answer)).toBe(exposure !== 'none');
  });
});

test('each exposure gives more away than the one before', () => {
  const severities = (
    ['none', 'wildcard', 'credentialed wildcard', 'reflected', 'reflected with credentials'] as const
  ).map(severityOf);
  expect(severities).toEqual([0, 1, 2, 3, 4]);
});
