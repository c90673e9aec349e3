import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './root.js';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { dependencies, devDependencies }: Manifest = JSON.parse(read('package.json'));
const page = read('docs/dependencies.md');
const [atRunTime = '', otherwise = ''] = page.split('## For building and publishing');

describe('docs/dependencies.md gives a reason for every dependency', () => {
  test.each(Object.keys(dependencies))('%s, at run time', (name) => {
    expect(atRunTime).toContain(`\n| \`${name}\``);
  });

  test.each(Object.keys(devDependencies))('%s, for building or checking', (name) => {
    expect(otherwise).toContain(`\`${name}\``);
  });
});

test('all packages of typescript-eslint are of one version, and each is installed once', () => {
  const lock: { packages: Record<string, { version: string }> } = JSON.parse(read('package-lock.json'));
  const installed = Object.entries(lock.packages).filter(([folder]) =>
    /node_modules\/(?:typescript-eslint|@typescript-eslint\/[\w-]+)$/.test(folder),
  );
  const nested = installed
    .map(([folder]) => folder)
    .filter((folder) => folder.lastIndexOf('node_modules/') > 0);
  expect(nested).toEqual([]);
  expect([...new Set(installed.map(([, { version }]) => version))]).toHaveLength(1);
});

interface Locked {
  readonly version: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

test('the lock file is complete: without an entry for every optional platform package `npm ci` refuses', () => {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));

  /** Node looks for a package in the folder of its dependent, then in each folder above. */
  const installedFor = (folder: string, name: string): Locked | undefined =>
    packages[path.posix.join(folder, 'node_modules', name)] ??
    (folder === ''
      ? undefined
      : installedFor(folder.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, ''), name));

  const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, range]) => {
        const version = installedFor(folder, name)?.version;
        return version === undefined || (/^\d/.test(range) && version !== range);
      })
      .map(([name, range]) => `${name}@${range}`),
  );
  expect(missing).toEqual([]);
});
