import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/analysis/analyze.js';
import { parseSource } from '../harness/source-file.js';

const PROJECTS = {
  nuxt: { devDependencies: { nuxt: '^4.0.0' } },
  nitro: { devDependencies: { nitropack: '^2.13.0' } },
  'h3 alone': { dependencies: { h3: '^1.15.0' } },
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'eslint-plugin-cors-'));
  for (const [project, manifest] of Object.entries(PROJECTS)) {
    mkdirSync(path.join(folder, project));
    writeFileSync(path.join(folder, project, 'package.json'), JSON.stringify(manifest));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const kindsIn = (project: keyof typeof PROJECTS, text: string): string[] =>
  analyze(parseSource(text, path.join(folder, project, 'server/middleware/cors.ts')), 'policies').map(
    ({ kind }) => kind,
  );

const calling = (
  options: string,
  before = '',
): string => `${before}export default defineEventHandler((event) => {
  if (handleCors(event, ${options})) return;
});
`;

test.each(['nuxt', 'nitro'] as const)('%s declares handleCors: nobody has to import it', (project) => {
  expect(kindsIn(project, calling(`{ origin: '*', credentials: true }`))).toEqual(['credentialed wildcard']);
  expect(kindsIn(project, calling(`{ origin: process.env.WEB_ORIGIN }`))).toEqual(['permissive fallback']);
  expect(kindsIn(project, calling(`{ origin: ['https://app.example.com'] }`))).toEqual([]);
});

test.each(['nuxt', 'nitro'] as const)('%s declares what writes headers, too', (project) => {
  const handler = (value: string): string =>
    `export default defineEventHandler((event) => {\n  setResponseHeaders(event, { 'Access-Control-Allow-Origin': ${value} });\n  return [];\n});\n`;
  expect(kindsIn(project, handler(`'*'`))).toEqual(['wildcard']);
  expect(kindsIn(project, handler(`getHeader(event, 'origin')`))).toEqual(['reflected']);
  expect(kindsIn(project, handler(`'https://app.example.com'`))).toEqual([]);
  expect(kindsIn('h3 alone', handler(`'*'`))).toEqual([]);
});

test('a function of the program is another one, by whatever name', () => {
  const own = `import { handleCors } from '../utils/cors';\n`;
  expect(kindsIn('nuxt', calling(`{ origin: '*' }`, own))).toEqual([]);
  expect(kindsIn('nuxt', calling(`{ origin: '*' }`, 'const handleCors = () => false;\n'))).toEqual([]);
});

test('without what declares it, the name means nothing', () => {
  expect(kindsIn('h3 alone', calling(`{ origin: '*' }`))).toEqual([]);
});
