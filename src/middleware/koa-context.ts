import { getMember } from '../interpret/members.js';
import { call } from '../interpret/call.js';
import { HostObject, native, type Value } from '../interpret/values.js';
import { isBefore } from '../source/package-version.js';
import type { SourceFile } from '../source/file.js';
import type { Exchange } from './middleware.js';

/**
 * Koa's `ctx` as functions in options see it (Koa 3.3.0, `lib/context.js` and `lib/request.js`). What it has of the request
 * it hands through; everything else is as unknown as it is to a handler.
 */
export function koaContext(file: SourceFile, { incoming, request }: Exchange): Value {
  // `ctx.origin` is the server's own origin in Koa 2 (2.16.1, `lib/request.js`:98), the Origin header since Koa 3 (:100).
  const isOwnOrigin = isBefore(file.packages.versionOf('koa'), '3.0.0');
  const context: HostObject = new HostObject('Koa context', (run, key) => {
    switch (key) {
      case 'req':
      case 'request':
        return context;
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
  return context;
}
