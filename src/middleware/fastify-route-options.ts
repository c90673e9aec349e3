import type { SourceFile } from '../source/file.js';
import { importedModules } from '../source/modules.js';
import { keyName, memberName, type Node } from '../source/syntax.js';
import { Undecided, type Run } from '../interpret/run.js';
import { opaque, type Value } from '../interpret/values.js';
import { mergedOptions } from './merged-options.js';
import { noEvidence, type Middleware, type Site } from './middleware.js';
import type { OptionsCall } from './option-calls.js';
import { setOption } from './option-edits.js';
import { decided } from './decided.js';
import { placeOfOrigin, type Configuration, type OptionsLibrary } from './options-library.js';

/** What a site of a route needs to know of the plugin. */
interface Plugin {
  readonly registrations: readonly OptionsCall[];
  readonly origin: OptionsLibrary['origin'];
  answer(run: Run, configuration: Configuration, route: Value): void;
}

const ROUTES = /^(?:route|get|post|put|patch|delete|head|options|all)$/;

/** The sites `app.get(path, { config: { cors: options } }, handler)`: options of a route, over those of the registration. */
export function routeOptionsSites(file: SourceFile, middleware: Middleware, plugin: Plugin): Site[] {
  if (!usesFastify(file)) return [];
  return file.nodesOfType('Property').flatMap((node) => {
    const isOptions = keyName(node) === 'cors' && isInRoute(file, node);
    return isOptions && node.value.type !== 'Literal'
      ? [routeSite(file, middleware, plugin, node.value)]
      : [];
  });
}

const usesFastify = (file: SourceFile): boolean =>
  file.packages.declared?.has('fastify') === true || importedModules(file).has('fastify');

function isInRoute(file: SourceFile, property: Node): boolean {
  const config = parentAt(file, property, 2);
  if (config?.type !== 'Property' || keyName(config) !== 'config') return false;
  const call = parentAt(file, config, 2);
  return (
    call?.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    ROUTES.test(memberName(call.callee) ?? '')
  );
}

function parentAt(file: SourceFile, node: Node, distance: number): Node | undefined {
  let parent: Node | undefined = node;
  for (let step = 0; step < distance && parent; step++) parent = file.parentOf(parent);
  return parent;
}

function routeSite(file: SourceFile, middleware: Middleware, plugin: Plugin, options: Node): Site {
  const [name] = middleware.packages;
  if (name === undefined) throw new Error('a plugin comes from a package');
  return {
    middleware,
    node: options,
    roots: [options, ...plugin.registrations.map(({ node }) => node)],
    isHandler: false,
    place: (evidence) => placeOfOrigin(evidence, options),
    rewrite: (evidence, allowed) => setOption(file, evidence.options, 'origin', plugin.origin(allowed), {}),
    observe: (exchange) => {
      const evidence = noEvidence();
      let route: { value: Value } | undefined;
      let given: Value;
      const register =
        (index: number) =>
        (args: readonly Value[]): Value => {
          given = args[index];
          return opaque('a Fastify instance');
        };
      const surroundings = {
        exchange,
        evidence,
        file,
        version: file.packages.versionOf(name),
        package: name,
      };
      return {
        calls: new Map(plugin.registrations.map(({ node, index }) => [node, register(index)])),
        values: new Map([[options, (value: Value) => (route = { value })]]),
        evidence,
        respond: (run) => {
          if (!route) return;
          if (!mergedOptions(decided(route.value)).has('origin'))
            throw new Undecided('the origin is decided where the plugin is registered');
          plugin.answer(run, { given, ...surroundings }, route.value);
        },
      };
    },
  };
}
