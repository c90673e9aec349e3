import { toText } from '../interpret/operators.js';
import { HostObject, native, opaque, PlainObject, Unknown, type Value } from '../interpret/values.js';
import { ANY_HEADER } from '../policy/grants.js';
import { methodOnTheWire, type Request } from '../policy/probe.js';

/** The host name the server is reached under. An attacker does not choose it. */
export const HOST = 'api.server.example';

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
/** Those of them that a server knows by credentials alone. */
const OF_VISITOR = new Set(['cookies', 'session', 'signedCookies', 'user']);
/** Request headers a page cannot set, and that do not tell it apart (Fetch standard, "forbidden request-header"). */
const NOT_CHOSEN_BY_PAGE = /^(?:x-forwarded-|forwarded$|via$|x-real-ip$|cf-|true-client-ip$)/;

/** Headers that browsers send with preflights, too; those of the page are not among them. */
const SENT_BY_BROWSERS = /^(?:accept|accept-.*|cache-control|connection|pragma|sec-.*|user-agent)$/;
/** Headers whose presence and value the probe decides. */
const ALWAYS_KNOWN = [
  'host',
  'origin',
  'referer',
  'sec-fetch-site',
  'access-control-request-method',
  'access-control-request-headers',
  'access-control-request-private-network',
];
/** Express's methods that answer from headers the page chooses. */
const ANSWERED_BY_PAGE = new Set([
  'accepts',
  'acceptsCharsets',
  'acceptsEncodings',
  'acceptsLanguages',
  'is',
]);
/** Members of an object that holds the request: such an object is modelled by the request itself. */
const HOLDS_REQUEST = new Set(['node', 'raw', 'req', 'request']);

/** A request as `node:http` and Express programs see it. */
export function nodeRequest(request: Request): HostObject {
  // The names of a request that sends no more than it must; a page may choose to send no other.
  const sent = ALWAYS_KNOWN.filter((name) => headerOf(request, name) !== undefined);
  const headers = new HostObject('request headers', (_run, name) => memberOfHeaders(request, name), sent);
  const readHeader = native('header', (run, [name]) => {
    const text = toText(run, name);
    return text instanceof Unknown ? text : headerOf(request, text.toLowerCase());
  });
  const incoming: HostObject = new HostObject('request', (_run, key) => {
    if (HOLDS_REQUEST.has(key)) return incoming;
    if (ANSWERED_BY_PAGE.has(key))
      return native(key, () => new Unknown('request', `what the request ${key}`));
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
        if (request.credentials === 'left out' && OF_VISITOR.has(key)) return withoutCredentials(key);
        return CHOSEN_BY_PAGE.has(key)
          ? new Unknown('request', `the request's ${key}`)
          : opaque(`the request's ${key}`);
    }
  });
  return incoming;
}

/** What is left of a property of the request that comes from credentials, without them. */
function withoutCredentials(key: string): Value {
  switch (key) {
    case 'user':
      return undefined;
    case 'session':
      return new PlainObject();
    default: {
      // Koa's jar of cookies has a method, Express's is an object.
      const get = native('get', () => undefined);
      return new HostObject('no cookies', (_run, name) => (name === 'get' ? get : undefined), []);
    }
  }
}

/** What the Fetch standard's `Headers` has and the plain object of Node.js has not. */
const METHODS_OF_HEADERS = new Set(['append', 'delete', 'entries', 'get', 'has', 'keys', 'set', 'values']);

/** Node.js keeps header names in lower case (20.20, `lib/_http_incoming.js`, `_addHeaderLine`): another spelling finds nothing. */
function memberOfHeaders(request: Request, name: string): Value {
  if (name === 'hasOwnProperty') {
    return native(name, (run, [key]) => {
      const text = toText(run, key);
      return text instanceof Unknown ? text : memberOfHeaders(request, text) !== undefined;
    });
  }
  return name === name.toLowerCase() && !METHODS_OF_HEADERS.has(name) ? headerOf(request, name) : undefined;
}

/** A header of the probe's request, by its name in lower case. */
export function headerOf(request: Request, name: string): Value {
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
      if (!isPreflight) return undefined;
      return request.asksForAnything === true ? ANY_HEADER : 'authorization';
    case 'access-control-request-private-network':
      return isPreflight && request.asksForAnything === true ? 'true' : undefined;
    case 'cookie':
    case 'authorization':
      // A preflight carries neither (Fetch standard, "CORS-preflight fetch").
      return (request.credentials ?? (isPreflight ? 'left out' : 'sent')) === 'left out'
        ? undefined
        : new Unknown('request', `the header ${name}`);
    default:
      if (NOT_CHOSEN_BY_PAGE.test(name)) return opaque(`the header ${name}`);
      return isPreflight && !SENT_BY_BROWSERS.test(name)
        ? undefined
        : new Unknown('request', `the header ${name}`);
  }
}
