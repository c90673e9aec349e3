import { getMember, memberOfUnknown } from '../../interpret/members.js';
import type { Run } from '../../interpret/run.js';
import {
  ArrayValue,
  ClassValue,
  HostObject,
  isCallable,
  native,
  ObjectValue,
  opaque,
  type NativeFunction,
  type Value,
} from '../../interpret/values.js';
import type { Node } from '../../source/syntax.js';
import { METHODS_OF_ROUTE } from '../headers/routed-methods.js';
import type { Layer } from './application.js';
import { below, pathPattern, pathPatterns, type PathPattern } from './paths.js';

/** What decorators say of the methods of one class, innermost first. */
interface Said {
  readonly method: Value;
  readonly name: string;
  readonly argument: Value;
  readonly node: Node;
}

/** The decorators of routes, by what they are called in the file's own words. */
const ROUTES: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ...[...METHODS_OF_ROUTE].map(
    ([name, methods]) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, methods] as const,
  ),
  ['All', undefined] as const,
]);

/**
 * What the decorators of @nestjs/common 12.5.1 say of the classes of a program: `@Module`, `@Controller`, `@Get` and its like,
 * `@Header`. What other decorators make of a class or a method is not followed.
 */
export class NestModules {
  private readonly modules = new Map<Value, Value>();
  private readonly prefixes = new Map<Value, Value>();
  private readonly said = new Map<Value, Said[]>();

  /** The module `@nestjs/common`. */
  readonly common = (): Value => {
    const unseen = opaque("'@nestjs/common' is another module");
    return new HostObject(
      '@nestjs/common',
      (_run, key) => this.decorator(key) ?? memberOfUnknown(unseen, key),
    );
  };

  private decorator(name: string): NativeFunction | undefined {
    if (name === 'Module' || name === 'Controller')
      return native(name, (_run, [given]) =>
        native(name, (_again, [target]) => {
          (name === 'Module' ? this.modules : this.prefixes).set(target, given);
          return undefined;
        }),
      );
    if (name !== 'Header' && !ROUTES.has(name)) return undefined;
    return native(name, (_run, [argument], _self, node) =>
      native(name, (run, [target, key]) => {
        const said = this.said.get(target) ?? [];
        this.said.set(target, said);
        if (node) said.push({ method: getMember(run, target, key), name, argument, node });
        return undefined;
      }),
    );
  }

  /**
   * The routes of a module of the file and of those it imports, in the order in which Nest registers them; undefined where
   * some of what belongs to it cannot be seen: a module of another file, or middleware that it configures.
   */
  routesOf(run: Run, module: Value, base: PathPattern, around: readonly Value[] = []): Layer[] | undefined {
    if (around.includes(module)) return [];
    const metadata = this.modules.get(module);
    if (!(module instanceof ClassValue) || !(metadata instanceof ObjectValue)) return undefined;
    if (module.methods.slots.has('configure')) return undefined;
    const imported = listed(run, metadata, 'imports')?.map((other) =>
      this.routesOf(run, other, base, [...around, module]),
    );
    const own = listed(run, metadata, 'controllers')?.map((controller) =>
      this.layersOf(run, controller, base),
    );
    const routes = [...(own ?? [undefined]), ...(imported ?? [undefined])];
    return routes.every((layers) => layers !== undefined) ? routes.flat() : undefined;
  }

  /** The methods of a controller, each behind the headers that decorators give it (`router/router-execution-context.js`:79–80). */
  private layersOf(run: Run, controller: Value, base: PathPattern): Layer[] | undefined {
    if (!(controller instanceof ClassValue) || !this.prefixes.has(controller)) return undefined;
    const prefix = this.prefixes.get(controller);
    const places = pathsIn(run, prefix).map((path) => below(base, path));
    const said = this.said.get(controller.methods) ?? [];
    return said.flatMap(({ method, name, argument, node }): Layer[] => {
      if (name === 'Header') return [];
      const methods = ROUTES.get(name);
      const headers = said.filter((other) => other.name === 'Header' && other.method === method);
      return places.flatMap((place) =>
        pathsIn(run, argument).flatMap((own) =>
          [
            ...headers.map((header) => ({ node: header.node, value: undefined })),
            { node, value: method },
          ].map((layer) => ({
            ...layer,
            methods: methods && new Set(methods),
            path: below(place, own),
            isRoute: true,
          })),
        ),
      );
    });
  }
}

/** The paths that a decorator is given: one or several, or none; a controller's may be among options. */
function pathsIn(run: Run, given: Value): readonly PathPattern[] {
  const isOptions = given instanceof ObjectValue && !(given instanceof ArrayValue) && !isCallable(given);
  const path = isOptions ? getMember(run, given, 'path') : given;
  return path === undefined ? [pathPattern('', false)] : pathPatterns(path, false);
}

/** What a module lists under a name; undefined where that cannot be seen. */
function listed(run: Run, metadata: ObjectValue, name: string): readonly Value[] | undefined {
  const value = getMember(run, metadata, name);
  if (value === undefined) return [];
  return value instanceof ArrayValue && !value.unseenMembers ? value.items : undefined;
}
