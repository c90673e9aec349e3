import { call } from '../interpret/call.js';
import { iterate } from '../interpret/iterate.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, throwTypeError, truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, isCallable, native, RegExpValue, Unknown, type Value } from '../interpret/values.js';
import { isBefore } from '../source/package-version.js';
import { NodeResponse } from './handlers/node-response.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import type { Exchange } from './middleware.js';
import { importedFactories } from './option-calls.js';
import { decided } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = [
  'origin',
  'methods',
  'allowedHeaders',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'optionsSuccessStatus',
  'preflightContinue',
];

const MODULE = '@tinyhttp/cors';

const GRANTS = [
  { option: 'methods', header: 'allow-methods', separator: ', ' },
  { option: 'allowedHeaders', header: 'allow-headers', separator: ', ' },
  { option: 'exposedHeaders', header: 'expose-headers', separator: ', ' },
] as const;

/**
 * @tinyhttp/cors 2.0.1, and 2.0.0 where it differs (as 1.3.2 does): a middleware for `node:http` as for tinyhttp. Line
 * numbers refer to `dist/index.js` of 2.0.1; held against both by tests/oracle/tinyhttp-cors.test.ts.
 */
export const tinyhttpCors: OptionsLibrary = {
  name: MODULE,
  packages: [MODULE],
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: [{ module: MODULE, name: 'AccessControlOptions' }],
  calls: (file) =>
    importedFactories(file, ({ module, name }) =>
      module === MODULE && name === 'cors' ? MODULE : undefined,
    ),
  result: () => native('@tinyhttp/cors middleware', () => undefined),
  setUp: (run, given, version) => {
    if (given === null) throwTypeError('Cannot destructure null');
    if (!isBefore(version, '2.0.1')) refuseInvalid(run, mergedOptions(given).read('origin'));
    return given;
  },
  answer: withGrants(GRANTS, answer),
  // Before 2.0.1 a list fails the requests of those it does not name; and it is read when the middleware is made. What a
  // function returns is written as it is (:22): no page has an empty origin.
  origin: ({ text }) => {
    const verdict = `${text}.find((allowed) => allowed === req.headers.origin) ?? ''`;
    return {
      text: `(req) => ${verdict}`,
      typedText: `(req: { headers: { origin?: string | undefined } }) => ${verdict}`,
    };
  },
};

/** The middleware is not made with anything else than a text, a boolean, a function, a pattern or texts (:6–60). */
function refuseInvalid(run: Run, origin: Value): void {
  if (origin === undefined || typeof origin === 'boolean' || !isIterated(origin)) return;
  const items = iterate(run, origin);
  if (Array.isArray(items) && items.some((item) => typeof item !== 'string' && !(item instanceof Unknown)))
    throwTypeError('No other objects allowed');
}

const isIterated = (origin: Value): boolean =>
  typeof origin !== 'string' && !isCallable(origin) && !(origin instanceof RegExpValue);

function answer(run: Run, { given, exchange, evidence, version }: Configuration): void {
  const options = mergedOptions(decided(given));
  const own = decided(options.read('origin'));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  // Destructuring takes the default for an own `undefined` as well (:62).
  evidence.usesDefault = own === undefined;
  const response = new NodeResponse(exchange, () => true);
  const origin = own === undefined ? '*' : own;
  const ask = () => call(run, origin, undefined, [exchange.incoming, response.value]);
  const allowed = (isBefore(version, '2.0.1') ? allowedBefore201 : allowedOrigin)(run, origin, exchange, ask);
  // `res.setHeader` takes anything but `undefined`.
  if (allowed) response.perform(run, 'setHeader', ['Access-Control-Allow-Origin', allowed.value], undefined);
  if (truthy(run, decided(options.read('credentials'))))
    exchange.headers.set('Access-Control-Allow-Credentials', ['true']);
}

/** What is written into the header; nothing where it is not written. */
type Allowed = { readonly value: Value } | undefined;

/** `getOriginHeaderHandler` (:6–60). */
function allowedOrigin(run: Run, origin: Value, { headers, request }: Exchange, ask: () => Value): Allowed {
  if (typeof origin === 'boolean') return origin ? { value: '*' } : undefined;
  if (typeof origin === 'string') return { value: origin };
  const items = isIterated(origin) ? iterate(run, origin) : [];
  if (names(run, items, '*')) return { value: '*' };
  headers.vary('Origin');
  if (isCallable(origin)) return { value: ask() };
  if (request.origin === undefined) return undefined;
  const isListed =
    origin instanceof RegExpValue
      ? truthy(run, testRegExp(run, origin, request.origin))
      : names(run, items, request.origin);
  return isListed ? { value: request.origin } : undefined;
}

/** 2.0.0, `dist/index.js`:10–32: the wildcard in a list is an echo, and whom list or pattern do not name gets an error. */
function allowedBefore201(
  run: Run,
  origin: Value,
  { headers, request }: Exchange,
  ask: () => Value,
): Allowed {
  if (isCallable(origin)) {
    const value = ask();
    headers.vary('Origin');
    return { value };
  }
  if (origin === true || origin === '*') return { value: '*' };
  if (typeof origin === 'string') {
    headers.vary('Origin');
    return { value: origin };
  }
  if (typeof origin !== 'object') return undefined;
  const isListed =
    origin instanceof ArrayValue
      ? names(run, origin.items, request.origin) || names(run, origin.items, '*')
      : origin instanceof RegExpValue && truthy(run, testRegExp(run, origin, request.origin));
  if (!isListed) throwTypeError('No other objects allowed');
  return { value: request.origin };
}

function names(run: Run, items: readonly Value[] | Unknown, wanted: string | undefined): boolean {
  if (items instanceof Unknown) return truthy(run, derived(run, items.reason, [items, wanted]));
  return items.some((item) => isSame(run, item, wanted));
}
