import { HostObject, opaque, Unknown } from '../../interpret/values.js';
import { methodOnTheWire, type Request } from '../../policy/probe.js';
import { headerOf } from '../node-request.js';

/** Members of an event that the page chooses, or that are its user's. */
const CHOSEN_BY_PAGE = new Set([
  'body',
  'cookies',
  'isBase64Encoded',
  'multiValueQueryStringParameters',
  'path',
  'pathParameters',
  'queryStringParameters',
  'rawPath',
  'rawQueryString',
  'resource',
  'routeKey',
]);

/**
 * The event of a Lambda proxy integration, in the form of REST APIs (v1: `httpMethod`, header names as they were sent) and
 * of HTTP APIs (v2: `requestContext.http.method`, header names in lower case) at once. Browsers send `Origin` over HTTP/1.1
 * and `origin` over HTTP/2: a program that reads one of them is asked in that way.
 */
export function lambdaEvent(request: Request): HostObject {
  const headers = headersOf(request);
  const method = methodOnTheWire(request);
  const http = new HostObject('requestContext.http', (_run, key) =>
    key === 'method' ? method : opaque(`the request's ${key}`),
  );
  const context = new HostObject('requestContext', (_run, key) => {
    if (key === 'http') return http;
    return key === 'httpMethod' ? method : opaque(`the request's ${key}`);
  });
  return new HostObject('event', (_run, key) => {
    switch (key) {
      case 'headers':
        return headers;
      case 'httpMethod':
        return method;
      case 'requestContext':
        return context;
      default:
        return CHOSEN_BY_PAGE.has(key)
          ? new Unknown('request', `the request's ${key}`)
          : opaque(`the request's ${key}`);
    }
  });
}

/** Header names in lower case, or as browsers write them over HTTP/1.1. */
function headersOf(request: Request): HostObject {
  return new HostObject('request headers', (_run, key) =>
    /^(?:[a-z0-9-]+|(?:[A-Z][a-z0-9]*)(?:-[A-Z][a-z0-9]*)*)$/.test(key)
      ? headerOf(request, key.toLowerCase())
      : undefined,
  );
}
