import { describe, expect, test } from 'vitest';
import envOrigins from '../../codemods/env-origins.js';
import plugin from '../../src/index.js';
import { fixtures, reported } from './fixtures.js';
import { fix } from './lint.js';
import { asOnWindows, parityFaults, type Rewrite } from './parity.js';
import { repairedTextFaults, type Fix } from './repaired-text.js';
import { typeErrors } from './type-errors.js';

const outcomes = new Map<string, ReturnType<Fix>>();

/** Fixes a text once: several tests look at the outcome. */
const fixed = (file: { readonly path: string; readonly text: string }): ReturnType<Fix> => {
  const key = `${file.path} ${file.text}`;
  const outcome = outcomes.get(key) ?? fix(plugin, file);
  outcomes.set(key, outcome);
  return outcome;
};

describe('eslint --fix leaves a text that parses, is silent, and stays as it is:', () => {
  test.each(reported)('$name', (fixture) => {
    expect(repairedTextFaults(fixture, fixed)).toEqual([]);
  });
});

describe('the codemod env-origins writes the bytes of eslint --fix:', () => {
  const codemod: Rewrite = ({ path, text }) =>
    envOrigins({ path, source: text }, { stats: () => undefined, report: () => undefined }, {}) ?? text;

  // Line endings and byte order marks are nothing a program has to do with: half of the programs tell.
  const programs = reported.map((fixture, index) =>
    index % 2 === 0
      ? fixture
      : {
          ...fixture,
          name: `${fixture.name} with CRLF and a byte order mark`,
          text: asOnWindows(fixture.text),
        },
  );

  test.each(programs)('$name', (fixture) => {
    expect(parityFaults(fixture, codemod, (file) => fixed(file).text)).toEqual([]);
  });
});

describe('the TypeScript compiler, in strict mode,', () => {
  const isTyped = ({ language }: { readonly language: string }): boolean => /ts/.test(language);

  // The types of six frameworks are read for it.
  test('accepts programs as they are, and as a fix leaves them', { timeout: 120_000 }, () => {
    const programs = reported.filter(isTyped).map((fixture) => ({
      path: fixture.path.replace(/(\.[a-z]+)$/, '.fixed$1'),
      text: fixed(fixture).text,
    }));
    expect(programs.length).toBeGreaterThan(15);
    expect(typeErrors([...fixtures.filter(isTyped), ...programs])).toEqual([]);
  });

  test('knows the types of cors', () => {
    const path = fixtures.find(isTyped)?.path ?? '';
    const text = "import cors from 'cors';\nexport default cors({ origin: 1 });\n";
    expect(typeErrors([{ path, text }])).toEqual([
      expect.stringContaining("Type 'number' is not assignable"),
    ]);
  });
});
