import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { triedIn } from '../harness/matrix.js';
import { boot } from '../harness/server.js';
import { transformations } from '../metamorphic/transformations.js';
import { root } from '../repository/root.js';
import { composedFaults, composedPrograms, lettingPreflightsBy, type ComposedProgram } from './composed.js';
import { fix, lint } from './lint.js';

const said = ({ language }: ComposedProgram, text: string): { rule: string; line: number }[] =>
  lint(plugin, { path: path.join(root, `tests/programs/server.${language}`), text }).map(
    ({ rule, line }) => ({
      rule,
      line,
    }),
  );

describe('what is said of the layers of an application is so:', () => {
  test.each(composedPrograms)('$name', async (program) => {
    const { text, rule, at } = program;
    const line = text.slice(0, text.lastIndexOf(at)).split('\n').length;
    expect(said(program, text)).toEqual([{ rule, line }]);
    expect(await composedFaults(program, text, true)).toEqual([]);
  });
});

describe('its twin is silent, and answers:', () => {
  test.each(composedPrograms)('$name', async (program) => {
    expect(said(program, program.safe)).toEqual([]);
    expect(await composedFaults(program, program.safe, false)).toEqual([]);
  });
});

describe('what asks for credentials and lets preflights by is no fault:', () => {
  test.each(lettingPreflightsBy)('$name', async (program) => {
    expect(said(program, program.text)).toEqual([]);
    expect(await composedFaults(program, program.text, false)).toEqual([]);
  });
});

describe('it stays so when the program is written in another way:', () => {
  const programs = composedPrograms.map((program, row) => ({
    ...program,
    ways: triedIn(row, transformations),
  }));
  test.each(programs)('$name', ({ ways, ...program }) => {
    for (const transformation of ways) {
      const { name } = transformation;
      for (const text of [program.text, program.safe]) {
        const other = transformation.apply({ text, language: program.language });
        if (!other) continue;
        const rules = said({ ...program, ...other }, other.text).map(({ rule }) => rule);
        expect({ name, text: other.text, rules }).toEqual({
          name,
          text: other.text,
          rules: text === program.text ? [program.rule] : [],
        });
      }
    }
  });
});

describe('a path that Express 5 does not take', () => {
  const text = `const express = require('express');
const cors = require('cors');

const app = express();
app.options('*', cors({ origin: ['https://app.example.com'] }));
app.get('/data', cors({ origin: ['https://app.example.com'] }), (req, res) => res.json({ balance: 42 }));
module.exports = app;
`;
  const source = { path: path.join(root, 'tests/programs/server.cjs'), text };
  const preflight = { origin: 'https://app.example.com', path: '/data', preflightFor: 'GET' };

  test('keeps the server from starting', async () => {
    expect(await boot({ text, language: 'cjs' })).toMatchObject({ outcome: 'fails at set-up' });
  });

  test('does not keep one of Express 4 from it', async () => {
    const server = await boot({ text: text.replace("'express'", "'express4'"), language: 'cjs' });
    expect.assert('ask' in server, 'it does not start');
    expect((await server.ask(preflight)).allowOrigin).toEqual(['https://app.example.com']);
    await server.close();
  });

  test('is given a name, with which it starts and answers every preflight', async () => {
    const fixed = fix(plugin, source);
    expect(fixed.text).toBe(text.replace("'*'", "'/{*splat}'"));
    const server = await boot({ text: fixed.text, language: 'cjs' });
    expect.assert('ask' in server, 'it does not start');
    for (const asked of ['/', '/data', '/a/b/c'])
      expect((await server.ask({ ...preflight, path: asked })).allowOrigin).toEqual([
        'https://app.example.com',
      ]);
    await server.close();
  });
});
