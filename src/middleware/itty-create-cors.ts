import { call } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { isCallable, ObjectValue, type Value } from '../interpret/values.js';
import { decided } from './decided.js';
import { KEPT, keepHeader } from './handlers/kept-headers.js';
import { ittyCors } from './itty-cors.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import type { AllowList } from './middleware.js';
import { importedCalls } from './option-calls.js';
import { setOption, type OptionText } from './option-edits.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = ['origins', 'maxAge', 'methods', 'headers'];

/**
 * `createCors` of itty-router 4.2.2, whose `createCors.js` is one line; held against the library by
 * tests/oracle/itty-create-cors.test.ts. As for `cors` of later versions, `preflight` is taken to stand before the routes and
 * `corsify` after them.
 */
export const ittyCreateCors: OptionsLibrary = {
  ...ittyCors,
  originOption: 'origins',
  options: OPTIONS,
  types: [],
  calls: (file) =>
    importedCalls(file, ({ module, name }) =>
      /^(?:npm:)?itty-router(?:@[^/]+)?(?:\/createCors)?$/.test(module) && name === 'createCors'
        ? 'itty-router'
        : undefined,
    ),
  answer,
  origin: listed,
  rewrite: (file, options, allowed, place) =>
    namesHeader(decided(mergedOptions(options).read('headers')))
      ? 'the header stands among the option `headers`, which answers everybody alike: take it out there'
      : setOption(file, options, 'origins', listed(allowed), place),
};

function listed({ text }: AllowList): OptionText {
  const verdict = `${text}.includes(origin)`;
  return { text: `(origin) => ${verdict}`, typedText: `(origin: string) => ${verdict}` };
}

const namesHeader = (headers: Value): boolean =>
  headers instanceof ObjectValue &&
  [...headers.slots.keys()].some((name) => name.toLowerCase() === ALLOW_ORIGIN);

function answer(run: Run, configuration: Configuration): void {
  const { exchange, evidence } = configuration;
  const { headers, request } = exchange;
  const options = mergedOptions(decided(configuration.given));
  evidence.options = configuration.given;
  evidence.ignored = ignoredIn(configuration.given, OPTIONS);
  evidence.usesDefault = !options.has('origins');
  const origin = request.origin ?? '';
  const isOriginAdmitted = isAdmitted(run, decided(options.read('origins')), origin);
  const given = decided(options.read('headers'));
  const fixed = given instanceof ObjectValue ? [...given.slots] : [];
  for (const [name, { value, writer }] of fixed) {
    const field = name.toLowerCase();
    if (KEPT.includes(field)) keepHeader(run, field, value, exchange, evidence.writes, writer, 'set');
  }
  if (isOriginAdmitted) headers.set('Access-Control-Allow-Origin', [origin]);
  if (request.kind !== 'preflight' || !request.origin || headers.get('Access-Control-Allow-Origin')[0])
    return;
  // An answer of `preflight` that admits nobody gets the headers of `corsify` as well, beside those under names in lower case.
  for (const [name, { value, writer }] of fixed)
    if (name.toLowerCase() === ALLOW_CREDENTIALS && name !== ALLOW_CREDENTIALS)
      keepHeader(run, ALLOW_CREDENTIALS, value, exchange, evidence.writes, writer, 'append');
}

const ALLOW_CREDENTIALS = 'access-control-allow-credentials';

/** A list without the option is one with the wildcard; a text is searched for the origin. */
function isAdmitted(run: Run, origins: Value, origin: string): boolean {
  if (origins === undefined) return true;
  const includes = (text: string): boolean =>
    truthy(run, call(run, getMember(run, origins, 'includes'), origins, [text]));
  return isCallable(origins)
    ? truthy(run, call(run, origins, undefined, [origin]))
    : includes(origin) || includes('*');
}
