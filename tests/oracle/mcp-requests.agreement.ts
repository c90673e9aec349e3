import { simulate } from '../../src/analysis/simulate.js';
import { toolServerSites } from '../../src/middleware/mcp-sites.js';
import { boot } from '../harness/server.js';
import { parseSource } from '../harness/source-file.js';

const ORIGINS = ['https://attacker.example', 'https://app.example.com', undefined];

/** The first request of a client, under a name that somebody else has point here. */
const FIRST = {
  path: '/mcp',
  method: 'POST',
  headers: {
    host: 'attacker.example:3000',
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'page', version: '1' } },
  }),
} as const;

/** A program with a transport, up to its options and to what its handler does before. */
export interface ToolServer {
  readonly options?: string;
  readonly before?: string;
  /** How the app is made. */
  readonly app?: string;
}

/** For each origin that is asked about, whether the transport answers. */
export type Handed = (server: ToolServer) => readonly (boolean | 'unknown')[];

export const programOf = ({ options = '{}', before = '', app = 'express()' }: ToolServer): string =>
  `const express = require('express');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
const { StreamableHTTPServerTransport } = require('@modelcontextprotocol/sdk/server/streamableHttp.js');
const { isInitializeRequest } = require('@modelcontextprotocol/sdk/types.js');
const A = 'https://app.example.com';
const LIST = [A];
const app = ${app};
app.use(express.json());
app.post('/mcp', async (req, res) => {
  ${before}
  const transport = new StreamableHTTPServerTransport(${options});
  await new McpServer({ name: 'notes', version: '1.0.0' }).connect(transport);
  await transport.handleRequest(req, res, req.body);
});
module.exports = app;
`;

/** Where a model of a program and its booted server disagree about who gets to the tools. */
export async function handedFaults(server: ToolServer, model: Handed = modelled): Promise<string[]> {
  const answers = await observed(server);
  return model(server).flatMap((answer, index) =>
    answer === answers[index]
      ? []
      : [`${ORIGINS[index] ?? 'no origin'}: ${answer} instead of ${answers[index]}`],
  );
}

/** Which origins get to the tools, from the real server. */
export async function observed(server: ToolServer): Promise<boolean[]> {
  const booted = await boot({ text: programOf(server), language: 'cjs' });
  if ('outcome' in booted) throw new Error('The server does not start.', { cause: booted.error });
  const answers: boolean[] = [];
  for (const origin of ORIGINS) {
    const { status } = await booted.ask({ ...FIRST, origin });
    answers.push(status === 200);
  }
  await booted.close();
  return answers;
}

/** Which origins get to the tools, from the model. */
export const modelled: Handed = (server) => {
  const file = parseSource(programOf(server), '/program.cjs');
  const [site] = toolServerSites(file);
  if (!site) throw new Error('There is no server of tools.');
  return ORIGINS.map((origin) => {
    const { answer } = simulate(
      file,
      site,
      { request: { origin, kind: 'actual', method: 'POST' }, environment: { kind: 'all set' } },
      { rank: ({ outcome }) => (outcome === 'answered' ? 1 : 0) },
    );
    return answer.outcome === 'unknown' ? 'unknown' : answer.outcome === 'answered';
  });
};
