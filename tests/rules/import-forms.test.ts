import { describe, expect, test } from 'vitest';
import { fix, lint } from './lint.js';
import { origin } from './remedies.js';

/** Every way to the package, and the call that uses it. `[[…]]` marks what has to be reported. */
const WAYS: readonly { name: string; program: string; file?: string }[] = [
  { name: 'a default import', program: "import cors from 'cors';\napp.use([[cors()]]);\n" },
  {
    name: 'a default import under another name',
    program: "import allow from 'cors';\napp.use([[allow()]]);\n",
  },
  { name: 'a namespace import', program: "import * as cors from 'cors';\napp.use([[cors()]]);\n" },
  {
    name: 'the default of a namespace import',
    program: "import * as module from 'cors';\napp.use([[module.default()]]);\n",
  },
  {
    name: 'the default import by its name',
    program: "import { default as cors } from 'cors';\napp.use([[cors()]]);\n",
  },
  { name: 'require', program: "const cors = require('cors');\napp.use([[cors()]]);\n" },
  { name: 'require with a template', program: 'const cors = require(`cors`);\napp.use([[cors()]]);\n' },
  { name: 'require called at once', program: "app.use([[require('cors')()]]);\n" },
  {
    name: 'the default of require',
    program: "const cors = require('cors').default;\napp.use([[cors()]]);\n",
  },
  {
    name: 'the default of require, destructured',
    program: "const { default: cors } = require('cors');\napp.use([[cors()]]);\n",
  },
  {
    name: 'a dynamic import',
    program: "const { default: cors } = await import('cors');\napp.use([[cors()]]);\n",
  },
  {
    name: 'a dynamic import in a function',
    program:
      "async function start() {\n  const cors = (await import('cors')).default;\n  app.use([[cors()]]);\n}\nstart();\n",
  },
  {
    name: 'an alias',
    program:
      "const middleware = require('cors');\nconst crossOrigin = middleware;\napp.use([[crossOrigin()]]);\n",
  },
  {
    name: 'an import assignment of TypeScript',
    program: "import cors = require('cors');\napp.use([[cors()]]);\n",
    file: 'server.cts',
  },
  {
    name: 'a require whose type is told',
    program: "const cors = require('cors') as typeof import('cors');\napp.use([[cors()]]);\n",
    file: 'server.ts',
  },
  {
    name: 'a call with type arguments',
    program: "import cors from 'cors';\napp.use([[cors<Request>()]]);\n",
    file: 'server.ts',
  },
  {
    name: 'an asserted callee',
    program: "import cors from 'cors';\napp.use([[cors!()]]);\n",
    file: 'server.ts',
  },
];

describe.each(WAYS)('$name', ({ program, file = 'server.js' }) => {
  const code = program.replace(/\[\[|\]\]/g, '');
  const reported = /\[\[(.*)\]\]/.exec(program)?.[1] ?? '';
  const parsers = file.endsWith('.js')
    ? (['espree', '@typescript-eslint/parser'] as const)
    : (['@typescript-eslint/parser'] as const);

  test.each(parsers)('leads to the package, as %s reads it', (parser) => {
    const [report, ...others] = lint(code, { file }, parser);
    expect(others).toEqual([]);
    expect(report).toMatchObject({ ruleId: 'cors/no-wildcard-origin', messageId: 'wildcard' });
    expect(textAt(code, report)).toBe(reported);
  });

  test.each(parsers)('is fixed, as %s reads it', (parser) => {
    const fixed = fix(code, { file }, parser);
    expect(fixed.output).toBe(code.replace(reported, reported.replace(/\(\)$/, `({ origin: ${origin} })`)));
    expect(fixed.messages).toEqual([]);
  });

  test.each(parsers)('is another package with one letter more, as %s reads it', (parser) => {
    expect(lint(code.replace(/(['`])cors\1/g, '$1corsx$1'), { file }, parser)).toEqual([]);
  });
});

/** What a report underlines; everything these programs report stands on one line. */
function textAt(code: string, report: ReturnType<typeof lint>[number] | undefined): string | undefined {
  return report && code.split('\n')[report.line - 1]?.slice(report.column - 1, (report.endColumn ?? 0) - 1);
}

describe('what is called cors and is not the package', () => {
  test.each([
    [
      'a function of the same file',
      "function cors(options) { return options; }\napp.use(cors({ origin: '*' }));\n",
    ],
    ['a parameter', "module.exports = (cors) => app.use(cors({ origin: '*' }));\n"],
    ['a local module', "import cors from './cors.js';\napp.use(cors({ origin: '*' }));\n"],
    ['a folder of that name', "import cors from '@example/cors';\napp.use(cors({ origin: '*' }));\n"],
    [
      'a named export of the package that does not exist',
      "import { enable } from 'cors';\napp.use(enable());\n",
    ],
    [
      'a require of its own',
      "const require = (name) => load(name);\nconst cors = require('cors');\napp.use(cors());\n",
    ],
    ['a method', 'const server = build();\nserver.cors();\n'],
    ['a word in a text', "console.log('cors() is not called here');\n"],
    ['an import nobody calls', "import cors from 'cors';\nexport { cors };\n"],
    [
      'a local binding that hides the import',
      "import cors from 'cors';\nfunction use(cors) {\n  return cors({ origin: '*' });\n}\nuse((options) => options);\n",
    ],
  ])('%s', (_name, code) => {
    expect(lint(code)).toEqual([]);
    expect(lint(code, {}, 'espree')).toEqual([]);
  });
});

describe('what mentions origins or the header and configures nothing', () => {
  test.each([
    ['an object with an origin', "export const feed = { origin: '*', cors: true };\n"],
    [
      'a header of a request the program sends',
      "fetch(url, { headers: { 'Access-Control-Allow-Origin': '*' } });\n",
    ],
    ['a default header of a client', "axios.defaults.headers.common['Access-Control-Allow-Origin'] = '*';\n"],
    [
      'headers collected for a client',
      "const headers = new Headers();\nheaders.set('Access-Control-Allow-Origin', '*');\nfetch(url, { headers });\n",
    ],
    [
      'a header of XMLHttpRequest',
      "function send(request) {\n  request.setRequestHeader('Access-Control-Allow-Origin', '*');\n}\n",
    ],
    [
      'a header that is deleted',
      "app.use((req, res, next) => {\n  res.headers.delete('Access-Control-Allow-Origin');\n  next();\n});\n",
    ],
    [
      'a header that is removed',
      "app.use((req, res, next) => {\n  res.removeHeader('Access-Control-Allow-Origin');\n  next();\n});\n",
    ],
    [
      'a list of header names to strip',
      "const STRIPPED = ['access-control-allow-origin', 'set-cookie'];\nmodule.exports = (upstream, res) => {\n  for (const [name, value] of Object.entries(upstream.headers)) {\n    if (!STRIPPED.includes(name)) res.setHeader(name, value);\n  }\n};\n",
    ],
    [
      'a header that is read',
      "app.get('/', (req, res) => {\n  res.json({ allowed: res.getHeader('Access-Control-Allow-Origin') });\n});\n",
    ],
    [
      'a schema of the environment',
      "export const schema = z.object({ CORS_ALLOWED_ORIGINS: z.string().default('*') });\n",
    ],
    [
      'a check against forged requests',
      "export function isTrustedOrigin(req) {\n  return req.headers.origin === 'https://app.example.com';\n}\n// cors is configured elsewhere\n",
    ],
    ['a test of the answer', "expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');\n"],
    ['a comment', "// res.setHeader('Access-Control-Allow-Origin', '*') was here\nexport {};\n"],
  ])('%s', (_name, code) => {
    expect(lint(code)).toEqual([]);
    expect(lint(code, {}, 'espree')).toEqual([]);
  });
});
