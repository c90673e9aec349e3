import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globbySync } from 'globby';
import { expect, test } from 'vitest';
import { root } from './root.js';

/** What a clone holds: every file that .gitignore does not leave out. */
const files = globbySync('**', {
  cwd: root,
  dot: true,
  gitignore: true,
  ignore: ['.git', 'node_modules', 'dist', 'coverage'],
}).sort();

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** A folder of one machine or one user, as it slips into fixtures, stack traces and lock files. */
const machinePath =
  /(?<![\w.~*-])(?:\/(?:work|root|home\/\w+|Users\/\w+|tmp\/\w+|private\/var)\/|[A-Z]:\\Users\\)/;

test('the pattern finds what it is meant to find', () => {
  const root = ['', 'root', 'project'].join('/');
  expect(machinePath.test(`open ${root}/file.js`)).toBe(true);
  expect(machinePath.test(`file://${root}/file.js`)).toBe(true);
  expect(machinePath.test(['', 'Users', 'someone', 'project'].join('/'))).toBe(true);
  expect(machinePath.test('./src/root/file.js and https://example.com/home/page/')).toBe(false);
});

test('no file mentions a path of the machine it was written on', () => {
  expect(files).toContain('package.json');
  expect(files.filter((file) => machinePath.test(read(file)))).toEqual([]);
});

test('the lock file names no registry', () => {
  const lock = read('package-lock.json');
  expect(lock).not.toContain('"resolved"');
  expect(lock.match(/https?:\/\/[^"]*\.tgz/g)).toBeNull();
});

test('no npm configuration in the repository names a registry or holds a token', () => {
  expect(read('.npmrc')).not.toMatch(/registry\s*=|_auth|\/\/\S+:/);
});
