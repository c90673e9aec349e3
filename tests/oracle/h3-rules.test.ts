import { describeAgreement } from './agreement.js';
import { environmentArguments, prelude, values, withAndWithoutCredentials } from './option-values.js';

const program = (rules: string): string => `const { H3 } = require('h3');
const { routeRules } = require('h3/rules');
${prelude}
const app = new H3({ silent: true });
app.use(routeRules(${rules}));
app.all('/', () => 'data');
module.exports = app;
`;

const options = [
  'true',
  'false',
  'undefined',
  '{}',
  ...values.flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)),
  ...environmentArguments,
].map((cors) => `{ '/**': { cors: ${cors} } }`);

describeAgreement(
  [{ name: 'routeRules of h3 2', program }],
  [
    ...options,
    `{ '/': { cors: true }, '/b/**': { cors: false } }`,
    `{ '/a': { cors: { credentials: true } } }`,
    `{ '/': { cors: { origin: ['*', A], credentials: true } } }`,
    `{ '/': { cors: { origin: [A], credentials: true } } }`,
  ].map((given) => ({ name: given, given })),
);
