import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import type { CodemodName } from '../../codemods/codemods.js';
import { codemodTransform } from '../../codemods/jscodeshift/codemod-transform.js';
import { triedIn } from '../harness/matrix.js';
import type { Observation } from '../harness/server.js';
import { codeBlocksIn } from '../docs/code-blocks.js';
import { askAll, attacker, withServer } from '../programs/conversation.js';
import { fix } from '../programs/lint.js';
import { repairedAnswerFaults } from '../programs/repaired-answers.js';
import { typeErrors } from '../programs/type-errors.js';
import { rewritingFaults, transformed } from './case-faults.js';
import { cases, type Case } from './cases.js';

const isChanged = ({ fixture, output }: Case): boolean => fixture.text !== output;

/** The codemods that apply fixes of rules; the others apply what is a suggestion in an editor. */
const ofFixes: readonly CodemodName[] = ['env-origins', 'fix-origin-callback', 'headers-to-allow-list'];
const withTransform: readonly CodemodName[] = [...ofFixes, 'extract-origins', 'single-owner'];

test('there are cases of every codemod with a transform, some of which it leaves alone', () => {
  for (const codemod of withTransform) {
    const own = cases.filter((one) => one.codemod === codemod);
    expect(own.filter(isChanged).length, codemod).toBeGreaterThan(5);
    expect(own.filter((one) => !isChanged(one)).length, codemod).toBeGreaterThan(0);
  }
});

describe('with any line endings, a codemod writes these bytes, and nothing more in a second run:', () => {
  test.each(triedIn(0, cases))('$name', (one) => {
    expect(rewritingFaults(one)).toEqual([]);
  });
});

describe('the bytes are those of eslint --fix:', () => {
  test.each(
    triedIn(
      1,
      cases.filter((one) => ofFixes.includes(one.codemod) && Object.keys(one.options).length === 0),
    ),
  )('$name', (one) => {
    const all = fix(plugin, one.fixture).text;
    const rest = one.beside.reduce((text, codemod) => transformed({ ...one, codemod }, text), one.output);
    expect(all).toBe(rest);
  });
});

test('the TypeScript compiler accepts every output', { timeout: 240_000 }, () => {
  const typed = cases.filter(
    ({ fixture, notChecked }) => /ts/.test(fixture.language) && notChecked === undefined,
  );
  const programs = typed.flatMap(({ fixture, output }) => [
    fixture,
    { path: fixture.path.replace('input', 'output'), text: output },
  ]);
  expect(typeErrors(programs)).toEqual([]);
});

describe('booted without a second owner,', () => {
  const booted = cases.filter(
    (one) => one.codemod === 'single-owner' && isChanged(one) && one.notBooted === undefined,
  );
  const questions = ['/', '/data'].flatMap((path) =>
    [attacker, 'https://app.example.com', undefined].flatMap((origin) =>
      (['GET', 'preflight'] as const).map((what) => ({ asked: { path, what }, origin })),
    ),
  );
  const answersOf = async ({ fixture }: Case, text: string): Promise<Observation[]> => {
    const asked = await withServer({ ...fixture, text }, {}, (server) => askAll(server, questions));
    return asked.map(({ observation }) => observation);
  };

  test.each(booted.filter(({ options }) => !('owner' in options)))('$name answers as before', async (one) => {
    expect(await answersOf(one, one.output)).toEqual(await answersOf(one, one.fixture.text));
  });

  test.each(booted.filter(({ options }) => 'owner' in options))(
    '$name admits nobody by itself',
    async (one) => {
      const admitted = (answers: readonly Observation[]): string[] =>
        answers.flatMap((one) => one.allowOrigin);
      expect(admitted(await answersOf(one, one.fixture.text))).not.toEqual([]);
      expect(admitted(await answersOf(one, one.output))).toEqual([]);
    },
  );
});

describe('booted, an output refuses everybody while nothing is listed, and then admits whoever is:', () => {
  test.each(
    triedIn(
      2,
      cases.filter((one) => ofFixes.includes(one.codemod) && isChanged(one) && one.notBooted === undefined),
    ),
  )('$name', async (one) => {
    expect(await repairedAnswerFaults(one.fixture, one.output, true)).toEqual([]);
  });
});

describe('the page of a codemod shows what it does:', () => {
  test.each<[CodemodName, Readonly<Record<string, unknown>>]>([
    ['env-origins', {}],
    ['fix-origin-callback', {}],
    ['headers-to-allow-list', {}],
    ['extract-origins', {}],
    ['single-owner', { owner: 'gateway' }],
  ])('%s', (name, options) => {
    const [before, after] = codeBlocksIn(`docs/codemods/${name}.md`).filter(
      ({ language }) => language === 'js',
    );
    expect.assert(before !== undefined && after !== undefined);
    const api = { stats: () => undefined, report: () => undefined };
    const output = codemodTransform(name)({ path: 'server.js', source: before.text }, api, options);
    expect(output).toBe(after.text);
  });
});
