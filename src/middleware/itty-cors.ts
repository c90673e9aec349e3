import { call } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { throwTypeError, truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, isCallable, opaque, RegExpValue, type Value } from '../interpret/values.js';
import { environmentOfRuntime } from './handlers/environment-of-runtime.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import { importedFactories } from './option-calls.js';
import { decided, decidedText } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = ['origin', 'credentials', 'allowMethods', 'allowHeaders', 'exposeHeaders', 'maxAge'];

const GRANTS = [
  { option: 'allowMethods', header: 'allow-methods' },
  { option: 'allowHeaders', header: 'allow-headers' },
  { option: 'exposeHeaders', header: 'expose-headers' },
] as const;

/**
 * `cors` of itty-router 6.0.0, whose `cors.mjs` is one line; held against the library by tests/oracle/itty-cors.test.ts. Both
 * functions that the call gives are taken to be in use, as the documentation has it: `preflight` before the routes and
 * `corsify` after them. Neither ever writes Vary.
 */
export const ittyCors: OptionsLibrary = {
  name: 'itty-router',
  packages: ['itty-router'],
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: ['itty-router', 'itty-router/cors'].map((module) => ({ module, name: 'CorsOptions' })),
  calls: (file) =>
    importedFactories(file, ({ module, name }) =>
      /^(?:npm:)?itty-router(?:@[^/]+)?(?:\/cors)?$/.test(module) && name === 'cors'
        ? 'itty-router'
        : undefined,
    ),
  result: () => opaque("the functions of itty-router's cors"),
  setUp: (_run, given) => (given === null ? throwTypeError('cannot destructure null') : given),
  answer: withGrants(GRANTS, answer),
  // An array would do as well, but is read when the module is loaded.
  origin: ({ text, readsEnvironment }) => {
    const verdict = `${text}.find((allowed) => allowed === origin)`;
    return readsEnvironment
      ? { text: `(origin) => ${verdict}`, typedText: `(origin: string) => ${verdict}` }
      : { text, typedText: text };
  },
  environment: environmentOfRuntime,
};

function answer(run: Run, { given, exchange, evidence }: Configuration): void {
  const { headers, request } = exchange;
  const options = mergedOptions(decided(given));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  // Defaults are taken by destructuring: an own `undefined` counts as absent.
  const origin = decided(options.read('origin'));
  evidence.usesDefault = !options.has('origin');
  const credentials = decided(options.read('credentials'));

  const allowed = allowedOrigin(
    run,
    origin === undefined ? '*' : origin,
    credentials,
    request.origin ?? null,
  );
  // Values that are falsy are left out, the others written out as text.
  if (truthy(run, allowed)) headers.set('Access-Control-Allow-Origin', [decidedText(run, allowed)]);
  if (!truthy(run, credentials)) return;
  const text = decidedText(run, credentials);
  // An answer of `preflight` that admits nobody gets the headers of `corsify` as well.
  const isTwice = request.kind === 'preflight' && !headers.get('Access-Control-Allow-Origin')[0];
  headers.set('Access-Control-Allow-Credentials', isTwice ? [text, text] : [text]);
}

function allowedOrigin(run: Run, origin: Value, credentials: Value, asking: string | null): Value {
  if (origin === true) return asking;
  if (origin instanceof RegExpValue) return truthy(run, testRegExp(run, origin, asking)) ? asking : undefined;
  if (origin instanceof ArrayValue)
    return truthy(run, call(run, getMember(run, origin, 'includes'), origin, [asking])) ? asking : undefined;
  if (isCallable(origin)) return decided(call(run, origin, undefined, [asking]));
  return origin === '*' && truthy(run, credentials) ? asking : origin;
}
