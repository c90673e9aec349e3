import { expect, test } from 'vitest';
import { MIDDLEWARE } from '../../src/middleware/registry.js';
import { TRIGGER_WORDS } from '../../src/middleware/trigger-words.js';

test('the gate knows the trigger words of every middleware, and no others', () => {
  const declared = MIDDLEWARE.flatMap(({ triggers }) => triggers);
  expect(new Set(TRIGGER_WORDS)).toEqual(new Set(declared));
});
