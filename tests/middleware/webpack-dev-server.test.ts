import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const rulesIn = (name: string, text: string): string[] =>
  lint(plugin, { path: join(root, 'tests', name), text }).map(({ rule }) => rule);

const OPEN = "{ headers: { 'Access-Control-Allow-Origin': '*' } }";
const CLOSED = "{ headers: { 'Access-Control-Allow-Origin': 'https://app.example.com' } }";

describe('a configuration of webpack-dev-server', () => {
  test.each([
    (options: string) => `module.exports = { mode: 'development', devServer: ${options} };`,
    (options: string) => `module.exports = (env, argv) => ({ devServer: ${options} });`,
    (options: string) => `module.exports = [{ devServer: ${options} }, { entry: './worker.js' }];`,
    (options: string) => `const devServer = ${options};\nmodule.exports = { devServer };`,
    (options: string) => `const config = {};\nconfig.devServer = ${options};\nmodule.exports = config;`,
    (options: string) =>
      `const { merge } = require('webpack-merge');\nmodule.exports = merge(require('./common'), { devServer: ${options} });`,
    (options: string) =>
      `const shared = ${options};\nmodule.exports = { devServer: { port: 3000, ...shared } };`,
  ])('is reported, and silent one token apart: %s', (program) => {
    expect(rulesIn('webpack.config.js', program(OPEN))).toEqual(['cors/no-wildcard-origin']);
    expect(rulesIn('webpack.config.js', program(CLOSED))).toEqual([]);
  });

  test.each([
    ['webpack.dev.cjs', `module.exports = { devServer: ${OPEN} };`],
    ['webpack.config.ts', `export default { devServer: ${OPEN} } satisfies object;`],
    [
      'dev.ts',
      `import type { Configuration } from 'webpack';\nconst config: Configuration = { devServer: ${OPEN} };\nexport default config;`,
    ],
    ['dev.js', `const Server = require('webpack-dev-server');\nnew Server(${OPEN}, compiler);`],
  ])('is one by its file, its type, or by what it is given to: %s', (name, text) => {
    expect(rulesIn(name, text)).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    ['webpack.config.js', `module.exports = { plugins: [new Plugin({ devServer: ${OPEN} })] };`],
    ['webpack.config.js', `module.exports = { custom: { devServer: ${OPEN} } };`],
    ['webpack.config.js', `module.exports = within({ devServer: ${OPEN} });`],
    [
      'webpack.config.js',
      `module.exports = { devServer: { ...require('./dev'), allowedHosts: 'all' } };\n// Access-Control-Allow-Origin`,
    ],
    [
      'webpack.config.js',
      `module.exports = { devServer: { headers: { 'Access-Control-Allow-Origin': require('./origin') } } };`,
    ],
    ['other.config.js', `module.exports = { devServer: ${OPEN} };`],
    ['dev.js', `const Server = require('./webpack-dev-server');\nnew Server(${OPEN}, compiler);`],
  ])('is none, or unknown, and silent in %s: %s', (name, text) => {
    expect(rulesIn(name, text)).toEqual([]);
  });
});
