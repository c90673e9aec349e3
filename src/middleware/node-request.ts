import { toText } from '../interpret/operators.js';
import { HostObject, native, opaque, Unknown, type Value } from '../interpret/values.js';
import { methodOnTheWire, type Request } from '../policy/probe.js';

/** The host name the server is reached under. An attacker does not choose it. */
const HOST = 'api.server.example';

/** Properties of a request that a page in the victim's browser chooses, or that belong to the victim. */
const CHOSEN_BY_PAGE = new Set([
  'baseUrl',
  'body',
  'cookies',
  'file',
  'files',
  'originalUrl',
  'params',
  'path',
  'query',
  'session',
  'signedCookies',
  'url',
  'user',
  'xhr',
]);
/** Request headers a page cannot set, and that do not tell it apart (Fetch standard, "forbidden request-header"). */
const NOT_CHOSEN_BY_PAGE = /^(?:x-forwarded-|forwarded$|via$|x-real-ip$|cf-|true-client-ip$)/;

/** A request as `node:http` and Express programs see it. */
export function nodeRequest(request: Request): HostObject {
  const headers = new HostObject('request headers', (_run, name) => headerOf(request, name));
  const readHeader = native('header', (run, [name]) => {
    const text = toText(run, name);
    return text instanceof Unknown ? text : headerOf(request, text.toLowerCase());
  });
  return new HostObject('request', (_run, key) => {
    switch (key) {
      case 'headers':
        return headers;
      case 'get':
      case 'header':
        return readHeader;
      case 'method':
        return methodOnTheWire(request);
      case 'protocol':
        return 'https';
      case 'secure':
        return true;
      case 'hostname':
      case 'host':
        return HOST;
      default:
        return CHOSEN_BY_PAGE.has(key)
          ? new Unknown('request', `the request's ${key}`)
          : opaque(`the request's ${key}`);
    }
  });
}

function headerOf(request: Request, name: string): Value {
  const isPreflight = request.kind === 'preflight';
  switch (name) {
    case 'origin':
      return request.origin;
    case 'host':
      return HOST;
    case 'referer':
    case 'referrer':
      return request.origin === undefined || request.origin === 'null' ? undefined : `${request.origin}/`;
    case 'sec-fetch-site':
      return 'cross-site';
    case 'access-control-request-method':
      return isPreflight ? request.method : undefined;
    case 'access-control-request-headers':
      return isPreflight ? 'authorization' : undefined;
    case 'cookie':
    case 'authorization':
      // A preflight carries neither (Fetch standard, "CORS-preflight fetch").
      return isPreflight ? undefined : new Unknown('request', `the header ${name}`);
    case 'get':
      return native('get', (run, [key]) => {
        const text = toText(run, key);
        return text instanceof Unknown ? text : (headerOf(request, text.toLowerCase()) ?? null);
      });
    default:
      return NOT_CHOSEN_BY_PAGE.test(name)
        ? opaque(`the header ${name}`)
        : new Unknown('request', `the header ${name}`);
  }
}
