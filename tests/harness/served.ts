import {
  createServer,
  Server,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { addressed } from './addressed.js';
import { azureListener } from './azure-functions.js';
import { cloudListener } from './cloud-stack.js';
import { fetchListener } from './fetch-handlers.js';
import { lambdaListener } from './lambda-handlers.js';
import { withMembersOfRestify } from './restify-prototypes.js';

/** What a program exports, ready to listen. */
export interface Served {
  readonly server: Server;
  /** Ends what the framework keeps open beside the server. */
  close(): unknown;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Makes a server of what a program exports: a `node:http` server, an Express or Connect app or a bare handler, a Koa app, a
 * Fastify instance, a Nest app, a server of hapi or restify, a program in the style of the Fetch standard, such as a Hono
 * app, a Lambda function, a function of Azure, an app of aws-cdk-lib, or the `url` of a server that listens already and how
 * to `stop` it. Gives what keeps an app from
 * getting ready; throws a `TypeError` for what cannot be served.
 */
export async function served(exported: unknown): Promise<Served | SetUpError> {
  if (exported instanceof Server) {
    const listeners = exported.listeners('request') as RequestListener[];
    exported.removeAllListeners('request');
    for (const listener of listeners) exported.on('request', breakingOff(listener));
    return { server: exported, close: nothing };
  }
  const azure = azureListener(exported);
  if (azure) return serving(azure);
  if (isHandler(exported)) {
    // An Express or Connect app (it has `handle`) answers errors and unknown paths by itself; a bare handler leaves them to us.
    const hasLastWord = 'handle' in exported;
    return serving((request, response) =>
      hasLastWord ? exported(request, response) : exported(request, response, lastWord(response)),
    );
  }
  const [ready, routing, close] = ['ready', 'routing', 'close'].map((name) => methodOf(exported, name));
  if (ready && routing && close) {
    try {
      await ready();
    } catch (error) {
      await close();
      return new SetUpError(error);
    }
    return { ...serving((request, response) => routing(request, response)), close };
  }
  const [init, getHttpServer, getHttpAdapter] = ['init', 'getHttpServer', 'getHttpAdapter'].map((name) =>
    methodOf(exported, name),
  );
  if (init && getHttpServer && getHttpAdapter && close) {
    try {
      await init();
      await methodOf(methodOf(getHttpAdapter(), 'getInstance')?.(), 'ready')?.();
    } catch (error) {
      await close();
      return new SetUpError(error);
    }
    return { server: getHttpServer() as Server, close };
  }
  const callback = methodOf(exported, 'callback');
  if (callback) {
    // Koa prints every error of the application unless it is told to be silent.
    Object.assign(exported as object, { silent: true });
    return serving(callback() as Handler);
  }
  const address = await addressed(exported);
  if (address) return { ...serving(address.listener), close: address.stop };
  const ofHapi = memberOf(exported, 'listener');
  if (ofHapi instanceof Server) return served(ofHapi);
  const ofRestify = memberOf(exported, 'server');
  if (ofRestify instanceof Server) {
    const [listener] = ofRestify.listeners('request') as RequestListener[];
    if (listener) return serving(withMembersOfRestify(listener));
  }
  const listener = fetchListener(exported) ?? lambdaListener(exported) ?? cloudListener(exported);
  if (listener) return serving(listener);
  throw new TypeError(`The program exports ${typeof exported}: neither an app, a handler nor a server.`);
}

/** An app that was made, and refuses to get ready. */
export class SetUpError {
  constructor(readonly error: unknown) {}
}

const nothing = (): void => undefined;

const memberOf = (exported: unknown, name: string): unknown =>
  typeof exported === 'object' && exported !== null ? Reflect.get(exported, name) : undefined;

function methodOf(exported: unknown, name: string): ((...args: unknown[]) => unknown) | undefined {
  const method = memberOf(exported, name);
  return typeof method === 'function' ? (...args) => (method as Method).apply(exported, args) : undefined;
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => unknown;

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

const serving = (handle: Handler): Served => ({
  server: createServer(breakingOff(handle)),
  close: nothing,
});

function lastWord(response: ServerResponse): (error?: unknown) => void {
  return (error) => {
    response.statusCode = error ? statusOf(error) : 404;
    response.end();
  };
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

function breakingOff(
  handle: (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => unknown,
): RequestListener {
  return (request, response) => {
    const breakOff = () => {
      response.destroy();
    };
    try {
      void Promise.resolve(handle(request, response)).catch(breakOff);
    } catch {
      breakOff();
    }
  };
}
