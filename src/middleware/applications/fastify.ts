import { awaited, call } from '../../interpret/call.js';
import { getMember } from '../../interpret/members.js';
import type { Run } from '../../interpret/run.js';
import {
  FunctionValue,
  HostObject,
  isCallable,
  native,
  NativeFunction,
  ObjectValue,
  type Value,
} from '../../interpret/values.js';
import type { Node } from '../../source/syntax.js';
import { METHODS_OF_ROUTE } from '../headers/routed-methods.js';
import type { Exchange } from '../middleware.js';
import {
  Application,
  flattened,
  type Framework,
  type Layer,
  type Passage,
  type Registration,
} from './application.js';
import { passageThrough } from './calling-next.js';
import { methodsIn, ROUTES } from './ordered-layers.js';
import { ANY_PATH, below, pathPattern, type PathPattern } from './paths.js';

/** The hooks before a handler, in the order in which a request comes to them (5.12.8, `lib/hooks.js`). */
const STAGES = ['onRequest', 'preParsing', 'preValidation', 'preHandler'];
const LAST = STAGES.length;

/** Marks a plugin whose hooks are for the application it is registered with, as `fastify-plugin` does. */
const SHARED = 'skip-override';

/**
 * Fastify 5.12.8: hooks are asked stage by stage, those of one stage in the order in which they were added; those of a plugin
 * are for the routes of that plugin alone. Held against booted applications by tests/programs/composed.test.ts.
 */
export const fastify: Framework = {
  name: 'Fastify',
  registers: new Set(['register', 'addHook', 'route', ...ROUTES]),
  prepares: new Set(['after', 'decorate', 'decorateRequest']),
  result: (application, method, args, run, node) => {
    const [first, second] = args;
    if (method === 'register') registerPlugin(run, application, args, node);
    if (method === 'after' && first instanceof FunctionValue) awaited(call(run, first, undefined, []));
    if (method === 'decorate' && typeof first === 'string')
      application.slots.set(first, { value: second, writer: node });
    // What is no function is there to be replaced, request by request.
    if (method === 'decorateRequest' && typeof first === 'string' && isCallable(second))
      decorationsOf(run).set(first, second);
    return application;
  },
  layers: (application, run) => {
    const { hooks, others } = scopeOf(run, application, ANY_PATH);
    return inOrder([...hooks, ...others]);
  },
  ask,
};

/** The module `fastify-plugin`. */
export const fastifyPlugin = (): Value =>
  native('fastify-plugin', (_run, [plugin]) => {
    if (plugin instanceof FunctionValue) plugin.slots.set(SHARED, { value: true, writer: undefined });
    return plugin;
  });

/** What the requests of an execution are decorated with. */
const decorations = new WeakMap<Run, Map<string, Value>>();

function decorationsOf(run: Run): Map<string, Value> {
  const known = decorations.get(run) ?? new Map<string, Value>();
  decorations.set(run, known);
  return known;
}

/** A plugin of the file is called with an instance of its own, one of a library that is modelled with that of everybody. */
function registerPlugin(
  run: Run,
  application: Application,
  [plugin, options]: readonly Value[],
  node: Node,
): void {
  if (plugin instanceof NativeFunction) call(run, plugin, undefined, [application, options], node);
  if (!(plugin instanceof FunctionValue)) return;
  const prefix = options instanceof ObjectValue ? getMember(run, options, 'prefix') : undefined;
  const isShared = plugin.slots.has(SHARED);
  const instance = isShared ? application : new Application(fastify, prefix);
  if (!isShared)
    application.registrations.push({
      method: 'plugin',
      args: [],
      node,
      maker: application,
      result: instance,
    });
  awaited(call(run, plugin, undefined, [instance, options, native('done', () => undefined)]));
}

interface Staged extends Layer {
  readonly stage: number;
}

/** What is registered with one instance: hooks, and what is for some of its routes alone. */
interface Scope {
  readonly hooks: readonly Staged[];
  readonly others: readonly Staged[];
}

function scopeOf(run: Run, application: Application, mounted: PathPattern): Scope {
  const base =
    application.prefix === undefined ? mounted : below(mounted, pathPattern(application.prefix, true));
  const hooks: Staged[] = [];
  const others: Staged[] = [];
  for (const registration of application.registrations) {
    const { method, args, node, result } = registration;
    const everywhere = { node, methods: undefined, path: base, isRoute: false };
    if (method === 'addHook') {
      const stage = STAGES.indexOf(typeof args[0] === 'string' ? args[0] : '');
      if (stage !== -1) hooks.push({ ...everywhere, value: args[1], stage });
    } else if (method === 'register') {
      if (!isCallable(args[0])) hooks.push({ ...everywhere, value: args[0], stage: 0 });
    } else if (method === 'plugin') {
      if (result instanceof Application) others.push(...narrowed(scopeOf(run, result, base), base));
    } else if (method === 'route' || ROUTES.includes(method)) {
      others.push(...routeOf(run, registration, base));
    }
  }
  return { hooks, others };
}

/** The layers of a plugin: its hooks are asked for its routes, and for preflights where it has a plugin that may answer them. */
function narrowed({ hooks, others }: Scope, base: PathPattern): Staged[] {
  const routes = others.filter(({ isRoute }) => isRoute);
  const places = [
    ...routes.map(({ path, methods }) => ({ path, methods })),
    ...(hooks.some(({ value }) => !(value instanceof FunctionValue))
      ? [{ path: base, methods: new Set(['OPTIONS']) }]
      : []),
  ];
  return [...places.flatMap((place) => hooks.map((hook) => ({ ...hook, ...place }))), ...others];
}

/** `app.get(path, options, handler)` and `app.route({ method, url, handler })`, with the hooks among their options. */
function routeOf(run: Run, { method, args, node }: Registration, base: PathPattern): Staged[] {
  const options = method === 'route' ? args[0] : args[1];
  const read = (name: string): Value =>
    options instanceof ObjectValue && !(options instanceof FunctionValue)
      ? getMember(run, options, name)
      : undefined;
  const path = below(base, pathPattern(method === 'route' ? (read('url') ?? read('path')) : args[0], false));
  const methods = method === 'route' ? methodsIn(read('method')) : METHODS_OF_ROUTE.get(method);
  const place = { node, path, methods: methods && new Set(methods) };
  const handler = read('handler') ?? args.at(-1);
  return [
    ...STAGES.flatMap((name, stage) =>
      flattened([read(name)])
        .filter((value) => value !== undefined)
        .map((value) => ({ ...place, value, stage, isRoute: false })),
    ),
    { ...place, value: handler, stage: LAST, isRoute: true },
  ];
}

const inOrder = (layers: readonly Staged[]): Staged[] =>
  layers.toSorted((left, right) => left.stage - right.stage);

const SENT = new Set(['sent']);
const SENDS = new Set(['callNotFound', 'redirect', 'send', 'sendFile']);

/** A hook: what sends an answer, throws, or gives `done` an error, ends the request (`lib/hooks.js`, `hookRunnerGenerator`). */
function ask(run: Run, layer: Value, exchange: Exchange): Passage {
  const decorated = decorationsOf(run);
  const incoming = new HostObject('request', (again, key) =>
    decorated.has(key) ? decorated.get(key) : exchange.incoming.read(again, key),
  );
  const response = { sends: (method: string) => SENDS.has(method), flags: SENT };
  const passage = passageThrough(run, layer, { ...exchange, incoming }, response);
  // Without a parameter for `done` it is its promise that is awaited.
  const isAwaited = layer instanceof FunctionValue && layer.node.params.length < 3;
  return passage === 'unseen' && isAwaited ? 'passes' : passage;
}
