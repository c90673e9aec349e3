import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const FALLBACK = `import cors from 'cors';

const origin = process.env.ORIGIN || '*';
app.use(cors({ origin }));
`;
const SILENT = `import cors from 'cors';
import { origins } from './origins.js';

app.use(cors({ origin: origins }));
`;

describe('cors-guard check --explain', () => {
  it('shows what was asked, what was answered, and how the source came to it', async () => {
    const { guard } = guardSession({ 'a.mjs': FALLBACK });
    const { exitCode, stdout } = await guard(['check', '--explain'], real);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`Explained:
a.mjs:4:16  permissive fallback (cors)
  Asked:
    GET from https://attacker.example, every variable set: Access-Control-Allow-Origin 'https://origin.trusted.example.net', Vary 'origin'
    preflight for GET from https://attacker.example, every variable set: Access-Control-Allow-Origin 'https://origin.trusted.example.net', Vary 'origin, access-control-request-headers'
    GET from https://attacker.example, ORIGIN not set: Access-Control-Allow-Origin '*'
  Evaluated for GET, ORIGIN not set:
    a.mjs:3  const origin = process.env.ORIGIN || '*';
        process.env.ORIGIN is undefined
        => '*'
    a.mjs:4  app.use(cors({ origin }));
        origin is '*'
`);
  });

  it('says which unknown keeps a silent site silent', async () => {
    const { guard } = guardSession({ 'a.mjs': SILENT });
    const { exitCode, stdout } = await guard(['check', '--explain'], real);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('a.mjs:4:9  silent (cors)');
    expect(stdout).toContain(`  Silent because this is unknown:
    a.mjs:4  origins: './origins.js' is another module
`);
  });

  it('compares the answers that a cache may mix up', async () => {
    const { guard } = guardSession({
      'a.cjs': `require('express')().get('/', (req, res) => {
  const { origin } = req.headers;
  if (origin === 'https://app.example.com') res.setHeader('Access-Control-Allow-Origin', origin);
  res.json([]);
});
`,
    });
    const { stdout } = await guard(['check', '--explain', '--strict'], real);
    expect(stdout).toContain('  does not vary (header writes)\n');
    expect(stdout).toContain(
      "    GET from https://app.example.com, every variable set: Access-Control-Allow-Origin 'https://app.example.com'\n" +
        '    GET from https://somebody.trusted.example.net, every variable set: no Access-Control-Allow-Origin\n' +
        '    GET from https://attacker.example, every variable set: no Access-Control-Allow-Origin\n',
    );
    expect(stdout).toContain('    a.cjs:2  const { origin } = req.headers;\n');
    expect(stdout).not.toContain('silent');
  });

  it('shows how a WebSocket is accepted', async () => {
    const { guard } = guardSession({
      'a.cjs': `const { WebSocketServer } = require('ws');
const isListed = (origin) => origin !== 'https://app.example.com';
new WebSocketServer({ port: 8080, verifyClient: ({ origin }) => isListed(origin) });
`,
    });
    const { stdout } = await guard(['check', '--explain', '--strict'], real);
    expect(stdout).toContain(`Explained:
a.cjs:3:35  open handshake (ws)
  Asked:
    WebSocket handshake from https://attacker.example, every variable set: accepted
  Evaluated for WebSocket handshake, every variable set:
`);
    expect(stdout).toContain("        origin is 'https://attacker.example'\n");
  });

  it('explains servers of tools, which CORS does not cover', async () => {
    const { guard } = guardSession({
      'a.mjs': `import { createServer } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const transport = new StreamableHTTPServerTransport();
createServer((req, res) => transport.handleRequest(req, res)).listen(3000);
`,
    });
    const { stdout } = await guard(['check', '--explain', '--strict'], real);
    expect(stdout).toContain(`Explained:
a.mjs:3:23  open tools (Model Context Protocol)
  Asked:
    POST from https://attacker.example, every variable set: no Access-Control-Allow-Origin
`);
  });

  it.each([
    ['dead entry', "cors({ origin: ['https://app.example.com/', 'https://admin.example.com'] });"],
    [
      'depends on credentials',
      "cors((req, callback) => callback(null, { origin: req.headers.cookie ? 'https://app.example.com' : false }));",
    ],
  ])('explains what is wrong where no stranger is admitted: %s', async (kind, program) => {
    const { guard } = guardSession({ 'a.mjs': `import cors from 'cors';\n${program}\n` });
    const { stdout } = await guard(['check', '--explain'], real);
    expect(stdout).toContain(`  ${kind} (cors)\n`);
    expect(stdout).not.toContain('silent');
  });

  it.each([
    ['hard-coded origins', "app.use(cors({ origin: ['https://app.example.com'] }));"],
    [
      'second owner',
      'app.use(cors({ origin: process.env.ORIGIN ?? false }));\napp.use(cors({ origin: process.env.ORIGIN ?? false }));',
    ],
    [
      'other preflight',
      "app.put('/', cors({ origin: process.env.ORIGIN ?? false }), (req, res) => res.json({}));",
    ],
    [
      'credentials first',
      'app.use((req, res, next) => (req.headers.cookie ? next() : res.sendStatus(401)));\napp.use(cors({ origin: process.env.ORIGIN ?? false }));',
    ],
    [
      'broad grant',
      "app.use(cors({ origin: process.env.ORIGIN ?? false, credentials: true, allowedHeaders: '*' }));",
    ],
  ])('explains what is wrong beside a policy, if a rule reports it: %s', async (kind, program) => {
    const { guard } = guardSession({
      'a.mjs': `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n${program}\n`,
    });
    const strict = await guard(['check', '--explain', '--strict'], real);
    expect(strict.stdout).toContain(`  ${kind} (cors)\n`);
    expect(strict.stdout).toMatch(/ from https:.*, every variable set: /);
    const { stdout } = await guard(['check', '--explain'], real);
    expect(stdout).not.toContain(`  ${kind}`);
  });

  it('says so where every request is refused, and where no rule reports what was found', async () => {
    const { guard } = guardSession({
      'a.mjs': "import cors from 'cors';\ncors({ origin: 'https://app.example.com' });\n",
      'b.mjs':
        "import cors from 'cors';\n// eslint-disable-next-line cors/no-wildcard-origin -- public\ncors();\n",
    });
    const { exitCode, stdout } = await guard(['check', '--explain'], real);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('  Silent because every request is refused.\n');
    expect(stdout).toContain('b.mjs:3:1  wildcard, which no rule of this run reports (cors)\n');
  });

  it('gives programs the same', async () => {
    const { guard } = guardSession({ 'a.mjs': FALLBACK, 'b.mjs': SILENT });
    const report = jsonOf(await guard(['check', '--explain', '--format', 'json'], real));
    const [found, silent, ...others] = report.explanations ?? [];
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      path: 'a.mjs',
      reported: true,
      line: 4,
      column: 16,
      middleware: 'cors',
      kind: 'permissive fallback',
      shown: 2,
      evaluated: [
        {
          line: 3,
          text: "const origin = process.env.ORIGIN || '*';",
          value: "'*'",
          parts: [{ text: 'process.env.ORIGIN', value: 'undefined' }],
        },
        { line: 4, value: null, parts: [{ text: 'origin', value: "'*'" }] },
      ],
      omitted: 0,
      stops: [],
    });
    expect(found?.probes[2]).toEqual({
      origin: 'https://attacker.example',
      request: 'GET',
      environment: 'ORIGIN not set',
      outcome: 'answered',
      allowOrigin: ['*'],
      allowCredentials: null,
      vary: [],
      answer: "Access-Control-Allow-Origin '*'",
    });
    expect(silent).toMatchObject({
      path: 'b.mjs',
      reported: false,
      kind: null,
      stops: [{ line: 4, text: 'origins', reason: "'./origins.js' is another module" }],
    });
  });

  it.each([['check'], ['check', '--format=json']])(
    'changes nothing unless it is asked for: %s',
    async (...argv) => {
      const { guard } = guardSession({ 'a.mjs': FALLBACK });
      const without = await guard(argv, real);
      const explained = await guard([...argv, '--explain'], real);
      expect(explained.exitCode).toBe(without.exitCode);
      expect(without.stdout).not.toMatch(/Explained|explanations/);
    },
  );

  it('is a flag of check alone', async () => {
    const { guard } = guardSession({ 'a.mjs': FALLBACK });
    expect(await guard(['fix', '--explain'], real)).toMatchObject({ exitCode: 2 });
  });

  it.each([
    ['check', '--explain'],
    ['check', '--explain', '--format=json'],
  ])('shows nothing a terminal obeys, however hostile the source: %s', async (...argv) => {
    const hostile = '\u001b[2J\u0007\u202e\u009b31m';
    const { guard } = guardSession({
      [`${hostile}.mjs`]:
        `import cors from 'cors'; import { x } from './${hostile}.js';\n` +
        `const list = ['${hostile}', '\\u001b]0;x\\u0007', \`${hostile}\`]; /* ${hostile} */\n` +
        `cors({ origin: list[9] || '*', '${hostile}': x });\n` +
        `cors({ origin: x['${hostile}'] });\n`,
    });
    const { stdout } = await guard(argv, real);
    expect(stdout).toMatch(/Explained|explanations/);
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  });

  it('cuts long lines and long values', async () => {
    const { guard } = guardSession({
      'a.mjs': `import cors from 'cors'; const text = '${'x'.repeat(5000)}'; cors({ origin: text ? '*' : false });\n`,
    });
    const { stdout } = await guard(['check', '--explain'], real);
    const longest = Math.max(
      ...stdout
        .slice(stdout.indexOf('Explained'))
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(300);
  });
});
