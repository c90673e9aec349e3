import { call } from '../interpret/call.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, truthy } from '../interpret/operators.js';
import { Thrown, type Run } from '../interpret/run.js';
import {
  ArrayValue,
  ErrorValue,
  isCallable,
  native,
  PromiseValue,
  RegExpValue,
  Unknown,
  type Value,
} from '../interpret/values.js';
import type { SourceFile } from '../source/file.js';
import { ignoredIn, mergedOptions, type MergedOptions } from './merged-options.js';
import { Failed, type Exchange } from './middleware.js';
import { answeredBy } from './node-callback.js';
import { importedCalls, isWholeModule, type OptionsCall } from './option-calls.js';
import { decided } from './decided.js';
import type { Configuration, OptionsLibrary } from './options-library.js';
import { answerBehind, isAskedBy, trpcServers, varyBehind } from './trpc-server.js';

/** The options of cors 2.8.6 (`lib/index.js`: 8–13 for the defaults, 18–158 for the rest). */
const OPTIONS = [
  'origin',
  'methods',
  'allowedHeaders',
  'headers',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'preflightContinue',
  'optionsSuccessStatus',
];

/** nextjs-cors 2.2.1, which calls the package with the request and the response of an API route: `NextCors(req, res, options)`. */
const FOR_NEXT = 'nextjs-cors';

/**
 * expressjs/cors 2.8.6 on Express 5 and 4, Connect and plain `node:http`. Line numbers refer to `lib/index.js`;
 * held against the library by tests/oracle/express-cors.observed.test.ts.
 */
export const expressCors: OptionsLibrary = {
  name: 'cors',
  packages: ['cors', FOR_NEXT],
  integrations: ['@nestjs/platform-express'],
  triggers: ['cors'],
  options: OPTIONS,
  types: [{ module: 'cors', name: 'CorsOptions' }],
  calls: (file) => [...callsOf(file, 'cors', 0), ...callsOf(file, FOR_NEXT, 2)],
  behind: { calls: trpcServers, isAskedBy, answer: answerBehind, vary: varyBehind },
  result: (name) =>
    name === FOR_NEXT ? new PromiseValue('fulfilled', undefined) : native('cors middleware', () => undefined),
  answer: (run, configuration) => {
    try {
      answer(run, configuration);
    } catch (stop) {
      // It goes on where the error is no `Error` (nextjs-cors `dist/index.js`:13–16).
      const isPassedOver = stop instanceof Failed && configuration.package === FOR_NEXT;
      if (!isPassedOver || stop.error instanceof ErrorValue || stop.error instanceof Unknown) throw stop;
    }
  },
  // The list itself, or a function that reads the environment at each request: an options module is often loaded
  // before `dotenv.config()` runs.
  origin: (allowed) =>
    allowed.readsEnvironment
      ? {
          text: `(_origin, callback) => callback(null, ${allowed.text})`,
          typedText: `(_origin: string | undefined, callback: (error: Error | null, origin?: string[]) => void) => callback(null, ${allowed.text})`,
        }
      : { text: allowed.text, typedText: allowed.text },
};

const callsOf = (file: SourceFile, name: string, index: number): OptionsCall[] =>
  importedCalls(
    file,
    (binding) => (binding.module === name && isWholeModule(binding) ? name : undefined),
    index,
  );

/** `cors(options)(req, res, next)`: writes what the library would write to the response. */
function answer(run: Run, configuration: Configuration): void {
  const { given, exchange, evidence } = configuration;
  if (!isCallable(given)) {
    answerWith(run, configuration);
    return;
  }
  evidence.isDelegated = true;
  // A function is an options delegate (:187–192). One that does not call back leaves the request open.
  answeredBy(
    run,
    (callback) => call(run, given, undefined, [exchange.incoming, callback]),
    (options) => answerWith(run, { ...configuration, given: options }),
  );
}

function answerWith(run: Run, { given, exchange, evidence }: Configuration): void {
  const options = mergedOptions(decided(given));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = !options.has('origin');
  evidence.passesOn = truthy(run, decided(options.read('preflightContinue')));
  // The options are copied over the defaults with object-assign (:208): an own `undefined` replaces the default.
  const origin = decided(options.readOr('origin', '*'));
  if (isCallable(origin)) {
    answeredBy(
      run,
      (callback) => call(run, origin, given, [exchange.request.origin, callback]),
      (allowed) => {
        if (truthy(run, allowed)) writeHeaders(run, options, allowed, exchange);
        else evidence.passesOn = true;
      },
    );
  } else if (truthy(run, origin)) {
    writeHeaders(run, options, origin, exchange);
  } else {
    // A falsy origin switches CORS off (:211–216, :229).
    evidence.passesOn = true;
  }
}

/** Headers of an actual response (:174–180) or of a preflight (:155–172). */
function writeHeaders(run: Run, options: MergedOptions, allowed: Value, exchange: Exchange): void {
  const { headers, request } = exchange;
  if (request.kind === 'preflight' && options.has('methods') && isMissing(options.read('methods'))) {
    // `options.methods.join` of undefined (:77).
    throw new Thrown(new ErrorValue('TypeError', 'Cannot read properties of undefined'));
  }
  writeOrigin(run, allowed, exchange);
  if (options.has('credentials') && isSame(run, options.read('credentials'), true)) {
    headers.set('Access-Control-Allow-Credentials', ['true']);
  }
  const listsHeaders = ['allowedHeaders', 'headers'].some(
    (name) => options.has(name) && truthy(run, options.read(name)),
  );
  if (request.kind === 'preflight' && !listsHeaders) headers.vary('Access-Control-Request-Headers');
}

const isMissing = (value: Value): boolean => value === undefined || value === null;

/** `configureOrigin` (:36–70). */
function writeOrigin(run: Run, allowed: Value, { headers, request }: Exchange): void {
  if (decided(allowed) === '*') {
    headers.set('Access-Control-Allow-Origin', ['*']);
    return;
  }
  if (typeof allowed === 'string') {
    headers.set('Access-Control-Allow-Origin', [allowed]);
  } else if (isOriginAllowed(run, request.origin, allowed) && request.origin !== undefined) {
    headers.set('Access-Control-Allow-Origin', [request.origin]);
  }
  headers.vary('Origin');
}

/** `isOriginAllowed` (:18–34): anything truthy that is neither string, array nor RegExp admits everyone. */
function isOriginAllowed(run: Run, origin: string | undefined, allowed: Value): boolean {
  if (allowed instanceof Unknown) return truthy(run, derived(run, allowed.reason, [allowed, origin]));
  if (allowed instanceof ArrayValue)
    return allowed.items.some((item) => run.nested(() => isOriginAllowed(run, origin, item)));
  if (typeof allowed === 'string') return origin === allowed;
  if (allowed instanceof RegExpValue) return truthy(run, testRegExp(run, allowed, origin));
  return truthy(run, allowed);
}
