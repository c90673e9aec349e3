import fc from 'fast-check';
import { expect } from 'vitest';
import { sliceFor } from '../../src/interpret/slice.js';
import type { SourceFile } from '../../src/source/file.js';
import { interpret } from '../harness/interpret.js';
import { program } from './generated-program.js';
import { anySyntax } from './generated-syntax.js';
import { parsed } from './parsed.js';
import { comparedWithNode } from './same-as-node.js';

/** The same programs each time, so that a failure today is the same failure tomorrow. */
const SEED = 20261122;

/** Holds the interpreter against Node on generated programs; the share of those on which it says something. */
export function agreesWithNode(count: number): number {
  let same = 0;
  fc.assert(
    fc.property(program, (text) => {
      const comparison = comparedWithNode(text);
      if (comparison === 'same') same++;
      else expect(comparison, text).toBe('unknown');
    }),
    { seed: SEED, numRuns: count },
  );
  return same / count;
}

/** Interprets generated syntax of any kind, whole and in slices; the share of the texts that were programs at all. */
export function answersAnything(count: number): number {
  let programs = 0;
  fc.assert(
    fc.property(anySyntax, fc.nat(), fc.array(fc.boolean()), (text, place, choices) => {
      const file = parsedIfProgram(text);
      const root = file?.nodes[place % file.nodes.length];
      if (!file || !root) return;
      programs++;
      const choose = choicesOf(choices);
      const outcome = interpret(file, { choose, phase: choices.length % 2 === 0 ? 'request' : 'set-up' });
      expect(outcome.kind === 'undecided' ? outcome.reason : outcome.kind).toMatch(/\w/);
      interpret(file, { choose, slice: sliceFor(file, [root], [], new Set()) });
      // The same choices lead to the same end.
      const again = interpret(file, {
        choose: choicesOf(choices),
        phase: choices.length % 2 === 0 ? 'request' : 'set-up',
      });
      expect(again.kind).toBe(outcome.kind);
    }),
    { seed: SEED, numRuns: count },
  );
  return programs / count;
}

function choicesOf(choices: readonly boolean[]): () => boolean {
  let asked = 0;
  return () => choices[asked++ % (choices.length || 1)] ?? true;
}

function parsedIfProgram(text: string): SourceFile | undefined {
  for (const path of ['/program.tsx', '/program.cjs']) {
    try {
      return parsed(text, path);
    } catch {
      // The next language may know the syntax.
    }
  }
  return undefined;
}
