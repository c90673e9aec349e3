import type { Variable } from '../source/file.js';
import type { Value } from './values.js';

/** The bindings of one activation of a function or block. */
export class Frame {
  readonly cells = new Map<Variable, Value>();

  constructor(
    readonly parent: Frame | undefined,
    readonly thisValue: Value,
    /** Whether `var` declarations land here: the frame of a function or module, not of a block. */
    readonly ofFunction = false,
  ) {}

  /** The frame `var` declarations of this place land in. */
  get variableFrame(): Frame {
    return this.ofFunction || !this.parent ? this : this.parent.variableFrame;
  }

  /** The frame that holds `variable`, here or further out; undefined if it was not declared yet. */
  holding(variable: Variable): Frame | undefined {
    if (this.cells.has(variable)) return this;
    return this.parent?.holding(variable);
  }
}
