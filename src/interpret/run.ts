import type { SourceFile, Variable } from '../source/file.js';
import type { FunctionNode, Node } from '../source/syntax.js';
import type { Frame } from './frame.js';
import type { Recorder } from './recorder.js';
import type { ClassValue, FunctionValue, Provenance, Unknown, Value } from './values.js';

/** An exception thrown by the linted program. */
export class Thrown {
  constructor(readonly value: Value) {}
}

/** The program ended itself: nothing in it catches this. */
export class Exit extends Thrown {}

/** The program cannot be followed further: fuel ran out, or a construct is not supported. */
export class Undecided {
  constructor(readonly reason: string) {}
}

/** A variable of the environment: its value, or undefined when it is not set. */
export type Environment = (name: string) => string | undefined;

/** Decides a test on an unknown value. Called once for each decision, in order of execution. */
export type Choose = (decision: { provenance: Provenance; reason: string }) => boolean;

/** Statements that cannot influence what is asked, and code that may change variables behind our back. */
export interface Slice {
  readonly skipped: ReadonlySet<Node>;
  /** For each variable the functions, outside the executed path, that write it. */
  readonly distantWriters: ReadonlyMap<Variable, readonly FunctionNode[]>;
}

/** Gives the value of a replaced expression; `evaluateOriginal` evaluates a node as if nothing were replaced there. */
export type Replacement = (evaluateOriginal: (node: Node) => Value, run: Run) => Value;

/** What the host of a run wants to see or to replace. */
export interface Hooks {
  /** Called instead of performing the call, for the call expressions it is registered for. */
  readonly calls: ReadonlyMap<Node, (args: readonly Value[], run: Run) => Value>;
  /** Called with the value of the expressions it is registered for. */
  readonly values: ReadonlyMap<Node, (value: Value, run: Run) => void>;
  /** Evaluated instead of the node it is registered for. */
  readonly replacements: ReadonlyMap<Node, Replacement>;
  /** Done before the statements, and the values of arrow functions, it is registered for: what a line there would do. */
  readonly before?: ReadonlyMap<Node, (run: Run, frame: Frame) => void> | undefined;
  /** What modules export that would be unknown otherwise, by specifier. */
  readonly modules?: ReadonlyMap<string, () => Value> | undefined;
}

/** A call of code we cannot see. */
export interface UnseenCall {
  readonly receiver: Value;
  /** The name of the method, where it is one of a value nobody knows. */
  readonly method: string | undefined;
  readonly args: readonly Value[];
  readonly node: Node | undefined;
}

/** Steps one run may take. Generous for configuration code, small enough to keep an editor responsive. */
const FUEL = 20_000;
/** Steps that starting an execution costs, so that many short ones use up a budget too. */
const START_COST = 100;
/**
 * Nested calls, statements and expressions; keeps deep recursion of the linted program off our own stack, which
 * Node's default of 984 kB exhausts at about 900 of these levels.
 */
const MAX_DEPTH = 300;
/** Longest text and most elements the interpreter builds. */
const MAX_TEXT = 1_000_000;
const MAX_ITEMS = 10_000;

/** Steps that several executions share. */
export interface Budget {
  remaining: number;
}

/** One execution of the linted program: an environment, a series of choices, and a bounded amount of fuel. */
export class Run {
  private fuel = FUEL;
  private depth = 0;
  readonly closures = new Map<FunctionNode, FunctionValue>();
  /** The classes that were defined, by their nodes, and the instances made for methods that nothing in the file calls. */
  readonly classes = new Map<Node, ClassValue>();
  readonly instances = new Map<ClassValue, Value>();
  readonly executed = new Set<Node>();
  /** Functions that were called, if at all, once for each element of something unknown. */
  readonly calledUnseen = new Set<Node>();
  /** The member or call that an optional chain was last left at. */
  leftChain: Node | undefined;
  /** Calls of code we cannot see, in order. */
  readonly unseenCalls: UnseenCall[] = [];
  /** What calls of code we cannot see returned. */
  readonly unseenResults = new Set<Unknown>();
  /** The slices of other files that were executed on the way. */
  private readonly further: Slice[] = [];
  readonly imports = new Map<Variable, Value>();
  /** What the default exports of other files gave, by their nodes. */
  readonly defaultExports = new Map<Node, Value>();
  readonly modules = new Map<string, Value>();
  readonly environmentReads = new Set<string>();
  readonly environmentTexts = new Set<string>();
  /** `request` once the server is up and answers. */
  phase: 'set-up' | 'request' = 'set-up';
  /** How many `try` blocks are being executed whose `catch` matters. */
  catching = 0;
  /** Why code we cannot see may still answer for the program, if so. */
  leaked: string | undefined;
  /** The attacker's origin of this run; text that contains it came from the Origin header. */
  requestOrigin: string | undefined;
  /** Whether code of other files is executed, where the host reads them. */
  followsImports = true;
  /** Who looks on, if anybody does. */
  recorder: Recorder | undefined;

  constructor(
    readonly file: SourceFile,
    readonly environment: Environment,
    readonly choose: Choose,
    private readonly slice: Slice,
    readonly hooks: Hooks,
    private readonly budget: Budget = { remaining: Number.POSITIVE_INFINITY },
  ) {
    budget.remaining -= START_COST;
  }

  /** Takes in the slice of another file. */
  addSlice(slice: Slice): void {
    this.further.push(slice);
  }

  /** Whether a statement cannot influence what is asked. */
  skips(statement: Node): boolean {
    return this.slice.skipped.has(statement) || this.further.some(({ skipped }) => skipped.has(statement));
  }

  /** The functions, outside the executed path, that write a variable. */
  distantWritersOf(variable: Variable): readonly FunctionNode[] {
    const slice = [this.slice, ...this.further].find(({ distantWriters }) => distantWriters.has(variable));
    return slice?.distantWriters.get(variable) ?? [];
  }

  /** Spends steps. Throws `Undecided` when the fuel of this execution, or the budget it shares, is used up. */
  step(cost = 1): void {
    this.fuel -= cost;
    this.budget.remaining -= cost;
    if (this.fuel < 0 || this.budget.remaining < 0)
      throw new Undecided('the program takes too many steps to follow');
  }

  /** Spends what it costs to build `length` characters. Throws `Undecided` where that is too long. */
  spendText(length: number): void {
    if (!(length <= MAX_TEXT)) throw new Undecided('the program builds a very long text');
    this.step(length >> 6);
  }

  /** Spends what it costs to build or visit `count` elements. Throws `Undecided` where they are too many. */
  spendItems(count: number): void {
    if (!(count <= MAX_ITEMS)) throw new Undecided('the program builds a very long array');
    this.step(count);
  }

  /** Runs `work` one level deeper. Throws `Undecided` past the depth limit. */
  nested<T>(work: () => T): T {
    if (this.depth >= MAX_DEPTH) throw new Undecided('the program nests too deeply to follow');
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }

  readEnvironment(name: string): string | undefined {
    this.environmentReads.add(name);
    const text = this.environment(name);
    if (text) this.environmentTexts.add(text);
    return text;
  }

  decide(unknown: Unknown): boolean {
    const taken = this.choose(unknown);
    this.recorder?.decided(unknown, taken);
    return taken;
  }
}
