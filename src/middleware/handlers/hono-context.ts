import { call } from '../../interpret/call.js';
import { getMember } from '../../interpret/members.js';
import { headersFrom, replaceHeaders } from '../../interpret/natives/headers.js';
import { toText, truthy } from '../../interpret/operators.js';
import type { Run } from '../../interpret/run.js';
import {
  HeadersValue,
  HostObject,
  native,
  ObjectValue,
  opaque,
  ResponseValue,
  Unknown,
  type Value,
} from '../../interpret/values.js';
import type { SourceFile } from '../../source/file.js';
import { importedModules } from '../../source/modules.js';
import type { FunctionNode, Node } from '../../source/syntax.js';
import { methodOnTheWire, type Request } from '../../policy/probe.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { headerOf } from '../node-request.js';
import { environmentHost, fetchRequest } from './fetch-request.js';
import { unseenNext } from './next-handler.js';

/** Methods of the context that make a response out of a body, a status and headers. */
const ANSWERS = new Set(['body', 'html', 'json', 'newResponse', 'render', 'text']);
/** Members of the context's request that the page chooses. */
const CHOSEN_BY_PAGE = new Set([
  'json',
  'param',
  'parseBody',
  'path',
  'queries',
  'query',
  'text',
  'url',
  'valid',
]);

/** A context of Hono (4.12, `dist/context.js`) and the headers of its response. */
export interface HonoContext {
  readonly context: HostObject;
  readonly headers: HeadersValue;
}

/**
 * The context of one request. Whatever answers in the end has the headers that were set on the context.
 *
 * @param written the values of Access-Control-Allow-Origin that middleware has set already.
 */
export function honoContext(
  request: Request,
  isBinding: (name: string) => boolean,
  written: readonly string[] = [],
): HonoContext {
  const headers = new HeadersValue();
  if (written.length > 0) headers.entries.push([ALLOW_ORIGIN, written.join(', ')]);
  const response = new ResponseValue(headers, 200);
  const asked = honoRequest(request, isBinding);
  const environment = environmentHost(isBinding);
  const context = new HostObject('context', (_run, key): Value => {
    if (key === 'req') return asked;
    if (key === 'env') return environment;
    if (key === 'res') return response;
    if (key === 'header') return native(key, (run, args, _self, node) => setHeader(run, headers, args, node));
    if (ANSWERS.has(key))
      return native(key, (run, [, status, given]) => {
        const init = status instanceof ObjectValue ? getMember(run, status, 'headers') : given;
        return answered(run, headers, init);
      });
    if (key === 'redirect' || key === 'notFound') return native(key, () => new ResponseValue(headers, 302));
    return opaque(`'${key}' of the context`);
  });
  return { context, headers };
}

/** `c.header(name, value, { append })`; without a value it removes the header. */
function setHeader(
  run: Run,
  headers: HeadersValue,
  [name, value, options]: readonly Value[],
  node: Node | undefined,
): Value {
  const isAdded = options instanceof ObjectValue && truthy(run, getMember(run, options, 'append'));
  const method = value === undefined ? 'delete' : isAdded ? 'append' : 'set';
  call(run, getMember(run, headers, method), headers, [name, value], node);
  return undefined;
}

/** A response with the headers of the context, and those that its maker is given. */
function answered(run: Run, headers: HeadersValue, init: Value): ResponseValue {
  if (init instanceof ObjectValue) replaceHeaders(run, headers, headersFrom(run, init));
  return new ResponseValue(headers, 200);
}

/** `c.req`: its headers are read by a method, and `raw` is the request itself. */
function honoRequest(request: Request, isBinding: (name: string) => boolean): HostObject {
  return new HostObject('request', (_run, key): Value => {
    if (key === 'raw') return fetchRequest(request, isBinding);
    if (key === 'method') return methodOnTheWire(request);
    if (key === 'header')
      return native(key, (run, [name]) => {
        // Without a name it gives all of them, by their names in lower case.
        if (name === undefined)
          return new HostObject('request headers', (_run, field) => headerOf(request, field));
        const text = toText(run, name);
        return text instanceof Unknown ? text : headerOf(request, text.toLowerCase());
      });
    return CHOSEN_BY_PAGE.has(key)
      ? new Unknown('request', `the request's ${key}`)
      : opaque(`the request's ${key}`);
  });
}

/** What Hono calls a handler or middleware with. */
export function honoArguments(
  handler: FunctionNode,
  { context }: Pick<HonoContext, 'context'>,
): readonly Value[] {
  return handler.params.map((_param, index): Value => {
    if (index === 0) return context;
    return index === 1 ? unseenNext() : opaque('a further parameter');
  });
}

/** Whether a file imports Hono, from npm or as Deno names it. */
export const isForHono = (file: SourceFile): boolean =>
  [...importedModules(file)].some((module) => /^(?:npm:|jsr:@hono\/)?hono(?:[/@]|$)/.test(module));
