import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { transformations } from '../metamorphic/transformations.js';
import { root } from '../repository/root.js';
import { composedFaults, composedPrograms, type ComposedProgram } from './composed.js';
import { lint } from './lint.js';

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

describe('it stays so when the program is written in another way:', () => {
  test.each(composedPrograms)('$name', (program) => {
    for (const transformation of transformations) {
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
