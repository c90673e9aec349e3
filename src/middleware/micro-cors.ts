import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, native, opaque, type Value } from '../interpret/values.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import { Failed } from './middleware.js';
import { importedFactories, isWholeModule } from './option-calls.js';
import { decided, decidedText } from './decided.js';
import { withGrants } from './option-grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

const OPTIONS = ['origin', 'maxAge', 'allowMethods', 'allowHeaders', 'allowCredentials', 'exposeHeaders'];

const GRANTS = [
  { option: 'allowMethods', header: 'allow-methods', on: 'preflight' },
  { option: 'allowHeaders', header: 'allow-headers', on: 'preflight' },
  { option: 'exposeHeaders', header: 'expose-headers' },
] as const;

/**
 * micro-cors 0.1.1. Line numbers refer to `lib/index.js`; held against the library by tests/oracle/micro-cors.test.ts. It
 * writes one value for every request, sends credentials unless it is told not to, and never writes Vary.
 */
export const microCors: OptionsLibrary = {
  name: 'micro-cors',
  packages: ['micro-cors'],
  integrations: [],
  triggers: ['cors'],
  options: OPTIONS,
  types: [],
  calls: (file) =>
    importedFactories(file, (binding) =>
      binding.module === 'micro-cors' && isWholeModule(binding) ? 'micro-cors' : undefined,
    ),
  // Around a handler it gives a handler.
  result: () => native('micro-cors', () => opaque('a handler of micro-cors')),
  answer: withGrants(GRANTS, answer),
  origin: () =>
    'micro-cors writes one value for everybody: call it in the handler, with `{ origin: req.headers.origin }` for a listed origin only, and set `Vary: Origin` on every response',
};

function answer(run: Run, { given, exchange: { headers }, evidence }: Configuration): void {
  // `null.origin` (:15).
  if (decided(given) === null) throw new Failed();
  const options = mergedOptions(given);
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  const origin = decided(options.read('origin'));
  evidence.usesDefault = !options.has('origin');
  headers.set('Access-Control-Allow-Origin', origin === undefined ? ['*'] : textsOf(run, origin));
  const credentials = decided(options.read('allowCredentials'));
  if (credentials === undefined || truthy(run, credentials))
    headers.set('Access-Control-Allow-Credentials', ['true']);
}

/** `setHeader` writes an array as so many headers, and any other value as its text (Node.js 20.20, `lib/_http_outgoing.js`). */
const textsOf = (run: Run, value: Value): string[] =>
  (value instanceof ArrayValue ? value.items : [value]).map((item) => decidedText(run, item));
