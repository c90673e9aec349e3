import { describe, expect, test } from 'vitest';
import { triedIn } from '../harness/matrix.js';
import { noteRun } from '../harness/support-evidence.js';
import { handshakeFaults, modelled, type HandshakeHost } from './handshakes.agreement.js';

const SOCKET_IO: readonly HandshakeHost[] = [
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

const WS: readonly HandshakeHost[] = [
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

/** `ws` behind listeners of the event `upgrade`, which are handed the server as `sockets`. */
const HANDED: readonly HandshakeHost[] = [
  [
    'ws 8, handed its handshakes',
    "const { WebSocketServer } = require('ws');\nconst sockets = new WebSocketServer({ noServer: true });\n…",
  ],
  [
    'ws 8 in a function, handed its handshakes',
    `const WebSocket = require('ws');
module.exports.attach = attach;
function attach(server) {
  const sockets = new WebSocket.WebSocketServer({ noServer: true });
  …
}
attach(server);`,
  ],
].map(([name = '', text = '']) => ({
  name,
  path: '/live',
  program: (listening) => text.replace('…', listening),
}));

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

const accept = 'sockets.handleUpgrade(req, socket, head, (ws) => sockets.emit("connection", ws, req));';
const listening = (body: string): string => `server.on('upgrade', (req, socket, head) => { ${body} });`;
const guarded = (test: string, refusal: string): string => listening(`if (${test}) { ${refusal} } ${accept}`);

const ofListeners = [
  listening(accept),
  listening('socket.destroy();'),
  listening(`socket.on('error', () => socket.destroy()); ${accept}`),
  guarded('!LIST.includes(req.headers.origin)', 'socket.destroy(); return;'),
  guarded('req.headers.origin && req.headers.origin !== A', 'return socket.destroy();'),
  guarded('LIST.includes(req.headers.origin)', 'return socket.destroy();'),
  guarded(
    '!LIST.includes(req.headers.origin)',
    "socket.write('HTTP/1.1 403 Forbidden\\r\\n\\r\\n'); socket.destroy(); return;",
  ),
  guarded('req.headers.origin !== A', "socket.end('HTTP/1.1 403 Forbidden\\r\\n\\r\\n');"),
  guarded(
    'req.headers.origin !== A',
    "socket.write('HTTP/1.1 403 Forbidden\\r\\nConnection: close\\r\\n\\r\\n');",
  ),
  guarded("new URL(req.url, 'http://localhost').pathname !== '/live'", 'socket.destroy(); return;'),
  `${guarded('req.headers.origin !== A', 'socket.destroy(); return;')}\n${listening('')}`,
  `${listening('if (req.headers.origin !== A) socket.destroy();')}\n${listening(accept)}`,
  `${listening(accept)}\n${listening('if (req.headers.origin !== A) void socket;')}`,
  `const isListed = ({ headers }) => [A].some((one) => headers.origin === one);
function onUpgrade(req, socket, head) {
  if (isListed(req)) ${accept}
  else socket.destroy();
}
server.addListener('upgrade', onUpgrade);`,
  `server.on('upgrade', async (req, socket, head) => {
  try {
    if (new URL(req.headers.origin).hostname !== 'app.example.com') throw new Error('no');
    ${accept}
  } catch { socket.destroy(); }
});`,
  `const other = new (require('ws').WebSocketServer)({ noServer: true });
server.prependListener('upgrade', (req, socket, head) => {
  const { pathname } = new URL(req.url, 'wss://api.example.com');
  if (pathname === '/other') other.handleUpgrade(req, socket, head, () => {});
  else if (pathname === '/live') ${accept}
  else socket.destroy();
});`,
];

describe('who gets a WebSocket, from the server and from the model of it:', () => {
  const cases = [
    ...SOCKET_IO.flatMap((host) => ofSocketIo.map((options) => ({ host, options }))),
    ...WS.flatMap((host) => ofWs.map((options) => ({ host, options }))),
    ...HANDED.flatMap((host) => ofListeners.map((options) => ({ host, options }))),
  ];
  test.for(triedIn(0, cases))('$host.name $options', async ({ host, options }, running) => {
    noteRun(running, host.program(options));
    expect(await handshakeFaults(host, options)).toEqual([]);
  });

  test('and without options', async () => {
    const host: HandshakeHost = {
      name: 'socket.io 4',
      path: '/socket.io/?EIO=4&transport=websocket',
      program: () => "const { Server } = require('socket.io');\nconst io = new Server(server);",
    };
    expect(await handshakeFaults(host, '')).toEqual([]);
    expect(modelled(host, '')).toEqual([true, true, true]);
  });
});
