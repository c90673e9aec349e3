import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { stringStatic } from './string.js';
import { arrayStatic } from './array.js';
import { toText } from '../operators.js';
import { Thrown, type Run } from '../run.js';
import {
  ArrayValue,
  ErrorValue,
  FunctionValue,
  isCallable,
  isPrimitive,
  native,
  NativeFunction,
  ObjectValue,
  PromiseValue,
  Unknown,
  type Callable,
  type UrlValue,
  type Value,
} from '../values.js';

/** What every object inherits from `Object.prototype`. */
export function objectMember(run: Run, object: ObjectValue, name: string): Value {
  if (name === 'hasOwnProperty') {
    return native(name, (_run, [key]) => {
      const text = toText(run, key);
      return typeof text === 'string' ? object.slots.has(text) : text;
    });
  }
  if (name === 'toString') return native(name, () => toText(run, object));
  if (name === 'valueOf') return native(name, () => object);
  return undefined;
}

export function functionMember(run: Run, callable: Callable, name: string): Value {
  switch (name) {
    case 'call':
      return native(name, (_run, [thisValue, ...args]) => call(run, callable, thisValue, args));
    case 'apply':
      return native(name, (_run, [thisValue, args]) => {
        const items = args === undefined || args === null ? [] : iterate(run, args);
        return items instanceof Unknown ? items : call(run, callable, thisValue, items);
      });
    case 'bind':
      return native(name, (_run, [thisValue, ...bound]) =>
        native('bound', (_inner, args) => call(run, callable, thisValue, [...bound, ...args])),
      );
    case 'length':
      return callable instanceof FunctionValue ? declaredArity(callable) : 0;
    case 'name':
      return callable instanceof NativeFunction ? callable.name : new Unknown('opaque', "a function's name");
    default:
      if (callable instanceof NativeFunction && callable.name === 'String') return stringStatic(run, name);
      if (callable instanceof NativeFunction && callable.name === 'Array') return arrayStatic(run, name);
      return undefined;
  }
}

function declaredArity(callable: FunctionValue): number {
  const optional = callable.node.params.findIndex(
    (param) => param.type === 'AssignmentPattern' || param.type === 'RestElement',
  );
  return optional === -1 ? callable.node.params.length : optional;
}

export function promiseMember(run: Run, promise: PromiseValue, name: string): Value {
  const settle = (handler: Value): Value => {
    if (!isCallable(handler)) return promise;
    try {
      return resolved(call(run, handler, undefined, [promise.result]));
    } catch (thrown) {
      if (thrown instanceof Thrown) return new PromiseValue('rejected', thrown.value);
      throw thrown;
    }
  };
  if (name === 'then') {
    return native(name, (_run, [fulfilled, rejected]) =>
      settle(promise.state === 'fulfilled' ? fulfilled : rejected),
    );
  }
  if (name === 'catch')
    return native(name, (_run, [rejected]) => (promise.state === 'rejected' ? settle(rejected) : promise));
  if (name === 'finally') {
    return native(name, (_run, [handler]) => {
      if (isCallable(handler)) call(run, handler, undefined, []);
      return promise;
    });
  }
  return undefined;
}

/** `value` as a promise: unknown values stay unknown, promises are not nested. */
export const resolved = (value: Value): Value =>
  value instanceof PromiseValue || value instanceof Unknown ? value : new PromiseValue('fulfilled', value);

const URL_PARTS = [
  'href',
  'origin',
  'protocol',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
  'username',
  'password',
] as const;

export function urlMember(object: UrlValue, name: string): Value {
  const part = URL_PARTS.find((candidate) => candidate === name);
  if (part) return object.url[part];
  if (name === 'toString' || name === 'toJSON') return native(name, () => object.url.href);
  return undefined;
}

export function errorMember(error: ErrorValue, name: string): Value {
  if (name === 'message') return error.message;
  if (name === 'name') return error.name;
  return name === 'stack' ? new Unknown('opaque', 'a stack trace') : undefined;
}

/** The own enumerable entries `Object.entries` and object spread see; an Unknown where they cannot be known. */
export function ownEntries(run: Run, value: Value): [string, Value][] | Unknown {
  if (value instanceof Unknown) return value;
  if (typeof value === 'string') return [...value].map((character, index) => [String(index), character]);
  if (isPrimitive(value)) return [];
  if (value.unseenMembers) return value.unseenMembers;
  run.step(value.slots.size);
  const entries: [string, Value][] = [...value.slots].map(([key, slot]) => [key, slot.value]);
  return value instanceof ArrayValue
    ? [...value.items.map((item, index): [string, Value] => [String(index), item]), ...entries]
    : entries;
}
