import { call } from '../interpret/call.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, truthy } from '../interpret/operators.js';
import { Thrown, type Run } from '../interpret/run.js';
import { ArrayValue, isCallable, opaque, RegExpValue, Unknown, type Value } from '../interpret/values.js';
import { isBefore } from '../source/package-version.js';
import { bareRequest } from './handlers/fetch-request.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import { importedFactories } from './option-calls.js';
import { decided } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = [
  'aot',
  'origin',
  'methods',
  'allowedHeaders',
  'exposeHeaders',
  'credentials',
  'maxAge',
  'preflight',
];

const MODULE = '@elysiajs/cors';

const GRANTS = [
  { option: 'methods', header: 'allow-methods', separator: ', ' },
  { option: 'allowedHeaders', header: 'allow-headers', separator: ', ' },
  { option: 'exposeHeaders', header: 'expose-headers', separator: ', ' },
] as const;

/**
 * @elysiajs/cors 1.4.2 on Elysia 1.4, and 1.2.0 where it differs. Line numbers refer to `dist/index.mjs` of 1.4.2; held
 * against both by tests/oracle/elysia-cors.test.ts.
 */
export const elysiaCors: OptionsLibrary = {
  name: MODULE,
  packages: [MODULE],
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: [{ module: MODULE, name: 'CORSConfig' }],
  calls: (file) =>
    importedFactories(file, ({ module, name }) =>
      module === MODULE && (name === 'cors' || name === 'default') ? MODULE : undefined,
    ),
  result: () => opaque('an Elysia plugin'),
  answer: withGrants(GRANTS, answer),
  // A list is read when the plugin is made, lets an entry without a scheme in over http, and is everybody's with a `*`.
  origin: ({ text }) => {
    const verdict = `${text}.includes(request.headers.get('origin') ?? '')`;
    return { text: `(request) => ${verdict}`, typedText: `(request: Request) => ${verdict}` };
  },
};

function answer(run: Run, configuration: Configuration): void {
  const { given, exchange, evidence } = configuration;
  const options = mergedOptions(decided(given));
  /** Destructuring gives the default for an own `undefined`, too (:16–25). */
  const read = (name: string, byDefault: Value): Exclude<Value, Unknown> => {
    const value = decided(options.read(name));
    return value === undefined ? decided(byDefault) : value;
  };
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = options.read('origin') === undefined;
  const origin = read('origin', true);
  // A preflight is looked at twice (:117, :119), unless it is left to the program.
  const isTwice = exchange.request.kind === 'preflight' && truthy(run, read('preflight', true));
  if (read('credentials', true) === true) exchange.headers.set('Access-Control-Allow-Credentials', ['true']);
  try {
    for (let times = isTwice ? 2 : 1; times > 0; times -= 1) handleOrigin(run, origin, configuration);
  } catch (stop) {
    // The text of the error is answered with status 200.
    if (!(stop instanceof Thrown)) throw stop;
  }
}

/** `handleOrigin` (:57–81). */
function handleOrigin(run: Run, origin: Exclude<Value, Unknown>, configuration: Configuration): void {
  const { headers, request } = configuration.exchange;
  const admit = (allowed: string, vary: string) => {
    headers.set('Vary', [vary]);
    headers.set('Access-Control-Allow-Origin', [allowed]);
  };
  const from = request.origin ?? '';
  if (origin === true) {
    admit(from || '*', '*');
    return;
  }
  if (origin === false) return;
  const origins = origin instanceof ArrayValue ? origin.items : [origin];
  if (origins.length === 0) return;
  if (origins.some((one) => isSame(run, one, '*'))) admit('*', '*');
  else if (origins.some((one) => isAdmitted(run, one, origins, configuration)))
    admit(from || '*', truthy(run, origin) ? 'Origin' : '*');
  else headers.set('Vary', ['Origin']);
}

/** `processOrigin` (:41–56): a text is compared as it stands and without a scheme; a function has to return `true`. */
function isAdmitted(run: Run, one: Value, origins: readonly Value[], configuration: Configuration): boolean {
  const { request } = configuration.exchange;
  const from = request.origin ?? '';
  if (one instanceof Unknown) return truthy(run, derived(run, one.reason, [one, from]));
  if (one instanceof ArrayValue)
    return one.items.some((item) => run.nested(() => isAdmitted(run, item, origins, configuration)));
  if (isCallable(one)) return isSame(run, call(run, one, undefined, [bareRequest(request)]), true);
  if (one instanceof RegExpValue) return truthy(run, testRegExp(run, one, from));
  if (typeof one !== 'string') return false;
  // Before 1.3.1 a text without a scheme is looked for anywhere in the origin (1.2.0:17).
  if (isBefore(configuration.version, '1.3.1'))
    return one.includes('://') ? one === from : from.includes(one);
  // With its scheme it is compared since 1.3.3; 1.3.1 refuses whom such an entry names.
  const isListed = origins.includes(from) && !isBefore(configuration.version, '1.3.3');
  return isListed || one === from.replace(/^.*?:\/\//, '');
}
