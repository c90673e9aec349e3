import type { FunctionNode, Node } from '../source/syntax.js';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Frame } from './frame.js';
import type { Run } from './run.js';

/**
 * A JavaScript value of the linted program: a primitive, an object we model, or something we cannot know.
 * Linted objects are never real objects of this process, so that no linted code can run.
 */
export type Value = undefined | null | boolean | number | bigint | string | ObjectValue | Unknown;

/**
 * Who decides an unknown value. `request`: the attacker's page may pick it. `opaque`: somebody else does
 * (another file, a database, a secret), and gets the benefit of the doubt.
 */
export type Provenance = 'request' | 'opaque';

/** What an unknown value must be, whatever it is. */
export type KnownType = 'boolean' | 'number' | 'string';

/** A value the interpreter cannot know, and why. Decisions taken on it hold for the rest of one run. */
export class Unknown {
  truthy: boolean | undefined;
  nullish: boolean | undefined;
  /** Its members as far as they were read or written. */
  readonly members = new Map<string, Value>();
  /** For each value it was compared with, whether it is that value. */
  readonly comparisons = new Map<Value, Unknown>();
  /** What `typeof` says of it, once that was asked. */
  typeName: Unknown | undefined;
  /** The name it was read under, where it is a member of another unknown value. */
  memberName: string | undefined;

  constructor(
    readonly provenance: Provenance,
    readonly reason: string,
    readonly type?: KnownType,
  ) {}
}

/** The first of an unknown number of arguments: `call(...unknown)`. */
export class UnknownArguments extends Unknown {}

export const opaque = (reason: string, type?: KnownType): Unknown => new Unknown('opaque', reason, type);

/** The functions behind a property that is computed when it is read or written. */
export interface Accessor {
  readonly get: Value;
  readonly set: Value;
}

/** A property and the node that last wrote it, so that a remedy knows what to edit. */
export interface Slot {
  /** Of an accessor: what its getter returns at the moment it is read. */
  readonly value: Value;
  readonly writer: Node | undefined;
  /** Of a property that was spread in: the node that wrote it where it came from. */
  readonly copiedFrom?: Node | undefined;
  readonly accessor?: Accessor;
}

/** Any object. `origin` is the expression that made it. */
export class ObjectValue {
  readonly slots = new Map<string, Slot>();
  /** Set once code we cannot see may have added or replaced properties. */
  unseenMembers: Unknown | undefined;
  origin: Node | undefined;
  /** The class it is an instance of, where that stands in the linted file. */
  prototype: ClassValue | undefined;
  /** The object it inherits from, where that is one the program made. */
  inherits: ObjectValue | undefined;
  isFrozen = false;
}

export class PlainObject extends ObjectValue {
  /** Whether it has no prototype, and so none of the members every other object has. */
  isBare = false;
}

export class ArrayValue extends ObjectValue {
  constructor(readonly items: Value[] = []) {
    super();
  }
}

export class SetValue extends ObjectValue {
  /** An unknown number of further elements. */
  rest: Unknown | undefined;

  constructor(readonly items: Value[] = []) {
    super();
  }
}

export class MapValue extends ObjectValue {
  readonly entries: [Value, Value][] = [];
}

/** The global `Headers`: a map with names in lower case. */
export class HeadersValue extends MapValue {
  /** The node that last wrote each header. */
  readonly writers = new Map<string, Node>();
  /** What a header is that is not among the entries; undefined where there are no others. */
  unlisted: ((name: string) => Value) | undefined;
}

/** The global `Response`, as far as its head goes. */
export class ResponseValue extends ObjectValue {
  constructor(
    readonly headers: HeadersValue,
    readonly status: Value,
  ) {
    super();
  }
}

/** What `values()`, `keys()` and `entries()` of arrays, sets and maps give. */
export class IteratorValue extends ObjectValue {
  constructor(readonly remaining: Iterator<Value>) {
    super();
  }
}

export class RegExpValue extends ObjectValue {
  lastIndex = 0;

  constructor(
    readonly source: string,
    readonly flags: string,
  ) {
    super();
  }
}

export class UrlValue extends ObjectValue {
  constructor(readonly url: URL) {
    super();
  }
}

export class ErrorValue extends ObjectValue {
  constructor(
    readonly name: string,
    readonly message: Value,
  ) {
    super();
  }
}

/**
 * An error that the platform or a library throws. What it says belongs to one version of it, so the text is unknown, and so
 * are its further members; `what` goes into the reason.
 */
export function platformError(name: string, what: string): ErrorValue {
  const message = opaque(`how the platform words a ${name}: ${what}`, 'string');
  message.truthy = true;
  const error = new ErrorValue(name, message);
  for (const [key, value] of Object.entries({ name, message }))
    error.slots.set(key, { value, writer: undefined });
  error.unseenMembers = opaque(`what a ${name} says: ${what}`);
  return error;
}

export class PromiseValue extends ObjectValue {
  constructor(
    readonly state: 'fulfilled' | 'rejected',
    readonly result: Value,
  ) {
    super();
  }
}

export class FunctionValue extends ObjectValue {
  /** What the objects inherit from that `new` makes with it, once that was asked for. */
  prototypeObject: PlainObject | undefined;

  constructor(
    readonly node: FunctionNode,
    readonly frame: Frame,
    readonly thisValue: Value,
  ) {
    super();
  }
}

export class ClassValue extends ObjectValue {
  /** The members of its prototype, without the constructor. */
  readonly methods = new PlainObject();
  constructorMethod: FunctionValue | undefined;
  /** The names of its fields, which are computed once. */
  readonly fieldNames = new Map<Node, string | Unknown>();

  constructor(
    readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
    readonly frame: Frame,
    readonly parent: Value,
  ) {
    super();
  }
}

export type NativeCode = (
  run: Run,
  args: readonly Value[],
  thisValue: Value,
  call: Node | undefined,
) => Value;

export class NativeFunction extends ObjectValue {
  constructor(
    readonly name: string,
    readonly code: NativeCode,
    readonly construct?: NativeCode,
  ) {
    super();
  }
}

/** A class whose instances a framework makes and hands to whoever asks for them by their type. */
export class InjectableClass extends NativeFunction {}

/** An object of the platform or of a modelled library whose properties are computed when read. */
export class HostObject extends ObjectValue {
  constructor(
    readonly description: string,
    /** The property's value, or undefined where the host object has none of that name. */
    readonly read: (run: Run, key: string) => Value,
    /** The names of its enumerable properties, where they are known. */
    readonly keys?: readonly string[],
  ) {
    super();
  }
}

export type Callable = FunctionValue | NativeFunction | ClassValue;

export const isCallable = (value: Value): value is Callable =>
  value instanceof FunctionValue || value instanceof NativeFunction || value instanceof ClassValue;

export const native = (name: string, code: NativeCode): NativeFunction => new NativeFunction(name, code);

export const isPrimitive = (value: Value): value is undefined | null | boolean | number | bigint | string =>
  !(value instanceof ObjectValue) && !(value instanceof Unknown);
