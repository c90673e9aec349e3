import type { Variable } from '../source/file.js';
import type { ClassValue, Value } from './values.js';

/** The bindings of one activation of a function or block. */
export class Frame {
  readonly cells = new Map<Variable, Value>();
  /** The class whose body this is the frame of. */
  ofClass: ClassValue | undefined;
  /** What the function was called with, for `arguments`. */
  args: Value;

  constructor(
    readonly parent: Frame | undefined,
    readonly thisValue: Value,
    /** Whether `var` declarations land here: the frame of a function or module, not of a block. */
    readonly ofFunction = false,
  ) {}

  /** The frame `var` declarations of this place land in. */
  get variableFrame(): Frame {
    return this.nearest((frame) => frame.ofFunction || !frame.parent) ?? this;
  }

  /** The class around this place whose parent `super` means. */
  get homeClass(): ClassValue | undefined {
    return this.nearest((frame) => frame.ofClass !== undefined)?.ofClass;
  }

  /** The frame that holds `variable`, here or further out; undefined if it was not declared yet. */
  holding(variable: Variable): Frame | undefined {
    return this.nearest((frame) => frame.cells.has(variable));
  }

  /** The innermost frame, from here outwards, that `matches`. */
  nearest(matches: (frame: Frame) => boolean): Frame | undefined {
    if (matches(this)) return this;
    let outer = this.parent;
    while (outer && !matches(outer)) outer = outer.parent;
    return outer;
  }
}
