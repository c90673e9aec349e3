import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fix, lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const inFile = (name: string) => {
  const path = join(root, 'tests', name);
  return {
    rulesFor: (text: string): string[] => lint(plugin, { path, text }).map(({ rule }) => rule),
    messageFor: (text: string): string => lint(plugin, { path, text })[0]?.message ?? '',
    fixed: (text: string): string => fix(plugin, { path, text }).text,
  };
};
const config = inFile('next.config.mjs');
const typed = inFile('configuration.ts');

const rule = (source: string, value: string, more = ''): string =>
  `{ source: '${source}', ${more}headers: [{ key: 'Access-Control-Allow-Origin', value: ${value} }] }`;
const headers = (...rules: string[]): string => `{ async headers() { return [${rules.join(', ')}]; } }`;
const CREDENTIALS = `{ source: '/account', headers: [{ key: 'Access-Control-Allow-Credentials', value: 'true' }] }`;

describe('a configuration of Next.js', () => {
  test.each([
    `export default ${headers(rule('/api/:path*', `'*'`))};`,
    `const config = {};\nconfig.headers = async () => [${rule('/', `'*'`)}];\nexport default config;`,
    `const headers = () => [${rule('/', `'*'`)}];\nexport default { headers };`,
    `export default (phase) => (${headers(rule('/', `'*'`))});`,
    `export default ${headers(rule('/first', `'https://app.example.com'`), rule('/second', `'*'`))};`,
  ])('is reported: %s', (text) => {
    expect(config.rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
  });

  const conditional = (more: string, value: string): string =>
    `export default ${headers(rule('/:path*', value, `has: [{ type: 'header', key: 'Origin'${more} }], `))};`;

  test.each([
    ['cors/no-reflected-origin', conditional('', `':origin'`)],
    ['cors/no-reflected-origin', conditional(`, value: '(?<origin>.*)'`, `':origin'`)],
    ['cors/no-permissive-fallback', conditional(`, value: process.env.WEB_ORIGIN`, `':origin'`)],
    ['cors/no-weak-origin-match', conditional(`, value: '(?<o>https://.*example\\\\.com)'`, `':o'`)],
    ['cors/no-weak-origin-match', conditional(`, value: 'https://app.example\\\\.com'`, `'*'`)],
    ['cors/no-wildcard-origin', conditional(`, value: 'https?://.*'`, `'*'`)],
    [
      'cors/no-wildcard-origin',
      `export default ${headers(rule('/', `'*'`, `missing: [{ type: 'query', key: 'private' }], `))};`,
    ],
    [
      'cors/no-wildcard-origin',
      `export default ${headers(rule('/', `'*'`, `has: [{ type: 'header', key: 'accept', value: '.*json.*' }], `))};`,
    ],
  ])('is reported by %s: %s', (expected, text) => {
    expect(config.rulesFor(text)).toEqual([expected]);
  });

  test.each([
    conditional(`, value: 'https://app\\\\.example\\\\.com'`, `'*'`),
    conditional(`, value: '(?<o>https://(?:app|admin)[.]example[.]com)'`, `':o'`),
    conditional(`, value: LISTED`, `'*'`),
    `export default ${headers(rule('/', `'*'`, `has: [{ type: 'host', value: 'cdn.example.com' }], `))};`,
    `export default ${headers(rule('/', `'*'`, `has: [{ type: 'cookie', key: 'x' }], `))};`,
    `export default ${headers(rule('/', `'*'`, `missing: [{ type: 'header', key: 'origin' }], `))};`,
    `export default ${headers(rule('/:origin', `':origin'`))};`,
  ])('is silent: %s', (text) => {
    expect(config.rulesFor(text)).toEqual([]);
  });

  test.each([
    [
      'of which a later rule takes the header back',
      `export default ${headers(rule('/api', `'*'`), rule('/:path*', `'https://app.example.com'`))};`,
    ],
    [
      'with one origin from the environment',
      `export default ${headers(rule('/', 'process.env.WEB_ORIGIN'))};`,
    ],
    [
      'with a condition on the origin',
      `export default ${headers(rule('/', `':origin'`, `has: [{ type: 'header', key: 'origin', value: '(?<origin>https://app\\\\.example\\\\.com)' }], `))};`,
    ],
    [
      'whose rules come from elsewhere',
      `import { headers } from './headers.js';\nexport default { headers, cors: 'Access-Control-Allow-Origin' };`,
    ],
  ])('%s is silent', (_name, text) => {
    expect(config.rulesFor(text)).toEqual([]);
  });

  test('has credentials from a rule for all paths, and not from one for another path', () => {
    const open = rule('/api/:path*', `'*'`);
    expect(config.rulesFor(`export default ${headers(CREDENTIALS, open)};`)).toEqual([
      'cors/no-wildcard-origin',
    ]);
    expect(
      config.rulesFor(`export default ${headers(CREDENTIALS.replace('/account', '/:path*'), open)};`),
    ).toEqual(['cors/no-credentialed-wildcard']);
  });

  test('needs you: no request is in scope', () => {
    const text = `export default ${headers(rule('/', `'*'`))};\n`;
    expect(config.fixed(text)).toBe(text);
    expect(config.messageFor(text)).toContain(
      'this one needs you, because the headers are settled when the app is built, before any request: take this one out here, and let `proxy.ts` set it for a listed origin.',
    );
  });
});

describe('in another file', () => {
  const text = headers(rule('/', `'*'`));

  test('an object of the type NextConfig is one', () => {
    expect(
      typed.rulesFor(`import type { NextConfig } from 'next';\nexport const base: NextConfig = ${text};`),
    ).toEqual(['cors/no-wildcard-origin']);
    expect(
      typed.rulesFor(`import type { NextConfig } from 'next';\nexport default ${text} satisfies NextConfig;`),
    ).toEqual(['cors/no-wildcard-origin']);
  });

  test('an object of another type is none', () => {
    expect(
      typed.rulesFor(`import type { Config } from 'vite';\nexport const base: Config = ${text};`),
    ).toEqual([]);
  });
});
