import type { Run } from '../../interpret/run.js';
import { ArrayValue, RegExpValue, Unknown, type Value } from '../../interpret/values.js';
import { METHODS_OF_ROUTE } from '../headers/routed-methods.js';
import { Application, flattened, type Layer, type Registration } from './application.js';
import {
  ANY_PATH,
  below,
  pathPattern,
  pathPatterns,
  SAME_PATH,
  UNKNOWN_PATH,
  type PathPattern,
} from './paths.js';

/** Methods that register handlers for one request method, or for all. */
export const ROUTES: readonly string[] = ['all', ...METHODS_OF_ROUTE.keys()];

/**
 * The layers of applications that ask what was registered first, first: `use`, and routes by the names of their methods, for a
 * path or without one; applications among them, which stand under the path they are registered for.
 *
 * @param mountsBelow whether `use` with a path is for what stands below it as well, and not for that path alone.
 */
export const orderedLayers = (application: Application, run: Run, mountsBelow: boolean): Layer[] =>
  new Ordering(run, mountsBelow).layersOf(application, ANY_PATH, []);

/** The layers of one registration with an application that asks what was registered first, first. */
export const layersOfRegistration = (registration: Registration, run: Run, mountsBelow: boolean): Layer[] =>
  new Ordering(run, mountsBelow).registered(registration, ANY_PATH, []);

class Ordering {
  constructor(
    private readonly run: Run,
    private readonly mountsBelow: boolean,
  ) {}

  layersOf(application: Application, mounted: PathPattern, around: readonly Application[]): Layer[] {
    if (around.includes(application)) return [];
    const inside = [...around, application];
    const base =
      application.prefix === undefined ? mounted : below(mounted, pathPattern(application.prefix, true));
    return application.registrations.flatMap((registration) => this.registered(registration, base, inside));
  }

  registered(registration: Registration, base: PathPattern, inside: readonly Application[]): Layer[] {
    const { method, result, node } = registration;
    const isRoute = ROUTES.includes(method) || method === 'on';
    if (!isRoute && method !== 'use' && method !== 'route')
      return this.made(result, registration, base, inside);
    const { paths, handlers } = this.handlersOf(registration);
    const mounted = paths.map((path) => below(base, path));
    const methods = method === 'on' ? methodsIn(registration.args[0]) : METHODS_OF_ROUTE.get(method);
    const own = mounted.flatMap((path) =>
      handlers.flatMap((value) =>
        value instanceof Application
          ? this.layersOf(value, path, inside)
          : [{ node, value, path, methods: methods && new Set(methods), isRoute }],
      ),
    );
    return [...own, ...mounted.flatMap((path) => this.made(result, registration, path, inside))];
  }

  /** What is registered with an application that the call made: a route, a router below a path. */
  private made(
    result: Value,
    { maker }: Registration,
    path: PathPattern,
    inside: readonly Application[],
  ): Layer[] {
    return result instanceof Application && result !== maker ? this.layersOf(result, path, inside) : [];
  }

  /** What a call registers, and for which paths: those stand first, if at all. Lists of handlers are flattened. */
  private handlersOf({ method, args }: Registration): {
    paths: readonly PathPattern[];
    handlers: readonly Value[];
  } {
    const given = method === 'on' ? args.slice(1) : withoutName(args);
    const [first, ...rest] = given;
    const isUse = method === 'use';
    if (isPath(first))
      return { paths: pathPatterns(first, isUse && this.mountsBelow), handlers: flattened(rest) };
    // What a call returned is a handler; a name from elsewhere may as well be a path.
    const mayBePath = first instanceof Unknown && rest.length > 0 && !this.run.unseenResults.has(first);
    const path = isUse ? ANY_PATH : SAME_PATH;
    return { paths: [mayBePath ? UNKNOWN_PATH : path], handlers: flattened(given) };
  }
}

/** Koa's routers take a name for a route, before its path. */
const withoutName = (args: readonly Value[]): readonly Value[] =>
  typeof args[0] === 'string' && typeof args[1] === 'string' ? args.slice(1) : args;

/** The methods that a value names, one or several; undefined where nobody can tell. */
export function methodsIn(given: Value): readonly string[] | undefined {
  const named = (given instanceof ArrayValue ? given.items : [given]).map((item) =>
    typeof item === 'string' ? (METHODS_OF_ROUTE.get(item.toLowerCase()) ?? [item.toUpperCase()]) : undefined,
  );
  return named.every((methods) => methods !== undefined) ? named.flat() : undefined;
}

const isPath = (value: Value): boolean =>
  typeof value === 'string' ||
  value instanceof RegExpValue ||
  (value instanceof ArrayValue && value.items.some(isPath));
