import { awaited } from '../interpret/call.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ResponseValue, Unknown, type HeadersValue, type Value } from '../interpret/values.js';
import type { Node } from '../source/syntax.js';
import { entryPoints, firstOf } from './handlers/entry-points.js';
import { fetchEvent } from './handlers/fetch-event.js';
import { fetchArguments, isUsedAsObject } from './handlers/fetch-parameters.js';
import { frameworkHandlers, namingOrigin } from './handlers/framework-handlers.js';
import { FRAMEWORK_RESPONSES } from './handlers/framework-responses.js';
import { handlerSite } from './handlers/handler-site.js';
import { isForHono } from './handlers/hono-context.js';
import { keepHeaders, keepUnseenWrites } from './handlers/kept-headers.js';
import { eventOriginAt } from './handlers/request-event-origin.js';
import { RequestEvent } from './handlers/request-event.js';
import { runtimeEnvironments } from './handlers/runtime-environments.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Exchange, type Middleware } from './middleware.js';

/** What a file that makes or changes a response mentions. */
const MAKES_RESPONSES =
  /Response\b|\b(?:json|text|data|next|redirect)\(|\bheaders\b\S*\.(?:set|append)\(|\bsetHeaders\b/;

/**
 * `Access-Control-Allow-Origin` on a `Response` that a function returns (Fetch standard, "Response class"): route handlers
 * of Next.js, SvelteKit, Remix and Astro, Workers, Deno, Bun, and functions that make such responses for other files. A
 * site is the function that is called from outside; what counts are the headers of the response it returns.
 */
export const fetchResponses: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    if (!MAKES_RESPONSES.test(file.text) || isForHono(file)) return [];
    const taken = frameworkHandlers(file);
    const naming = namingOrigin(file).filter((candidate) => !taken.has(candidate));
    const setsHeaders = file.text.includes('setHeaders');
    const modules = new Map([...FRAMEWORK_RESPONSES, ...runtimeEnvironments(file)]);
    const entries = entryPoints(file, naming);
    const originAnywhere = firstOf(entries, (entry, place) => eventOriginAt(file, entry, place));
    return entries.map((entry) =>
      handlerSite(file, {
        middleware: fetchResponses,
        entry,
        modules,
        callsDecide: entry.kind === 'listener' || setsHeaders,
        originAt: (place) => eventOriginAt(file, entry, place),
        originAnywhere,
        answering: (exchange) => {
          const isBinding = (name: string): boolean => isUsedAsObject(file, name);
          if (entry.kind === 'listener') {
            const { event, answer } = fetchEvent(exchange.request, isBinding);
            return {
              argumentsFor: () => [event],
              respond: (run, _result, writes) => {
                respond(run, answer(), exchange, writes);
              },
            };
          }
          const event = new RequestEvent(exchange.request, isBinding);
          return {
            argumentsFor: () => fetchArguments(file, entry, event.value),
            respond: (run, result, writes) => {
              respond(run, result, exchange, writes, setsHeaders ? event.pending : undefined);
            },
          };
        },
      }),
    );
  },
});

/** @param pending headers that are set on the response in the end, which without one of the function's own is that of a page. */
function respond(run: Run, result: Value, exchange: Exchange, writes: Node[], pending?: HeadersValue): void {
  const response = awaited(result);
  if (response instanceof ResponseValue) keepHeaders(run, response.headers, exchange, writes);
  else if (response instanceof Unknown && run.unseenResults.has(response))
    keepUnseenWrites(run, response, exchange, writes);
  else if (!pending) throw new Undecided('the function returns something other than a response');
  if (pending) keepHeaders(run, pending, exchange, writes);
}
