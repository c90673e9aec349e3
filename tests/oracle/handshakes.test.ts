import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/analysis/simulate.js';
import { handshakeSites } from '../../src/middleware/handshakes.js';
import { boot } from '../harness/server.js';
import { parseSource } from '../harness/source-file.js';

const ORIGINS = ['https://attacker.example', 'https://app.example.com', undefined];
const HANDSHAKE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};
const PRELUDE = `const { createServer } = require('node:http');
const A = 'https://app.example.com';
const LIST = [A];
const server = createServer();
`;

interface Host {
  readonly name: string;
  readonly path: string;
  readonly program: (options: string) => string;
}

const SOCKET_IO: readonly Host[] = [
  ['socket.io 4', "const { Server } = require('socket.io');\nconst io = new Server(server, …);"],
  ['socket.io 4, called', "const io = require('socket.io')(server, …);"],
  [
    'engine.io 6',
    "const { attach } = require('engine.io');\nconst engine = attach(server, Object.assign({ path: '/socket.io' }, …));",
  ],
].map(([name = '', text = '']) => ({
  name,
  path: '/socket.io/?EIO=4&transport=websocket',
  program: (options) => text.replace('…', options),
}));

const WS: readonly Host[] = [
  [
    'ws 8',
    "const { WebSocketServer } = require('ws');\nconst sockets = new WebSocketServer({ server, ...… });",
  ],
  [
    'ws 8, its default',
    "const WebSocket = require('ws');\nconst sockets = new WebSocket.Server({ server, ...… });",
  ],
].map(([name = '', text = '']) => ({
  name,
  path: '/',
  program: (options) => text.replace('…', options),
}));

/** Which origins get a WebSocket, from the real server. */
async function accepted({ path, program }: Host, options: string): Promise<boolean[]> {
  const text = `${PRELUDE}${program(options)}\nmodule.exports = server;\n`;
  const booted = await boot({ text, language: 'cjs', environment: {} });
  if ('outcome' in booted) throw new Error('The server does not start.', { cause: booted.error });
  try {
    const answers: boolean[] = [];
    for (const origin of ORIGINS) {
      const { status } = await booted.ask({ origin, path, headers: HANDSHAKE });
      answers.push(status === 101);
    }
    return answers;
  } finally {
    await booted.close();
  }
}

function modelled({ program }: Host, options: string): (boolean | 'unknown')[] {
  const file = parseSource(`${PRELUDE}${program(options)}\nmodule.exports = server;\n`, '/program.cjs');
  const sites = handshakeSites(file);
  expect(sites).toHaveLength(1);
  return ORIGINS.map((origin) => {
    const answers = sites.map(
      (site) =>
        simulate(file, site, {
          request: { origin, kind: 'actual', method: 'GET' },
          environment: { kind: 'all set' },
        }).answer,
    );
    return answers[0]?.outcome === 'unknown' ? 'unknown' : answers[0]?.outcome === 'answered';
  });
}

const ofSocketIo = [
  '{}',
  '{ cors: { origin: LIST } }',
  '{ cors: { origin: false } }',
  '{ cors: { origin: (origin, callback) => callback(null, LIST) } }',
  '{ allowRequest: undefined }',
  '{ allowRequest: (req, callback) => callback(null, true) }',
  '{ allowRequest: (req, callback) => callback(null, false) }',
  "{ allowRequest: (req, callback) => callback('no', LIST.includes(req.headers.origin)) }",
  '{ allowRequest: (req, callback) => callback(null, !req.headers.origin || LIST.includes(req.headers.origin)) }',
  "{ allowRequest(req, callback) { if (req.headers.origin !== A) return callback('no'); callback(null, true); } }",
  "{ transports: ['polling'] }",
  "{ transports: ['websocket'] }",
  '{ allowUpgrades: false }',
];

const ofWs = [
  '{}',
  '{ verifyClient: undefined }',
  '{ verifyClient: null }',
  '{ verifyClient: () => true }',
  '{ verifyClient: () => false }',
  '{ verifyClient: async () => false }',
  '{ verifyClient: ({ origin }) => !origin || LIST.includes(origin) }',
  '{ verifyClient: (info) => info.req.headers.origin === A }',
  '{ verifyClient: (info, callback) => callback(LIST.includes(info.origin)) }',
  '{ verifyClient: (info, callback) => callback(true) }',
  '{ verifyClient: (info, callback) => callback(false, 403) }',
  '{ perMessageDeflate: true }',
];

describe('who gets a WebSocket, from the server and from the model of it:', () => {
  const cases = [
    ...SOCKET_IO.flatMap((host) => ofSocketIo.map((options) => ({ host, options }))),
    ...WS.flatMap((host) => ofWs.map((options) => ({ host, options }))),
  ];
  test.each(cases)('$host.name $options', async ({ host, options }) => {
    const answers = await accepted(host, options);
    expect(modelled(host, options)).toEqual(answers);
  });

  test('and without options', async () => {
    const host: Host = {
      name: 'socket.io 4',
      path: '/socket.io/?EIO=4&transport=websocket',
      program: () => "const { Server } = require('socket.io');\nconst io = new Server(server);",
    };
    expect(await accepted(host, '')).toEqual([true, true, true]);
    expect(modelled(host, '')).toEqual([true, true, true]);
  });
});
