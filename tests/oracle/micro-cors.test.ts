import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import { environmentArguments, environmentValues, prelude, unknownOptions, values } from './option-values.js';

const host: Host<string> = {
  name: 'micro-cors 0.1',
  program: (argument) => `const cors = require('micro-cors');
${prelude}
module.exports = cors(${argument})((req, res) => {
  res.end('data');
});
`,
};

const verbatim = ['', `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `{}`];

const credentials = ['', `true`, `false`, `'false'`, `0`, `undefined`, `null`].map((value) =>
  value === '' ? '' : `, allowCredentials: ${value}`,
);

const named = (argument: string): Configuration<string> => ({ name: `cors(${argument})`, given: argument });

describeAgreement(
  [host],
  [
    ...verbatim.map(named),
    ...unknownOptions.map((option) => named(`{ ${option} }`)),
    ...credentials.map((more) => named(`{ origin: '*'${more} }`)),
    ...values.flatMap((origin) => [
      named(`{ origin: ${origin} }`),
      named(`{ origin: ${origin}, allowCredentials: false }`),
    ]),
    named(`{ origin: LIST }`),
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
