import rule from '../../rules/require-websocket-origin-check.js';
import { testRule } from './cases.js';

const LIST =
  "(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')";
const socketIo = (options: string): string =>
  `const { Server } = require('socket.io');\nconst io = new Server(httpServer, ${options});\n`;
const ws = (options: string, more = ''): string =>
  `const { WebSocketServer } = require('ws');\nconst sockets = new WebSocketServer(${options});\n${more}`;
const handed = (before: string, options = '{ noServer: true }'): string =>
  `const { WebSocketServer } = require('ws');
const sockets = new WebSocketServer(${options});
httpServer.on('upgrade', (req, socket, head) => {
  ${before}
  sockets.handleUpgrade(req, socket, head, (ws) => sockets.emit('connection', ws, req));
});
`;
const express = (module: string, options = '{ noServer: true }'): string =>
  `import express from 'express';
import { WebSocketServer } from '${module}';

export function start(port: number) {
  const sockets = new WebSocketServer(${options});
  const server = express().listen(port);
  server.on('upgrade', (req, socket, head) => {
    socket.on('error', console.error);
    sockets.handleUpgrade(req, socket, head, (ws) => void sockets.emit('connection', ws, req));
  });
}
`;
const REFUSES = "function refuses({ origin }) { return origin !== 'https://app.example.com'; }";
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
    {
      name: 'ws behind a listener that refuses some other page',
      code: handed("if (req.headers.origin === 'null') return socket.destroy();"),
      twin: handed("if (req.headers.origin !== 'null') return socket.destroy();"),
      messageId: 'openHandshake',
      at: [2, 21, 2, 36],
      output: null,
      suggested: handed(
        "if (req.headers.origin === 'null') return socket.destroy();",
        `{ verifyClient: ({ origin }) => !origin || ${LIST}.includes(origin), noServer: true }`,
      ),
    },
    {
      name: 'ws behind a check that is turned round',
      code: handed(`if (!refuses(req.headers)) return socket.destroy();\n  ${REFUSES}`),
      twin: handed(`if (refuses(req.headers)) return socket.destroy();\n  ${REFUSES}`),
      messageId: 'openHandshake',
      at: [2, 21, 2, 36],
      output: null,
      suggested: handed(
        `if (!refuses(req.headers)) return socket.destroy();\n  ${REFUSES}`,
        `{ verifyClient: ({ origin }) => !origin || ${LIST}.includes(origin), noServer: true }`,
      ),
    },
    {
      name: 'ws of an Express app, in a function that is exported',
      file: 'live.ts',
      code: express('ws'),
      twin: express('./ws'),
      messageId: 'openHandshake',
      at: [5, 23, 5, 38],
      output: null,
      suggested: express(
        'ws',
        `{ verifyClient: ({ origin }) => !origin || ${LIST}.includes(origin), noServer: true }`,
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
      name: 'ws that is handed its handshakes by another file',
      code: `${ws('{ noServer: true }')}module.exports = { sockets };\n`,
    },
    {
      name: 'ws behind a listener of another file',
      code: ws('{ noServer: true }', "httpServer.on('upgrade', require('./upgrade')(sockets));\n"),
    },
    {
      name: 'ws behind a listener that asks another file about the request',
      code: `const { accepts } = require('./accepts');\n${handed('await accepts(req);').replace('(req, socket', 'async (req, socket')}`,
    },
    {
      name: 'ws behind a listener that hands another file the socket',
      code: `const { refuse } = require('./refuse');\n${handed('refuse(socket, req.headers);')}`,
    },
    {
      name: 'ws behind a listener that hands its request on as a callback',
      code: `const { session } = require('./session');\n${handed('session(req, {}, () => {}); if (!req.session.user) return socket.destroy();')}`,
    },
    {
      name: 'ws whose new connections are looked at',
      code: handed('').replace(
        "sockets.emit('connection', ws, req)",
        "req.headers.origin === 'https://app.example.com' ? sockets.emit('connection', ws) : ws.close()",
      ),
    },
    {
      name: 'ws behind a flag of another file',
      code: `const { isOpen } = require('./state');\n${handed('if (!isOpen()) return socket.destroy();')}`,
    },
    {
      name: 'two servers, of which the listener hands on to the other',
      code: `${handed("if (req.headers.origin !== 'https://app.example.com') return socket.destroy();")}const others = new WebSocketServer({ noServer: true });\n`,
    },
    {
      name: 'a server with a port beside a listener',
      code: handed("if (req.url === '/no') socket.destroy();", '{ port: 8080 }'),
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
