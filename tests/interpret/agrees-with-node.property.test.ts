import fc from 'fast-check';
import { expect, test } from 'vitest';
import { program } from './generated-program.js';
import { disagreement } from './same-as-node.js';

test('whatever the interpreter says of a program, Node says too', () => {
  fc.assert(
    fc.property(program, (text) => {
      expect(disagreement(text), text).toBeUndefined();
    }),
    { seed: Number(process.env['SEED'] ?? 20261122), numRuns: Number(process.env['N'] ?? 1000) },
  );
});
