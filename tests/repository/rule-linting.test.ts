import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintAs } from './lint-as.js';
import { root, typescriptFiles } from './root.js';

const rules = typescriptFiles('rules');

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

async function pluginComplaints(file: string, text: string): Promise<string[]> {
  const complaints = await lintAs(file, text);
  return complaints.map(({ rule }) => rule).filter((rule) => rule.startsWith('eslint-plugin/'));
}

/** eslint-plugin-eslint-plugin says nothing about a file in which it recognises no rule: silence alone proves nothing. */
describe('eslint-plugin-eslint-plugin', () => {
  test.each(rules)('has nothing to say about %s', async (file) => {
    expect(await pluginComplaints(file, read(file))).toEqual([]);
  });

  test.each(rules)('recognises the rule in %s: without its type it is reported', async (file) => {
    const text = read(file);
    const planted = text.replace(/^\s*type: '(?:problem|suggestion|layout)',\n/m, '');
    expect(planted, 'the planted fault').not.toBe(text);
    expect(await pluginComplaints(file, planted)).toEqual(['eslint-plugin/require-meta-type']);
  });

  test.each([
    [
      'an undeclared message',
      /messages: \{/,
      'messages: {\n unused: "Nobody says this.",',
      'no-unused-message-ids',
    ],
    ['a missing schema', /^\s*schema: /m, '\n notSchema: ', 'require-meta-schema'],
    ['an empty description', /description: '[^']*'/, "description: ''", 'require-meta-docs-description'],
  ])('reports a rule with %s', async (_fault, pattern, replacement, complaint) => {
    const file = rules[0];
    expect.assert(file !== undefined);
    const text = read(file);
    const planted = text.replace(pattern, replacement);
    expect(planted, 'the planted fault').not.toBe(text);
    expect(await pluginComplaints(file, planted)).toContain(`eslint-plugin/${complaint}`);
  });
});
