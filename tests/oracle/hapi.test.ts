import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  environmentArguments,
  environmentValues,
  prelude,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

/** The option `cors` of the server and that of its route, where they have one. */
interface Given {
  readonly server?: string;
  readonly route?: string;
}

const host = (name: string, make: string): Host<Given> => ({
  name,
  program: ({ server, route }) => `const Hapi = require('@hapi/hapi');
${prelude}
const server = ${make}({ debug: false${server === undefined ? '' : `, routes: { cors: ${server} }`} });
server.route([{ method: 'GET', path: '/', options: { ${route === undefined ? '' : `cors: ${route}, `}handler: () => 'data' } }]);
module.exports = server;
`,
});

const server = host('@hapi/hapi 21', 'Hapi.server');

const further = [
  `'ignore'`,
  `['https://*']`,
  `['*.example.com']`,
  `['https://*example.com']`,
  `['https://app.example.com*']`,
  `['*://app.example.com']`,
  `['https://???.example.com', 'https://b.example']`,
  `['https://???.example.com*']`,
  `[A, null]`,
  `(origin, callback) => callback(null, true)`,
];

const options = [
  ...[`{ maxAge: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)].flatMap(
    withAndWithoutCredentials,
  ),
  ...[...values, ...further].flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)),
  ...[`'true'`, `'False'`, `'yes'`, `1`, `0`, `null`, `undefined`].map(
    (value) => `{ origin: [A], credentials: ${value} }`,
  ),
];

const verbatim = ['true', 'false', 'null', 'undefined', `'*'`, `'https://app.example.com'`, `[A]`, '{}'];

const ofServer = (given: string): Configuration<Given> => ({
  name: `routes: { cors: ${given} }`,
  given: { server: given },
});

const ofRoute = (given: string): Configuration<Given> => ({
  name: `options: { cors: ${given} }`,
  given: { route: given },
});

describeAgreement([server], [...verbatim, ...options].map(ofServer));

describeAgreement(
  [host('@hapi/hapi 21, a route', 'new Hapi.Server')],
  [...verbatim, ...options].map(ofRoute),
);

const ofBoth = (server: string, route: string): Configuration<Given> => ({
  name: `${server} and, of the route, ${route}`,
  given: { server, route },
});

describeAgreement(
  [{ ...host('@hapi/hapi 21, a route of a server with CORS', 'Hapi.server'), site: 1 }],
  [
    ofBoth('{ credentials: true }', '{ origin: [A] }'),
    ofBoth('{ credentials: true }', `{ origin: ['*'] }`),
    ofBoth('{ credentials: true, maxAge: 1 }', `{ origin: ['*'], credentials: undefined }`),
    ofBoth('{ origin: [A] }', `{ origin: ['*'], credentials: true }`),
    ofBoth('true', '{ origin: LIST }'),
    ofBoth('false', 'true'),
    ofBoth('false', '{ credentials: true }'),
    ofBoth('true', 'false'),
  ],
);

describe('the environment', () => {
  describeAgreement(
    [server],
    environmentArguments.flatMap((argument) =>
      environmentValues.map((value) => ({
        ...ofServer(argument),
        name: `cors: ${argument} with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
