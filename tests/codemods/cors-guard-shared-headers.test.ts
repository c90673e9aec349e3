import { chmodSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import writeFileAtomic from 'write-file-atomic';
import { afterEach, describe, expect, it } from 'vitest';
import { boot } from '../harness/server.js';
import { guardSession, type Session } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

type Files = Readonly<Record<string, string>>;

const MODULE = '{ "type": "module" }';
const HEADERS = `export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'content-type',
};
`;
const GET = `export async function GET(request) {
  return new Response(request.url, { headers: corsHeaders });
}
`;

/** Migrates the files, and again, which has to find nothing to change. */
async function migrated(files: Files): Promise<Session & { readonly changed: readonly string[] }> {
  const session = guardSession(files);
  const run = async () => jsonOf(await session.guard(['fix', '--write', '--format', 'json'], real));
  const first = await run();
  const second = await run();
  expect(second.changes).toEqual([]);
  expect(second.findings).toEqual([]);
  return { ...session, changed: first.changes.map(({ path }) => path) };
}

/** What `fix` says it leaves, where it changes nothing. */
async function left(files: Files, ...argv: string[]): Promise<string[]> {
  const { guard } = guardSession(files);
  const { changes, needsYou } = jsonOf(await guard(['fix', '--format', 'json', ...argv], real));
  expect(changes).toEqual([]);
  return needsYou.map(({ path, rule }) => `${path} ${rule}`);
}

type Handler = (request: Request) => Promise<Response>;

const APP = 'https://app.example.com';

/** The answers of a handler to the attacker and to a page that is listed, while it is not and while it is. */
async function asked(
  { pathOf }: Session,
  file: string,
  handler = 'GET',
): Promise<Record<string, string | null>> {
  const loaded = (await import(pathToFileURL(pathOf(file)).href)) as Record<string, Handler>;
  const answer = async (origin: string): Promise<string | null> => {
    const response = await loaded[handler]?.(
      new Request('http://localhost/data', { headers: { Origin: origin } }),
    );
    expect(response?.headers.get('Vary')).toBe('Origin');
    return response?.headers.get('Access-Control-Allow-Origin') ?? null;
  };
  const unset = await answer(APP);
  process.env['CORS_ALLOWED_ORIGINS'] = APP;
  return { unset, attacker: await answer('https://attacker.example'), listed: await answer(APP) };
}

afterEach(() => {
  delete process.env['CORS_ALLOWED_ORIGINS'];
});

const CLOSED = { unset: null, attacker: null, listed: APP };

describe('headers that are exported become a function, and every file that imports them calls it:', () => {
  const ways: Readonly<Record<string, Files>> = {
    'by their name': { 'api.js': `import { corsHeaders } from './cors.js';\n${GET}`, 'cors.js': HEADERS },
    'by another name': {
      'api.js': `import { corsHeaders as shared } from './cors.js';\n${GET.replace('corsHeaders', '{ ...shared }')}`,
      'cors.js': HEADERS,
    },
    'by a namespace': {
      'api.js': `import * as cors from './cors.js';\n${GET.replace('corsHeaders', 'cors.corsHeaders')}`,
      'cors.js': HEADERS,
    },
    'passed on by other modules': {
      'api.js': `import { corsHeaders } from './shared/index.js';\n${GET}`,
      'shared/index.js': "export * from './passed-on.js';\n",
      'shared/passed-on.js': "import { corsHeaders } from '../cors.js';\nexport { corsHeaders };\n",
      'cors.js': HEADERS,
    },
    'beside a tsconfig.json that extends what is not installed': {
      'tsconfig.json': '{ "extends": "missing/tsconfig.base" }',
      'api.js': `import { corsHeaders } from './cors.js';\n${GET}`,
      'cors.js': HEADERS,
    },
    'by the imports of package.json': {
      'package.json': '{ "type": "module", "imports": { "#shared": "./cors.js" } }',
      'api.js': `import { corsHeaders } from '#shared';\n${GET}`,
      'cors.js': HEADERS,
    },
    'in a helper of the importing file': {
      'api.js': `import { corsHeaders } from './cors.js';
const json = (data, status = 200) => new Response(JSON.stringify(data), { status, headers: { ...corsHeaders } });
export async function GET(request) {
  return json({ url: request.url });
}
`,
      'cors.js': HEADERS,
    },
    'in a helper that is exported itself': {
      'api.js': `import { json } from './answers.js';
export async function GET(request) {
  return json({ url: request.url });
}
`,
      'answers.js': `import { corsHeaders } from './cors.js';
export function json(data) {
  return new Response(JSON.stringify(data), { headers: corsHeaders });
}
`,
      'cors.js': HEADERS,
    },
    'in a helper beside them': {
      'api.js': `import { failed } from './cors.js';
export const GET = async (request) => failed(request.url);
`,
      'cors.js': `${HEADERS}
export const failed = (message) => new Response(message, { status: 500, headers: corsHeaders });
`,
    },
    'in a helper that takes options of the response, which are no request': {
      'api.js': `import { json } from './cors.js';
export const GET = async (request) => json({ url: request.url }, { status: 201 });
`,
      'cors.js': `${HEADERS}
export const json = (data, init = {}) =>
  new Response(JSON.stringify(data), { ...init, headers: { ...corsHeaders, ...init.headers } });
`,
    },
    'in CommonJS': {
      'package.json': '{}',
      'api.js': `const { corsHeaders } = require('./cors');
exports.GET = async (request) => new Response(request.url, { headers: corsHeaders });
`,
      'cors.js': `${HEADERS.replace('export ', '')}module.exports = { corsHeaders };\n`,
    },
  };

  it.each(Object.entries(ways))('%s', async (_way, files) => {
    const session = await migrated({ 'package.json': MODULE, ...files });
    expect(session.changed).toContain('cors.js');
    expect(session.changed).toContain('api.js');
    expect(await asked(session, 'api.js')).toEqual(CLOSED);
  });

  it('in every file at once, with line endings and byte order marks as they were', async () => {
    const session = await migrated({
      'package.json': MODULE,
      'one.js': `\uFEFFimport { corsHeaders } from './cors.js';\n${GET}`,
      'two.js': `import { corsHeaders } from './cors.js';\n${GET}`.replaceAll('\n', '\r\n'),
      'cors.js': `\uFEFF${HEADERS}`,
    });
    expect(session.changed).toEqual(['cors.js', 'one.js', 'two.js']);
    expect(session.read('one.js').startsWith('\uFEFFimport')).toBe(true);
    expect(session.read('cors.js').startsWith('\uFEFFexport')).toBe(true);
    expect(session.read('two.js').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(await asked(session, 'one.js')).toEqual(CLOSED);
  });

  it('beside what else is rewritten in the files that import them', async () => {
    const session = await migrated({
      'package.json': MODULE,
      'api.js': `import { corsHeaders } from './cors.js';
export async function POST(request) {
  return new Response(request.url, { headers: { 'Access-Control-Allow-Origin': '*' } });
}
${GET}`,
      'cors.js': HEADERS,
    });
    expect(await asked(session, 'api.js')).toEqual(CLOSED);
    delete process.env['CORS_ALLOWED_ORIGINS'];
    expect(await asked(session, 'api.js', 'POST')).toEqual(CLOSED);
  });

  it('from the event of a Lambda function', async () => {
    const session = await migrated({
      'package.json': MODULE,
      'list.js': `import { reply } from './cors.js';
export const handler = async (event) => reply(200, event.rawPath);
`,
      'one.js': `import { corsHeaders } from './cors.js';
export const handler = async () => {
  const headers = { ...corsHeaders, 'Content-Type': 'text/plain' };
  return { statusCode: 200, headers, body: '' };
};
`.replace('async ()', 'async (event)'),
      'cors.js': `${HEADERS}export const reply = (statusCode, body) => ({ statusCode, headers: corsHeaders, body });\n`,
    });
    process.env['CORS_ALLOWED_ORIGINS'] = APP;
    for (const file of ['list.js', 'one.js']) {
      const { handler } = (await import(pathToFileURL(session.pathOf(file)).href)) as {
        handler: (event: object) => Promise<{ headers: Record<string, string> }>;
      };
      const answer = async (origin: string): Promise<string | undefined> =>
        (await handler({ rawPath: '/', headers: { origin } })).headers['Access-Control-Allow-Origin'];
      expect([await answer(APP), await answer('https://attacker.example')]).toEqual([APP, undefined]);
    }
  });

  it('with the environment as the importing files read it', async () => {
    const { read } = await migrated({
      'functions/hello/index.ts': `import { corsHeaders } from '../cors.ts';
Deno.serve(async () => new Response('hello', { headers: corsHeaders }));
`,
      'functions/cors.ts': HEADERS,
    });
    expect(read('functions/cors.ts')).toContain("Deno.env.get('CORS_ALLOWED_ORIGINS')");
    expect(read('functions/hello/index.ts')).toContain("async (request: Request) => new Response('hello'");
  });

  it('also where a file of handlers is served by another', async () => {
    const { read } = await migrated({
      'functions/hello/handler.ts': `import { json } from '../cors.ts';
export const handler = async (request: Request) => json({ url: request.url });
`,
      'functions/hello/index.ts': `import { json } from '../cors.ts';
import { handler } from './handler.ts';
import { hostname } from 'node:os';
console.log(hostname());
Deno.serve((request) => request.method === 'GET' ? handler(request) : json({}));
`,
      'functions/cors.ts': `${HEADERS}export const json = (data: unknown) => new Response(JSON.stringify(data), { headers: corsHeaders });\n`,
    });
    expect(read('functions/cors.ts')).toContain("Deno.env.get('CORS_ALLOWED_ORIGINS')");
    expect(read('functions/hello/handler.ts')).toContain("json(request.headers.get('Origin') ?? '', {");
  });

  const IMPORT = "import { corsHeaders } from './cors.mjs';\n";
  const servers: Readonly<Record<string, string>> = {
    'a response of Express is set to': `import express from 'express';
${IMPORT}const app = express();
app.get('/', (_request, response) => response.set(corsHeaders).send('data'));
export default app;
`,
    'a response of node:http is opened with, in a helper': `import { createServer } from 'node:http';
${IMPORT}const answer = (response, status) => response.writeHead(status, { ...corsHeaders, 'Content-Type': 'text/plain' }).end('data');
export default createServer((request, response) => answer(response, request.method === 'OPTIONS' ? 204 : 200));
`,
    'a handler goes through': `${IMPORT}export default function handler(request, response) {
  Object.entries(corsHeaders).forEach(([name, value]) => response.setHeader(name, value));
  response.end(request.url);
}
`,
    'a context of Koa is set to': `import Koa from 'koa';
${IMPORT}const app = new Koa();
app.use((ctx) => {
  ctx.set(corsHeaders);
  ctx.body = 'data';
});
export default app;
`,
    'a reply of Fastify is set to': `import Fastify from 'fastify';
${IMPORT}const app = Fastify();
app.get('/', (request, reply) => reply.headers(corsHeaders).send(request.url));
export default app;
`,
  };
  it.each(Object.entries(servers))('that %s', async (_what, text) => {
    const { read, changed } = await migrated({ 'cors.mjs': HEADERS, 'api.mjs': text });
    expect(changed).toEqual(['api.mjs', 'cors.mjs']);
    const program = {
      text: read('api.mjs'),
      language: 'mjs',
      files: { 'cors.mjs': read('cors.mjs') },
    } as const;
    const admitted = async (environment: Record<string, string | undefined>): Promise<string[][]> => {
      const server = await boot({ ...program, environment });
      expect.assert(!('outcome' in server));
      const answers = await server.askAll([APP, 'https://attacker.example'].map((origin) => ({ origin })));
      await server.close();
      expect(answers.map(({ vary }) => vary)).toEqual([['origin'], ['origin']]);
      return answers.map(({ allowOrigin }) => allowOrigin);
    };
    expect(await admitted({ CORS_ALLOWED_ORIGINS: undefined })).toEqual([[], []]);
    expect(await admitted({ CORS_ALLOWED_ORIGINS: APP })).toEqual([[APP], []]);
  });

  it('and the report holds the edits of all files', async () => {
    const { guard } = guardSession({
      'package.json': MODULE,
      'api.js': `import { corsHeaders } from './cors.js';\n${GET}`,
      'cors.js': HEADERS,
    });
    const { findings } = jsonOf(await guard(['check', '--format', 'json'], real));
    expect(findings).toMatchObject([{ path: 'cors.js', fixable: true, fix: null, writtenIn: null }]);
    expect(findings[0]?.fixesOfFiles.map(({ path, fixes }) => [path, fixes.length])).toEqual([
      ['cors.js', 4],
      ['api.js', 1],
    ]);
    const sarif = JSON.parse((await guard(['check', '--format', 'sarif'], real)).stdout) as {
      runs: { results: { fixes: { artifactChanges: { artifactLocation: { uri: string } }[] }[] }[] }[];
    };
    const changes = sarif.runs[0]?.results[0]?.fixes[0]?.artifactChanges ?? [];
    expect(changes.map(({ artifactLocation }) => artifactLocation.uri)).toEqual(['cors.js', 'api.js']);
  });
});

describe('headers that are exported are left to a person', () => {
  const IMPORTER = `import { corsHeaders } from './cors.js';\n${GET}`;
  const unclear: Readonly<Record<string, Files>> = {
    'where a test compares them': {
      'api.test.js': `import { corsHeaders } from './cors.js';
import { GET } from './api.js';
test('answers', async () => expect((await GET()).headers).toEqual(corsHeaders));
`,
    },
    'where a test puts others in their place': {
      'api.test.js': "jest.mock('./cors.js', () => ({ corsHeaders: {} }));\n",
    },
    'where a module is handed on as a whole': {
      'all.js': "import * as cors from './cors.js';\nexport const all = { ...cors };\n",
    },
    'where they are exported under another name': {
      'index.js': "export { corsHeaders as headers } from './cors.js';\n",
    },
    'where they become part of others while loading': {
      'all.js':
        "import { corsHeaders } from './cors.js';\nexport const all = { ...corsHeaders, 'X-Frame-Options': 'DENY' };\n",
    },
    'where only some of the answers take their Vary from them': {
      'express.js': `import { corsHeaders } from './cors.js';
export const list = (req, res) => res.set(corsHeaders).json([]);
`,
    },
    'where a component may import them': {
      'page.svelte': "<script>import { corsHeaders } from './cors.js';</script>\n",
    },
    'where a file that mentions them does not parse': {
      'broken.js': "import { corsHeaders } from './cors.js'; const {\n",
    },
    'where an import leads nowhere that may be meant for them': {
      'page.js': `import { corsHeaders } from '@/cors';\n${GET}`,
    },
    'where an answer is made before any request': {
      'app/data/route.js': `import { corsHeaders } from '../../cors.js';\nexport const dynamic = 'force-static';\n${GET}`,
    },
    'where what imports them is generated': {
      'client.js': `// @generated\n${IMPORTER}`,
    },
    'where a helper with them is passed on': {
      'more.js': `import { corsHeaders } from './cors.js';
const json = (data) => new Response(data, { headers: corsHeaders });
export const POST = async (request) => request.text().then(json);
`,
    },
  };

  it.each(Object.entries(unclear))('%s', async (_where, files) => {
    const all = { 'package.json': MODULE, 'cors.js': HEADERS, 'api.js': IMPORTER, ...files };
    expect(await left(all)).toEqual(['cors.js cors/no-wildcard-origin']);
  });

  it('where they are exported under a computed name', async () => {
    const files = {
      'cors.js': `${HEADERS.replace('export ', '')}const name = 'corsHeaders';\nmodule.exports = { [name]: corsHeaders };\n`,
      'api.js': `const { corsHeaders } = require('./cors');\nexports.GET = async (request) => new Response(request.url, { headers: corsHeaders });\n`,
    };
    expect(await left(files)).toEqual(['cors.js cors/no-wildcard-origin']);
  });

  it('where they are the default export, which may have any name elsewhere', async () => {
    const files = {
      'cors.js': `${HEADERS.replace('export ', '')}export default corsHeaders;\n`,
      'api.js': `import corsHeaders from './cors.js';\n${GET}`,
    };
    expect(await left(files)).toEqual(['cors.js cors/no-wildcard-origin']);
  });

  it('where a file that imports them is not part of the run, though one that only mentions them may be', async () => {
    const files = { 'shared/cors.js': HEADERS, 'shared/api.js': IMPORTER };
    const outside = { 'api/get.js': IMPORTER.replace('./cors.js', '../shared/cors.js') };
    expect(await left({ ...files, ...outside }, 'shared')).toEqual([
      'shared/cors.js cors/no-wildcard-origin',
    ]);
    const { guard } = guardSession({ ...files, 'api/readme.js': '// corsHeaders of ../shared/cors.js\n' });
    const { changes } = jsonOf(await guard(['fix', '--format', 'json', 'shared'], real));
    expect(changes.map(({ path }) => path)).toEqual(['shared/api.js', 'shared/cors.js']);
  });

  it('but not where a component or a file that does not parse mentions no more than the name of their file', async () => {
    const session = await migrated({
      'package.json': MODULE,
      'cors.js': HEADERS,
      'api.js': IMPORTER,
      'page.svelte': '<p>See cors for the headers.</p>\n',
      'broken.js': '// cors\nconst {\n',
    });
    expect(session.changed).toEqual(['api.js', 'cors.js']);
  });

  it('where the settings of a file that imports them forbid it', async () => {
    const files = {
      'package.json': MODULE,
      'cors.js': HEADERS,
      'legacy/api.js': IMPORTER.replace('./cors.js', '../cors.js'),
      'eslint.config.js': "export default [{ files: ['legacy/**'], settings: { cors: { fix: 'off' } } }];\n",
    };
    expect(await left(files)).toEqual(['cors.js cors/no-wildcard-origin']);
  });
});

it('the reason names the use that no request can be had for', async () => {
  const { guard } = guardSession({
    'shared/cors.js': HEADERS,
    'api/get.js': `import { corsHeaders } from '../shared/cors.js';\nexport const json = (data) => {\n  return new Response(data, { headers: corsHeaders });\n};\n`,
  });
  const { needsYou } = jsonOf(await guard(['fix', '--format', 'json'], real));
  expect(needsYou.map(({ message }) => message.split('because ')[1])).toEqual([
    "'corsHeaders' is made once, before any request, and which one it is that line 3 of '../api/get.js' answers cannot be told: make it a function of the request, and hand the request over.",
  ]);
});

it('nothing is written where one of the files has uncommitted changes', async () => {
  const { guard, git, write, read } = guardSession({
    'package.json': MODULE,
    'api.js': `import { corsHeaders } from './cors.js';\n${GET}`,
    'cors.js': HEADERS,
  });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'all');
  write('api.js', `${read('api.js')}// more\n`);
  const { exitCode, stderr } = await guard(['fix', '--write'], real);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('  api.js\n')]);
  expect(read('cors.js')).toBe(HEADERS);
});

describe('files that only work together', () => {
  const FILES = {
    'package.json': MODULE,
    'a.js': `import { corsHeaders } from './cors.js';\n${GET}`,
    'b.js':
      "export const POST = async () => new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } });\n",
    'cors.js': HEADERS,
  };

  it('are left as they are where one of them cannot be written', async () => {
    const { guard, pathOf, read } = guardSession(FILES);
    chmodSync(pathOf('a.js'), 0o444);
    const { changes } = jsonOf(await guard(['fix', '--write', '--format', 'json'], real));
    expect(changes.map(({ path, problem }) => [path, problem])).toEqual([
      ['a.js', 'The file is read-only.'],
      ['cors.js', 'It only works together with a.js: The file is read-only.'],
    ]);
    expect(read('cors.js')).toBe(HEADERS);
  });

  it('are all written where a run is interrupted after the first', async () => {
    const { guard } = guardSession({ ...FILES, 'b.js': FILES['b.js'].replace('()', '(request)') });
    const interrupt = new AbortController();
    const ran = await guard(['fix', '--write', '--format', 'json'], {
      ...real,
      stoppable: (work) => work(interrupt.signal),
      replaceFile: async (path, content) => {
        interrupt.abort();
        await writeFileAtomic(path, content);
      },
    });
    expect(jsonOf(ran).changes.map(({ path, written }) => [path, written])).toEqual([
      ['a.js', true],
      ['b.js', false],
      ['cors.js', true],
    ]);
  });
});
