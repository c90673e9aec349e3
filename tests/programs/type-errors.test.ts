import { expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fixtures } from './fixtures.js';
import { fix } from './lint.js';
import { typeErrors } from './type-errors.js';

const typed = fixtures.filter(({ language }) => /ts/.test(language));

test('TypeScript programs type-check in strict mode before their fix and after it', () => {
  const fixed = typed.map((fixture) => ({
    path: fixture.path.replace(/(\.[a-z]+)$/, '.fixed$1'),
    text: fix(plugin, fixture).text,
  }));
  const changed = fixed.filter(({ text }) => !typed.some((fixture) => fixture.text === text));

  expect(changed.length).toBeGreaterThan(15);
  expect(typeErrors([...typed, ...changed])).toEqual([]);
});

test('programs with a mistake are seen', () => {
  const path = typed[0]?.path ?? '';
  expect(
    typeErrors([{ path, text: "import cors from 'cors';\nexport default cors({ origin: 1 });\n" }]),
  ).toEqual([expect.stringContaining("Type 'number' is not assignable")]);
});
