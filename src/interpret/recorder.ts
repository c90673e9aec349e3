import type { Node } from '../source/syntax.js';
import type { Provenance, RegExpValue, Value } from './values.js';

/** Looks on while a program runs. A run without one pays nothing for it. */
export interface Recorder {
  /** An expression gave a value. Called for the parts of an expression before it is called for the whole. */
  gave(expression: Node, value: Value): void;
  /** An expression gave no value: `stop` is what it threw, `Thrown` by the program or `Undecided` by the interpreter. */
  stopped(expression: Node, stop: unknown): void;
  /** A text was tested against a pattern, be it one that a library made of what it was given. */
  tested?(pattern: RegExpValue): void;
  /** A test of an unknown value was decided. */
  decided(decision: { readonly provenance: Provenance; readonly reason: string }, taken: boolean): void;
}
