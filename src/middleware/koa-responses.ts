import { awaited } from '../interpret/call.js';
import { resolved } from '../interpret/natives/promise.js';
import { opaque, PromiseValue, type Value } from '../interpret/values.js';
import { namingOrigin } from './handlers/framework-handlers.js';
import { handlerSite } from './handlers/handler-site.js';
import { KEPT, keepHeaders } from './handlers/kept-headers.js';
import { koaHandlers } from './handlers/koa-handlers.js';
import { koaOriginAt } from './handlers/koa-origin.js';
import { failingNext } from './handlers/next-handler.js';
import { NodeResponse, runsWith } from './handlers/node-response.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { headersOfError, koaContext } from './koa-context.js';
import { defineMiddleware, type Middleware } from './middleware.js';

/**
 * `Access-Control-Allow-Origin` written by middleware and handlers of Koa (3.3.0): `ctx.set`, `ctx.append`, the same of
 * `ctx.response`, and the methods of `ctx.res`. Held against booted servers by tests/oracle/header-writes.test.ts.
 */
export const koaResponses: Middleware = defineMiddleware({
  name: 'header writes',
  packages: ['koa'],
  triggers: [ALLOW_ORIGIN],
  find: (file) =>
    koaHandlers(file, namingOrigin(file)).map((handler) =>
      handlerSite(file, {
        middleware: koaResponses,
        entry: { handler, kind: 'handler', methods: undefined },
        callsDecide: true,
        takesErrors: true,
        originAt: (place) => koaOriginAt(file, handler, place),
        answering: (exchange) => {
          const response = new NodeResponse(exchange, runsWith(file, handler));
          return {
            argumentsFor: () =>
              handler.params.map((_param, index): Value => {
                if (index === 0) return koaContext(file, exchange, response);
                return index === 1 ? failingNext() : opaque('a further parameter');
              }),
            respond: (run, result, writes) => {
              const promise = resolved(result);
              const isFailed = promise instanceof PromiseValue && promise.state === 'rejected';
              const headers = isFailed ? headersOfError(run, promise.result) : undefined;
              if (headers) {
                for (const name of KEPT) exchange.headers.remove(name);
                keepHeaders(run, headers, exchange, writes);
              } else {
                writes.push(...response.writes);
                // A rejected promise is an error of the app.
                awaited(promise);
              }
            },
          };
        },
      }),
    ),
});
