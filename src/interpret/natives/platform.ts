import {
  ArrayValue,
  ErrorValue,
  HeadersValue,
  isCallable,
  IteratorValue,
  MapValue,
  opaque,
  PromiseValue,
  RegExpValue,
  ResponseValue,
  SetValue,
  UrlValue,
  type ObjectValue,
  type Value,
} from '../values.js';

const ARRAY: readonly unknown[] = [];

/** A real object that has what the platform gives every object of this kind. */
export function platformPrototype(object: ObjectValue): object {
  if (object instanceof ArrayValue) return ARRAY;
  if (object instanceof SetValue) return Set.prototype;
  if (object instanceof HeadersValue) return Headers.prototype;
  if (object instanceof MapValue) return Map.prototype;
  if (object instanceof ResponseValue) return Response.prototype;
  if (object instanceof RegExpValue) return RegExp.prototype;
  if (object instanceof UrlValue) return URL.prototype;
  if (object instanceof ErrorValue) return Error.prototype;
  if (object instanceof PromiseValue) return Promise.prototype;
  if (object instanceof IteratorValue) return new Set().values();
  return isCallable(object) ? Function.prototype : Object.prototype;
}

/** A member that the platform has under `name` and the interpreter does not model; undefined if there is none. */
export const unmodelled = (prototype: object, name: string): Value =>
  name in prototype ? opaque(`the built-in '${name}' is not modelled`) : undefined;
