import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBefore, packageVersion } from '../../src/source/package-version.js';
import { packagesAround } from '../../src/source/packages.js';

describe('a version', () => {
  test.each([
    ['4.12.24', [4, 12, 24]],
    ['v4.12.24', [4, 12, 24]],
    ['4.12.25-rc.1', [4, 12, 25]],
    ['^4.12.24', [4, Infinity, Infinity]],
    ['~4.12.24', [4, 12, Infinity]],
    ['^0.4.1', [0, 4, Infinity]],
    ['4', [4, Infinity, Infinity]],
    ['4.x', [4, Infinity, Infinity]],
    ['4.12.*', [4, 12, Infinity]],
    ['^3.0.0 || ^4.0.0', [4, Infinity, Infinity]],
    ['npm:@koa/cors@^4.0.0', [4, Infinity, Infinity]],
    ['npm:hono@4.0.0', [4, 0, 0]],
  ])('%s is the newest of its range', (text, parts) => {
    expect(packageVersion(text)?.parts).toEqual(parts);
  });

  test.each(['latest', '', '*', '>=3', '>=3 <5', 'workspace:*', 'catalog:', 'git+https://example.com/x.git'])(
    '%s names none',
    (text) => {
      expect(packageVersion(text)).toBeUndefined();
    },
  );

  test.each([
    ['4.12.24', '4.12.25', true],
    ['4.12.25', '4.12.25', false],
    ['4.9.0', '4.12.25', true],
    ['5.0.0', '4.12.25', false],
    ['~4.12.3', '4.12.25', false],
    ['~4.11.3', '4.12.25', true],
    ['^4.0.0', '4.12.25', false],
    ['^4.0.0', '5.0.0', true],
  ])('%s before %s: %s', (text, other, expected) => {
    expect(isBefore(packageVersion(text), other)).toBe(expected);
  });

  test('that nobody knows is the newest', () => {
    expect(isBefore(undefined, '99.0.0')).toBe(false);
  });
});

describe('the packages around a file', () => {
  let folder: string;
  const at = (...parts: string[]): string => path.join(folder, ...parts);
  const write = (file: string, content: unknown): void => {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const version = (file: string, name: string, versions?: Record<string, string>): string | undefined =>
    packagesAround(at(file), versions).versionOf(name)?.text;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eslint-plugin-cors-'));
    write('package.json', {
      dependencies: { hono: '^4.0.0', koa: '^2.1.0' },
      devDependencies: { cors: '1' },
    });
    write('node_modules/hono/package.json', { version: '4.12.24' });
    write('node_modules/@koa/cors/package.json', { version: '4.0.0' });
    write('node_modules/broken/package.json', '{');
    write('api/node_modules/hono/package.json', { version: '4.13.0' });
    write('api/package.json', { dependencies: { '@koa/cors': 'latest', cors: '^2.8.0' } });
    write('broken/package.json', '[');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are those of the nearest node_modules that has them', () => {
    expect(version('src/server.js', 'hono')).toBe('4.12.24');
    expect(version('api/src/server.js', 'hono')).toBe('4.13.0');
    expect(version('api/src/server.js', '@koa/cors')).toBe('4.0.0');
  });

  test('else what the nearest package.json asks for', () => {
    expect(version('src/server.js', 'koa')).toBe('^2.1.0');
    expect(version('api/src/server.js', 'koa')).toBeUndefined();
  });

  test('but first what the user says', () => {
    expect(version('src/server.js', 'hono', { hono: '3.0.0' })).toBe('3.0.0');
  });

  test('are unknown where nothing tells', () => {
    expect(version('src/server.js', 'fastify')).toBeUndefined();
    expect(version('src/server.js', 'broken')).toBeUndefined();
    expect(packagesAround('server.js').versionOf('hono')).toBeUndefined();
  });

  test('are declared by the nearest package.json, whatever for', () => {
    expect(packagesAround(at('src/server.js')).declared).toEqual(new Set(['hono', 'koa', 'cors']));
    expect(packagesAround(at('api/server.js')).declared).toEqual(new Set(['@koa/cors', 'cors']));
    expect(packagesAround(at('broken/server.js')).declared).toBeUndefined();
    expect(packagesAround('server.js').declared).toBeUndefined();
  });
});
