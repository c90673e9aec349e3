import { describeAgreement, type Configuration, type Host } from './agreement.js';
import { callbacks, delegates, prelude, unknownOptions, values } from './option-values.js';

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

const hosts = [
  newest,
  host('socket.io 4, called', (cors) => `const io = require('socket.io')(server, ${options(cors)});`),
  host(
    'engine.io 6',
    (cors) => `const { attach } = require('engine.io');
const engine = attach(server, { path: '/socket.io', ...${options(cors)} });`,
  ),
];

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
  `{ origin: LIST, credentials: true }`,
  `{ origin: '*', credentials: true }`,
];

describeAgreement(hosts, verbatim.map(named));

describeAgreement(
  [newest],
  [
    ...unknownOptions.map((option) => `{ ${option} }`),
    ...values.map((origin) => `{ origin: ${origin}, credentials: true }`),
    ...callbacks.map((origin) => `{ origin: ${origin} }`),
    ...delegates.map((delegate) => delegate.replace('…', '')),
  ].map(named),
);
