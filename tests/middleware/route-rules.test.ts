import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fix, lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const inFile = (name: string) => {
  const path = join(root, 'tests', name);
  return {
    rulesFor: (text: string): string[] => lint(plugin, { path, text }).map(({ rule }) => rule),
    reportsFor: (text: string) => lint(plugin, { path, text }),
    fixed: (text: string): string => fix(plugin, { path, text }).text,
  };
};
const nuxt = inFile('nuxt.config.ts');
const nitro = inFile('nitro.config.mjs');

const rules = (text: string): string => `export default defineNuxtConfig({\n  routeRules: ${text},\n});\n`;

describe('route rules of Nuxt and Nitro', () => {
  test.each([
    [`{ '/api/**': { cors: true } }`, 'no-wildcard-origin'],
    [`{ '/api/**': { cors: {} } }`, 'no-wildcard-origin'],
    [`{ '/api/**': { cors: { origin: ['https://app.example.com'] } } }`, 'no-unknown-options'],
    [`{ '/api/**': { headers: { 'access-control-allow-origin': '*' } } }`, 'no-wildcard-origin'],
    [`{ '/api/**': { headers: { 'Access-Control-Allow-Origin': '*' } } }`, 'no-wildcard-origin'],
    [
      `{ '/api/**': { cors: true, headers: { 'access-control-allow-credentials': 'true' } } }`,
      'no-credentialed-wildcard',
    ],
    [
      `{ '/**': { headers: { 'Access-Control-Allow-Credentials': 'true' } }, '/api/**': { cors: true } }`,
      'no-credentialed-wildcard',
    ],
    [
      `{ '/api/**': { cors: true }, '/api/mine': { headers: { 'access-control-allow-origin': 'https://app.example.com' } } }`,
      'no-wildcard-origin',
    ],
    [`{ '/api/**': { cors: process.env.WEB_ORIGIN === undefined } }`, 'no-permissive-fallback'],
  ])('%s is reported by %s', (text, rule) => {
    expect(nuxt.rulesFor(rules(text))).toEqual([`cors/${rule}`]);
  });

  test.each([
    `{ '/api/**': { cors: false } }`,
    `{ '/api/**': { cors: undefined, swr: true } }`,
    `{ '/api/**': { cors: true, headers: { 'access-control-allow-origin': 'https://app.example.com' } } }`,
    `{ '/api/**': { cors: true, headers: { 'Access-Control-Allow-Origin': 'https://app.example.com' } } }`,
    `{ '/api/**': { headers: { 'cross-origin-resource-policy': 'cors' } } }`,
    `corsRules`,
    `{ ...corsRules, '/api/**': { cors: isPublic } }`,
    `{ '/api/**': { cors: true, ...more } }`,
    `{ '/api/**': { cors: true }, ...more }`,
  ])('%s is silent', (text) => {
    expect(nuxt.rulesFor(rules(text))).toEqual([]);
  });

  test.each([
    `import { defineNitroConfig } from 'nitropack/config';\nexport default defineNitroConfig({ routeRules: { '/**': { cors: true } } });`,
    `import { defineConfig } from 'nitro';\nconst open = { cors: true };\nexport default defineConfig({ routeRules: { '/a': open, '/b/**': { swr: true } } });`,
    `const config = {};\nconfig.routeRules = { '/**': { cors: true } };\nexport default config;`,
    `export default { nitro: { routeRules: { '/**': { cors: true } } } };`,
  ])('they are found in %s', (text) => {
    expect(nitro.rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
  });

  test('the report stands at the option, and needs you: no request is in scope', () => {
    const text = rules(`{ '/api/**': { cors: { origin: ['https://app.example.com'] } } }`);
    const [report] = nuxt.reportsFor(text);
    expect(report).toMatchObject({
      line: 2,
      column: "  routeRules: { '/api/**': { cors".indexOf('cors') + 1,
    });
    expect(report?.message).toContain("The nitro package ignores 'origin', so its default lets any website");
    expect(report?.message).toContain(
      'this one needs you, because route rules are settled when the app is built, before any request: take this one out here, and let a handler below `server/middleware` call `handleCors` of h3 with the list.',
    );
    expect(nuxt.fixed(text)).toBe(text);
  });
});

describe('routeRules of h3/rules is another function, which compares origins', () => {
  const served = (given: string, module = 'h3/rules'): string =>
    `import { H3 } from 'h3';\nimport { routeRules as byPath } from '${module}';\nconst app = new H3();\napp.use(byPath(${given}));\nexport default app;`;

  test.each([
    `{ '/**': { cors: true } }`,
    `{ '/**': { cors: {} } }`,
    `{ '/**': { cors: true }, '/api/**': { cors: { origin: ['https://app.example.com'] } } }`,
    `{ '/a': { cors: false }, '/b': { cors: true } }`,
    `{ ['/' + '**']: Object.assign({}, { cors: true }) }`,
  ])('%s is open', (given) => {
    expect(inFile('server.ts').rulesFor(served(given))).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    `{ '/**': { cors: { origin: ['https://app.example.com'] } } }`,
    `{ '/**': { cors: { origin: ['https://app.example.com'] } }, '/api/**': { cors: true } }`,
    `{ '/**': { cors: { credentials: true } } }`,
    `{ '/**': { cors: true, headers: { 'access-control-allow-origin': 'https://app.example.com' } } }`,
    `{ '/api/:id': { cors: true } }`,
    `{ 'GET /api': { cors: true } }`,
    `{ '/**': { cors: isPublic } }`,
    `{ '/**': { cors: true }, ...more }`,
    `rules`,
  ])('%s is silent', (given) => {
    expect(inFile('server.ts').rulesFor(served(given))).toEqual([]);
  });

  test('a function of the name from elsewhere is silent', () => {
    expect(inFile('server.ts').rulesFor(served(`{ '/**': { cors: true } }`, './rules.js'))).toEqual([]);
  });

  test('the options that the fix writes stand in the place of true', () => {
    const text = served(`{ '/**': { cors: true } }`).replace('export', 'process.env.PORT;\nexport');
    expect(inFile('server.ts').fixed(text)).toContain(
      `{ '/**': { cors: { origin: (origin) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',')`,
    );
  });
});
