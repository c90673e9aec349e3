import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fix, lint } from './lint.js';

let folder: string;

const PROJECTS = {
  hapi: { '@hapi/hapi': '^21.4.10' },
  both: { '@hapi/hapi': '^21.4.10', fastify: '^5.12.8' },
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'eslint-plugin-cors-'));
  for (const [project, dependencies] of Object.entries(PROJECTS)) {
    mkdirSync(path.join(folder, project));
    writeFileSync(path.join(folder, project, 'package.json'), JSON.stringify({ dependencies }));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileIn = (project: keyof typeof PROJECTS): string => path.join(folder, project, 'routes.ts');

const rules = (code: string, project: keyof typeof PROJECTS = 'hapi'): (string | null)[] =>
  lint(code, { file: fileIn(project) }).map(({ ruleId }) => ruleId);

const routes = (cors: string): string =>
  `export default [{ method: 'GET', path: '/data', options: { cors: ${cors} }, handler: () => 42 }];\n`;

describe('routes of a file without a server', () => {
  test('are reported for a list of their own', () => {
    expect(rules(routes(`{ origin: ['*'] }`))).toEqual(['cors/no-reflected-origin']);
    expect(rules(routes(`{ origin: ['https://app.example.com'] }`))).toEqual([]);
  });

  test('are silent without one: the list may be that of the server', () => {
    expect(rules(routes('true'))).toEqual([]);
    expect(rules(routes('{ credentials: true }'))).toEqual([]);
  });

  test('may be those of Fastify in a project that has both', () => {
    expect(rules(routes(`{ origin: ['*'] }`), 'both')).toEqual([]);
    expect(rules(`import '@hapi/hapi';\n${routes(`{ origin: ['*'] }`)}`, 'both')).toEqual([
      'cors/no-reflected-origin',
    ]);
  });
});

test('a route without a list is silent beside a server with one, or two servers', () => {
  const program = (servers: string): string =>
    `import * as Hapi from '@hapi/hapi';\n${servers}\nserver.route({ method: 'GET', path: '/', options: { cors: true }, handler: () => 42 });\n`;
  expect(rules(program('const server = Hapi.server();'))).toEqual(['cors/no-reflected-origin']);
  expect(
    rules(
      program(`const server = Hapi.server({ routes: { cors: { origin: ['https://app.example.com'] } } });`),
    ),
  ).toEqual([]);
  expect(rules(program('const server = Hapi.server({ routes: settings });'))).toEqual([]);
  expect(rules(program('const server = Hapi.server(), admin = Hapi.server();'))).toEqual([]);
});

describe('options that are exported', () => {
  const TYPED = `import type { RouteOptionsCors } from '@hapi/hapi';\nexport const cors: RouteOptionsCors = `;

  test('are reported where their type, or the project, names hapi', () => {
    expect(rules(`${TYPED}{ origin: ['*'] };\n`, 'both')).toEqual(['cors/no-reflected-origin']);
    expect(rules(`export const corsOptions = { credentials: true };\n`)).toEqual([
      'cors/no-reflected-origin',
    ]);
    expect(rules(`export const corsOptions = { origin: '*' };\n`)).toEqual([]);
  });

  test('are given a list that is never empty', () => {
    expect(fix(`${TYPED}{ origin: ['*'] };\n`, { file: fileIn('hapi') }).output).toBe(
      `${TYPED}{ origin: [...(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null'), ''] };\n`,
    );
  });
});
