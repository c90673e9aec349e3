import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from '../repository/root.js';
import { cachedAnswerFaults, cachedPrograms, isMixedUp, type CachedProgram } from './cached-answers.js';
import { fix, lint, type Source } from './lint.js';

const sourceOf = ({ language }: CachedProgram, text: string): Source => ({
  path: path.join(root, `tests/programs/server.${language}`),
  text,
});

describe('answers that depend on the origin without saying so, in a booted program:', () => {
  test.each(cachedPrograms)('$name: reported, and by one rule', (program) => {
    const rules = lint(plugin, sourceOf(program, program.text)).map(({ rule }) => rule);
    expect(rules).toEqual(['cors/require-vary-origin']);
  });

  test.each(cachedPrograms)(
    '$name: all answers vary after the fix, and say what they said',
    async (program) => {
      const { text, left } = fix(plugin, sourceOf(program, program.text));
      expect(left).toEqual([]);
      expect(fix(plugin, sourceOf(program, text)).text).toBe(text);
      expect(await cachedAnswerFaults(program, text)).toEqual([]);
    },
  );

  test.each(cachedPrograms)('$name: the twin is silent, and caches do not mix it up', async (program) => {
    expect(lint(plugin, sourceOf(program, program.twin))).toEqual([]);
    expect(await isMixedUp(program, program.twin)).toBe(false);
  });
});
