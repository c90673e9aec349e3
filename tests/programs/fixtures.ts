import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFixture, type Fixture } from './fixture.js';

const root = fileURLToPath(new URL('../fixtures/programs', import.meta.url));

/** Every program of tests/fixtures/programs, in a stable order. */
export const fixtures: readonly Fixture[] = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  .sort()
  .map((name) => readFixture(root, name, readFileSync(path.join(root, name), 'utf8')));

export const reported: readonly Fixture[] = fixtures.filter(({ rules }) => rules.length > 0);

/** The fixtures of that name. Throws if there is none: a test that names one relies on it. */
export function fixtureNamed(name: string): Fixture {
  const found = fixtures.find((fixture) => fixture.name === name);
  if (!found) throw new Error(`There is no fixture ${name}.`);
  return found;
}
