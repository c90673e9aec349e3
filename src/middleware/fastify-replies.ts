import type { SourceFile } from '../source/file.js';
import { awaited } from '../interpret/call.js';
import { opaque, type Value } from '../interpret/values.js';
import { FastifyReply } from './fastify-reply.js';
import { fastifyHandlers, type FastifyHandler } from './handlers/fastify-handlers.js';
import { fastifyOriginAt } from './handlers/fastify-origin.js';
import { namingOrigin } from './handlers/framework-handlers.js';
import { handlerSite } from './handlers/handler-site.js';
import { NodeResponse, runsWith } from './handlers/node-response.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Middleware, type Site } from './middleware.js';

/**
 * `Access-Control-Allow-Origin` written by handlers and hooks of Fastify (5.12.8): `reply.header`, `reply.headers`, and the
 * methods of `reply.raw`. Held against booted servers by tests/oracle/header-writes.test.ts.
 */
export const fastifyReplies: Middleware = defineMiddleware({
  name: 'header writes',
  packages: ['fastify'],
  triggers: [ALLOW_ORIGIN],
  find: (file) =>
    fastifyHandlers(file, namingOrigin(file))
      .filter(({ isDoubtful }) => !isDoubtful)
      .map((found) => replySite(file, found)),
});

/** The site of a function that Fastify calls with a reply. */
export function replySite(file: SourceFile, found: FastifyHandler): Site {
  const { handler, methods, requestIndex, replyIndex } = found;
  return handlerSite(file, {
    middleware: fastifyReplies,
    entry: { handler, kind: 'handler', methods },
    callsDecide: true,
    originAt: (place) => fastifyOriginAt(file, found, place),
    answering: (exchange) => {
      const isImmediate = runsWith(file, handler);
      const response = new NodeResponse(exchange, isImmediate);
      const reply = new FastifyReply(exchange, response, isImmediate);
      return {
        argumentsFor: () =>
          handler.params.map((_param, index): Value => {
            if (index === replyIndex) return reply.value;
            return index === requestIndex ? exchange.incoming : opaque('a further parameter');
          }),
        respond: (run, result, writes) => {
          // A rejected promise is an error of the server.
          awaited(result);
          reply.send(run);
          writes.push(...response.writes);
        },
      };
    },
  });
}
