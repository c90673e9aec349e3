import { awaited } from '../interpret/call.js';
import type { Run } from '../interpret/run.js';
import { opaque, type Value } from '../interpret/values.js';
import type { SourceFile } from '../source/file.js';
import { isBefore } from '../source/package-version.js';
import type { FunctionNode } from '../source/syntax.js';
import { namingOrigin } from './handlers/framework-handlers.js';
import { h3Calls, hasGlobals } from './handlers/h3-calls.js';
import { H3Event } from './handlers/h3-event.js';
import { HEADER_FUNCTIONS, h3Handlers } from './handlers/h3-handlers.js';
import { h3OriginAt } from './handlers/h3-origin.js';
import { handlerSite } from './handlers/handler-site.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { NodeResponse, runsWith } from './handlers/node-response.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Middleware, type Site } from './middleware.js';

/**
 * `Access-Control-Allow-Origin` written by handlers and middleware of h3 (2.0.8 and 1.15.11), and so of Nitro and Nuxt:
 * `setHeader(event, …)` and its like, `event.res.headers`, `event.node.res`, and a `Response` that is returned. Held against
 * both by tests/oracle/header-writes.test.ts.
 */
export const h3Responses: Middleware = defineMiddleware({
  name: 'header writes',
  packages: ['h3'],
  triggers: [ALLOW_ORIGIN],
  find: (file) => h3Handlers(file, namingOrigin(file)).map((handler) => siteOf(file, handler)),
});

function siteOf(file: SourceFile, handler: FunctionNode): Site {
  const version = file.packages.versionOf('h3');
  const isOld = version ? isBefore(version, '2.0.0') : hasGlobals(file);
  const calls = h3Calls(file, HEADER_FUNCTIONS);
  return handlerSite(file, {
    middleware: h3Responses,
    entry: { handler, kind: 'handler', methods: undefined },
    callsDecide: true,
    furtherRoots: calls
      .map(({ node }) => node)
      .filter(({ range }) => handler.range[0] <= range[0] && range[1] <= handler.range[1]),
    originAt: (place) => h3OriginAt(file, handler, place, isOld),
    answering: (exchange) => {
      const event = new H3Event(exchange, new NodeResponse(exchange, runsWith(file, handler)), isOld);
      return {
        calls: new Map(
          calls.map(({ node, name }) => [
            node,
            (args: readonly Value[], run: Run) => event.perform(run, name, args, node),
          ]),
        ),
        argumentsFor: () =>
          handler.params.map((_param, index) => (index === 0 ? event.value : opaque('a further parameter'))),
        respond: (run, result, writes) => {
          writes.push(...event.nodeWrites);
          keepHeaders(run, event.answered(run, awaited(result)), exchange, writes);
        },
      };
    },
  });
}
