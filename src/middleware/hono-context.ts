import { environmentHost } from '../interpret/environment.js';
import { call } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { HostObject, native, opaque, type Value } from '../interpret/values.js';
import type { Exchange } from './middleware.js';

/** Hono's context as functions in options see it (hono 4.13.19, `dist/context.js` and `dist/request.js`). */
export function honoContext({ incoming }: Exchange): Value {
  const sent = native('header', (run, args) =>
    args.length === 0
      ? incoming.read(run, 'headers')
      : call(run, getMember(run, incoming, 'get'), incoming, args),
  );
  // `c.req.raw` is a Request of the platform, whose headers are read by a method that gives null for none.
  const headers = new HostObject('request headers', (run, key) =>
    key === 'get'
      ? native('get', (_run, args) => call(run, getMember(run, incoming, 'get'), incoming, args) ?? null)
      : opaque(`the method ${key} of the request headers`),
  );
  const raw = new HostObject('request', (run, key) =>
    key === 'headers' ? headers : incoming.read(run, key),
  );
  const request = new HostObject('Hono request', (run, key) => {
    if (key === 'raw') return raw;
    return key === 'header' ? sent : incoming.read(run, key);
  });
  return new HostObject('Hono context', (run, key) => {
    if (key === 'req') return request;
    // The bindings of Workers are the environment of the program.
    return key === 'env' ? environmentHost(run) : opaque(`the context's ${key}`);
  });
}
