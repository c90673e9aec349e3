import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import { environmentValues, prelude, values, withAndWithoutCredentials } from './option-values.js';

const host: Host<string> = {
  name: 'restify-cors-middleware2 on restify 11',
  program: (argument) => `const restify = require('restify');
const corsMiddleware = require('restify-cors-middleware2');
${prelude}
const cors = corsMiddleware(${argument});
const server = restify.createServer();
server.pre(cors.preflight);
server.use(cors.actual);
server.get('/', (req, res, next) => {
  res.send('data');
  return next();
});
module.exports = server;
`,
};

const further = [
  `[A, /^https:\\/\\/b\\.example$/]`,
  `['https://*.example.co.uk', 'https://app*']`,
  `['https://*example.com']`,
  `['http*://app.example.com']`,
  `[/^https:\\/\\/app\\.example\\.com$/g]`,
  `LIST`,
];

const verbatim = [
  '',
  'undefined',
  'null',
  'false',
  `'https://app.example.com'`,
  '[A]',
  '{}',
  `{ credentials: true }`,
  `{ credentials: 'true', origins: [A] }`,
  `{ credentials: 1, origins: [A] }`,
  `{ credentials: null, origins: ['*'] }`,
  `{ origins: ['*'], credentials: true, allowCredentialsAllOrigins: true }`,
  `{ origins: ['*'], allowCredentialsAllOrigins: true }`,
  `{ origins: [A], allowCredentialsAllOrigins: 'yes' }`,
  `{ credentials: true, allowCredentialsAllOrigins: true }`,
  `{ allowHeaders: ['x-token'], exposeHeaders: ['x-token'], preflightMaxAge: 5, origins: LIST }`,
];

const named = (argument: string): Configuration<string> => ({
  name: `corsMiddleware(${argument})`,
  given: argument,
});

describeAgreement(
  [host],
  [
    ...verbatim,
    ...['origin: [A]', 'allowedOrigins: [A]'].flatMap((option) =>
      withAndWithoutCredentials(`{ ${option}… }`),
    ),
    ...[...values, ...further].flatMap((origins) => withAndWithoutCredentials(`{ origins: ${origins}… }`)),
  ].map(named),
);

const environmentArguments = [
  `{ origins: process.env.ORACLE_ORIGINS }`,
  `{ origins: [process.env.ORACLE_ORIGINS || '*'] }`,
  `{ origins: process.env.ORACLE_ORIGINS?.split(',') }`,
  `{ origins: process.env.ORACLE_ORIGINS?.split(','), credentials: true }`,
  `{ origins: (process.env.ORACLE_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null') }`,
];

describe('the environment', () => {
  describeAgreement(
    [host],
    environmentArguments.flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `corsMiddleware(${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
