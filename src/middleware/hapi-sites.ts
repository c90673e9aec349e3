import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { importedMember, importedModules } from '../source/modules.js';
import { keyName, type Node } from '../source/syntax.js';
import { getMember } from '../interpret/members.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ObjectValue, PlainObject, type Value } from '../interpret/values.js';
import { corsOptionEdits, mayHoldCors } from './cors-option.js';
import { mergedOptions } from './merged-options.js';
import { noEvidence, type Middleware, type Site } from './middleware.js';
import { decided } from './decided.js';
import type { OptionsLibrary } from './options-library.js';

const MODULE = '@hapi/hapi';

/** A call that makes a server, and its options. */
interface ServerCall {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly options: Node | undefined;
}

/** `Hapi.server(options)` and `new Hapi.Server(options)`. */
export function hapiServers(file: SourceFile): ServerCall[] {
  return [...file.nodesOfType('CallExpression'), ...file.nodesOfType('NewExpression')].flatMap((node) => {
    const { module, name } = importedMember(file, node.callee) ?? {};
    const isServer = module === MODULE && (name === 'server' || name === 'Server');
    return isServer ? [{ node, options: node.arguments[0] }] : [];
  });
}

/** The servers of a file whose routes have the option `cors`, and the routes that have one of their own. */
export function hapiSites(file: SourceFile, library: OptionsLibrary, middleware: Middleware): Site[] {
  const servers = hapiServers(file);
  const ofServers = servers.flatMap(({ options }) =>
    options && mayHoldCors(options, 'routes') ? [siteAt(file, library, middleware, options)] : [],
  );
  return [
    ...ofServers,
    ...routeOptions(file).map((options) => siteAt(file, library, middleware, options, servers)),
  ];
}

/**
 * The options of the routes of a file. A list of routes is handed to its server in another file often enough: it is known
 * by its properties.
 */
function routeOptions(file: SourceFile): Node[] {
  if (!usesHapi(file)) return [];
  return file.nodesOfType('ObjectExpression').flatMap((route) => {
    const properties = new Map(
      route.properties.flatMap((property) =>
        property.type === 'Property' ? [[keyName(property), property.value]] : [],
      ),
    );
    // `config` is what older versions call it (`lib/route.js`:52).
    const options = properties.get('options') ?? properties.get('config');
    const isRoute = properties.has('method') && properties.has('path');
    return isRoute && options && mayHoldCors(options) ? [options] : [];
  });
}

/** Fastify has routes with these properties, too. */
const usesHapi = (file: SourceFile): boolean =>
  importedModules(file).has(MODULE) ||
  (file.packages.declared?.has(MODULE) === true && !file.packages.declared.has('fastify'));

/** @param servers those of the file, where the options are of a route: what it has no option for comes from them. */
function siteAt(
  file: SourceFile,
  library: OptionsLibrary,
  middleware: Middleware,
  options: Node,
  servers?: readonly ServerCall[],
): Site {
  const serverOptions = (servers ?? []).flatMap(({ options: node }) => (node ? [node] : []));
  return {
    middleware,
    node: options,
    roots: [options, ...serverOptions],
    isHandler: false,
    ...corsOptionEdits(file, library, options),
    observe: (exchange) => {
      const evidence = noEvidence();
      let own: Value;
      const ofServer: Value[] = [];
      const take = (run: Run, holder: Value, isRoute: boolean): Value => {
        const value = mergedOptions(decided(holder)).read('cors');
        // What is null in a route changes nothing (@hapi/hoek, `lib/merge.js`:65–73).
        return value === null && isRoute ? undefined : library.setUp?.(run, value, undefined);
      };
      const capture = (value: Value, run: Run): void => {
        evidence.holder = servers ? value : getMember(run, value, 'routes');
        own = take(run, evidence.holder, servers !== undefined);
      };
      const captureServer = (value: Value, run: Run): void => {
        ofServer.push(take(run, getMember(run, value, 'routes'), false));
      };
      return {
        calls: new Map(),
        values: new Map([[options, capture], ...serverOptions.map((node) => [node, captureServer] as const)]),
        evidence,
        respond: (run) => {
          const isKnown = servers?.length === 1 && ofServer.length === serverOptions.length;
          const given = servers ? overServer(own, isKnown ? { options: ofServer[0] } : undefined) : own;
          library.answer(run, { given, exchange, evidence, file, version: undefined, package: MODULE });
        },
      };
    },
  };
}

/**
 * The options of a route over those of its server (`lib/route.js`:81), of which a file that makes no server, or several, says
 * nothing.
 */
function overServer(own: Value, server: { readonly options: Value } | undefined): Value {
  const route = decided(own);
  if (route === undefined || route === false) return undefined;
  const hasOrigin = mergedOptions(route).read('origin') !== undefined;
  if (!hasOrigin && (!server || decided(server.options)))
    throw new Undecided('the origin is decided where the server is made');
  return server?.options instanceof ObjectValue && route instanceof ObjectValue
    ? merged(server.options, route)
    : route;
}

function merged(server: ObjectValue, route: ObjectValue): Value {
  const options = new PlainObject();
  options.origin = route.origin;
  options.unseenMembers = route.unseenMembers ?? server.unseenMembers;
  for (const [name, slot] of [...server.slots, ...route.slots])
    if (slot.value !== undefined && slot.value !== null) options.slots.set(name, slot);
  return options;
}
