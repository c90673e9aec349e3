import rule from '../../rules/require-websocket-origin-check.js';
import { testRule } from './cases.js';

const LIST =
  "(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')";
const socketIo = (options: string): string =>
  `const { Server } = require('socket.io');\nconst io = new Server(httpServer, ${options});\n`;
const ws = (options: string, more = ''): string =>
  `const { WebSocketServer } = require('ws');\nconst sockets = new WebSocketServer(${options});\n${more}`;
const CHECK = `(req, callback) => callback(null, !req.headers.origin || ${LIST}.includes(req.headers.origin))`;
const ASK = 'which pages connect cannot be seen from here.';
const OPEN =
  "Any website can open a WebSocket to this server, with the cookies that its visitor's browser sends: CORS does not cover handshakes, and one from a page on 'https://attacker.example' is accepted.";

testRule(rule, {
  vulnerable: [
    {
      name: 'socket.io with a list for CORS',
      code: socketIo("{ cors: { origin: ['https://app.example.com'] }, transports: ['websocket'] }"),
      twin: socketIo("{ cors: { origin: ['https://app.example.com'] }, transports: ['polling'] }"),
      messageId: 'openHandshake',
      message: `${OPEN} Refuse other origins than those of your own pages, listed in CORS_ALLOWED_ORIGINS; this one needs you, because ${ASK}`,
      at: [2, 16, 2, 22],
      output: null,
      suggested: socketIo(
        `{ allowRequest: (req, callback) => callback(null, !req.headers.origin || ['https://app.example.com', ...${LIST}].includes(req.headers.origin)), cors: { origin: ['https://app.example.com'] }, transports: ['websocket'] }`,
      ),
    },
    {
      name: 'socket.io whose check accepts everybody',
      code: socketIo('{ allowRequest: (req, callback) => callback(null, true) }'),
      twin: socketIo('{ allowRequest: (req, callback) => callback(null, false) }'),
      messageId: 'openHandshake',
      at: 'allowRequest: (req, callback) => callback(null, true)',
      output: null,
      suggested: socketIo(`{ allowRequest: ${CHECK} }`),
    },
    {
      name: 'socket.io without options',
      code: "const { Server } = require('socket.io');\nconst app = require('node:http').createServer();\nconst io = new Server(app);\n",
      twin: "const { Server } = require('socket.io');\nconst app = require('local:http').createServer();\nconst io = new Server(app);\n",
      messageId: 'openHandshake',
      at: [3, 16, 3, 22],
      output: null,
      suggested: `const { Server } = require('socket.io');\nconst app = require('node:http').createServer();\nconst io = new Server(app, { allowRequest: ${CHECK} });\n`,
    },
    {
      name: 'socket.io, turned round',
      code: socketIo(
        "{ allowRequest: (req, callback) => callback(null, req.headers.origin !== 'https://app.example.com') }",
      ),
      twin: socketIo(
        "{ allowRequest: (req, callback) => callback(null, req.headers.origin === 'https://app.example.com') }",
      ),
      messageId: 'openHandshake',
      at: "allowRequest: (req, callback) => callback(null, req.headers.origin !== 'https://app.example.com')",
      output: null,
      suggested: socketIo(`{ allowRequest: ${CHECK} }`),
    },
    {
      name: 'ws on a port',
      code: ws('{ port: 8080 }'),
      twin: ws('{ noServer: 8080 }'),
      messageId: 'openHandshake',
      message: `${OPEN} Refuse other origins than those of your own pages, listed in CORS_ALLOWED_ORIGINS; this one needs you, because ${ASK}`,
      at: [2, 21, 2, 36],
      output: null,
      suggested: ws(`{ verifyClient: ({ origin }) => !origin || ${LIST}.includes(origin), port: 8080 }`),
    },
    {
      name: 'ws whose promise is always true',
      code: ws('{ port: 8080, verifyClient: async () => false }'),
      twin: ws('{ port: 8080, verifyClient: () => false }'),
      messageId: 'openHandshake',
      at: 'verifyClient: async () => false',
      output: null,
      suggested: ws(`{ port: 8080, verifyClient: ({ origin }) => !origin || ${LIST}.includes(origin) }`),
    },
    {
      name: 'ws by its default export, in TypeScript',
      file: 'server.ts',
      code: "import WebSocket from 'ws';\nconst sockets = new WebSocket.Server({ server });\n",
      twin: "import WebSocket from './ws';\nconst sockets = new WebSocket.Server({ server });\n",
      messageId: 'openHandshake',
      at: 'WebSocket.Server',
      output: null,
      suggested: `import WebSocket from 'ws';\nconst sockets = new WebSocket.Server({ verifyClient: ({ origin }) => !origin || ${LIST}.includes(origin), server });\n`,
    },
    {
      name: 'ws with a listener that gets no request',
      code: ws('{ port: 8080 }', "sockets.on('connection', (socket, req) => greet(socket));\n"),
      twin: ws('{ port: 8080 }', "sockets.on('connection', (socket, req) => greet(req));\n"),
      messageId: 'openHandshake',
      at: [2, 21, 2, 36],
      output: null,
      suggested: ws(
        `{ verifyClient: ({ origin }) => !origin || ${LIST}.includes(origin), port: 8080 }`,
        "sockets.on('connection', (socket, req) => greet(socket));\n",
      ),
    },
  ],
  safe: [
    {
      name: 'a check of another file',
      code: `const { accepts } = require('./accepts');\n${socketIo('{ allowRequest: accepts }')}`,
    },
    {
      name: 'a check that asks another file',
      code: `const { accepts } = require('./accepts');\n${ws('{ port: 8080, verifyClient: (info) => accepts(info.origin) }')}`,
    },
    {
      name: 'a check that waits for another file',
      code: `const { accepts } = require('./accepts');\n${socketIo('{ allowRequest: (req, callback) => { accepts(req).then((is) => callback(null, is)); } }')}`,
    },
    {
      name: 'options of another file',
      code: `const { options } = require('./options');\n${ws('options')}`,
    },
    {
      name: 'options that another file adds to',
      code: `const { options } = require('./options');\n${socketIo('{ ...options, serveClient: false }')}`,
    },
    {
      name: 'a listener that looks at the origin',
      code: ws(
        '{ port: 8080 }',
        "sockets.on('connection', (socket, req) => {\n  if (req.headers.origin !== 'https://app.example.com') socket.close();\n});\n",
      ),
    },
    {
      name: 'a listener that hands on the request',
      code: ws('{ port: 8080 }', "sockets.on('connection', (socket, req) => { accept(socket, req); });\n"),
    },
    {
      name: 'a token',
      code: ws(
        '{ port: 8080 }',
        "sockets.on('connection', (socket, req) => { if (!req.url.includes('token=')) socket.close(); });\n",
      ),
    },
    {
      name: 'middleware of another file',
      code: `const { authenticate } = require('./authenticate');\n${socketIo('{}')}io.use(authenticate);\n`,
    },
    {
      name: 'the event upgrade',
      code: ws(
        '{ noServer: true }',
        "httpServer.on('upgrade', (req, socket, head) => sockets.handleUpgrade(req, socket, head, () => {}));\n",
      ),
    },
    {
      name: 'a client',
      code: "const WebSocket = require('ws');\nconst socket = new WebSocket('wss://api.example.com');\n",
    },
    {
      name: 'a test',
      code: `const { test } = require('node:test');\n${ws('{ port: 0 }')}`,
    },
  ],
});
