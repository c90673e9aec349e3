import { describe, expect, test } from 'vitest';
import {
  admits,
  exposureTo,
  severityOf,
  UNKNOWN_FIELD,
  variesByOrigin,
  type Answer,
  type Exposure,
} from '../../src/policy/answer.js';
import { isDefect } from '../../src/policy/finding.js';
import { registrationOf } from '../../src/policy/public-suffix.js';

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

test.each([
  [[], 'no'],
  [['accept'], 'no'],
  [['origin'], 'yes'],
  [['accept', 'origin'], 'yes'],
  [['*'], 'yes'],
  [[UNKNOWN_FIELD], 'maybe'],
  [['accept', UNKNOWN_FIELD], 'maybe'],
  [[UNKNOWN_FIELD, 'origin'], 'yes'],
])('caches keep answers with Vary %j apart: %s', (vary, expected) => {
  expect(variesByOrigin({ outcome: 'answered', allowOrigin: [], allowCredentials: undefined, vary })).toBe(
    expected,
  );
});

test('a defect is what is wrong with a site that lets nobody in', () => {
  const defects = ['dead entry', 'depends on credentials', 'does not vary', 'open handshake'] as const;
  const others = ['wildcard', 'weak match', 'insecure origin', 'unanswered callback'] as const;
  expect([...defects, ...others].filter((kind) => isDefect(kind))).toEqual(defects);
});

test.each([
  ['app.example.com', { domain: 'example.com', suffix: 'com', isPrivateSuffix: false }],
  ['example.co.uk', { domain: 'example.co.uk', suffix: 'co.uk', isPrivateSuffix: false }],
  ['a.b.vercel.app', { domain: 'b.vercel.app', suffix: 'vercel.app', isPrivateSuffix: true }],
  ['a.attacker.example', { domain: 'attacker.example', suffix: 'example', isPrivateSuffix: false }],
  ['com', undefined],
  ['co.uk', undefined],
  ['vercel.app', undefined],
  ['app.nosuchtld', undefined],
  ['localhost', undefined],
  ['203.0.113.7', undefined],
])('%s is registered as %o', (host, expected) => {
  expect(registrationOf(host)).toEqual(expected);
});
