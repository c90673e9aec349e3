import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { CODEMODS, type CodemodName } from '../../codemods/codemods.js';
import { codemodTransform } from '../../codemods/jscodeshift/codemod-transform.js';
import { codeBlocksIn } from '../docs/code-blocks.js';
import { fix } from '../programs/lint.js';
import { repairedAnswerFaults } from '../programs/repaired-answers.js';
import { typeErrors } from '../programs/type-errors.js';
import { rewritingFaults, transformed } from './case-faults.js';
import { cases, type Case } from './cases.js';

const isChanged = ({ fixture, output }: Case): boolean => fixture.text !== output;

/** The codemods that apply fixes of rules; the others apply what is a suggestion in an editor. */
const ofFixes: readonly CodemodName[] = ['env-origins', 'fix-origin-callback', 'headers-to-allow-list'];
const withTransform: readonly CodemodName[] = [...ofFixes, 'extract-origins'];

test('there are cases of every codemod with a transform, some of which it leaves alone', () => {
  for (const codemod of withTransform) {
    const own = cases.filter((one) => one.codemod === codemod);
    expect(own.filter(isChanged).length, codemod).toBeGreaterThan(5);
    expect(own.filter((one) => !isChanged(one)).length, codemod).toBeGreaterThan(0);
  }
});

describe('with any line endings, a codemod writes these bytes, and nothing more in a second run:', () => {
  test.each(cases)('$name', (one) => {
    expect(rewritingFaults(one)).toEqual([]);
  });
});

describe('the bytes are those of eslint --fix:', () => {
  test.each(cases.filter((one) => ofFixes.includes(one.codemod) && Object.keys(one.options).length === 0))(
    '$name',
    (one) => {
      const all = fix(plugin, one.fixture).text;
      const rest = one.beside.reduce((text, codemod) => transformed({ ...one, codemod }, text), one.output);
      expect(all).toBe(rest);
    },
  );
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

describe('booted, an output refuses everybody while nothing is listed, and then admits whoever is:', () => {
  test.each(cases.filter((one) => isChanged(one) && one.notBooted === undefined))('$name', async (one) => {
    expect(await repairedAnswerFaults(one.fixture, one.output, true)).toEqual([]);
  });
});

describe('the page of a codemod shows what it does:', () => {
  test.each(withTransform)('%s', (name) => {
    const [before, after] = codeBlocksIn(`docs/codemods/${name}.md`).filter(({ claim }) => claim);
    expect.assert(before?.claim === 'incorrect' && after?.claim === 'fixed' && name in CODEMODS);
    const api = { stats: () => undefined, report: () => undefined };
    expect(codemodTransform(name)({ path: 'server.js', source: before.text }, api, {})).toBe(after.text);
  });
});
