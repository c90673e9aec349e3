import { awaited } from '../interpret/call.js';
import { Undecided } from '../interpret/run.js';
import { opaque, ResponseValue, type Value } from '../interpret/values.js';
import { entryPoints } from './handlers/entry-points.js';
import { isUsedAsObject } from './handlers/fetch-parameters.js';
import { namingOrigin } from './handlers/framework-handlers.js';
import { handlerSite } from './handlers/handler-site.js';
import { honoContext, isForHono } from './handlers/hono-context.js';
import { honoOriginAt } from './handlers/hono-origin.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { unseenNext } from './handlers/next-handler.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Middleware } from './middleware.js';

/**
 * `Access-Control-Allow-Origin` written by handlers and middleware of Hono (4.12): `c.header`, `c.res.headers`, the headers
 * of `c.json` and its like, and of a `Response` that is returned.
 */
export const honoResponses: Middleware = defineMiddleware({
  name: 'header writes',
  packages: ['hono'],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    if (!isForHono(file)) return [];
    return entryPoints(file, namingOrigin(file))
      .filter(({ kind }) => kind === 'handler')
      .map((entry) =>
        handlerSite(file, {
          middleware: honoResponses,
          entry,
          callsDecide: true,
          originAt: (place) => honoOriginAt(file, entry, place),
          answering: (exchange) => {
            const { context, headers } = honoContext(exchange.request, (name) => isUsedAsObject(file, name));
            return {
              argumentsFor: () =>
                entry.handler.params.map((_param, index): Value => {
                  if (index === 0) return context;
                  return index === 1 ? unseenNext() : opaque('a further parameter');
                }),
              respond: (run, result, writes) => {
                const response = awaited(result);
                if (response instanceof ResponseValue) keepHeaders(run, response.headers, exchange, writes);
                else if (response === undefined) keepHeaders(run, headers, exchange, writes);
                else throw new Undecided('the handler returns something nobody knows');
              },
            };
          },
        }),
      );
  },
});
