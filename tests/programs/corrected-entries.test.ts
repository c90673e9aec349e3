import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from '../repository/root.js';
import { correctedEntryFaults, deadLists, type DeadList } from './corrected-entries.js';
import { fix, lint, type Source } from './lint.js';

const sourceOf = ({ text, language }: DeadList): Source => ({
  path: path.join(root, `tests/programs/server.${language}`),
  text,
});

describe('an entry that admits nobody, in a booted program:', () => {
  test.each(deadLists)('$name: reported, and by one rule', (program) => {
    const rules = lint(plugin, sourceOf(program)).map(({ rule }) => rule);
    expect([...new Set(rules)]).toEqual(['cors/valid-allowed-origins']);
  });

  test.each(deadLists)(
    '$name: refuses the page before the fix, and admits it alone after',
    async (program) => {
      const { text, left } = fix(plugin, sourceOf(program));
      expect(left).toEqual([]);
      expect(await correctedEntryFaults(program, text)).toEqual([]);
    },
  );

  test('that names nobody and stands alone: closed, reported, and left to a person', async () => {
    const [first] = deadLists;
    expect.assert(first !== undefined);
    const text = first.text.replace(/origin: \[.*\]/, "origin: ['*'], credentials: true");
    const alone = { ...first, text, named: [] };
    const { text: output, left } = fix(plugin, sourceOf(alone));
    expect(output).toBe(text);
    expect(left.map(({ rule }) => rule)).toEqual(['cors/valid-allowed-origins']);
    expect(await correctedEntryFaults(alone, `${text}\n`)).toEqual([]);
  });
});
