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

describe('a check of another file may refuse by throwing, and gets the benefit of the doubt:', () => {
  const later = (line: string): string =>
    program(`app.use(async (req, res, next) => {
  ${line}
  res.set('Access-Control-Allow-Origin', req.headers.origin);
  next();
});`);

  test.each([
    'await isTrusted(req);',
    'await isTrusted(req, res);',
    'await isTrusted.check(req.headers.origin);',
    'isTrusted(req.headers.origin);',
    'const { origin } = req.headers;\n  await isTrusted(origin);',
    'try {\n    await isTrusted(req);\n  } catch {\n    return res.status(403).end();\n  }',
  ])('%s', (line) => {
    expect(kindsIn(later(line))).toEqual([]);
  });

  test.each([
    ['what is done beside', 'void isTrusted(req);'],
    ['what is told of the origin', "isTrusted.info('asked by', req.headers.origin);"],
    ['what is given a text with it', 'isTrusted(`asked by ${req.headers.origin}`);'],
    ['what is given neither', 'await isTrusted();'],
    ['what is given a choice of the page', 'await isTrusted(req.body);'],
    [
      'what fails without consequence',
      'try {\n    await isTrusted(req);\n  } catch {\n    // It is public.\n  }',
    ],
  ])('%s is no check: %s', (_name, line) => {
    expect(kindsIn(later(line))).toEqual(['reflected']);
  });
});

test('a function of the file that throws refuses, wherever it is called', () => {
  const checked = (line: string): string =>
    program(`function check(given, allowed) {
  if (!allowed.includes(given.headers.origin)) throw new Error('no');
}
app.use((req, res, next) => {
  ${line}
  res.set('Access-Control-Allow-Origin', req.headers.origin);
  next();
});`);
  expect(kindsIn(checked('check(req, LIST);'))).toEqual([]);
  expect(kindsIn(checked('void LIST;'))).toEqual(['reflected']);
});
