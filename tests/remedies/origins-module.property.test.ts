import { compileFunction } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryMistake, entryMistakeInWords } from '../../src/policy/listed-origin.js';
import { originsModule } from '../../src/remedies/origins-module.js';
import { hold, programsFor } from '../harness/property.js';
import { entry } from './generated-entries.js';

const text = originsModule(
  'ORIGINS',
  { isTyped: false, isCommonJs: true },
  { read: (name) => `process.env.${name}`, isProduction: "process.env.NODE_ENV === 'production'" },
);
const run = compileFunction(text, ['module', 'process', 'console']) as (
  module: { exports?: { allowedOrigins(): string[]; isAllowedOrigin(origin: string): boolean } },
  process: object,
  console: object,
) => void;

/** The module in a process of its own. */
function started(env: Record<string, string>) {
  const module: Parameters<typeof run>[0] = {};
  run(module, { env }, { warn: () => undefined });
  expect.assert(module.exports !== undefined);
  return module.exports;
}

test('the generated module and the parser find the same entries mistaken, in the same words', async () => {
  const tally = { mistaken: 0, sound: 0 };
  await hold(
    fc.property(entry, fc.boolean(), (given, isProduction) => {
      const { allowedOrigins, isAllowedOrigin } = started({
        ORIGINS: `https://app.example.com, ${given}`,
        NODE_ENV: isProduction ? 'production' : 'test',
      });
      const mistake = entryMistake(given, isProduction);
      if (mistake) {
        tally.mistaken++;
        expect(allowedOrigins).toThrow(new Error(entryMistakeInWords('ORIGINS', mistake)));
      } else {
        tally.sound++;
        expect(allowedOrigins()).toEqual(['https://app.example.com', given]);
        expect(isAllowedOrigin(given)).toBe(true);
      }
    }),
    programsFor(2),
  );
  expect(tally.mistaken).toBeGreaterThan(programsFor(0.2));
  expect(tally.sound).toBeGreaterThan(programsFor(0.1));
});
