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

/** `null` stands for no argument at all. */
type Argument = string | null;

const optionsIn = (argument: Argument): string => (argument === null ? '' : `const options = ${argument};\n`);
const further = (argument: Argument): string => (argument === null ? '' : ', options');

const newest: Host<Argument> = {
  name: 'handleCors of h3 2',
  program: (argument) => `const { H3, handleCors } = require('h3');
${prelude}
${optionsIn(argument)}const app = new H3({ silent: true });
app.use((event) => {
  const answer = handleCors(event${further(argument)});
  if (answer !== false) return answer;
});
app.all('/', () => 'data');
module.exports = app;
`,
};
const appended: Host<Argument> = {
  name: 'appendCorsHeaders of h3 2',
  program: (argument) => `const h3 = require('h3');
${prelude}
${optionsIn(argument)}const app = new h3.H3({ silent: true });
app.use((event) => {
  h3.appendCorsHeaders(event${further(argument)});
});
app.all('/', () => 'data');
module.exports = app;
`,
};
const old: Host<Argument> = {
  name: 'handleCors of h3 1',
  program: (argument) => `const { createApp, defineEventHandler, handleCors, toNodeListener } = require('h3');
${prelude}
${optionsIn(argument)}const app = createApp();
app.use(defineEventHandler((event) => {
  if (handleCors(event${further(argument)})) return;
  return 'data';
}));
module.exports = toNodeListener(app);
`,
  installed: { h3: { name: 'h3-1', version: '1.15.11' } },
};

const functions = [
  ...returned.flatMap((verdict) => [`(origin) => ${verdict}`, `async (origin) => ${verdict}`]),
  `(origin) => { throw new Error('x'); }`,
  `(origin, callback) => callback(null, true)`,
];

const verbatim = [null, `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `{}`];

const named = (argument: Argument): Configuration<Argument> => ({
  name: `(event${argument === null ? '' : `, ${argument}`})`,
  given: argument,
  stateful: argument?.includes('/g') === true,
});

const configurations = [
  ...verbatim.map(named),
  ...[`{ x: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)]
    .flatMap(withAndWithoutCredentials)
    .map(named),
  ...values.flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)).map(named),
  named(`{ credentials: 'false' }`),
  named(`{ origin: [/^https:\\/\\/app\\.example\\.com$/g] }`),
];

describeAgreement(
  [newest, old],
  [
    ...configurations,
    ...functions.flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)).map(named),
  ],
);
describeAgreement([appended], configurations);

describe('the environment', () => {
  describeAgreement(
    [newest],
    environmentArguments.flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `(event, ${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
