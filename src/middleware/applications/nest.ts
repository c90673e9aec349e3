import { memberOfUnknown } from '../../interpret/members.js';
import { HostObject, native, opaque, type Value } from '../../interpret/values.js';
import type { SourceFile } from '../../source/file.js';
import type { Node } from '../../source/syntax.js';
import { adaptersAround, adaptersOfCreation, type NestAdapter } from '../nest-adapter.js';
import { Application, type Framework, type Layer, type Registration } from './application.js';
import { express } from './express.js';
import { NestModules } from './nest-modules.js';
import { layersOfRegistration } from './ordered-layers.js';
import { ANY_PATH, pathPattern, UNKNOWN_PATH, type PathPattern } from './paths.js';

/** The methods of a Nest application that register something requests go through. */
export const NEST_REGISTERS: readonly string[] = ['use', 'enableCors'];

/** The methods after which what is registered comes behind the routes. */
const STARTS = new Set(['init', 'listen']);
/** The methods that say where the routes of controllers stand. */
const PLACES = new Set(['enableVersioning', 'setGlobalPrefix']);

/** What `NestFactory.create` was given. */
interface Creation {
  readonly node: Node;
  readonly module: Value;
  readonly options: Value;
}

/**
 * NestJS 12.5.1: `use` and `enableCors` are asked in the order of their calls, the `cors` of `NestFactory.create` when the
 * application starts and so behind them (core, `nest-application.js`, `init`), and then the routes of controllers. On Fastify
 * the hook of CORS runs before all middleware (platform-fastify 12.5.0, `adapters/fastify-adapter.js`:318–331). Held against
 * booted applications by tests/programs/composed.test.ts.
 *
 * @param creation how the application was made; undefined where another file does that.
 */
const nest = (adapter: NestAdapter, modules: NestModules, creation: Creation | undefined): Framework => ({
  name: 'NestJS',
  registers: new Set(NEST_REGISTERS),
  prepares: new Set([...STARTS, ...PLACES]),
  layers: ({ registrations }, run) => {
    const start = registrations.findIndex(({ method }) => STARTS.has(method));
    const before = start === -1 ? registrations : registrations.slice(0, start);
    const used = before.flatMap((registration) =>
      registration.method === 'enableCors'
        ? [everywhere(registration.node, registration.result)]
        : layersOfRegistration(registration, run, true),
    );
    const created = creation?.options === undefined ? [] : [everywhere(creation.node, creation.options)];
    const [node] = [creation?.node, ...registrations.map((registration) => registration.node)];
    const others = node ? [everywhere(node, opaque('a module of another file'))] : [];
    const routes = creation && modules.routesOf(run, creation.module, prefixOf(before));
    return [...inOrder(adapter, [...used, ...created], before), ...(routes ?? others)];
  },
  ask: (run, layer, exchange) => express.ask(run, layer, exchange),
});

const everywhere = (node: Node, value: Value): Layer => ({
  node,
  value,
  methods: undefined,
  path: ANY_PATH,
  isRoute: false,
});

/** CORS comes first on Fastify, which takes its plugin once: a second one keeps the server from starting. */
function inOrder(
  adapter: NestAdapter,
  layers: readonly Layer[],
  before: readonly Registration[],
): readonly Layer[] {
  if (adapter === 'express') return layers;
  const uses = new Set(before.filter(({ method }) => method === 'use').map(({ node }) => node));
  return [
    ...layers.filter(({ node }) => !uses.has(node)).slice(0, 1),
    ...layers.filter(({ node }) => uses.has(node)),
  ];
}

/** Where the routes of controllers stand: below a global prefix, as long as nothing is left out of it. */
function prefixOf(before: readonly Registration[]): PathPattern {
  const [first, ...more] = before.filter(({ method }) => PLACES.has(method));
  if (!first) return ANY_PATH;
  const isPrefix = first.method === 'setGlobalPrefix' && first.args.length === 1 && more.length === 0;
  return isPrefix ? pathPattern(first.args[0], true) : UNKNOWN_PATH;
}

/** The modules of Nest that make applications, and say what belongs to them. */
export function nestModules(made: Application[]): ReadonlyMap<string, () => Value> {
  const modules = new NestModules();
  const unseen = opaque("'@nestjs/core' is another module");
  const only = (name: string, member: Value): HostObject =>
    new HostObject(name, (_run, key) => (key === name ? member : memberOfUnknown(unseen, key)));
  const create = native('create', (run, args, _self, node) => {
    const [adapter, ...others] = node?.type === 'CallExpression' ? adaptersOfCreation(run.file, node) : [];
    if (!node || adapter === undefined || others.length > 0) return unseen;
    // Without an adapter the options are the second argument; the one of Fastify has to be given.
    const options = adapter === 'fastify' || args.length > 2 ? args[2] : args[1];
    const application = new Application(nest(adapter, modules, { node, module: args[0], options }));
    made.push(application);
    return application;
  });
  return new Map<string, () => Value>([
    ['@nestjs/common', modules.common],
    ['@nestjs/core', () => only('NestFactory', only('create', create))],
  ]);
}

/** The framework of an application that is handed to a function of the file. On Fastify the order of calls says the least. */
export const nestHanded = (file: SourceFile): Framework => {
  const [adapter, ...others] = adaptersAround(file);
  return nest(adapter && others.length === 0 ? adapter : 'fastify', new NestModules(), undefined);
};
