import { call } from '../call.js';
import { drained, iterate } from '../iterate.js';
import { settled } from '../equality.js';
import { forgetMembers, getMember, isIndex } from '../members.js';
import { derived, throwTypeError, toText } from '../operators.js';
import type { Run } from '../run.js';
import {
  ArrayValue,
  ClassValue,
  ErrorValue,
  FunctionValue,
  HostObject,
  isPrimitive,
  native,
  NativeFunction,
  ObjectValue,
  opaque,
  PlainObject,
  Unknown,
  IteratorValue,
  type Callable,
  type Value,
} from '../values.js';
import { arrayStatic } from './array-static.js';
import { platformPrototype, unmodelled } from './platform.js';
import { stringStatic } from './string.js';

/** What every object inherits from its platform prototype, as far as its own kind did not say. */
export function objectMember(run: Run, object: ObjectValue, name: string): Value {
  if (object instanceof PlainObject && object.isBare) return undefined;
  switch (name) {
    case 'hasOwnProperty':
      return native(name, (_run, [key], self) => hasOwn(run, self, key));
    case 'toString':
      return native(name, (_run, _args, self) => toText(run, self));
    case 'valueOf':
      return native(name, (_run, _args, self) => self);
    default:
      return unmodelled(platformPrototype(object), name);
  }
}

/** Whether an object has a property of its own. */
export function hasOwn(run: Run, given: Value, key: Value): Value {
  const object = settled(given);
  const name = toText(run, key);
  if (!(object instanceof ObjectValue) || typeof name !== 'string')
    return derived(run, 'a property test', [object, name], 'boolean');
  if (object.slots.has(name)) return true;
  const unseen = object.unseenMembers ?? unseenParent(object);
  if (unseen) return derived(run, 'a property test', [unseen], 'boolean');
  if (object instanceof HostObject) {
    const value = object.read(run, name);
    return value instanceof Unknown
      ? derived(run, 'a property test', [value], 'boolean')
      : value !== undefined;
  }
  if (object instanceof ArrayValue)
    return name === 'length' || (isIndex(name) && Number(name) < object.items.length);
  return object instanceof PlainObject ? false : opaque('a property test', 'boolean');
}

export function functionMember(run: Run, callable: Callable, name: string): Value {
  switch (name) {
    case 'call':
      return native(name, (_run, [thisValue, ...args]) => call(run, callable, thisValue, args));
    case 'apply':
      return native(name, (_run, [thisValue, args]) => {
        if (args !== undefined && args !== null && isPrimitive(args))
          throwTypeError('CreateListFromArrayLike called on non-object');
        const items = args === undefined || args === null ? [] : iterate(run, args);
        return items instanceof Unknown ? opaque(items.reason) : call(run, callable, thisValue, items);
      });
    case 'bind':
      return native(name, (_run, [thisValue, ...bound]) =>
        native('bound', (_inner, args) => call(run, callable, thisValue, [...bound, ...args])),
      );
    case 'length':
      return callable instanceof FunctionValue ? declaredArity(callable) : opaque("a function's length");
    case 'prototype':
      if (callable instanceof FunctionValue) return (callable.prototypeObject ??= new PlainObject());
      // The one of arrays is an array, and the one of objects an object (ECMAScript, "Properties of the Array Prototype Object").
      if (callable instanceof NativeFunction && callable.name === 'Array') return new ArrayValue([]);
      if (callable instanceof NativeFunction && callable.name === 'Object') return new PlainObject();
      // Whoever asks for it may give it members.
      if (callable instanceof ClassValue) forgetMembers(callable.methods, "a class's prototype");
      return opaque(`a function's ${name}`);
    case 'name':
      return opaque(`a function's ${name}`);
  }
  if (!(callable instanceof NativeFunction)) return undefined;
  if (callable.name === 'String') return stringStatic(run, name);
  if (callable.name === 'Array') return arrayStatic(run, name);
  return opaque(`'${callable.name}.${name}' is not modelled`);
}

/** `function.length`: the parameters before the first with a default or the rest. */
export function declaredArity(callable: FunctionValue): number {
  const params = callable.node.params.filter((param) => !isThisParameter(param));
  const optional = params.findIndex(
    (param) => param.type === 'AssignmentPattern' || param.type === 'RestElement',
  );
  return optional === -1 ? params.length : optional;
}

/** TypeScript's `function (this: Server, …)`: a type, no parameter. */
export const isThisParameter = (param: FunctionValue['node']['params'][number]): boolean =>
  param.type === 'Identifier' && param.name === 'this';

export function errorMember(error: ErrorValue, name: string): Value {
  if (name === 'message') return error.message;
  if (name === 'name') return error.name;
  return name === 'stack' || name === 'cause' ? opaque(`the ${name} of an error`) : undefined;
}

/** Iterator helpers that do with the remaining elements what the method of arrays does. */
const HELPERS = new Set(['map', 'filter', 'flatMap', 'some', 'every', 'find', 'reduce', 'forEach']);

function iteratorHelper(iterator: IteratorValue, name: string): Value {
  return native(name, (run, args) => {
    const items = new ArrayValue(drained(run, iterator));
    if (name === 'toArray') return items;
    const result = call(run, getMember(run, items, name), items, args);
    return result instanceof ArrayValue && /ap$|^filter$/.test(name)
      ? new IteratorValue(result.items.values())
      : result;
  });
}

export function iteratorMember(iterator: IteratorValue, name: string): Value {
  if (name === 'toArray' || HELPERS.has(name)) return iteratorHelper(iterator, name);
  if (name === 'take' || name === 'drop') return opaque(`the built-in '${name}' is not modelled`);
  if (name !== 'next') return undefined;
  return native(name, () => {
    const result = new PlainObject();
    const next = iterator.remaining.next();
    result.slots.set('value', { value: next.done ? undefined : next.value, writer: undefined });
    result.slots.set('done', { value: next.done ?? false, writer: undefined });
    return result;
  });
}

/** The names of the own enumerable properties; an Unknown where they cannot be known. */
export function ownKeys(run: Run, given: Value): string[] | Unknown {
  const value = settled(given);
  if (value instanceof Unknown) return value;
  if (typeof value === 'string') {
    run.spendItems(value.length);
    return value.split('').map((_character, index) => String(index));
  }
  if (isPrimitive(value)) return [];
  if (value.unseenMembers) return value.unseenMembers;
  if (value instanceof HostObject && value.keys) return [...new Set([...value.keys, ...value.slots.keys()])];
  if (value instanceof HostObject) return opaque(`all members of ${value.description}`);
  const parent = unseenParent(value);
  if (parent) return parent;
  run.step(value.slots.size);
  const isOfClass = value.prototype !== undefined || value instanceof ClassValue;
  const names = [...value.slots]
    .filter(
      ([name, { writer }]) =>
        !(isOfClass && name.startsWith('#')) &&
        !(value instanceof ErrorValue && name === 'message') &&
        // Static methods are not enumerable (ECMAScript, "DefineMethodProperty").
        writer?.type !== 'MethodDefinition',
    )
    .map(([name]) => name);
  if (value instanceof ArrayValue) {
    run.spendItems(value.items.length);
    return [...value.items.map((_item, index) => String(index)), ...names];
  }
  // Properties that are array indices come first, in ascending order.
  const indices = names.filter((name) => isIndex(name)).sort((a, b) => Number(a) - Number(b));
  return indices.length === 0 ? names : [...indices, ...names.filter((name) => !isIndex(name))];
}

/** The class out of sight that may have given an object members of its own. */
function unseenParent(object: ObjectValue): Unknown | undefined {
  for (let level: Value = object.prototype; level !== undefined; level = level.parent) {
    if (level instanceof Unknown) return level;
    if (!(level instanceof ClassValue)) return undefined;
  }
  return undefined;
}

/** The own enumerable entries `Object.entries` and object spread see; an Unknown where they cannot be known. */
export function ownEntries(run: Run, given: Value): [string, Value][] | Unknown {
  const keys = ownKeys(run, given);
  return keys instanceof Unknown ? keys : keys.map((key) => [key, getMember(run, given, key)]);
}
