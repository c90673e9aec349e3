import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const rulesIn = (name: string, text: string): string[] =>
  lint(plugin, { path: join(root, 'tests', name), text }).map(({ rule }) => rule);

describe('a configuration of vite', () => {
  test.each([
    `import { defineConfig } from 'vite';\nexport default defineConfig({ server: { cors: true } });`,
    `import { defineConfig } from 'vitest/config';\nexport default defineConfig(({ mode }) => ({ preview: { cors: {} } }));`,
    `import * as vite from 'vite';\nconst server = { cors: { origin: '*' } };\nexport default vite.defineConfig({ server });`,
    `export default { server: { port: 3000, cors: { origin: '*' } } };`,
    `module.exports = () => ({ server: { cors: true } });`,
  ])('is reported: %s', (text) => {
    expect(rulesIn('vite.config.js', text)).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    `import { defineConfig } from 'vite';\nexport default defineConfig({ server: { cors: {} } });`,
    `import { defineConfig } from 'vite';\nexport default defineConfig({ server: { cors: { origin: ['https://app.example.com'] } } });`,
    `import { defineConfig } from 'vite';\nimport { cors } from './cors.js';\nexport default defineConfig({ server: { cors }, preview: { cors: { ...cors } } });`,
    `import { defineConfig } from 'vite';\nimport other from 'other';\nexport default defineConfig({ plugins: [other({ server: { cors: true } })] });`,
    `export default { test: { server: { cors: true } } };`,
    `export default other({ server: { cors: true } });`,
  ])('is silent: %s', (text) => {
    expect(rulesIn('vite.config.js', text)).toEqual([]);
  });

  test('is one by its file, or by what it is given to', () => {
    expect(rulesIn('server.js', `export default { server: { cors: true } };`)).toEqual([]);
    expect(
      rulesIn('dev.js', `import { createServer } from 'vite';\ncreateServer({ server: { cors: true } });`),
    ).toEqual(['cors/no-wildcard-origin']);
  });
});
