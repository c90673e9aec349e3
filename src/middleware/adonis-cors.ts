import { call } from '../interpret/call.js';
import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, HostObject, isCallable, native, opaque, type Value } from '../interpret/values.js';
import { methodOnTheWire } from '../policy/probe.js';
import { decided } from './decided.js';
import { headerOf } from './node-request.js';
import { ignoredIn, mergedOptions, type MergedOptions } from './merged-options.js';
import { Failed, type Exchange } from './middleware.js';
import { importedCalls } from './option-calls.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = ['enabled', 'origin', 'methods', 'headers', 'exposeHeaders', 'credentials', 'maxAge'];

/**
 * `defineConfig` of @adonisjs/cors 2.2.1, whose code is that of 3.0.0: line numbers refer to the `build/chunk-UW3J5HVD.js` of
 * that. The middleware of AdonisJS is held against the model by tests/oracle/adonis-cors.test.ts. It never writes Vary.
 */
export const adonisCors: OptionsLibrary = {
  name: '@adonisjs/cors',
  packages: ['@adonisjs/cors'],
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: [{ module: '@adonisjs/cors/types', name: 'CorsConfig' }],
  calls: (file) =>
    importedCalls(file, ({ module, name }) =>
      module === '@adonisjs/cors' && name === 'defineConfig' ? '@adonisjs/cors' : undefined,
    ),
  result: () => opaque('a configuration of @adonisjs/cors'),
  answer,
  origin: ({ text, readsEnvironment }) => {
    const value = readsEnvironment ? `() => ${text}` : text;
    return { text: value, typedText: value };
  },
};

function answer(run: Run, { given, exchange, evidence }: Configuration): void {
  const { headers, request } = exchange;
  const options = mergedOptions(decided(given));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = !options.has('origin');
  const context = contextOf(exchange);
  if (!isEnabled(run, options, context) || !request.origin) return;
  const allowed = allowedOrigin(run, options, request.origin, context);
  if (
    allowed === undefined ||
    (request.kind === 'preflight' && !passesPreflight(run, options, exchange, context))
  )
    return;
  headers.set('Access-Control-Allow-Origin', [allowed]);
  if (hasCredentials(options)) headers.set('Access-Control-Allow-Credentials', ['true']);
}

const isEnabled = (run: Run, options: MergedOptions, context: Value): boolean => {
  const enabled = decided(options.readOr('enabled', true));
  return truthy(run, isCallable(enabled) ? call(run, enabled, undefined, [context]) : enabled);
};

const hasCredentials = (options: MergedOptions): boolean =>
  decided(options.readOr('credentials', true)) === true;

/** Whom a request of an origin is answered with (:58–82). */
function allowedOrigin(run: Run, options: MergedOptions, origin: string, context: Value): string | undefined {
  const allowed = asked(run, options.readOr('origin', true), origin, context);
  if (allowed === true) return origin;
  if (allowed === '*') return hasCredentials(options) ? origin : '*';
  return listed(allowed).includes(origin) ? origin : undefined;
}

/** A preflight for a method or a header that is not allowed is answered without a word (:197–223). */
function passesPreflight(run: Run, options: MergedOptions, { request }: Exchange, context: Value): boolean {
  if (options.has('methods') && !listed(decided(options.read('methods'))).includes(request.method))
    return false;
  const wanted = headerOf(request, 'access-control-request-headers');
  const headers = asked(run, options.readOr('headers', true), new ArrayValue([wanted]), context);
  return headers === true || listed(headers).some((name) => name.toLowerCase() === wanted);
}

/** The value of an option that may be a function of what is asked for. */
const asked = (run: Run, option: Value, about: Value, context: Value): Value => {
  const given = decided(option);
  return isCallable(given) ? decided(call(run, given, undefined, [about, context])) : given;
};

/** The entries of a list, or of a text with commas; of anything else nothing can be read, which is an error. */
function listed(value: Value): readonly string[] {
  if (value === false) return [];
  if (typeof value === 'string') return value.split(',');
  if (!(value instanceof ArrayValue)) throw new Failed();
  return value.items.map(decided).filter((item) => typeof item === 'string');
}

/** The context as functions in options see it; its request has a method where that of Node.js has a text. */
function contextOf({ incoming, request }: Exchange): Value {
  const own = new HostObject('request of AdonisJS', (run, key) =>
    key === 'method' ? native(key, () => methodOnTheWire(request)) : incoming.read(run, key),
  );
  return new HostObject('context of AdonisJS', (_run, key) =>
    key === 'request' ? own : opaque(`the context's ${key}`),
  );
}
