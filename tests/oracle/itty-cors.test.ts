import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  environmentArguments,
  environmentValues,
  prelude,
  returned,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

// A router has a method for every name, `then` among them: what is exported is a copy with `fetch` alone.
const host: Host<string> = {
  name: 'itty-router 6',
  program: (argument) => `const { AutoRouter, cors } = require('itty-router');
${prelude}
const { preflight, corsify } = cors(${argument});
const router = AutoRouter({ before: [preflight], finally: [corsify] });
router.all('*', () => 'data');
module.exports = { fetch: router.fetch };
`,
};

const functions = [
  ...returned.flatMap((verdict) => [`(origin) => ${verdict}`, `async (origin) => ${verdict}`]),
  `(origin) => { throw new Error('x'); }`,
  `(origin, callback) => callback(null, true)`,
];

const verbatim = [
  '',
  `'https://app.example.com'`,
  `[A]`,
  `undefined`,
  `null`,
  `false`,
  `{}`,
  `{ credentials: 'false' }`,
  `{ origin: [A], credentials: 1 }`,
  `{ origin: [null] }`,
];

const named = (argument: string): Configuration<string> => ({ name: `cors(${argument})`, given: argument });

describeAgreement(
  [host],
  [
    ...verbatim.map(named),
    ...[`{ x: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)]
      .flatMap(withAndWithoutCredentials)
      .map(named),
    ...[...values, ...functions]
      .flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`))
      .map((argument) => ({ ...named(argument), stateful: argument.includes('/g') })),
  ],
);

describe('the environment', () => {
  describeAgreement(
    [host],
    environmentArguments.flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `cors(${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
