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
    ['no schema', /^\s*schema: .*\n/m, '', 'require-meta-schema'],
    ['an empty description', /description: '[^']*'/, "description: ''", 'require-meta-docs-description'],
    ['no word on whether it is recommended', /^\s*recommended: .*\n/m, '', 'require-meta-docs-recommended'],
  ])('reports a rule with %s', async (_fault, pattern, replacement, complaint) => {
    const file = rules[0];
    expect.assert(file !== undefined);
    const text = read(file);
    const planted = text.replace(pattern, replacement);
    expect(planted, 'the planted fault').not.toBe(text);
    expect(await pluginComplaints(file, planted)).toEqual([`eslint-plugin/${complaint}`]);
  });

  test('follows a rule into what it reports', async () => {
    const planted = `
      import { createRule } from '../src/hosts/eslint.js';

      export default createRule({
        name: 'planted',
        meta: {
          type: 'problem',
          docs: { description: 'disallow nothing', recommended: false, cwe: [] },
          schema: [],
          messages: { told: 'Told to {{somebody}}.', neverTold: 'Nobody reads this.' },
        },
        create: (context) => ({
          Program(node) {
            context.report({ node, messageId: 'told', fix: (fixer) => fixer.remove(node) });
            context.report({ node, messageId: 'unknown' });
          },
        }),
      });
    `;
    const complaints = await pluginComplaints('rules/planted.ts', planted);
    expect(complaints.sort()).toEqual([
      'eslint-plugin/no-missing-message-ids',
      'eslint-plugin/no-missing-placeholders',
      'eslint-plugin/no-unused-message-ids',
      'eslint-plugin/require-meta-fixable',
    ]);
  });
});
