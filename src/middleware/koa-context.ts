import { getMember } from '../interpret/members.js';
import { headersFrom } from '../interpret/natives/headers.js';
import { call } from '../interpret/call.js';
import { truthy } from '../interpret/operators.js';
import { Thrown, type Run } from '../interpret/run.js';
import {
  ErrorValue,
  HostObject,
  native,
  ObjectValue,
  opaque,
  PlainObject,
  type HeadersValue,
  type Value,
} from '../interpret/values.js';
import { isBefore } from '../source/package-version.js';
import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import { NodeResponse } from './handlers/node-response.js';
import type { Exchange } from './middleware.js';

/** What the context and its response have of the methods that write headers (Koa 3.3.0, `lib/context.js`, "Response delegation"). */
const RESPONSE_METHODS = new Set(['append', 'flushHeaders', 'has', 'remove', 'set', 'vary']);
/** Members of the context that are the response's, and nobody knows. */
const OF_RESPONSE = new Set(['attachment', 'back', 'body', 'etag', 'length', 'redirect', 'status', 'type']);

/**
 * Koa's `ctx` as handlers, and functions in options, see it (Koa 3.3.0, `lib/context.js`, `lib/request.js` and
 * `lib/response.js`). What it writes goes to `response`.
 */
export function koaContext(
  file: SourceFile,
  exchange: Exchange,
  response: NodeResponse = new NodeResponse(exchange, () => true),
): Value {
  const request = koaRequest(file, exchange);
  const own = koaResponse(response);
  return new HostObject('Koa context', (run, key): Value => {
    switch (key) {
      case 'req':
        return exchange.incoming;
      case 'res':
        return response.value;
      case 'request':
        return request;
      case 'response':
        return own;
      case 'throw':
        return native(key, (_run, args) => fail(args));
      case 'assert':
        return native(key, (_run, [value, ...args]) => (truthy(run, value) ? undefined : fail(args)));
      case 'headerSent':
        return response.isSent;
      default:
        return RESPONSE_METHODS.has(key) || OF_RESPONSE.has(key)
          ? own.read(run, key)
          : request.read(run, key);
    }
  });
}

/** `(status, message, properties)`, each of them optional, or an error (http-errors 2.0.1, `index.js`, `createError`). */
function fail(args: readonly Value[]): never {
  const given = args.find((arg) => arg instanceof ErrorValue);
  const error = given ?? new ErrorValue('HttpError', opaque('what an error of the context says', 'string'));
  for (const properties of args)
    if (properties instanceof PlainObject)
      for (const [name, slot] of properties.slots) error.slots.set(name, slot);
  if (!given) error.slots.set('status', { value: args[0], writer: undefined });
  throw new Thrown(error);
}

/**
 * The headers of the answer to an error that leaves the app: those it has, all others are unset (Koa 3.3.0,
 * `lib/context.js`, `onerror`). Undefined where it has none, or is answered with a status that says it is the server's.
 */
export function headersOfError(run: Run, error: Value): HeadersValue | undefined {
  if (!(error instanceof ErrorValue)) return undefined;
  const status = getMember(run, error, 'status');
  const headers = getMember(run, error, 'headers');
  const isOfClient = typeof status === 'number' && status >= 400 && status < 500;
  return isOfClient && headers instanceof ObjectValue ? headersFrom(run, headers) : undefined;
}

/** `ctx.request`; what is of the request in the context is handed through to it. */
function koaRequest(file: SourceFile, { incoming, request }: Exchange): HostObject {
  // `ctx.origin` is the server's own origin in Koa 2 (2.16.1, `lib/request.js`:98), the Origin header since Koa 3 (:100).
  const isOwnOrigin = isBefore(file.packages.versionOf('koa'), '3.0.0');
  return new HostObject('Koa request', (run, key) => {
    switch (key) {
      case 'req':
        return incoming;
      case 'header':
        return incoming.read(run, 'headers');
      case 'get':
        // A header that was not sent is an empty text (`lib/request.js`:645).
        return native(
          'get',
          (_run, args) => call(run, getMember(run, incoming, 'get'), incoming, args) ?? '',
        );
      case 'origin':
        return isOwnOrigin ? 'https://api.server.example' : (request.origin ?? null);
      default:
        return incoming.read(run, key);
    }
  });
}

/** `ctx.response`; its headers are those of the response of `node:http` (`lib/response.js`:507–600). */
function koaResponse(response: NodeResponse): HostObject {
  const headers = new HostObject('response headers', (run, name) =>
    response.perform(run, 'getHeader', [name], undefined),
  );
  return new HostObject('Koa response', (_run, key): Value => {
    switch (key) {
      case 'res':
        return response.value;
      case 'get':
        return response.method('getHeader');
      case 'has':
        return response.method('hasHeader');
      case 'header':
      case 'headers':
        return headers;
      case 'headerSent':
        return response.isSent;
      case 'flushHeaders':
        return response.method(key);
      case 'set':
      case 'append':
      case 'remove':
      case 'vary':
        return native(key, (run, args, _self, node) => write(run, response, key, args, node));
      default:
        return opaque(`'${key}' of the response`);
    }
  });
}

/** Writes nothing where the head is on its way, or no name is given (`lib/response.js`:551, 597). */
function write(
  run: Run,
  response: NodeResponse,
  method: 'set' | 'append' | 'remove' | 'vary',
  args: readonly Value[],
  node: Node | undefined,
): Value {
  if (response.isSent || !truthy(run, args[0])) return undefined;
  const isNamed = args.length > 1 || typeof args[0] === 'string';
  const performed = method === 'remove' ? 'removeHeader' : method === 'set' && isNamed ? 'setHeader' : method;
  response.perform(run, performed, args, node);
  return undefined;
}
