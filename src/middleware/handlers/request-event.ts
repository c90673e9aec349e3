import { headersFrom, replaceHeaders } from '../../interpret/natives/headers.js';
import { resolved } from '../../interpret/natives/promise.js';
import { Thrown, type Run } from '../../interpret/run.js';
import {
  ErrorValue,
  HeadersValue,
  HostObject,
  native,
  opaque,
  PlainObject,
  Unknown,
  type Value,
} from '../../interpret/values.js';
import type { Request } from '../../policy/probe.js';
import { unseenResponse } from './fetch-parameters.js';
import { fetchRequest } from './fetch-request.js';

/**
 * What SvelteKit gives to handlers, `load` functions and hooks: an object that holds the request, as other frameworks have it,
 * with `setHeaders`. What that is given replaces headers of the response that `resolve` gives, each header once
 * (@sveltejs/kit 2.70.4, `src/runtime/server/respond.js`:181–211, 477–482, 748).
 */
export class RequestEvent {
  readonly value: HostObject;
  /** What `setHeaders` was given. */
  private readonly headers = new HeadersValue();
  /** Whether the program got the event from what a hook is given, and so calls `resolve` itself if it does. */
  private isOfHook = false;
  private isResolved = false;

  constructor(request: Request, isBinding: (name: string) => boolean) {
    const incoming = fetchRequest(request, isBinding);
    this.value = new HostObject('request', (run, key): Value => {
      switch (key) {
        case 'event':
          this.isOfHook = true;
          return this.value;
        case 'setHeaders':
          return native(key, (caller, [headers]) => this.setHeaders(caller, headers));
        case 'resolve':
          return native(key, (caller) => this.resolve(caller));
        default:
          return incoming.read(run, key);
      }
    });
  }

  /** The headers that are set on whatever the function returns. */
  get pending(): HeadersValue | undefined {
    return this.isOfHook ? undefined : this.headers;
  }

  private setHeaders(run: Run, given: Value): undefined {
    if (this.isResolved) fail('setHeaders after the response has been generated');
    // Names are enumerated: lists, maps and `Headers` have none of a header.
    if (!(given instanceof PlainObject || given instanceof Unknown)) return;
    const added = headersFrom(run, given);
    const isSet = added.entries.some(([name]) => this.headers.entries.some(([known]) => known === name));
    if (isSet) fail('a header that is already set');
    replaceHeaders(run, this.headers, added);
    this.headers.unlisted ??= added.unlisted;
  }

  private resolve(run: Run): Value {
    this.isResolved = true;
    const response = unseenResponse();
    replaceHeaders(run, response.headers, this.headers);
    return resolved(response);
  }
}

function fail(what: string): never {
  throw new Thrown(new ErrorValue('Error', opaque(what, 'string')));
}
