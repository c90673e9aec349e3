import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from '../repository/root.js';
import {
  cachedAnswerFaults,
  cachedPrograms,
  cachedVerdictFaults,
  type CachedProgram,
} from './cached-answers.js';
import { fix, lint, type Source } from './lint.js';

const sourceOf = ({ language }: CachedProgram, text: string): Source => ({
  path: path.join(root, `tests/programs/server.${language}`),
  text,
});

describe('answers that depend on the origin without saying so, in a booted program:', () => {
  test.each(cachedPrograms)('$name: reported by one rule, and its twin by none', async (program) => {
    const linted = (text: string) => lint(plugin, sourceOf(program, text));
    expect(await cachedVerdictFaults(program, linted)).toEqual([]);
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
});
