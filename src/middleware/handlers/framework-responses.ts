import { bodyThenInit, classOfResponses, responseFrom } from '../../interpret/natives/response.js';
import {
  HostObject,
  native,
  ObjectValue,
  opaque,
  Unknown,
  type NativeCode,
  type Value,
} from '../../interpret/values.js';

/** `(url, init)`, where a number stands for `{ status }`. */
const urlThenInit: NativeCode = (run, [, init]) =>
  responseFrom(run, init instanceof ObjectValue || init instanceof Unknown ? init : undefined, 302);

/** `(init)`. */
const initOnly: NativeCode = (run, [init]) => responseFrom(run, init);

/**
 * `NextResponse` (next 16.4.6, `dist/server/web/spec-extension/response.js`:38–126): a `Response` with further static
 * methods. `next` and `rewrite` take the headers of the request that goes on under `request.headers` (:24–36): those are no
 * answer. All of them were watched on `next start`, in `proxy.js` and in route handlers; Next.js adds to Vary, and keeps Origin
 * there. Headers of `proxy.js` replace those of the configuration, which replace those of route handlers.
 */
const nextServer = (): Value =>
  moduleOf('next/server', {
    NextResponse: classOfResponses('NextResponse', {
      json: bodyThenInit,
      redirect: urlThenInit,
      rewrite: urlThenInit,
      next: initOnly,
      error: (run) => responseFrom(run, undefined),
    }),
  });

const remix = (): Value =>
  moduleOf('a Remix runtime', {
    json: native('json', bodyThenInit),
    data: native('data', bodyThenInit),
    redirect: native('redirect', urlThenInit),
  });

/** SvelteKit's `json` and `text` (`@sveltejs/kit` 2, `src/exports/index.js`). */
const svelteKit = (): Value =>
  moduleOf('@sveltejs/kit', { json: native('json', bodyThenInit), text: native('text', bodyThenInit) });

/** Vercel's middleware helpers (`@vercel/functions`, `@vercel/edge`). */
const vercel = (): Value =>
  moduleOf('a Vercel runtime', { next: native('next', initOnly), rewrite: native('rewrite', urlThenInit) });

/** The response of Azure Functions (`@azure/functions` 4.16.5, `src/http/HttpResponse.ts`:31–65), made of an init with the body in it. */
const azure = (): Value =>
  moduleOf('@azure/functions', { HttpResponse: classOfResponses('HttpResponse', {}, initOnly) });

/** What modules export that make a `Response` with headers, by specifier. */
export const FRAMEWORK_RESPONSES: ReadonlyMap<string, () => Value> = new Map([
  ['next/server', nextServer],
  ['next/server.js', nextServer],
  ['@azure/functions', azure],
  ['@sveltejs/kit', svelteKit],
  ['@remix-run/node', remix],
  ['@remix-run/cloudflare', remix],
  ['@remix-run/deno', remix],
  ['@remix-run/server-runtime', remix],
  ['react-router', remix],
  ['@vercel/edge', vercel],
  ['@vercel/functions', vercel],
]);

function moduleOf(name: string, members: Readonly<Record<string, Value>>): Value {
  const known = new Map(Object.entries(members));
  return new HostObject(name, (_run, key) => known.get(key) ?? opaque(`'${key}' of ${name}`));
}
