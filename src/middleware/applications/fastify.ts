import { awaited, call } from '../../interpret/call.js';
import { getMember } from '../../interpret/members.js';
import type { Run } from '../../interpret/run.js';
import { FunctionValue, native, ObjectValue, type Value } from '../../interpret/values.js';
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
  result: (application, method, args, run, node) => {
    if (method === 'register') registerPlugin(run, application, args, node);
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

/** A plugin of the file is called with an instance of its own. */
function registerPlugin(
  run: Run,
  application: Application,
  [plugin, options]: readonly Value[],
  node: Node,
): void {
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
      if (!(args[0] instanceof FunctionValue)) hooks.push({ ...everywhere, value: args[0], stage: 0 });
    } else if (method === 'plugin') {
      if (result instanceof Application) others.push(...narrowed(scopeOf(run, result, base), base));
    } else {
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
  const passage = passageThrough(run, layer, exchange, { sends: (method) => SENDS.has(method), flags: SENT });
  // Without a parameter for `done` it is its promise that is awaited.
  const isAwaited = layer instanceof FunctionValue && layer.node.params.length < 3;
  return passage === 'unseen' && isAwaited ? 'passes' : passage;
}
