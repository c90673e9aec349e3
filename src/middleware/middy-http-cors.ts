import type { SourceFile } from '../source/file.js';
import { replaceNode, type TextEdit } from '../source/edits.js';
import { isBefore } from '../source/package-version.js';
import { call } from '../interpret/call.js';
import { iterate } from '../interpret/iterate.js';
import { getMember } from '../interpret/members.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, throwTypeError, truthy } from '../interpret/operators.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ArrayValue, ObjectValue, opaque, RegExpValue, Unknown, type Value } from '../interpret/values.js';
import { ignoredIn, mergedOptions, type MergedOptions } from './merged-options.js';
import type { AllowList } from './middleware.js';
import { importedFactories, isWholeModule } from './option-calls.js';
import { setOption, type OptionsPlace, type OptionText } from './option-edits.js';
import { decided, decidedText } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = [
  'disableBeforePreflightResponse',
  'getOrigin',
  'credentials',
  'headers',
  'methods',
  'origin',
  'origins',
  'exposeHeaders',
  'maxAge',
  'requestHeaders',
  'requestMethods',
  'cacheControl',
  'vary',
];

const MODULE = '@middy/http-cors';

const GRANTS = [
  { option: 'methods', header: 'allow-methods' },
  { option: 'headers', header: 'allow-headers' },
  { option: 'exposeHeaders', header: 'expose-headers' },
] as const;

/**
 * @middy/http-cors 6.4.5, and 5 and 4 where they differ. Line numbers refer to `index.js` of 6.4.5; held against 6.4.5,
 * 5.5.1 and 4.7.0 by tests/oracle/middy-http-cors.test.ts. Version 7, which needs Node 22, is taken for 6.
 */
export const middyHttpCors: OptionsLibrary = {
  name: MODULE,
  packages: [MODULE],
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: [{ module: MODULE, name: 'Options' }],
  calls: (file) =>
    importedFactories(file, (binding) =>
      binding.module === MODULE && isWholeModule(binding) ? MODULE : undefined,
    ),
  result: () => opaque('a middy middleware'),
  setUp: (run, given, version) => {
    // A list is read when the middleware is made (:54–75), since 5.4.0.
    if (!isBefore(version, LISTS)) refuseInvalid(run, given, !isBefore(version, '6.0.0'));
    return given;
  },
  answer: withGrants(GRANTS, answer),
  origin: originFunction,
  rewrite,
};

function originFunction({ text }: AllowList): OptionText {
  const verdict = `${text}.find((allowed) => allowed === origin) ?? ''`;
  return { text: `(origin) => ${verdict}`, typedText: `(origin: string) => ${verdict}` };
}

/** Since when lists are taken apart, and know wildcards. */
const LISTS = '5.4.0';

/**
 * `getOrigin` has the last word in every version, where `origins: []` is everybody before version 6; and with it nothing but
 * `vary` makes answers vary (:110–118).
 */
function rewrite(
  file: SourceFile,
  options: Value,
  allowed: AllowList,
  place: OptionsPlace,
): readonly TextEdit[] | string {
  const given = options instanceof ObjectValue ? options : undefined;
  const writerOf = (name: string) => given?.slots.get(name)?.writer;
  if (given?.slots.has('vary') || writerOf('getOrigin')?.type === 'AssignmentExpression')
    return 'the options say already what the answer varies by';
  if (/\.[cm]?tsx?$/.test(file.path))
    return "the types of this middleware know no option 'vary', without which caches mix up answers to different origins";
  const text = `${originFunction(allowed).text}, vary: 'Origin'`;
  const replaced = writerOf('getOrigin') ?? writerOf('origin') ?? writerOf('origins');
  if (replaced?.type === 'Property' && file.parentOf(replaced) === given?.origin)
    return [replaceNode(replaced, `getOrigin: ${text}`)];
  return setOption(file, options, 'getOrigin', { text, typedText: text }, place);
}

/** What cannot be iterated, and elements without `includes`, keep the middleware from being made (:54–66). */
function refuseInvalid(run: Run, given: Value, takesOrigin: boolean): void {
  const options = mergedOptions(given);
  if (options.has('origins') && isMissing(options.read('origins'))) throwTypeError('origins is missing');
  const items = iterate(run, options.readOr('origins', ''));
  if (items instanceof Unknown) return;
  for (const item of takesOrigin ? [options.read('origin'), ...items] : items) {
    if (item instanceof ArrayValue) throw new Undecided('an entry that is a list itself');
    if (item instanceof Unknown || typeof item === 'string') continue;
    if (!takesOrigin || truthy(run, item)) throwTypeError('origin.includes is not a function');
  }
}

const isMissing = (value: Value): boolean => value === undefined || value === null;

function answer(run: Run, configuration: Configuration): void {
  const { given, exchange, evidence, version } = configuration;
  const { headers, request } = exchange;
  const options = mergedOptions(decided(given));
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = !['origin', 'origins', 'getOrigin'].some((name) => options.has(name));
  const policy = policyOf(run, options, configuration);
  const allowed = decided(
    options.has('getOrigin')
      ? call(run, options.read('getOrigin'), undefined, [request.origin, given])
      : isBefore(version, LISTS)
        ? originBeforeLists(run, policy, configuration)
        : originOf(run, policy, configuration),
  );
  const credentials = decided(options.read('credentials'));
  if (policy.isCredentialed) headers.set('Access-Control-Allow-Credentials', [decidedText(run, credentials)]);
  const isWritten = truthy(run, allowed);
  if (isWritten || (isBefore(version, LISTS) && allowed !== undefined))
    headers.set('Access-Control-Allow-Origin', [headerText(allowed)]);

  const vary = decided(options.read('vary'));
  if (truthy(run, vary)) headers.vary(...decidedText(run, vary).split(/,\s*/));
  const isVaried = isBefore(version, '6.0.0')
    ? (isWritten || isBefore(version, LISTS)) && allowed !== '*' && !truthy(run, vary)
    : policy.isMany || (policy.isAny && allowed !== '*') || (allowed === '*' && policy.isCredentialed);
  if (isVaried) headers.vary('Origin');
}

/** The function is serialised to JSON: what else than a text comes out of the gateway is not the middleware's affair. */
function headerText(value: Value): string {
  if (typeof value !== 'string') throw new Undecided('a header of a Lambda result that is no text');
  return value;
}

/** What the options say of origins (:42–75). */
interface Policy {
  readonly origin: Value;
  readonly origins: Value;
  /** The entries that are looked up, other than `*`. */
  readonly entries: readonly Value[] | Unknown;
  readonly isAny: boolean;
  readonly isMany: boolean;
  readonly isCredentialed: boolean;
}

function policyOf(run: Run, options: MergedOptions, { version }: Configuration): Policy {
  // Spread over the defaults: an own `undefined` replaces the default, which was everybody before 6.0.0.
  const isOld = isBefore(version, '6.0.0');
  const origin = decided(options.readOr('origin', isOld ? '*' : undefined));
  const origins = decided(options.readOr('origins', new ArrayValue()));
  const listed = isBefore(version, LISTS) ? [] : iterate(run, origins);
  const isCredentialed = truthy(run, decided(options.read('credentials')));
  if (listed instanceof Unknown)
    return { origin, origins, entries: listed, isAny: false, isMany: true, isCredentialed };
  const all = isOld ? listed : [origin, ...listed];
  const entries = all.filter((entry) => truthy(run, entry) && !isSame(run, entry, '*'));
  return {
    origin,
    origins,
    entries,
    isAny: all.some((entry) => isSame(run, entry, '*')),
    isMany: listed.length > 1 || entries.some(isPattern),
    isCredentialed,
  };
}

const isPattern = (entry: Value): entry is string => typeof entry === 'string' && entry.includes('*');

/** `getOrigin` (:18–41). */
function originOf(run: Run, policy: Policy, { exchange: { request } }: Configuration): Value {
  const { origins, entries, isAny, isCredentialed } = policy;
  if (!truthy(run, getMember(run, origins, 'length'))) return unlisted(policy, request.origin);
  if (entries instanceof Unknown)
    return truthy(run, derived(run, entries.reason, [entries, request.origin])) ? request.origin : null;
  if (entries.some((entry) => !isPattern(entry) && isSame(run, entry, request.origin))) return request.origin;
  if (isAny) return isCredentialed ? request.origin : '*';
  const isMatched = entries.filter(isPattern).some((entry) => matches(run, entry, request.origin));
  return isMatched ? request.origin : null;
}

/** An asterisk stands for a part without a dot (:69). */
function matches(run: Run, entry: string, origin: string | undefined): boolean {
  const source = entry.replaceAll('.', '\\.').replaceAll('*', '[^.]*');
  return truthy(run, testRegExp(run, new RegExpValue(`^${source}$`, ''), origin));
}

/** The wildcard with credentials is an echo (:34). */
const unlisted = ({ origin, isCredentialed }: Policy, asking: string | undefined): Value =>
  asking !== undefined && isCredentialed && origin === '*' ? asking : origin;

/** 4.7.0, `index.js`:2–15: whom a list does not name gets its first entry. */
function originBeforeLists(run: Run, policy: Policy, { exchange: { request } }: Configuration): Value {
  const { origins } = policy;
  if (!truthy(run, getMember(run, origins, 'length'))) return unlisted(policy, request.origin);
  const isListed =
    request.origin !== undefined &&
    truthy(run, call(run, getMember(run, origins, 'includes'), origins, [request.origin]));
  return isListed ? request.origin : getMember(run, origins, 0);
}
