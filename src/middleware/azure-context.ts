import { getMember } from '../interpret/members.js';
import { toText } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { HostObject, native, ObjectValue, opaque, PlainObject, type Value } from '../interpret/values.js';
import type { Node } from '../source/syntax.js';
import { Failed } from './middleware.js';

/** Methods of the response that write a header, under the names it has for them. */
const SETTERS = new Set(['header', 'set', 'setHeader']);
const GETTERS = new Set(['get', 'getHeader']);
/** Methods that answer, and call `done` by that. */
const ENDS = new Set(['end', 'json', 'send', 'sendStatus']);

/**
 * The context of a function of Azure up to version 3 (`@azure/functions` 3.5.2, `src/Context.ts` and `src/http/Response.ts`):
 * a response that is written to or replaced, and `done` for functions that return no promise.
 */
export class AzureContext {
  readonly value: HostObject;
  isDone = false;
  /** What `done` was given as the result. */
  private result: Value;

  constructor(incoming: HostObject) {
    const bindings = new HostObject('bindings', (_run, key) =>
      key === 'req' ? incoming : key === 'res' ? undefined : opaque(`the binding '${key}'`),
    );
    const log = native('log', () => undefined);
    for (const level of ['error', 'info', 'verbose', 'warn'])
      log.slots.set(level, { value: native(level, () => undefined), writer: undefined });
    const done = native('done', (_run, [error, result]) => {
      this.end(error, result);
      return undefined;
    });
    const response = this.response();
    this.value = new HostObject('context', (_run, key): Value => {
      switch (key) {
        case 'bindings':
          return bindings;
        case 'done':
          return done;
        case 'log':
          return log;
        case 'req':
          return incoming;
        case 'res':
          return response;
        default:
          return opaque(`'${key}' of the context`);
      }
    });
  }

  /**
   * The answer: what is returned under the name of the output, what the bindings hold under it, or the response of the context
   * (`src/InvocationModel.ts`, 79–140). A result with headers of its own is one of an output named `$return`, which
   * `function.json` says.
   */
  answer(run: Run, returned: Value): Value {
    const result = this.isDone && returned === undefined ? this.result : returned;
    if (result instanceof ObjectValue) {
      if (getMember(run, result, 'headers') !== undefined) return result;
      const named = getMember(run, result, 'res');
      if (named !== undefined) return named;
    }
    return getMember(run, getMember(run, this.value, 'bindings'), 'res') ?? getMember(run, this.value, 'res');
  }

  private end(error: Value, result: Value): void {
    if (error !== undefined && error !== null) throw new Failed();
    this.isDone = true;
    this.result = result;
  }

  private response(): HostObject {
    const response: HostObject = new HostObject('response', (_run, key): Value => {
      if (SETTERS.has(key))
        return native(key, (run, args, _self, node) => {
          setHeader(run, response, args, node);
          return response;
        });
      if (GETTERS.has(key))
        return native(key, (run, [name]) => getMember(run, headersOf(run, response), lowerCase(run, name)));
      if (key === 'removeHeader')
        return native(key, (run, [name], _self, node) => {
          setHeader(run, response, [name, undefined], node);
          return response;
        });
      if (ENDS.has(key))
        return native(key, () => {
          this.end(undefined, undefined);
          return response;
        });
      return key === 'status' || key === 'type' ? native(key, () => response) : undefined;
    });
    response.slots.set('headers', { value: new PlainObject(), writer: undefined });
    return response;
  }
}

const headersOf = (run: Run, response: ObjectValue): Value => getMember(run, response, 'headers');

function lowerCase(run: Run, name: Value): Value {
  const text = toText(run, name);
  return typeof text === 'string' ? text.toLowerCase() : text;
}

/** `this.headers[field.toLowerCase()] = value` (`src/http/Response.ts`, 30–33). */
function setHeader(
  run: Run,
  response: ObjectValue,
  [name, value]: readonly Value[],
  node: Node | undefined,
): void {
  const headers = headersOf(run, response);
  const field = lowerCase(run, name);
  if (!(headers instanceof ObjectValue)) return;
  if (typeof field === 'string') headers.slots.set(field, { value, writer: node });
  else headers.unseenMembers = opaque('a header with an unknown name');
}
