import { executeList } from '../../src/interpret/execute.js';
import { Frame } from '../../src/interpret/frame.js';
import { Run, Thrown, Undecided, type Choose, type Slice } from '../../src/interpret/run.js';
import {
  ArrayValue,
  ErrorValue,
  isCallable,
  MapValue,
  ObjectValue,
  PlainObject,
  PromiseValue,
  RegExpValue,
  SetValue,
  Unknown,
  UrlValue,
  type Value,
} from '../../src/interpret/values.js';
import type { SourceFile } from '../../src/source/file.js';
import type { Node } from '../../src/source/syntax.js';
import { parsed } from './parsed.js';

/** How one interpretation of a program ended. */
export type Interpretation =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'throws'; readonly value: Value }
  | { readonly kind: 'undecided'; readonly reason: string };

export interface InterpretOptions {
  /** The name of the file, whose extension decides the language. */
  readonly path?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What the server is doing while the program runs. Default: `request`. */
  readonly phase?: Run['phase'];
  /** Decides tests on unknown values. Default: every one is true. */
  readonly choose?: Choose;
  readonly slice?: Slice;
  /** Names that stand for given values instead of what they would be. */
  readonly replaced?: Readonly<Record<string, Value>>;
  /** Called with the value of every expression that is evaluated. */
  readonly onValue?: (value: Value) => void;
  /** The attacker's origin of the run. */
  readonly requestOrigin?: string;
}

const NOTHING_SKIPPED: Slice = { skipped: new Set(), distantWriters: new Map() };

/** Interprets a program; the outcome is the value its last expression statement had last. */
export function interpret(program: string | SourceFile, options: InterpretOptions = {}): Interpretation {
  const file = typeof program === 'string' ? parsed(program, options.path ?? '/program.ts') : program;
  const last = file.program.body.findLast((statement) => statement.type === 'ExpressionStatement');
  let value: Value;
  const values = new Map<Node, (given: Value) => void>();
  if (options.onValue) for (const node of file.nodes) values.set(node, options.onValue);
  if (last) values.set(last.expression, (given) => (value = given));
  const run = new Run(
    file,
    (name) => options.environment?.[name],
    options.choose ?? (() => true),
    options.slice ?? NOTHING_SKIPPED,
    {
      calls: new Map(),
      values,
      replacements: replacementsIn(file, options.replaced ?? {}),
    },
  );
  run.phase = options.phase ?? 'request';
  run.requestOrigin = options.requestOrigin;
  try {
    executeList(run, file.program.body, new Frame(undefined, undefined, true));
    return { kind: 'value', value };
  } catch (stop) {
    if (stop instanceof Thrown) return { kind: 'throws', value: stop.value };
    if (stop instanceof Undecided) return { kind: 'undecided', reason: stop.reason };
    throw stop;
  }
}

const replacementsIn = (
  file: SourceFile,
  replaced: Readonly<Record<string, Value>>,
): Run['hooks']['replacements'] =>
  new Map(
    file.nodes.flatMap((node) =>
      node.type === 'Identifier' && Object.hasOwn(replaced, node.name)
        ? [[node, () => replaced[node.name]] as const]
        : [],
    ),
  );

/** A value the interpreter does not know, as it shows in a comparison of plain values. */
export class UnknownValue {
  constructor(
    readonly provenance: string,
    readonly reason: string,
  ) {}
}

/** An interpreted value as a value of this process, to compare with; unknown parts become `UnknownValue`. */
export function plain(value: Value): unknown {
  if (value instanceof Unknown) return new UnknownValue(value.provenance, value.reason);
  if (!(value instanceof ObjectValue)) return value;
  if (value.unseenMembers)
    return new UnknownValue(value.unseenMembers.provenance, value.unseenMembers.reason);
  if (value instanceof ArrayValue) return value.items.map(plain);
  if (value instanceof SetValue) return new Set(value.items.map(plain));
  if (value instanceof MapValue)
    return new Map(value.entries.map(([key, part]) => [plain(key), plain(part)]));
  if (value instanceof UrlValue) return new URL(value.url);
  if (value instanceof RegExpValue) return new RegExp(value.source, value.flags);
  if (value instanceof ErrorValue) return new Error(String(plain(value.message)));
  if (value instanceof PromiseValue) return { [value.state]: plain(value.result) };
  if (isCallable(value)) return 'a function';
  return value instanceof PlainObject
    ? Object.fromEntries([...value.slots].map(([key, slot]) => [key, plain(slot.value)]))
    : 'an object of the platform';
}

/** What a program evaluates to, as a plain value. A program that throws or cannot be followed fails the test. */
export function valueOf(program: string, options: InterpretOptions = {}): unknown {
  const outcome = interpret(program, options);
  if (outcome.kind === 'value') return plain(outcome.value);
  throw new Error(
    outcome.kind === 'throws' ? `threw ${JSON.stringify(plain(outcome.value))}` : outcome.reason,
  );
}

/** The reason why the interpreter does not know what a program evaluates to; undefined if it does. */
export function reasonOf(program: string, options: InterpretOptions = {}): string | undefined {
  const outcome = interpret(program, options);
  if (outcome.kind === 'undecided') return outcome.reason;
  return outcome.kind === 'value' && outcome.value instanceof Unknown ? outcome.value.reason : undefined;
}
