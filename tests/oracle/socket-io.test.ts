import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  callbacks,
  delegates,
  prelude,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

const host = (name: string, program: (cors: string) => string): Host<string> => ({
  name,
  path: '/socket.io/?EIO=4&transport=polling',
  program: (cors) => `const { createServer } = require('node:http');
${prelude}
const server = createServer();
${program(cors)}
module.exports = server;
`,
});

const options = (cors: string): string => `{ cors: ${cors} }`;

const newest = host(
  'socket.io 4',
  (cors) => `const { Server } = require('socket.io');
const io = new Server(server, ${options(cors)});`,
);

const named = (cors: string): Configuration<string> => ({
  name: `{ cors: ${cors} }`,
  given: cors,
  stateful: cors.includes('/g'),
});

const verbatim = [
  `true`,
  `false`,
  `undefined`,
  `null`,
  `''`,
  `'*'`,
  `'https://app.example.com'`,
  `[A]`,
  `{}`,
  `{ credentials: true }`,
  `{ origin: LIST, credentials: true }`,
  `{ origin: '*', credentials: true }`,
];

const engine = host(
  'engine.io 6',
  (cors) => `const { attach } = require('engine.io');
const engine = attach(server, { path: '/socket.io', ...${options(cors)} });`,
);

const hosts = [
  newest,
  host('socket.io 4, called', (cors) => `const io = require('socket.io')(server, ${options(cors)});`),
  engine,
];

describeAgreement(hosts, verbatim.map(named));

const ofValues = values
  .flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`))
  // Those above are asked about as well.
  .filter((option) => !verbatim.includes(option))
  .map(named);

describeAgreement([newest, engine], ofValues);

describeAgreement(
  [newest],
  [
    ...unknownOptions.map((option) => `{ ${option}… }`),
    ...callbacks.map((origin) => `{ origin: ${origin}… }`),
    ...delegates,
  ]
    .flatMap(withAndWithoutCredentials)
    .map(named),
);
