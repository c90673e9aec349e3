import type { SourceFile } from '../source/file.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, truthy } from '../interpret/operators.js';
import { Thrown, type Run } from '../interpret/run.js';
import {
  ArrayValue,
  ErrorValue,
  ObjectValue,
  PlainObject,
  RegExpValue,
  Unknown,
  type Value,
} from '../interpret/values.js';
import { hapiServers, hapiSites } from './hapi-sites.js';
import { mergedOptions } from './merged-options.js';
import type { AllowList } from './middleware.js';
import type { OptionsConsumer } from './option-calls.js';
import type { OptionText } from './option-edits.js';
import { decided } from './decided.js';
import { declaredSite, type Configuration, type OptionsLibrary } from './options-library.js';
import { typedOptions } from './typed-options.js';

const OPTIONS = [
  'origin',
  'maxAge',
  'headers',
  'additionalHeaders',
  'exposedHeaders',
  'additionalExposedHeaders',
  'credentials',
  'preflightStatusCode',
];

const MODULE = '@hapi/hapi';

/**
 * The option `cors` of servers and routes of @hapi/hapi 21.4.10. Line numbers refer to its `lib/cors.js` unless another file
 * is named; held against it by tests/oracle/hapi.test.ts.
 */
export const hapi: OptionsLibrary = {
  name: MODULE,
  packages: [MODULE],
  integrations: [],
  triggers: ['cors'],
  refusesOthers: true,
  options: OPTIONS,
  types: [],
  calls: () => [],
  result: () => undefined,
  setUp: (run, given) => {
    refuseInvalid(run, given);
    return given;
  },
  answer,
  origin: listOfSomebody,
  further: (file, middleware) => [
    ...hapiSites(file, hapi, middleware),
    ...typedOptions(file, hapiOptions.types, hapiOptions.calls(file)).map((node) =>
      declaredSite(file, hapi, middleware, node),
    ),
  ],
};

/** What hapi takes options objects with. */
export const hapiOptions: OptionsConsumer = {
  calls: (file: SourceFile) => hapiServers(file),
  types: [{ module: MODULE, name: 'RouteOptionsCors' }],
};

/** Without any entry the server is not made (`lib/config.js`:108), so there is one that no origin is equal to. */
function listOfSomebody({ text, readsEnvironment }: AllowList): OptionText {
  const list = readsEnvironment ? `[...${text}, '']` : text;
  return { text: list, typedText: list };
}

/** What the schema refuses (`lib/config.js`:107–118), and what the list of origins must not hold (:35–49). */
function refuseInvalid(run: Run, given: Value): void {
  if (given instanceof Unknown || given === undefined || typeof given === 'boolean') return;
  if (!(given instanceof ObjectValue) || given instanceof ArrayValue) refuse('cors must be an object');
  if (given instanceof PlainObject && [...given.slots.keys()].some((name) => !OPTIONS.includes(name)))
    refuse('an option is not allowed');
  const options = mergedOptions(given);
  const credentials = options.read('credentials');
  if (!(credentials instanceof Unknown || credentials === undefined || isBoolean(credentials)))
    refuse('credentials must be a boolean');
  const origin = options.read('origin');
  if (origin instanceof Unknown || origin === undefined) return;
  if (origin === 'ignore') {
    if (isTrue(credentials)) refuse('credentials must be false');
    return;
  }
  if (!(origin instanceof ArrayValue) || origin.items.length === 0) refuse('origin must be a list');
  const { items } = origin;
  const hasOthers = items.length > 1 && items.includes('*');
  if (hasOthers || items.some((item) => !isEntry(item))) refuse('an origin is not allowed');
}

function refuse(what: string): never {
  throw new Thrown(new ErrorValue('Error', `Invalid server options: ${what}`));
}

/** Nothing but texts and lists has `indexOf`. */
const isEntry = (item: Value): boolean =>
  typeof item === 'string' || item instanceof ArrayValue || item instanceof Unknown;

/** The schema takes texts for what they say, in upper and lower case. */
const isBoolean = (value: Value): boolean =>
  typeof value === 'boolean' || (typeof value === 'string' && /^(?:true|false)$/i.test(value));

const isTrue = (value: Value): boolean =>
  value === true || (typeof value === 'string' && value.toLowerCase() === 'true');

function answer(run: Run, { given, exchange, evidence }: Configuration): void {
  const { headers, request } = exchange;
  if (!truthy(run, decided(given))) return;
  const options = mergedOptions(given);
  const own = decided(options.read('origin'));
  evidence.options = given;
  evidence.usesDefault = own === undefined;
  const isIgnored = own === 'ignore';
  // Preflights are answered without it (:127–146).
  if (!isIgnored && request.kind === 'actual') headers.vary('Origin');
  if (!isIgnored && own !== undefined && !isListed(run, own, request.origin)) return;
  const allowed = isIgnored ? '*' : request.origin;
  // A preflight without Origin is an error (:94), an actual request has all headers but this one.
  if (allowed === undefined && request.kind === 'preflight') return;
  if (allowed !== undefined) headers.set('Access-Control-Allow-Origin', [allowed]);
  if (isTrue(decided(options.read('credentials')))) headers.set('Access-Control-Allow-Credentials', ['true']);
}

/** `matchOrigin` (:191–216). */
function isListed(run: Run, list: Value, origin: string | undefined): boolean {
  const entries = list instanceof ArrayValue ? list.items : [];
  if (entries.includes('*')) return true;
  if (!truthy(run, origin)) return false;
  return entries.some((entry) => {
    if (entry instanceof Unknown) return truthy(run, derived(run, entry.reason, [entry, origin]));
    return typeof entry === 'string' && entry.includes('*')
      ? truthy(run, testRegExp(run, patternOf(entry), origin))
      : isSame(run, entry, origin);
  });
}

/** In an entry with an asterisk that stands for anything, and a question mark for one character (:46). */
function patternOf(entry: string): RegExpValue {
  const escaped = entry.replaceAll(/[$()+./[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExpValue(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, '');
}
