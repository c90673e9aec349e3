import { HostObject, native, opaque, type Value } from '../../interpret/values.js';
import type { SourceFile } from '../../source/file.js';
import { memberName, staticText, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { variableNaming } from '../../source/variable-naming.js';
import type { Request } from '../../policy/probe.js';
import { fetchRequest } from './fetch-request.js';

/** Events that browsers send to the worker of a site, whose answers reach the pages of that site alone. */
const OF_BROWSERS = new Set(['install', 'activate', 'push', 'notificationclick']);

/** Whether a server calls a function for every request: `addEventListener('fetch', listener)` in the script of a Worker. */
export function listensToFetch(file: SourceFile, handler: FunctionNode): boolean {
  const variable = variableNaming(file, handler);
  const uses: Node[] = variable ? variable.references.map(({ identifier }) => identifier) : [handler];
  return uses.some((use) => eventListenedTo(file.parentOf(use), use) === 'fetch') && !isOfBrowsers(file);
}

const isOfBrowsers = (file: SourceFile): boolean =>
  file.nodes.some((node) => OF_BROWSERS.has(eventListenedTo(node) ?? ''));

/** The event in `addEventListener(event, …)` of the global object, with `listener` for it where one is given. */
function eventListenedTo(call: Node | undefined, listener?: Node): string | undefined {
  if (call?.type !== 'CallExpression') return undefined;
  const [event, given] = call.arguments;
  const callee = unwrapped(call.callee);
  const name =
    callee.type === 'MemberExpression' && unwrapped(callee.object).type === 'Identifier'
      ? memberName(callee)
      : callee.type === 'Identifier'
        ? callee.name
        : undefined;
  return name === 'addEventListener' && (!listener || given === listener) ? staticText(event) : undefined;
}

/** A `FetchEvent`, and the response that was given to it, or the promise of one. */
export interface FetchEvent {
  readonly event: HostObject;
  readonly answer: () => Value;
}

/** The event for one request. The first call of `respondWith` answers; a second one would throw. */
export function fetchEvent(request: Request, isBinding: (name: string) => boolean): FetchEvent {
  const incoming = fetchRequest(request, isBinding);
  const given: Value[] = [];
  const event = new HostObject('event', (_run, key): Value => {
    if (key === 'request') return incoming;
    if (key === 'respondWith') return native(key, (_reader, [response]) => void given.push(response));
    if (key === 'waitUntil' || key === 'passThroughOnException') return native(key, () => undefined);
    return opaque(`'${key}' of the event`);
  });
  return { event, answer: () => given[0] };
}
