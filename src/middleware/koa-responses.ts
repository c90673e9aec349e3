import { awaited } from '../interpret/call.js';
import { opaque, type Value } from '../interpret/values.js';
import { contextAt } from './handlers/context-of-write.js';
import { namingOrigin } from './handlers/framework-handlers.js';
import { handlerSite } from './handlers/handler-site.js';
import { koaHandlers } from './handlers/koa-handlers.js';
import { unseenNext } from './handlers/next-handler.js';
import { NodeResponse, runsWith } from './handlers/node-response.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { koaContext } from './koa-context.js';
import { defineMiddleware, type Middleware } from './middleware.js';

const CONTEXT = { index: 0, paths: new Set(['res', 'response']) };

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
        originAt: (place) => {
          const asked = contextAt(file, handler, { ...CONTEXT, part: 'request' }, place);
          const answered = contextAt(file, handler, { ...CONTEXT, part: 'response' }, place);
          if (asked === undefined || answered === undefined) return undefined;
          return { text: `${asked}.get('Origin')`, edits: [], vary: `${answered}.vary('Origin');` };
        },
        answering: (exchange) => {
          const response = new NodeResponse(exchange, runsWith(file, handler));
          return {
            argumentsFor: () =>
              handler.params.map((_param, index): Value => {
                if (index === 0) return koaContext(file, exchange, response);
                return index === 1 ? unseenNext() : opaque('a further parameter');
              }),
            respond: (_run, result, writes) => {
              writes.push(...response.writes);
              // A rejected promise is an error of the app.
              awaited(result);
            },
          };
        },
      }),
    ),
});
