import { awaited } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { headersFrom } from '../interpret/natives/headers.js';
import { Undecided, type Run } from '../interpret/run.js';
import { native, ObjectValue, opaque, PlainObject, Unknown, type Value } from '../interpret/values.js';
import type { Node } from '../source/syntax.js';
import { entryPoints, firstOf } from './handlers/entry-points.js';
import { frameworkHandlers, namingOrigin } from './handlers/framework-handlers.js';
import { handlerSite } from './handlers/handler-site.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { lambdaEvent } from './handlers/lambda-event.js';
import { lambdaOriginAt } from './handlers/lambda-origin.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Exchange, type Middleware } from './middleware.js';

/**
 * `Access-Control-Allow-Origin` in the result of a Lambda proxy integration (API Gateway REST v1 and HTTP v2, function
 * URLs, Netlify functions): an object with `statusCode` and `headers` or `multiValueHeaders`, returned or given to the
 * callback.
 */
export const lambdaResults: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    if (!file.text.includes('statusCode')) return [];
    // What handlers of other frameworks return is a body, whatever it holds.
    const taken = frameworkHandlers(file);
    const naming = namingOrigin(file).filter((candidate) => !taken.has(candidate));
    const entries = entryPoints(file, naming);
    const originAnywhere = firstOf(entries, (entry, place) => lambdaOriginAt(file, entry, place));
    return entries.map((entry) =>
      handlerSite(file, {
        middleware: lambdaResults,
        entry,
        originAt: (place) => lambdaOriginAt(file, entry, place),
        originAnywhere,
        answering: (exchange) => {
          let calledBack: Value;
          const callback = native('callback', (_run, [, result]) => void (calledBack ??= result));
          return {
            argumentsFor: () =>
              entry.handler.params.map((_param, index) => {
                if (entry.kind === 'handler' && index === 0) return lambdaEvent(exchange.request);
                return entry.kind === 'handler' && index === 2
                  ? callback
                  : opaque('a parameter that a caller in another file gives');
              }),
            respond: (run, result, writes) => respond(run, calledBack ?? result, exchange, writes),
          };
        },
      }),
    );
  },
});

function respond(run: Run, given: Value, exchange: Exchange, writes: Node[]): void {
  const result = awaited(given);
  if (!(result instanceof PlainObject) || !result.slots.has('statusCode'))
    throw new Undecided('the function returns something other than a result with a status');
  // A list of several values as text is one value that no browser accepts: so are the lines it stands for.
  for (const name of ['headers', 'multiValueHeaders']) {
    const headers = getMember(run, result, name);
    if (headers instanceof Unknown) exchange.headers.mayHoldMore(headers.reason);
    else if (headers instanceof ObjectValue) keepHeaders(run, headersFrom(run, headers), exchange, writes);
  }
}
