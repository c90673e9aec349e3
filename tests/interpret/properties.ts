import fc from 'fast-check';
import { expect } from 'vitest';
import { sliceFor } from '../../src/interpret/slice.js';
import type { SourceFile } from '../../src/source/file.js';
import type { interpret } from '../harness/interpret.js';
import { parsed } from '../harness/parsed.js';
import { program } from './generated-program.js';
import { anySyntax } from './generated-syntax.js';
import { hostileProgram } from './generated-hostility.js';
import { comparedWithNode } from './same-as-node.js';

/** The interpreter, or what is planted in its place to see that the properties notice. */
export type Interpret = typeof interpret;

/** How many of the values a property was tried on it says something about. */
export interface Tally {
  tried: number;
  told: number;
}

/** Whatever the interpreter says of a generated program, Node says too. */
export const agreesWithNode = (subject: Interpret, tally: Tally): fc.IProperty<[string]> =>
  fc.property(program, (text) => {
    const comparison = comparedWithNode(text, subject);
    tally.tried++;
    if (comparison === 'same') tally.told++;
    else expect(comparison, text).toBe('unknown');
  });

/** Any syntax, sensible or not, whole and in slices, gets an answer or a reason, and the same one for the same choices. */
export const answersAnySyntax = (
  subject: Interpret,
  tally: Tally,
): fc.IProperty<[string, number, boolean[]]> =>
  fc.property(anySyntax, fc.nat(), fc.array(fc.boolean()), (text, place, choices) => {
    tally.tried++;
    const file = parsedIfProgram(text);
    const root = file?.nodes[place % file.nodes.length];
    if (!file || !root) return;
    tally.told++;
    const options = { phase: choices.length % 2 === 0 ? 'request' : 'set-up' } as const;
    const outcome = bounded(subject, file, { ...options, choose: choicesOf(choices) });
    const slice = sliceFor(file, [root], [], new Set());
    bounded(subject, file, { choose: choicesOf(choices), slice });
    const again = bounded(subject, file, { ...options, choose: choicesOf(choices) });
    expect(again.kind).toBe(outcome.kind);
  });

/** A program that is made to be deep, long, endless or hard to match gets an answer or a reason within bounded work. */
export const boundsHostility = (subject: Interpret, tally: Tally): fc.IProperty<[string]> =>
  fc.property(hostileProgram, (text) => {
    tally.tried++;
    const outcome = bounded(subject, parsed(text, '/program.ts'), {});
    if (outcome.kind !== 'undecided') tally.told++;
  });

/** Far more expressions than the fuel of one run allows for: each that is evaluated costs a step. */
const MAX_EVALUATED = 20_000;
/** Processor time, not that of a clock, so that a busy machine makes no difference. */
const MAX_MILLISECONDS = 3_000;

/** Interprets a file, and holds that to bounded work and to an outcome with a reason. */
function bounded(
  subject: Interpret,
  file: SourceFile,
  options: Parameters<Interpret>[1],
): ReturnType<Interpret> {
  let evaluated = 0;
  const before = process.cpuUsage();
  const outcome = subject(file, { ...options, onValue: () => evaluated++ });
  const { user, system } = process.cpuUsage(before);
  expect(evaluated, 'evaluated expressions').toBeLessThan(MAX_EVALUATED);
  expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(MAX_MILLISECONDS);
  expect(outcome.kind === 'undecided' ? outcome.reason : outcome.kind).toMatch(/\w/);
  return outcome;
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
