import { awaited, call } from '../interpret/call.js';
import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, isCallable, native, type Value } from '../interpret/values.js';
import { isBefore } from '../source/package-version.js';
import { koaContext } from './koa-context.js';
import { ignoredIn, mergedOptions, type MergedOptions } from './merged-options.js';
import { importedFactories, isWholeModule } from './option-calls.js';
import { decided, decidedText } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = [
  'origin',
  'allowMethods',
  'exposeHeaders',
  'allowHeaders',
  'maxAge',
  'credentials',
  'keepHeadersOnError',
  'secureContext',
  'privateNetworkAccess',
];

/** The packages, in which the same file was published under two names. */
const PACKAGES = ['@koa/cors', 'kcors'] as const;

const GRANTS = [
  { option: 'allowMethods', header: 'allow-methods', on: 'preflight' },
  { option: 'allowHeaders', header: 'allow-headers', on: 'preflight' },
  { option: 'exposeHeaders', header: 'expose-headers', on: 'actual' },
] as const;

/**
 * @koa/cors 5.0.0, and 4.0.0, 3.4.3 and kcors 2.2.2 where they differ. Line numbers refer to `index.js` of 5.0.0; held
 * against the libraries by tests/oracle/koa-cors.test.ts.
 */
export const koaCors: OptionsLibrary = {
  name: '@koa/cors',
  packages: PACKAGES,
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: PACKAGES.map((module) => ({ module, name: 'Options' })),
  calls: (file) =>
    importedFactories(file, (binding) =>
      isWholeModule(binding) ? PACKAGES.find((name) => name === binding.module) : undefined,
    ),
  result: () => native('@koa/cors middleware', () => undefined),
  answer: withGrants(GRANTS, answer),
  // An array is written into the header as it is (:87): a list of two makes two headers, which browsers refuse.
  origin: ({ text }) => {
    const verdict = `${text}.find((allowed) => allowed === ctx.get('Origin')) ?? ''`;
    return {
      text: `(ctx) => ${verdict}`,
      typedText: `(ctx: { get(field: string): string }) => ${verdict}`,
    };
  },
};

function answer(run: Run, configuration: Configuration): void {
  const { given, exchange, evidence } = configuration;
  const { headers, request } = exchange;
  const options = mergedOptions(decided(given));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = !options.has('origin');
  headers.vary('Origin');
  // Before 4.0.0 a request without Origin is none of its business (3.4.3:61).
  if (isOld(configuration, '4.0.0') && request.origin === undefined) return;

  const origin = originOf(run, options, configuration);
  if (origin === undefined) return;
  const credentials = credentialsOf(run, options, configuration);
  // The wildcard with credentials becomes an echo (:77–79; since 3.4.1).
  const isUpgraded = origin === '*' && truthy(run, credentials) && !isOld(configuration, '3.4.1');
  writeHeader(run, isUpgraded ? (request.origin ?? '') : origin, configuration);
  if (credentials === true) headers.set('Access-Control-Allow-Credentials', ['true']);
  // Since 3.3.0, to whom asks for it (:143).
  const isAsked = request.kind === 'preflight' && request.asksForAnything === true;
  if (!isAsked || isOld(configuration, '3.3.0')) return;
  if (truthy(run, options.read('privateNetworkAccess')))
    headers.set('Access-Control-Allow-Private-Network', ['true']);
}

const isOld = ({ package: name, version }: Configuration, release: string): boolean =>
  name === 'kcors' || isBefore(version, release);

/** What is to be written; undefined if a function says that it is nothing (:61–68). */
function originOf(run: Run, options: MergedOptions, configuration: Configuration): Value {
  const { evidence, exchange, file, package: name, version } = configuration;
  const given = decided(options.read('origin'));
  if (isCallable(given)) {
    const returned = call(run, given, undefined, [koaContext(file, exchange)]);
    // kcors and versions 1 and 2 do not wait for a promise (kcors 2.2.2:62).
    const origin = decided(isOld(configuration, '3.0.0') ? returned : awaited(returned));
    return truthy(run, origin) ? origin : undefined;
  }
  if (truthy(run, given)) return given;
  if (!isOld(configuration, '5.0.0')) return '*';
  evidence.versionNote = `${name}${version ? ` ${version.text}` : ''} echoes the origin where none is configured (CVE-2023-49803), which @koa/cors 5.0.0 corrects`;
  return exchange.request.origin ?? '';
}

function credentialsOf(run: Run, options: MergedOptions, configuration: Configuration): Value {
  const given = decided(options.read('credentials'));
  // A function is asked since 3.1.0.
  if (!isCallable(given) || isOld(configuration, '3.1.0')) return truthy(run, given);
  return decided(
    awaited(call(run, given, undefined, [koaContext(configuration.file, configuration.exchange)])),
  );
}

/** `ctx.set` writes texts, and an array as so many headers (Koa 3.3.0, `lib/response.js`:550). */
function writeHeader(run: Run, value: Value, { exchange }: Configuration): void {
  const values = value instanceof ArrayValue ? value.items : [value];
  const texts = values.map((item) => decidedText(run, item));
  exchange.headers.set('Access-Control-Allow-Origin', texts);
}
