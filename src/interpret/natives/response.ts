import { memberOfUnknown, getMember } from '../members.js';
import { throwTypeError } from '../operators.js';
import type { Run } from '../run.js';
import {
  native,
  NativeFunction,
  ObjectValue,
  opaque,
  ResponseValue,
  Unknown,
  type NativeCode,
  type Value,
} from '../values.js';
import { headersFrom } from './headers.js';
import { resolved } from './promise.js';

/** Methods that read the body. */
const READERS = new Set(['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']);

/** A member of a `Response` (Fetch standard, "Response class"). What its body is has no part in its headers. */
export function responseMember(run: Run, response: ResponseValue, name: string): Value {
  if (name === 'headers') return response.headers;
  if (name === 'status') return response.status;
  if (name === 'clone')
    return native(name, () => new ResponseValue(headersFrom(run, response.headers), response.status));
  if (READERS.has(name)) return native(name, () => resolved(opaque('the body of a response')));
  return undefined;
}

/** A response with the status and headers of `init`, which may itself be a response. */
export function responseFrom(run: Run, init: Value, status: Value = 200): ResponseValue {
  if (init instanceof Unknown) {
    const headers = memberOfUnknown(init, 'headers');
    return new ResponseValue(
      headersFrom(run, headers instanceof Unknown ? headers : undefined),
      memberOfUnknown(init, 'status'),
    );
  }
  if (init === undefined || init === null) return new ResponseValue(headersFrom(run, undefined), status);
  if (!(init instanceof ObjectValue)) throwTypeError('The options of a response are no object');
  const headers = getMember(run, init, 'headers');
  if (
    headers === null ||
    (headers !== undefined && !(headers instanceof ObjectValue || headers instanceof Unknown))
  )
    throwTypeError('Headers are made of an object or of pairs');
  return new ResponseValue(headersFrom(run, headers), getMember(run, init, 'status') ?? status);
}

/** `new Response(body, init)` and what else is called with a body, or the like, before the init. */
export const bodyThenInit: NativeCode = (run, [, init]) => responseFrom(run, init);

/** `Response.redirect(url, status)`: it takes no headers. */
const redirect: NativeCode = (run, [, status]) => responseFrom(run, undefined, status ?? 302);

/** The global `Response`. */
export const responseConstructor = (): Value =>
  classOfResponses('Response', {
    json: bodyThenInit,
    redirect,
    error: (run) => responseFrom(run, undefined, 0),
  });

/** A class of responses with static methods; its constructor takes a body and an init unless `construct` takes something else. */
export function classOfResponses(
  name: string,
  statics: Readonly<Record<string, NativeCode>>,
  construct = bodyThenInit,
): Value {
  const value = new NativeFunction(
    name,
    () => throwTypeError(`Class constructor ${name} cannot be invoked without 'new'`),
    construct,
  );
  for (const [method, code] of Object.entries(statics))
    value.slots.set(method, { value: native(method, code), writer: undefined });
  return value;
}
