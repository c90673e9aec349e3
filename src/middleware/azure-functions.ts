import { awaited } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { headersFrom } from '../interpret/natives/headers.js';
import { responseFrom } from '../interpret/natives/response.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ObjectValue, opaque, PlainObject, PromiseValue, Unknown, type Value } from '../interpret/values.js';
import type { Node } from '../source/syntax.js';
import { AzureContext } from './azure-context.js';
import { azureHandlers, type AzureHandler } from './handlers/azure-handlers.js';
import { azureOriginAt } from './handlers/azure-origin.js';
import { fetchRequest } from './handlers/fetch-request.js';
import { namingOrigin } from './handlers/framework-handlers.js';
import { firstOf } from './handlers/entry-points.js';
import { FRAMEWORK_RESPONSES } from './handlers/framework-responses.js';
import { handlerSite, type HandlerForm } from './handlers/handler-site.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Exchange, type Middleware } from './middleware.js';

/**
 * `Access-Control-Allow-Origin` in the answers of Azure Functions, by `@azure/functions` 4.16.5 (a function that returns an
 * object with headers, or a response) and 3.5.2 (a function that is given a context). Held against both libraries, each with
 * all of its own code, by tests/oracle/header-writes.test.ts; the host in front of them is pretended there.
 */
export const azureFunctions: Middleware = defineMiddleware({
  name: 'header writes',
  packages: ['@azure/functions'],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    const handlers = azureHandlers(file, namingOrigin(file));
    const originAnywhere = firstOf(handlers, (found, place) => azureOriginAt(file, found, place));
    return handlers.map((found) =>
      handlerSite(file, {
        middleware: azureFunctions,
        entry: { handler: found.handler, kind: 'handler', methods: found.methods },
        modules: FRAMEWORK_RESPONSES,
        assignmentsDecide: found.first === 'context',
        originAt: (place) => azureOriginAt(file, found, place),
        originAnywhere,
        answering: found.first === 'request' ? returning : throughContext(found),
      }),
    );
  },
});

/** Version 4: what is returned is made into a response (`src/converters/toRpcHttp.ts`); nothing is no answer of any. */
const returning: HandlerForm['answering'] = (exchange) => ({
  argumentsFor: () => [fetchRequest(exchange.request, () => true), opaque('the context of an invocation')],
  respond: (run, result, writes) => {
    const given = awaited(result);
    if (given === undefined || given === null) return;
    if (!(given instanceof ObjectValue)) throw new Undecided('the function returns something nobody knows');
    keepHeaders(run, responseFrom(run, given).headers, exchange, writes);
  },
});

/** Up to version 3: the response of the context, or a result, is sent once the function is done. */
const throughContext =
  ({ handler }: AzureHandler): HandlerForm['answering'] =>
  (exchange) => {
    const context = new AzureContext(exchange.incoming);
    return {
      argumentsFor: () =>
        handler.params.map((_param, index): Value => {
          if (index === 0) return context.value;
          return index === 1 ? exchange.incoming : opaque('a further input');
        }),
      respond: (run, result, writes) => {
        if (!(result instanceof PromiseValue) && !context.isDone)
          throw new Undecided('the function neither returns a promise nor calls done');
        keepSent(run, context.answer(run, awaited(result)), exchange, writes);
      },
    };
  };

/** Headers are the properties of an object; null and undefined are left out (`src/converters/RpcHttpConverters.ts`, 87–97). */
function keepSent(run: Run, answer: Value, exchange: Exchange, writes: Node[]): void {
  if (answer === undefined || answer === null) return;
  const headers = getMember(run, answer, 'headers');
  if (headers instanceof Unknown) exchange.headers.mayHoldMore(headers.reason);
  if (!(headers instanceof PlainObject)) return;
  const sent = new PlainObject();
  sent.unseenMembers = headers.unseenMembers;
  for (const [name, slot] of headers.slots)
    if (slot.value !== undefined && slot.value !== null) sent.slots.set(name, slot);
  keepHeaders(run, headersFrom(run, sent), exchange, writes);
}
