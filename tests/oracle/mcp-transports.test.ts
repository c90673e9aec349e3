import { describe, expect, test } from 'vitest';
import { boot } from '../harness/server.js';
import { noteRun } from '../harness/support-evidence.js';
import { describeAgreement } from './agreement.js';
import { handedFaults, observed, programOf, type ToolServer } from './mcp-requests.agreement.js';
import { prelude } from './option-values.js';

const program = (middleware: string): string => `const express = require('express');
const cors = require('cors');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
const { StreamableHTTPServerTransport } = require('@modelcontextprotocol/sdk/server/streamableHttp.js');
${prelude}
const app = express();
${middleware}
app.all('/mcp', async (req, res) => {
  const server = new McpServer({ name: 'notes', version: '1.0.0' });
  server.registerTool('read', { description: 'reads a note' }, () => {
    res.setHeader('Vary', 'Tool');
    return { content: [{ type: 'text', text: 'data' }] };
  });
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  await server.connect(transport);
  await transport.handleRequest(req, res);
});
module.exports = app;
`;

/** A call of the tool, as the page of a website sends it once its preflight is answered. */
const CALL = {
  path: '/mcp',
  origin: 'https://attacker.example',
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'read', arguments: {} },
  }),
} as const;

describeAgreement(
  [{ name: 'cors before @modelcontextprotocol/sdk 1', program, path: '/mcp' }],
  [
    'cors()',
    `cors({ origin: '*', exposedHeaders: ['Mcp-Session-Id'] })`,
    'cors({ origin: true })',
    'cors({ origin: LIST })',
  ].map((given) => ({ name: given, given: `app.use(${given});` })),
);

describe('the tool answers a page that is admitted, and one whose preflight was refused never asks', () => {
  test.each([
    ['cors()', ['*']],
    ['cors({ origin: LIST })', []],
  ])('%s', async (given, allowOrigin) => {
    const server = await boot({ text: program(`app.use(${given});`), language: 'cjs' });
    if ('outcome' in server) throw server.error;
    const preflight = await server.ask({ path: CALL.path, origin: CALL.origin, preflightFor: 'POST' });
    expect(preflight).toMatchObject({ status: 204, allowOrigin });
    expect(await server.ask(CALL)).toMatchObject({
      status: 200,
      allowOrigin,
      vary: expect.arrayContaining(['tool']),
    });
    await server.close();
  });
});

const REFUSE = 'return res.status(403).end();';
const servers: readonly ToolServer[] = [
  ...[
    '',
    '{}',
    '{ sessionIdGenerator: undefined, enableJsonResponse: true }',
    '{ allowedOrigins: LIST, allowedHosts: ["localhost:3000"] }',
    '{ enableDnsRebindingProtection: false, allowedOrigins: LIST }',
    '{ enableDnsRebindingProtection: true }',
    '{ enableDnsRebindingProtection: true, allowedHosts: [], allowedOrigins: [] }',
    '{ enableDnsRebindingProtection: true, allowedHosts: ["localhost:3000"] }',
    '{ enableDnsRebindingProtection: true, allowedOrigins: LIST }',
    '{ enableDnsRebindingProtection: "yes", allowedOrigins: ["*"] }',
    '{ enableDnsRebindingProtection: true, allowedOrigins: [], allowedHosts: ["127.0.0.1"] }',
  ].map((options) => ({ options })),
  ...[
    `if (!LIST.includes(req.headers.origin)) ${REFUSE}`,
    `if (req.headers.origin && req.get('Origin') !== A) ${REFUSE}`,
    `if (LIST.includes(req.headers.origin)) ${REFUSE}`,
    `if (req.hostname !== 'localhost') ${REFUSE}`,
    `if (!isInitializeRequest(req.body)) ${REFUSE}`,
    `if (req.query.page === 'one') ${REFUSE}`,
  ].map((before) => ({ before })),
];

describe('who gets to the tools, from the server and from the model of it:', () => {
  test.for(servers)('%o', async (server, running) => {
    noteRun(running, programOf(server));
    expect(await handedFaults(server)).toEqual([]);
  });

  test.each([
    'createMcpExpressApp()',
    "createMcpExpressApp({ host: '0.0.0.0', allowedHosts: ['localhost'] })",
  ])("nobody gets to those of the SDK's own %s under another name", async (made) => {
    const app = `require('@modelcontextprotocol/sdk/server/express.js').${made}`;
    expect(await observed({ app })).toEqual([false, false, false]);
  });
});
