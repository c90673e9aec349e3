import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from '../repository/root.js';
import { credentialDependenceFaults, visitorPrograms } from './credential-dependence.js';
import { lint } from './lint.js';

describe('a decision about a page that looks at the visitor:', () => {
  test.each(visitorPrograms)('$name', async (program) => {
    const source = { path: path.join(root, 'tests/programs/server.cjs'), text: program.text };
    expect(lint(plugin, source).map(({ rule }) => rule)).toEqual(
      program.isReported ? ['cors/no-credential-dependent-policy'] : [],
    );
    expect(await credentialDependenceFaults(program)).toEqual([]);
  });
});
