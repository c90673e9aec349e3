import { awaited } from '../interpret/call.js';
import { Undecided } from '../interpret/run.js';
import { ResponseValue } from '../interpret/values.js';
import { entryPoints, firstOf } from './handlers/entry-points.js';
import { isUsedAsObject } from './handlers/fetch-parameters.js';
import { namingOrigin } from './handlers/framework-handlers.js';
import { handlerSite } from './handlers/handler-site.js';
import { honoArguments, honoContext, isForHono } from './handlers/hono-context.js';
import { honoOriginAt } from './handlers/hono-origin.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { runtimeEnvironments } from './handlers/runtime-environments.js';
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
    const entries = entryPoints(file, namingOrigin(file)).filter(({ kind }) => kind === 'handler');
    const originAnywhere = firstOf(entries, (entry, place) => honoOriginAt(file, entry, place));
    return entries.map((entry) =>
      handlerSite(file, {
        middleware: honoResponses,
        entry,
        modules: runtimeEnvironments(file),
        callsDecide: true,
        originAt: (place) => honoOriginAt(file, entry, place),
        originAnywhere,
        answering: (exchange) => {
          const { context, headers } = honoContext(
            exchange.request,
            (name) => isUsedAsObject(file, name),
            exchange.headers.get(ALLOW_ORIGIN),
          );
          return {
            argumentsFor: () => honoArguments(entry.handler, { context }),
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
