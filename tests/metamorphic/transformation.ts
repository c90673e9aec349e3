import type { Language } from '../harness/server.js';

export interface Program {
  readonly text: string;
  readonly language: Language;
}

/** Another way to write the same program. */
export interface Transformation {
  /** What it does, completing "a program with …". */
  readonly name: string;
  /** Whether names that a person would read are lost. */
  readonly losesNames?: boolean;
  /** The other way to write it, or undefined where there is nothing to do. Throws if the program does not parse. */
  apply(program: Program): Program | undefined;
}
