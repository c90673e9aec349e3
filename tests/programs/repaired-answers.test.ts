import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { triedIn } from '../harness/matrix.js';
import { versionsOf, withInstalledNames } from '../harness/installed.js';
import { noteRun } from '../harness/support-evidence.js';
import { reported } from './fixtures.js';
import { fix } from './lint.js';
import { loadOrderFaults, projects } from './load-order.js';
import { observedFaults } from './observed.js';
import { onOlderVersions } from './older-versions.js';
import { repairedAnswerFaults } from './repaired-answers.js';

describe('a fixed program admits the listed origins and nobody else:', () => {
  test.each(
    triedIn(
      2,
      reported.filter(({ needsYou }) => !needsYou),
    ),
  )('$name', async (fixture) => {
    expect(await repairedAnswerFaults(fixture, fix(plugin, fixture).text)).toEqual([]);
  });
});

describe('a fixed config/cors that is loaded before dotenv runs admits the origin that .env lists:', () => {
  test.each(projects)('$name', async (project) => {
    expect(await loadOrderFaults(project, (file) => fix(plugin, file).text)).toEqual([]);
  });
});

describe('a fixed program does so on older versions of its library:', () => {
  test.for(triedIn(3, onOlderVersions(reported)))(
    '$name',
    async ({ fixture, installed, isClosed }, running) => {
      const { text, left } = fix(plugin, { ...fixture, versions: versionsOf(installed) });
      const before = { ...fixture, text: withInstalledNames(fixture.text, installed) };
      noteRun(running, before.text);
      if (isClosed) {
        expect(left).toEqual([]);
        expect(await observedFaults({ ...before, rules: [] })).toEqual([]);
      } else if (fixture.needsYou) {
        expect(text).toBe(fixture.text);
        expect(left).not.toEqual([]);
      } else {
        expect(await repairedAnswerFaults(before, withInstalledNames(text, installed))).toEqual([]);
      }
    },
  );
});
