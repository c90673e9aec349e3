import { describe, expect, test } from 'vitest';
import { lintText } from '../../src/hosts/linter.js';
import plugin from '../../src/index.js';
import { fixtures } from '../programs/fixtures.js';
import type { Lint } from '../programs/verdict.js';
import { root } from '../repository/root.js';
import { sameVerdictFaults } from './same-verdict.js';
import { transformations } from './transformations.js';

const lint: Lint = ({ path, text }) => {
  const result = lintText(plugin, text, { filename: path, cwd: root });
  if (result.outcome === 'unparsed') throw new SyntaxError(`${result.message}\n${text}`);
  return result.messages;
};

describe('the verdict stays the same when a program is written in another way:', () => {
  test.each(fixtures)('$name', (fixture) => {
    expect(sameVerdictFaults(fixture, transformations, lint)).toEqual([]);
  });
});
