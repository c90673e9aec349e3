import type { SourceFile } from '../source/file.js';
import { importedBinding, requiredModule } from '../source/modules.js';
import { isBefore } from '../source/package-version.js';
import { memberName, unwrapped, type Node } from '../source/syntax.js';
import { awaited, call } from '../interpret/call.js';
import { declaredArity } from '../interpret/natives/object-members.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, truthy } from '../interpret/operators.js';
import { Thrown, type Run } from '../interpret/run.js';
import {
  ArrayValue,
  ErrorValue,
  FunctionValue,
  isCallable,
  opaque,
  PromiseValue,
  RegExpValue,
  Unknown,
  type Value,
} from '../interpret/values.js';
import { routeOptionsSites } from './fastify-route-options.js';
import { ignoredIn, mergedOptions, type MergedOptions } from './merged-options.js';
import { Failed } from './middleware.js';
import { answeredBy } from './node-callback.js';
import type { OptionsCall } from './option-calls.js';
import { decided } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = [
  'hook',
  'delegator',
  'origin',
  'credentials',
  'exposedHeaders',
  'allowedHeaders',
  'methods',
  'maxAge',
  'cacheControl',
  'preflightContinue',
  'optionsSuccessStatus',
  'preflight',
  'strictPreflight',
  'hideOptionsRoute',
  'logLevel',
  // Fastify's own, for every plugin.
  'prefix',
];

/** The plugin, and the name it had before version 7. */
const PACKAGES = ['@fastify/cors', 'fastify-cors'] as const;

const GRANTS = [
  { option: 'methods', header: 'allow-methods', on: 'preflight', separator: ', ' },
  { option: 'allowedHeaders', header: 'allow-headers', on: 'preflight', separator: ', ' },
  { option: 'exposedHeaders', header: 'expose-headers', separator: ', ' },
] as const;

/**
 * @fastify/cors 11.4.3 on Fastify 5, and 10.1.0 and 8.5.0 where they differ. Line numbers refer to `index.js` of 11.4.3;
 * held against the libraries by tests/oracle/fastify-cors.test.ts.
 */
export const fastifyCors: OptionsLibrary = {
  name: '@fastify/cors',
  packages: PACKAGES,
  integrations: ['@nestjs/platform-fastify'],
  triggers: ['cors'],
  options: OPTIONS,
  types: PACKAGES.map((module) => ({ module, name: 'FastifyCorsOptions' })),
  calls: registrations,
  result: () => opaque('a Fastify instance'),
  // Fastify calls a function for the options, with the instance (avvio 9, `lib/plugin.js`).
  setUp: (run, given) => {
    const options = isCallable(given) ? call(run, given, undefined, [opaque('the Fastify instance')]) : given;
    refuseUnknownHook(options);
    return options;
  },
  answer: withGrants(GRANTS, answer),
  origin: (allowed) =>
    allowed.readsEnvironment
      ? {
          text: `(_origin, callback) => callback(null, ${allowed.text})`,
          typedText: `(_origin: string | undefined, callback: (error: Error | null, origin: string[]) => void) => callback(null, ${allowed.text})`,
        }
      : { text: allowed.text, typedText: allowed.text },
  further: (file, middleware) =>
    routeOptionsSites(file, middleware, {
      registrations: registrations(file),
      origin: (allowed) => fastifyCors.origin(allowed),
      answer: answerOnRoute,
    }),
};

const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend'];

/** The app does not get ready with a hook the plugin does not know (:36–42; `onSend` it knows until 10.1.0). */
export function refuseUnknownHook(options: Value): void {
  const hook = mergedOptions(options).readOr('hook', 'onRequest');
  if (typeof hook === 'string' && !HOOKS.includes(hook))
    throw new Thrown(new ErrorValue('TypeError', '@fastify/cors: Invalid hook option provided.'));
}

/** `app.register(cors, options)`, with the plugin imported, required or `import('@fastify/cors')` itself. */
function registrations(file: SourceFile): OptionsCall[] {
  return file.nodesOfType('CallExpression').flatMap((node) => {
    const [plugin] = node.arguments;
    if (node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'register' || !plugin)
      return [];
    const module = moduleOfPlugin(file, plugin);
    const name = PACKAGES.find((candidate) => candidate === module);
    return name === undefined ? [] : [{ node, index: 1, package: name }];
  });
}

function moduleOfPlugin(file: SourceFile, plugin: Node): string | undefined {
  const binding = importedBinding(file, plugin);
  if (binding) return /^(?:\*|default|fastifyCors)$/.test(binding.name) ? binding.module : undefined;
  return requiredModule(file, unwrapped(plugin));
}

function answer(run: Run, configuration: Configuration): void {
  const { given, exchange, evidence } = configuration;
  const delegator = isCallable(given) ? given : mergedOptions(decided(given)).read('delegator');
  if (!truthy(run, decided(delegator))) {
    answerWith(run, configuration, {});
    return;
  }
  evidence.isDelegated = true;
  evidence.options = given;
  const proceed = (options: Value) => {
    // `opts.origin` of nothing (:145).
    if (options === undefined || options === null) throw new Failed();
    answerWith(run, { ...configuration, given: options }, { isDynamic: true });
  };
  const ask = (...args: Value[]) => call(run, delegator, undefined, [exchange.incoming, ...args]);
  // One with two parameters calls back (:94), any other must give a promise (:110–113).
  if (delegator instanceof FunctionValue && declaredArity(delegator) === 2) {
    answeredBy(run, (callback) => ask(callback), proceed);
    return;
  }
  const promise = ask();
  if (promise instanceof Unknown) decided(promise);
  if (!(promise instanceof PromiseValue)) throw new Failed();
  proceed(awaited(promise));
}

/** How the options came: from a delegator, and with those of a route over them. */
interface Manner {
  readonly isDynamic?: boolean;
  readonly route?: Value;
}

/** Writes what the plugin writes with options of its own and, over them, those of the route that is asked (:159–217). */
function answerWith(run: Run, configuration: Configuration, { isDynamic = false, route }: Manner): void {
  const { given, exchange, evidence, version } = configuration;
  const own = mergedOptions(decided(given));
  const options = mergedOptions(given, route);
  evidence.options = route ?? given;
  evidence.ignored = ignoredIn(evidence.options, OPTIONS);
  evidence.usesDefault = !options.has('origin');
  // A list with the wildcard is the wildcard, where the plugin gets it (:145).
  const ownOrigin = decided(own.readOr('origin', '*'));
  const origin =
    route !== undefined && mergedOptions(route).has('origin')
      ? decided(options.read('origin'))
      : holdsWildcard(ownOrigin)
        ? '*'
        : ownOrigin;
  // Every answer varies before 9.0.0 (8.5.0:158), since then those that may depend on the origin (:167).
  const isStatic = typeof origin === 'string' || origin === false;
  if (!isStatic || isDynamic || isBefore(version, '9.0.0')) exchange.headers.vary('Origin');

  const proceed = (allowed: Value) => writeHeaders(run, options, decided(allowed), configuration);
  if (!isCallable(origin)) {
    proceed(origin);
    return;
  }
  unlessRefused(() =>
    answeredBy(
      run,
      (callback) => {
        const returned = call(run, origin, undefined, [exchange.request.origin, callback]);
        if (returned instanceof PromiseValue) call(run, callback, undefined, [null, awaited(returned)]);
      },
      proceed,
      // Anything but null is an error, also undefined (:176); of that one Fastify takes no notice.
      (error) => {
        if (error === undefined) throw new Refused();
        return !isSame(run, error, null);
      },
    ),
  );
}

const holdsWildcard = (value: Value): boolean => value instanceof ArrayValue && value.items.includes('*');

/** The request goes on without CORS headers. */
class Refused {}

function unlessRefused(work: () => void): void {
  try {
    work();
  } catch (stop) {
    if (!(stop instanceof Refused)) throw stop;
  }
}

/** Headers of an actual response or a preflight (:180–266). */
function writeHeaders(
  run: Run,
  options: MergedOptions,
  allowed: Exclude<Value, Unknown>,
  { exchange, version }: Configuration,
): void {
  const { headers, request } = exchange;
  if (allowed === false) return;
  // Other falsy values are invalid (:186).
  if (!truthy(run, allowed)) throw new Failed();
  // A callback's list with the wildcard is the wildcard since 11.4.2 (:280).
  const value = holdsWildcard(allowed) && !isBefore(version, '11.4.2') ? '*' : allowed;
  if (typeof value === 'string') headers.set('Access-Control-Allow-Origin', [value]);
  else if (isOriginAllowed(run, request.origin, value) && request.origin !== undefined)
    headers.set('Access-Control-Allow-Origin', [request.origin]);
  if (truthy(run, decided(options.read('credentials'))))
    headers.set('Access-Control-Allow-Credentials', ['true']);
  // A preflight without Origin is refused unless `strictPreflight` is off (:194).
  const isRefused = request.origin === undefined && options.readOr('strictPreflight', true) === true;
  if (request.kind !== 'preflight' || options.readOr('preflight', true) !== true || isRefused) return;
  if (options.readOr('allowedHeaders', null) === null) headers.vary('Access-Control-Request-Headers');
}

/** `isRequestOriginAllowed` (:293–309): expressions start anew each time; anything else that is truthy admits everyone. */
function isOriginAllowed(run: Run, origin: string | undefined, allowed: Value): boolean {
  if (allowed instanceof Unknown) return truthy(run, derived(run, allowed.reason, [allowed, origin]));
  if (allowed instanceof ArrayValue)
    return allowed.items.some((item) => run.nested(() => isOriginAllowed(run, origin, item)));
  if (typeof allowed === 'string') return origin === allowed;
  if (!(allowed instanceof RegExpValue)) return truthy(run, allowed);
  allowed.lastIndex = 0;
  return truthy(run, testRegExp(run, allowed, origin));
}

/** What a route with `config: { cors: route }` answers (:161–165): only since 11.2.0, and not to its preflights. */
function answerOnRoute(run: Run, configuration: Configuration, route: Value): void {
  if (configuration.exchange.request.kind === 'preflight' || isBefore(configuration.version, '11.2.0'))
    return;
  answerWith(run, configuration, { route });
}
