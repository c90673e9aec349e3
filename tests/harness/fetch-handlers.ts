import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RouteHas } from 'next/dist/lib/load-custom-routes.js';
import type { ServerBuild } from 'react-router';

type Answering = (...args: unknown[]) => unknown;

/**
 * A `node:http` listener for a program in the style of the Fetch standard, with Node's own `Request` and `Response`.
 * Undefined if the program is none. Recognised are an object with `fetch` (Workers, Bun, and what the pretended
 * `Deno.serve` and `Bun.serve` return), and modules with route handlers of Next.js, with those of SvelteKit and Astro (which
 * say so by `export const prerender = false`), with SvelteKit's `handle` or `load`, with `loader` and `action` of Remix, or with
 * `onRequest` of Pages, configurations of Next.js with `headers`, and routes of React Router with `headers` and `meta`.
 */
export function fetchListener(
  exported: unknown,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined {
  if (typeof exported !== 'object' || exported === null) return undefined;
  const answer =
    Object.keys(exported).length === 0 ? listening : answering(exported as Record<string, unknown>);
  return answer && ((request, response) => answerWith(answer, request, response));
}

/** What answers for the script of a Worker that was loaded last. */
let listening: ((request: Request) => unknown) | undefined;

/**
 * Defines `Deno` and `Bun`, as far as servers need them, if a program mentions them; and `addEventListener`, with the
 * variables of the environment as globals, for the script of a Worker, which has to have the process to itself.
 */
export function pretendRuntime(text: string): void {
  listening = undefined;
  if (/\baddEventListener\(/.test(text)) {
    define('addEventListener', (_event: string, listener: Answering) => {
      listening = (request) =>
        new Promise((resolve) => listener({ request, waitUntil: () => undefined, respondWith: resolve }));
    });
    for (const [, name = ''] of text.matchAll(/\bglobalThis\.([A-Z_]+)/g))
      define(name, () => process.env[name], 'get');
  }
  if (/\bDeno\b/.test(text)) {
    define('Deno', {
      env: {
        get: (name: string) => process.env[name],
        has: (name: string) => name in process.env,
        // What is defined stays: programs that ask which runtime this is may be told it is this one.
        toObject: () => process.env,
      },
      serve: (...args: unknown[]) => ({ fetch: args.find((arg) => typeof arg === 'function') }),
    });
  }
  if (/\bBun\b/.test(text)) define('Bun', { env: process.env, serve: (options: unknown) => options });
}

function define(name: string, value: object, as: 'value' | 'get' = 'value'): void {
  Object.defineProperty(globalThis, name, { [as]: value, configurable: true, enumerable: false });
}

function answering(exported: Record<string, unknown>): ((request: Request) => unknown) | undefined {
  const functionNamed = (name: string): Answering | undefined => {
    const value = exported[name];
    return typeof value === 'function' ? (value as Answering) : undefined;
  };
  const fetch = functionNamed('fetch');
  if (fetch)
    return (request) => fetch.call(exported, request, { ...process.env }, { waitUntil: () => undefined });
  const handle = functionNamed('handle');
  if (handle)
    return (request) => {
      const event = eventOfKit(request);
      return handle({ event, resolve: () => Promise.resolve(event.answered(new Response('data'))) });
    };
  const load = functionNamed('load');
  if (load)
    return async (request) => {
      const event = eventOfKit(request);
      await load(event);
      return event.answered(new Response('data'));
    };
  if ('headers' in exported && 'meta' in exported) return documentRequests(exported);
  const [loader, action] = [functionNamed('loader'), functionNamed('action')];
  if (loader ?? action)
    return (request) =>
      (/^(?:GET|HEAD|OPTIONS)$/.test(request.method) ? loader : action)?.(eventFor(request)) ?? notAllowed();
  const onRequest = functionNamed('onRequest');
  if (onRequest)
    return (request) =>
      onRequest({
        ...eventFor(request),
        env: { ...process.env },
        next: () => Promise.resolve(new Response('data')),
      });
  const headers = functionNamed('headers');
  if (headers) return (request) => answerOfNext(headers, request);
  if (!Object.keys(exported).some((name) => /^(?:GET|POST|OPTIONS)$/.test(name))) return undefined;
  return (request) => {
    const handler =
      functionNamed(request.method) ?? (request.method === 'HEAD' ? functionNamed('GET') : undefined);
    if (!handler) return notAllowed();
    return 'prerender' in exported
      ? answerOfKit(handler, eventOfKit(request))
      : handler(request, { params: Promise.resolve({}) });
  };
}

interface HeaderRule {
  readonly source: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly has?: RouteHas[];
  readonly missing?: RouteHas[];
}

/**
 * The headers of every source and condition that fits, of which the last one counts, by the functions that `next start`
 * does it with (16.4.5, `dist/server/lib/router-utils/resolve-routes.js`:242–255 and 544–567, `filesystem.js`).
 */
async function answerOfNext(headers: Answering, request: Request): Promise<Response> {
  const { matchHas, compileNonPath } =
    await import('next/dist/shared/lib/router/utils/prepare-destination.js');
  const { modifyRouteRegex } = await import('next/dist/lib/redirect-status.js');
  const { getPathMatch } = await import('next/dist/shared/lib/router/utils/path-match.js');
  const { pathname, searchParams } = new URL(request.url);
  const asked = { headers: Object.fromEntries(request.headers) } as IncomingMessage;
  const response = new Response('data');
  for (const { source, has, missing, headers: given } of (await headers()) as HeaderRule[]) {
    const path = getPathMatch(source, {
      strict: true,
      removeUnnamedParams: true,
      regexModifier: (regex) => modifyRouteRegex(regex),
    })(pathname);
    const taken = path && matchHas(asked, Object.fromEntries(searchParams), has, missing);
    if (!taken) continue;
    const params = { ...path, ...taken };
    for (const { key, value } of given)
      response.headers.set(key, Object.keys(params).length > 0 ? compileNonPath(value, params) : value);
  }
  return response;
}

/** What react-router itself answers with the document of an app that has one route. */
function documentRequests(route: Readonly<Record<string, unknown>>): (request: Request) => Promise<Response> {
  const build = {
    routes: { root: { id: 'root', path: '', module: { default: () => null, ...route } } },
    entry: {
      module: {
        default: (_request: Request, status: number, headers: Headers) =>
          new Response('data', { status, headers }),
        handleError: () => undefined,
      },
    },
    assets: { routes: {}, entry: { module: '', imports: [] }, url: '', version: '' },
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    publicPath: '/',
    assetsBuildDirectory: '',
    routeDiscovery: { mode: 'initial', manifestPath: '' },
  };
  return async (request) => {
    const { createRequestHandler } = await import('react-router');
    return createRequestHandler(build as unknown as ServerBuild, 'production')(request);
  };
}

const notAllowed = (): Response => new Response(null, { status: 405 });

const eventFor = (request: Request) => ({
  request,
  url: new URL(request.url),
  params: {},
  locals: {},
  context: {},
});

/**
 * An event of SvelteKit, and a response with the headers that its `setHeaders` was given (@sveltejs/kit 2.70.4,
 * `src/runtime/server/respond.js`:181–211 and 477–482).
 */
const eventOfKit = (request: Request) => {
  const headers = new Map<string, string>();
  return {
    ...eventFor(request),
    setHeaders: (given: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(given)) {
        const lower = name.toLowerCase();
        if (headers.has(lower)) throw new Error(`"${name}" header is already set`);
        headers.set(lower, value);
      }
    },
    answered: (response: Response) => {
      for (const [name, value] of headers) response.headers.set(name, value);
      return response;
    },
  };
};

async function answerOfKit(handler: Answering, event: ReturnType<typeof eventOfKit>): Promise<unknown> {
  const response = await handler(event);
  return response instanceof Response ? event.answered(response) : response;
}

async function answerWith(
  answer: (request: Request) => unknown,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const url = new URL(incoming.url ?? '/', `https://${incoming.headers.host ?? 'localhost'}`);
  const given = await answer(new Request(url, { method: incoming.method ?? 'GET', headers }));
  if (!(given instanceof Response))
    throw new TypeError('The handler returns something other than a response.');
  response.writeHead(given.status, [...given.headers].flat());
  response.end(await given.text());
}
