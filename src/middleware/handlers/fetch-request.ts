import type { Run } from '../../interpret/run.js';
import { HeadersValue, HostObject, native, opaque, Unknown } from '../../interpret/values.js';
import { methodOnTheWire, type Request } from '../../policy/probe.js';
import { headerOf } from '../node-request.js';

/** Members of a request, or of what a framework hands over beside it, that the page chooses or that are its user's. */
const CHOSEN_BY_PAGE = new Set([
  'body',
  'cookies',
  'formData',
  'json',
  'nextUrl',
  'params',
  'query',
  'searchParams',
  'text',
  'url',
]);
/** Members under which frameworks hold the request: SvelteKit's event, Remix's arguments, Astro's context, a Worker's event. */
const HOLDS_REQUEST = new Set(['event', 'raw', 'req', 'request']);
/** Members under which runtimes hold the variables of the environment. */
const HOLDS_ENVIRONMENT = new Set(['cloudflare', 'env', 'platform', 'runtime']);

/**
 * A `Request` (Fetch standard), which is also the object that a framework holds it in: such an object leads to itself.
 *
 * @param isBinding whether a name of the environment stands for an object (a database, a bucket) rather than a text.
 */
export function fetchRequest(request: Request, isBinding: (name: string) => boolean): HostObject {
  const environment = environmentHost(isBinding);
  const own = bareRequest(request);
  const incoming: HostObject = new HostObject('request', (run, key) => {
    if (HOLDS_REQUEST.has(key)) return incoming;
    if (HOLDS_ENVIRONMENT.has(key)) return environment;
    return key === 'clone' ? native(key, () => incoming) : own.read(run, key);
  });
  return incoming;
}

/** A `Request` that is nothing else: no framework's object leads to another. */
export function bareRequest(request: Request): HostObject {
  const headers = new HeadersValue();
  headers.unlisted = (name) => headerOf(request, name);
  const incoming: HostObject = new HostObject('request', (_run, key) => {
    if (HOLDS_REQUEST.has(key) || HOLDS_ENVIRONMENT.has(key)) return undefined;
    if (key === 'headers') return headers;
    if (key === 'method') return methodOnTheWire(request);
    if (key === 'clone') return native(key, () => incoming);
    return CHOSEN_BY_PAGE.has(key)
      ? new Unknown('request', `the request's ${key}`)
      : opaque(`the request's ${key}`);
  });
  return incoming;
}

/** What a Worker is given beside the request: variables in capitals, and whatever else. */
export function environmentHost(isBinding: (name: string) => boolean): HostObject {
  const environment: HostObject = new HostObject('environment', (run: Run, key) => {
    if (HOLDS_ENVIRONMENT.has(key)) return environment;
    return /^[A-Z][A-Z0-9_]*$/.test(key) && !isBinding(key)
      ? run.readEnvironment(key)
      : opaque(`'${key}' beside the request`);
  });
  return environment;
}
