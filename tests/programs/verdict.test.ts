import { describe, expect, test } from 'vitest';
import { lintText } from '../../src/hosts/linter.js';
import plugin from '../../src/index.js';
import { root } from '../repository/root.js';
import { fixtures } from './fixtures.js';
import { lint } from './lint.js';
import { verdictFaults, type Lint } from './verdict.js';

const linters: Readonly<Record<string, Lint>> = {
  'ESLint with its usual parser': (fixture) => lint(plugin, fixture),
  'ESLint with the parser of typescript-eslint': (fixture) => lint(plugin, fixture, 'typescript-eslint'),
  'the command line with its own parser': (fixture) => {
    const result = lintText(plugin, fixture.text, { filename: fixture.path, cwd: root });
    if (result.outcome === 'unparsed') throw new SyntaxError(result.message);
    return result.messages;
  },
};

describe.each(Object.entries(linters))(
  '%s reports each site once, by the rule it declares:',
  (_name, run) => {
    test.each(fixtures)('$name', (fixture) => {
      expect(verdictFaults(fixture, run)).toEqual([]);
    });
  },
);
