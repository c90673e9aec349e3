import { awaited, call } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { isCallable, native, type Value } from '../interpret/values.js';
import type { SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import type { FunctionNode } from '../source/syntax.js';
import { isBefore, type PackageVersion } from '../source/package-version.js';
import { DENO_READER, processReader, UNKNOWN_RUNTIME } from './environment-readers.js';
import { isUsedAsObject } from './handlers/fetch-parameters.js';
import { honoArguments, honoContext } from './handlers/hono-context.js';
import { runtimeEnvironments } from './handlers/runtime-environments.js';
import { runtimeOf } from './handlers/runtime.js';
import { ignoredIn, mergedOptions, type MergedOptions } from './merged-options.js';
import type { EnvironmentReader } from './middleware.js';
import { importedFactories } from './option-calls.js';
import { decided, decidedText } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = ['origin', 'allowMethods', 'allowHeaders', 'maxAge', 'credentials', 'exposeHeaders'];

const GRANTS = [
  { option: 'allowMethods', header: 'allow-methods', on: 'preflight' },
  { option: 'allowHeaders', header: 'allow-headers', on: 'preflight' },
  { option: 'exposeHeaders', header: 'expose-headers' },
] as const;

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
    importedFactories(file, ({ module, name }) =>
      /^(?:npm:|jsr:@hono\/)?hono(?:@[^/]+)?\/cors$/.test(module) && name === 'cors' ? 'hono' : undefined,
    ),
  modules: runtimeEnvironments,
  argumentsFor: (file, { request }, entered) =>
    isHandedOver(file, entered)
      ? honoArguments(
          entered,
          honoContext(request, (name) => isUsedAsObject(file, name)),
        )
      : undefined,
  result: () => native('hono/cors middleware', () => undefined),
  answer: withGrants(GRANTS, answer),
  // An array would do as well, but is read when the module is loaded; and bindings of Workers come with the request.
  origin: ({ text, readsEnvironment, context }) => {
    const verdict = `${text}.find((allowed) => allowed === origin) ?? ''`;
    if (!readsEnvironment) return { text, typedText: text };
    return context === undefined
      ? { text: `(origin) => ${verdict}`, typedText: `(origin: string) => ${verdict}` }
      : {
          text: `(origin, ${context}) => ${verdict}`,
          typedText: `(origin: string, ${context}: { env: Record<string, string | undefined> }) => ${verdict}`,
        };
  },
  environment,
};

const OUT_OF_REACH = 'before 4.2.0 Hono hands the variables of a Worker to no function for the origin';

/**
 * Hono runs everywhere. Where a Worker is given its environment with each request, the function for `origin` reads it from
 * the context, which is its second parameter since 4.2.0; before that no code in this place reaches it.
 */
function environment(file: SourceFile, version: PackageVersion | undefined): EnvironmentReader {
  const runtime = runtimeOf(file);
  if (runtime === 'deno') return DENO_READER;
  const adapter = nameOfAdapter(file);
  if (isBefore(version, '4.2.0') || (runtime !== 'worker' && adapter === undefined))
    return processReader(
      runtime === 'process' ? undefined : runtime === 'worker' ? OUT_OF_REACH : UNKNOWN_RUNTIME,
    );
  const holder = adapter === undefined ? 'c.env' : `${adapter}(c)`;
  // The context has bindings of any type there.
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  return {
    read: (name) => (isTyped ? `(${holder}.${name} as string | undefined)` : `${holder}.${name}`),
    doubt: undefined,
    context: 'c',
  };
}

/** `app.use(async (c, next) => cors({ origin: c.env.ORIGIN })(c, next))`: a middleware around the call. */
const isHandedOver = (file: SourceFile, entered: FunctionNode): boolean => {
  const parent = file.parentOf(entered);
  return parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression';
};

/** What the file calls `env` of `hono/adapter`, which reads the environment of whatever runtime it is. */
function nameOfAdapter(file: SourceFile): string | undefined {
  const specifier = file.nodes.find((node) => {
    if (node.type !== 'ImportSpecifier') return false;
    const binding = importedBinding(file, node.local);
    return binding?.module === 'hono/adapter' && binding.name === 'env';
  });
  return specifier?.type === 'ImportSpecifier' ? specifier.local.name : undefined;
}

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
    evidence.versionNote = `hono${version ? ` ${version.text}` : ''} turns the wildcard into an echo where credentials are on, which hono 4.12.25 corrects`;
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
