import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analysis/analyze.js';
import { modelAnswers } from '../harness/model.js';
import { parseSource } from '../harness/source-file.js';

const program = (body: string): string =>
  `const express = require('express');
const cors = require('cors');
const { isTrusted } = require('./trusted');
const LIST = ['https://app.example.com'];
const app = express();
${body}
`;
const handler = (refusal: string): string =>
  program(`app.use((req, res, next) => {
  ${refusal}
  cors({ origin: true })(req, res, next);
});`);

const kindsIn = (text: string): string[] =>
  analyze(parseSource(text, '/project/server.cjs'), 'policies').map(({ kind }) => kind);

const outcomesOf = (text: string): string[] =>
  modelAnswers({ text, language: 'cjs' }, [
    { origin: 'https://attacker.example', kind: 'actual', method: 'GET' },
  ]).map(([answer]) => answer?.outcome ?? '');

describe('a handler that throws refuses the request, as one that answers by itself does:', () => {
  test.each([
    `if (!LIST.includes(req.headers.origin)) throw new Error('no');`,
    `if (!isTrusted(req.headers.origin)) throw new Error('no');`,
    `if (!isTrusted(req.headers.origin)) return res.status(403).end();`,
  ])('%s', (refusal) => {
    expect(kindsIn(handler(refusal))).toEqual([]);
  });

  test('where others are let through, they are', () => {
    expect(kindsIn(handler(`if (!req.headers.origin) throw new Error('no');`))).toEqual(['reflected']);
    expect(kindsIn(handler(`if (req.query.test) throw new Error('no');`))).toEqual(['reflected']);
  });
});

test('only what fails before any request fails at set-up', () => {
  expect(outcomesOf(handler(`if (req.method !== 'PURGE') throw new Error('no');`))).toEqual(['error']);
  expect(outcomesOf(program(`throw new Error('no');\napp.use(cors());`))).toEqual(['fails at set-up']);
});
