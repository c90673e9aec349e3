import type { IncomingMessage, ServerResponse } from 'node:http';
import Module, { createRequire } from 'node:module';

type Handler = (...args: unknown[]) => unknown;
type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Binding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly methods?: readonly string[];
}

interface Metadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
}

interface Sent {
  readonly http: {
    readonly statusCode: string | null;
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** What the library makes of one invocation; the host and its worker process do no more than call it. */
interface Invocation {
  getArguments(): Promise<{ readonly context: object; readonly inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(
    context: object,
    result: unknown,
  ): Promise<{
    readonly returnValue?: Sent | null;
    readonly outputData: readonly { readonly data: Sent }[];
  }>;
}

interface ProgrammingModel {
  getInvocationModel(call: object): Invocation;
}

const requireHere = createRequire(import.meta.url);

/** The programming model that the library set last, and the function that a program registered last. */
let model: ProgrammingModel | undefined;
let registered: { readonly metadata: Metadata; readonly handler: Handler } | undefined;

/** What the worker process of Azure gives the library under the name of a package that nobody can install. */
const core = {
  setProgrammingModel: (given: ProgrammingModel) => void (model = given),
  registerFunction: (metadata: Metadata, handler: Handler) => void (registered = { metadata, handler }),
  log: () => undefined,
};

/** Loads a version of the library that finds the worker process it asks for when `use` touches it. */
function modelOf<Library>(name: string, use: (library: Library) => void): ProgrammingModel {
  const { prototype } = Module;
  const original: (id: string) => unknown = prototype.require;
  prototype.require = function require(id) {
    return id === '@azure/functions-core' ? core : original.call(this, id);
  };
  try {
    use(requireHere(name) as Library);
  } finally {
    prototype.require = original;
  }
  if (!model) throw new Error(`${name} has set no programming model.`);
  return model;
}

const loaded = new Map<number, ProgrammingModel>();

function versionThree(): ProgrammingModel {
  const known = loaded.get(3);
  const found =
    known ??
    modelOf<{ setup(): void }>('azure-functions3', (library) => {
      library.setup();
    });
  loaded.set(3, found);
  return found;
}

function versionFour(): ProgrammingModel {
  const known = loaded.get(4);
  const found =
    known ??
    modelOf<{ app: { http(name: string, options: object): void } }>('@azure/functions', ({ app }) => {
      app.http('first', { handler: () => undefined });
    });
  loaded.set(4, found);
  return found;
}

/** Lets `@azure/functions` 4 find its worker process, for a program that mentions it. */
export function pretendAzure(text: string): void {
  registered = undefined;
  if (text.includes('@azure/functions')) {
    versionFour();
    registered = undefined;
  }
}

/**
 * A `node:http` listener for a function of Azure: what the program registered with `@azure/functions` 4 while it was loaded,
 * which has to have the process to itself; or a module of version 3 that exports `run`, or a function that mentions
 * `context.res`. All of the library's own code is run, on both sides of the function; the host in front of it is pretended.
 */
export function azureListener(exported: unknown): Listener | undefined {
  if (registered) {
    const { metadata, handler } = registered;
    registered = undefined;
    return (request, response) => answer(versionFour(), metadata, handler, request, response);
  }
  const handler = functionOf(exported);
  if (!handler) return undefined;
  // Its `function.json`: what never mentions `res` returns its answer.
  const output = /\bres\b/.test(String(handler)) ? 'res' : '$return';
  const metadata: Metadata = {
    name: 'program',
    bindings: {
      req: { type: 'httpTrigger', direction: 'in' },
      [output]: { type: 'http', direction: 'out' },
    },
  };
  return (request, response) => answer(versionThree(), metadata, handler, request, response);
}

function functionOf(exported: unknown): Handler | undefined {
  if (typeof exported === 'function')
    return /\.res\b/.test(String(exported)) ? (exported as Handler) : undefined;
  if (typeof exported !== 'object' || exported === null || !('run' in exported)) return undefined;
  return typeof exported.run === 'function' ? (exported.run as Handler) : undefined;
}

async function answer(
  { getInvocationModel }: ProgrammingModel,
  metadata: Metadata,
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const [input = '', { methods }] = Object.entries(metadata.bindings).find(
    ([, binding]) => binding.direction === 'in',
  ) ?? ['', { methods: undefined }];
  if (methods && !methods.some((one) => one.toUpperCase() === method)) {
    response.writeHead(404).end();
    return;
  }
  const http = {
    method,
    url: `https://${headers.host ?? 'localhost'}${url}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  };
  const invocation = getInvocationModel({
    invocationId: '1',
    metadata,
    state: 'invocation',
    log: () => undefined,
    request: { invocationId: '1', inputData: [{ name: input, data: { http } }], triggerMetadata: {} },
  });
  const { context, inputs } = await invocation.getArguments();
  const result = await invocation.invokeFunction(context, inputs, handler);
  const { returnValue, outputData } = await invocation.getResponse(context, result);
  const sent = (returnValue ?? outputData[0]?.data)?.http;
  for (const [name, value] of Object.entries(sent?.headers ?? {})) response.setHeader(name, value);
  response.writeHead(Number(sent?.statusCode ?? (sent ? 200 : 204))).end();
}
