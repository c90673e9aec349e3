import { call } from '../interpret/call.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { isSame, throwTypeError, truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, isCallable, opaque, RegExpValue, type Value } from '../interpret/values.js';
import { isBefore } from '../source/package-version.js';
import { environmentOfRuntime } from './handlers/environment-of-runtime.js';
import { routeRulesSites } from './h3-rules.js';
import { h3Calls } from './handlers/h3-calls.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import { decided } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = ['origin', 'methods', 'allowHeaders', 'exposeHeaders', 'credentials', 'maxAge', 'preflight'];

/** The functions that take an event and options. */
const FUNCTIONS = new Set(['handleCors', 'appendCorsHeaders', 'appendCorsPreflightHeaders']);

const GRANTS = [
  { option: 'methods', header: 'allow-methods', on: 'preflight' },
  { option: 'exposeHeaders', header: 'expose-headers' },
] as const;

/**
 * The functions of h3 2.0.8 and 1.15.11 that write CORS headers. Line numbers refer to `dist/cors.mjs` of 2.0.8; held against
 * both by tests/oracle/h3-cors.test.ts.
 */
export const h3Cors: OptionsLibrary = {
  name: 'h3',
  packages: ['h3'],
  integrations: ['nuxt'],
  triggers: ['cors'],
  options: OPTIONS,
  types: ['CorsOptions', 'H3CorsOptions'].map((name) => ({ module: 'h3', name })),
  calls: (file) =>
    h3Calls(file, FUNCTIONS).map(({ node, name }) => ({ node, index: 1, package: 'h3', callee: name })),
  result: () => opaque('whether h3 has answered a preflight'),
  answer: withGrants(GRANTS, answer),
  origin: ({ text, readsEnvironment }) => {
    const verdict = `${text}.includes(origin)`;
    return readsEnvironment
      ? { text: `(origin) => ${verdict}`, typedText: `(origin: string) => ${verdict}` }
      : { text, typedText: text };
  },
  environment: environmentOfRuntime,
  further: (file, middleware) => routeRulesSites(file, middleware, h3Cors),
};

function answer(run: Run, { given, exchange, evidence, version, callee }: Configuration): void {
  const { headers, request } = exchange;
  const isOld = isBefore(version, '2.0.0');
  // Only `handleCors` of version 2 does without options (`resolveCorsOptions`, :161); members of `null` nobody reads.
  if (decided(given) === null || (given === undefined && (isOld || callee !== 'handleCors')))
    throwTypeError('Cannot destructure the options');
  const options = mergedOptions(given);
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = !options.has('origin');

  const origin = decided(options.read('origin'));
  // Version 1 does not look at the option where no origin asks (1.15.11, `dist/index.mjs`:1031).
  if (!truthy(run, origin) || origin === '*' || (isOld && request.origin === undefined)) {
    headers.set('Access-Control-Allow-Origin', ['*']);
  } else if (isOld && typeof origin === 'string') {
    headers.set('Access-Control-Allow-Origin', [origin]);
    headers.vary('Origin');
  } else {
    const isAllowed = request.origin !== undefined && isOriginAllowed(run, origin, request.origin, isOld);
    if (isAllowed) headers.set('Access-Control-Allow-Origin', [request.origin]);
    if (isAllowed || !isOld) headers.vary('Origin');
  }
  if (truthy(run, decided(options.read('credentials'))))
    headers.set('Access-Control-Allow-Credentials', ['true']);
}

/** `isCorsOriginAllowed` (:184). Whatever is truthy counts, a promise as well. */
function isOriginAllowed(run: Run, origin: Value, asking: string, isOld: boolean): boolean {
  if (origin instanceof ArrayValue)
    return origin.items.some((item) =>
      item instanceof RegExpValue ? truthy(run, testRegExp(run, item, asking)) : isSame(run, item, asking),
    );
  if (isCallable(origin) || isOld) return truthy(run, call(run, origin, undefined, [asking]));
  return isSame(run, origin, asking);
}
