import rule from '../../rules/require-mcp-origin-check.js';
import { testRule } from './cases.js';

const SDK = '@modelcontextprotocol/sdk';

/** An Express app whose one route hands requests to a transport. */
const served = ({
  options = '{ sessionIdGenerator: undefined }',
  before = '',
  used = 'express.json()',
  app = 'express()',
  registered = "app.post('/mcp', ",
}): string => `import express from 'express';
import cors from 'cors';
import { StreamableHTTPServerTransport } from '${SDK}/server/streamableHttp.js';
import { createServer } from './tools.js';
import { guard } from './guard.js';

const app = ${app};
app.use(${used});
${registered}async (req, res) => {
  ${before}
  const transport = new StreamableHTTPServerTransport(${options});
  await createServer().connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
`;

/** As the examples of the SDK keep sessions. */
const withSessions = (express: string): string => `import { randomUUID } from 'node:crypto';
import express, { type Request, type Response } from '${express}';
import * as streamable from '${SDK}/server/streamableHttp.js';
import { isInitializeRequest } from '${SDK}/types.js';
import { createServer } from './tools.js';

const transports: Record<string, streamable.StreamableHTTPServerTransport> = {};

async function answer(req: Request, res: Response) {
  const session = req.headers['mcp-session-id'] as string | undefined;
  let transport: streamable.StreamableHTTPServerTransport;
  if (session && transports[session]) {
    transport = transports[session];
  } else if (!session && isInitializeRequest(req.body)) {
    transport = new streamable.StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        transports[id] = transport;
      },
    });
    await createServer().connect(transport);
  } else {
    res.status(400).end();
    return;
  }
  await transport.handleRequest(req, res, req.body);
}

export function start(port: number) {
  const app = express();
  app.use(express.json());
  app.post('/mcp', answer);
  app.listen(port);
}
`;

const plain = (module: string): string => `const http = require('${module}');
const { StreamableHTTPServerTransport } = require('${SDK}/server/streamableHttp.js');
const { createServer } = require('./tools.js');

const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => crypto.randomUUID() });
createServer().connect(transport);
http.createServer((req, res) => transport.handleRequest(req, res)).listen(3000);
`;

testRule(rule, {
  vulnerable: [
    {
      name: 'a transport for each request',
      code: served({}),
      twin: served({ used: 'guard.json()' }),
      messageId: 'openTools',
      message:
        "Any website can call the tools of this server once a name of its own points here (DNS rebinding), where no preflight stops it: a request with the Origin 'https://attacker.example' is handed to the transport. Refuse requests of other origins than those you list before they get to the transport, or make the app by `createMcpExpressApp()`, which answers under the names of the machine itself alone; this one needs you, because which pages and which names are yours cannot be seen from here.",
      at: [11, 25, 11, 54],
      output: null,
    },
    {
      name: 'lists without the switch',
      code: served({ options: "{ enableDnsRebindingProtection: false, allowedHosts: ['localhost:3000'] }" }),
      twin: served({ options: "{ enableDnsRebindingProtection: true, allowedHosts: ['localhost:3000'] }" }),
      messageId: 'openTools',
      at: [11, 25, 11, 54],
      output: null,
    },
    {
      name: 'the switch with an empty list',
      code: served({
        options: '{ enableDnsRebindingProtection: true, allowedOrigins: [""].filter(Boolean) }',
      }),
      twin: served({
        options: '{ enableDnsRebindingProtection: true, allowedOrigins: ["x"].filter(Boolean) }',
      }),
      messageId: 'openTools',
      at: [11, 25, 11, 54],
      output: null,
    },
    {
      name: 'a check that is turned round',
      code: served({
        before: "if (req.headers.origin === 'https://app.example.com') return res.status(403).end();",
      }),
      twin: served({
        before: "if (req.headers.origin !== 'https://app.example.com') return res.status(403).end();",
      }),
      messageId: 'openTools',
      at: [11, 25, 11, 54],
      output: null,
    },
    {
      name: 'a list for CORS, which refuses nobody',
      code: served({ used: "cors({ origin: 'https://app.example.com' })" }),
      twin: served({ used: "guard({ origin: 'https://app.example.com' })" }),
      messageId: 'openTools',
      at: [11, 25, 11, 54],
      output: null,
    },
    {
      name: 'sessions in a map',
      file: 'server.ts',
      code: withSessions('express'),
      twin: withSessions('./express'),
      messageId: 'openTools',
      at: [15, 21, 15, 61],
      output: null,
    },
    {
      name: 'node:http',
      code: plain('node:http'),
      twin: plain('./http'),
      messageId: 'openTools',
      at: [5, 23, 5, 52],
      output: null,
    },
  ],
  safe: [
    {
      name: 'middleware that looks at the origin',
      code: served({ used: '(req, res, next) => (isOwn(req.headers.origin) ? next() : res.end())' }),
    },
    {
      name: 'middleware that looks at the name of the host',
      code: served({ used: "(req, res, next) => (req.get('Host') ? next() : res.end())" }),
    },
    { name: 'middleware of another file', code: served({ used: 'guard' }) },
    {
      name: 'middleware of another file, on the route',
      code: served({ registered: "app.post('/mcp', guard, " }),
    },
    {
      name: 'a question to another file',
      code: served({ before: 'if (!guard(req)) return res.status(403).end();' }),
    },
    {
      name: 'CORS that ends requests with an error',
      code: served({ used: "cors({ origin: (page, callback) => callback(new Error('no')) })" }),
    },
    { name: "CORS with somebody else's options", code: served({ used: 'cors(guard)' }) },
    { name: 'an app of the SDK', code: served({ app: 'guard()' }) },
    { name: 'a router, which another file mounts', code: served({ app: 'express.Router()' }) },
    {
      name: 'who is asked for a password',
      code: served({ before: 'if (req.query.password !== process.env.WORD) return res.end();' }),
    },
    { name: 'options of another file', code: served({ options: 'guard' }) },
    { name: 'tests', code: `import { test } from 'vitest';\n${served({})}` },
    {
      name: 'a transport over standard input',
      code: `import { StdioServerTransport } from '${SDK}/server/stdio.js';\nawait createServer().connect(new StdioServerTransport());\n`,
    },
  ],
});
