import { awaited, call } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { isCallable, native, type Value } from '../interpret/values.js';
import { isBefore } from '../source/package-version.js';
import { honoContext } from './handlers/hono-context.js';
import { ignoredIn, mergedOptions, type MergedOptions } from './merged-options.js';
import { importedCalls } from './option-calls.js';
import { decided, decidedText, type Configuration, type OptionsLibrary } from './options-library.js';

const OPTIONS = ['origin', 'allowMethods', 'allowHeaders', 'maxAge', 'credentials', 'exposeHeaders'];

/**
 * `hono/cors` 4.13.19, and older versions where they differ. Line numbers refer to `dist/middleware/cors/index.js`; held
 * against 4.13.19, 4.12.24 and 4.0.0 by tests/oracle/hono-cors.test.ts, the versions between are read from its history.
 */
export const honoCors: OptionsLibrary = {
  name: 'hono/cors',
  packages: ['hono'],
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: [],
  calls: (file) =>
    importedCalls(file, ({ module, name }) =>
      /^(?:npm:|jsr:@hono\/)?hono(?:@[^/]+)?\/cors$/.test(module) && name === 'cors' ? 'hono' : undefined,
    ),
  result: () => native('hono/cors middleware', () => undefined),
  answer,
  // An array would do as well, but is read when the module is loaded; and bindings of Workers come with the request.
  origin: ({ text, readsEnvironment }) => {
    const verdict = `${text}.find((allowed) => allowed === origin) ?? ''`;
    return readsEnvironment
      ? { text: `(origin) => ${verdict}`, typedText: `(origin: string) => ${verdict}` }
      : { text, typedText: text };
  },
};

function answer(run: Run, configuration: Configuration): void {
  const { given, exchange, evidence, version } = configuration;
  const { headers, request } = exchange;
  const options = mergedOptions(decided(given));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = !options.has('origin');
  // The options are spread over the defaults: an own `undefined` replaces the default.
  const origin = decided(options.readOr('origin', '*'));
  const credentials = truthy(run, decided(options.read('credentials')));
  const isEcho = origin === '*' && credentials && echoesWildcard(configuration);

  const allowed = isEcho ? (request.origin ?? null) : decided(allowedOrigin(run, origin, configuration));
  if (truthy(run, allowed)) {
    headers.set('Access-Control-Allow-Origin', [decidedText(run, allowed)]);
  }
  if (credentials) headers.set('Access-Control-Allow-Credentials', ['true']);
  if (origin !== '*' || isEcho) headers.vary('Origin');
  if (isEcho)
    evidence.versionNote = `hono${version ? ` ${version.text}` : ''} turns the wildcard into an echo where credentials are on; hono 4.12.25 corrects that.`;
  const allowedHeaders = options.read('allowHeaders');
  if (request.kind === 'preflight' && !listsHeaders(run, options, allowedHeaders))
    headers.vary('Access-Control-Request-Headers');
}

/** From 4.12.9 on, until 4.12.25 took it back. */
const echoesWildcard = ({ version }: Configuration): boolean =>
  isBefore(version, '4.12.25') && !isBefore(version, '4.12.9');

/** `findAllowOrigin`: the value of the header, unless it is falsy. */
function allowedOrigin(run: Run, origin: Value, { exchange, version }: Configuration): Value {
  const asking = exchange.request.origin ?? '';
  // Before 4.6.5 a text is a constant, and a list gives its first entry to whom it does not name.
  const isConstant = isBefore(version, '4.6.5');
  if (typeof origin === 'string')
    return origin === '*' || isConstant ? origin : origin === asking ? asking : null;
  if (isCallable(origin)) {
    const args = isBefore(version, '4.2.0')
      ? [asking]
      : [asking, honoContext(exchange.request, () => false).context];
    const returned = call(run, origin, undefined, args);
    // A promise is waited for since 4.9.5.
    return isBefore(version, '4.9.5') ? returned : awaited(returned);
  }
  const isListed = call(run, getMember(run, origin, 'includes'), origin, [asking]);
  if (truthy(run, isListed)) return asking;
  return isConstant ? getMember(run, origin, 0) : null;
}

const listsHeaders = (run: Run, options: MergedOptions, given: Value): boolean =>
  options.has('allowHeaders') && truthy(run, given) && truthy(run, getMember(run, given, 'length'));
