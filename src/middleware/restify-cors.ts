import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, throwTypeError, truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, ObjectValue, opaque, RegExpValue, Unknown, type Value } from '../interpret/values.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import { importedFactories, isWholeModule } from './option-calls.js';
import { decided } from './decided.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = [
  'origins',
  'credentials',
  'allowCredentialsAllOrigins',
  'allowHeaders',
  'exposeHeaders',
  'preflightMaxAge',
  'preflightStrategy',
];

const MODULE = 'restify-cors-middleware2';

/**
 * restify-cors-middleware2 2.2.1 on restify 11. Line numbers refer to `src/index.js` unless another file is named; held
 * against it by tests/oracle/restify-cors.test.ts. Both of its handlers count as mounted: they admit the same origins.
 */
export const restifyCors: OptionsLibrary = {
  name: MODULE,
  packages: [MODULE],
  integrations: [],
  triggers: ['cors'],
  refusesOthers: true,
  originOption: 'origins',
  options: OPTIONS,
  types: [],
  calls: (file) =>
    importedFactories(file, (binding) =>
      binding.module === MODULE && isWholeModule(binding) ? MODULE : undefined,
    ),
  result: () => opaque('the handlers of restify-cors-middleware2'),
  setUp: (run, given) => {
    refuseInvalid(run, given);
    return given;
  },
  answer,
  // An empty list admits nobody. It is read when the handlers are made.
  origin: ({ text }) => ({ text, typedText: text }),
};

/** What is asserted of the options (:37–70). What is missing, null or falsy is an asterisk, which credentials exclude. */
function refuseInvalid(run: Run, given: Value): void {
  if (given instanceof Unknown) return;
  if (!(given instanceof ObjectValue)) throwTypeError('options (object) is required');
  const options = mergedOptions(given);
  const origins = options.read('origins');
  const credentials = flag(options.read('credentials'));
  const isAllowed = flag(options.read('allowCredentialsAllOrigins'));
  if (origins instanceof Unknown) return;
  if (!isMissing(origins) && !(origins instanceof ArrayValue))
    throwTypeError('options.origins ([array]) is required');
  const entries = entriesOf(origins);
  if (entries.some((entry) => !isEntry(entry))) throwTypeError('is not a valid origin');
  if (entries.includes('*') && truthy(run, credentials) && !truthy(run, isAllowed))
    throwTypeError('credentials not supported with wildcard');
}

/** A boolean, or nothing. */
function flag(value: Value): Value {
  if (!(isMissing(value) || typeof value === 'boolean' || value instanceof Unknown))
    throwTypeError('a flag (bool) is required');
  return value;
}

const isMissing = (value: Value): boolean => value === undefined || value === null;

const entriesOf = (origins: Value): readonly Value[] =>
  origins instanceof ArrayValue ? origins.items : ['*'];

const isEntry = (entry: Value): boolean =>
  typeof entry === 'string' || entry instanceof RegExpValue || entry instanceof Unknown;

function answer(run: Run, { given, exchange, evidence }: Configuration): void {
  const { headers, request } = exchange;
  const options = mergedOptions(decided(given));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  const origins = decided(options.read('origins'));
  evidence.usesDefault = isMissing(origins);
  // It replaces the header (`src/actual.js`:11); a preflight has none.
  if (request.kind === 'actual') headers.set('Vary', ['Origin']);
  const { origin } = request;
  if (origin === undefined || !entriesOf(origins).some((entry) => matches(run, entry, origin))) return;
  headers.set('Access-Control-Allow-Origin', [origin]);
  // Preflights say so whatever the options say (`src/preflight.js`:28).
  if (request.kind === 'preflight' || truthy(run, decided(options.read('credentials'))))
    headers.set('Access-Control-Allow-Credentials', ['true']);
}

/** An entry with an asterisk becomes a pattern, of which only the first dot is taken for one (`src/origin-matcher.js`). */
function matches(run: Run, entry: Value, origin: string): boolean {
  if (entry instanceof Unknown) return truthy(run, derived(run, entry.reason, [entry, origin]));
  if (entry instanceof RegExpValue) {
    // `match` starts anew with a global pattern.
    if (entry.flags.includes('g')) entry.lastIndex = 0;
    return truthy(run, testRegExp(run, entry, origin));
  }
  if (typeof entry !== 'string' || !entry.includes('*')) return isSame(run, entry, origin);
  const source = entry.replace('.', String.raw`\.`).replace('*', '.*');
  return truthy(run, testRegExp(run, new RegExpValue(`^${source}$`, ''), origin));
}
