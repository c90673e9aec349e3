import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const SDK = '@modelcontextprotocol/sdk/server';
const NOTE =
  'this file serves the Model Context Protocol (line 3), whose tools a page that is admitted can call.';

/** What is said about a file with an open policy, and these lines before it. */
const saidBelow = (imported: string, made: string): string | undefined =>
  lint(plugin, {
    path: join(root, 'tests', 'server.mjs'),
    text: `import cors from 'cors';\n${imported}\n${made}\napp.use(cors());\n`,
  })[0]?.message;

describe('an open policy before a server of the Model Context Protocol', () => {
  test.each([
    [
      `import { StreamableHTTPServerTransport } from '${SDK}/streamableHttp.js';`,
      'app.post("/mcp", (req, res) => new StreamableHTTPServerTransport().handleRequest(req, res));',
    ],
    [`import { SSEServerTransport as Events } from '${SDK}/sse.js';`, 'new Events("/messages", response);'],
    [
      `import * as streamable from '${SDK}/webStandardStreamableHttp.js';`,
      'const transport = new streamable.WebStandardStreamableHTTPServerTransport({});',
    ],
    [
      `const { StreamableHTTPServerTransport } = await import('${SDK}/streamableHttp');`,
      'const transport = new StreamableHTTPServerTransport();',
    ],
  ])('is said to give its tools away: %s', (imported, made) => {
    expect(saidBelow(imported, made)).toBe(
      `Any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS; ${NOTE}`,
    );
  });

  test.each([
    [`import { StdioServerTransport } from '${SDK}/stdio.js';`, 'new StdioServerTransport();'],
    [
      `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';`,
      'new StreamableHTTPClientTransport(url);',
    ],
    [
      `import { StreamableHTTPServerTransport } from './streamableHttp.js';`,
      'new StreamableHTTPServerTransport();',
    ],
    [
      `import { StreamableHTTPServerTransport } from '${SDK}/streamableHttp.js';`,
      'use(StreamableHTTPServerTransport);',
    ],
  ])('is nothing special without one: %s', (imported, made) => {
    expect(saidBelow(imported, made)).toMatch(/CORS_ALLOWED_ORIGINS\.$/);
  });

  test('is not said of findings that admit nobody', () => {
    const [report] = lint(plugin, {
      path: join(root, 'tests', 'server.mjs'),
      text: `import cors from 'cors';
import { SSEServerTransport } from '${SDK}/sse.js';
new SSEServerTransport('/messages', response);
app.use(cors({ origin: ['https://app.example.com/'] }));
`,
    });
    expect(report).toMatchObject({ rule: 'cors/valid-allowed-origins' });
    expect(report?.message).not.toContain('tools');
  });
});
