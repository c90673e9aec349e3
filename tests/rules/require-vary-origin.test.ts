import rule from '../../rules/require-vary-origin.js';
import { testRule } from './cases.js';
import { withExpress, withHttp } from './programs.js';

const LIST = "const allowed = ['https://app.example.com', 'https://admin.example.com'];\n";
const IF_LISTED = 'if (allowed.includes(origin))';
const SET = "res.setHeader('Access-Control-Allow-Origin', origin)";

/** Middleware of Express, with its lines. */
const middleware = (...lines: string[]): string =>
  withExpress(
    `${LIST}app.use((req, res, next) => {\n  const { origin } = req.headers;\n${lines.map((line) => `  ${line}\n`).join('')}  next();\n});`,
  );
const server = (...lines: string[]): string =>
  withHttp(
    `${LIST}http.createServer((req, res) => {\n  const { origin } = req.headers;\n${lines.map((line) => `  ${line}\n`).join('')}  res.end();\n});`,
  );
const route = (...lines: string[]): string =>
  `${LIST}export async function GET(request) {\n  const origin = request.headers.get('Origin');\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** A standalone server of tRPC whose `cors` lists origins. */
const trpc = (options: string): string =>
  `const cors = require('cors');\nconst { createHTTPServer: serve } = require('@trpc/server/adapters/standalone');\nconst { router } = require('./router');\nconst origins = ['https://app.example.com', 'https://admin.example.com'];\nconst middleware = cors({ origin: origins });\nserve(${options});\n`;
const META = "responseMeta: () => ({ headers: new Headers([['vary', 'Origin']]) })";

const MISSING = 'Add Origin to the Vary of every answer.';

testRule(rule, {
  vulnerable: [
    {
      name: 'Express, another field',
      code: middleware("res.vary('Accept');", `${IF_LISTED} ${SET};`),
      twin: middleware("res.vary('Origin');", `${IF_LISTED} ${SET};`),
      messageId: 'missing',
      message: `A cache may give one page the answer that was meant for another: a page on 'https://app.example.com' is answered with an Access-Control-Allow-Origin of its own, and no Vary says that this depends on Origin. ${MISSING}`,
      at: SET,
      output: middleware("res.vary('Accept');", "res.vary('Origin');", `${IF_LISTED} ${SET};`),
    },
    {
      name: 'tRPC behind cors',
      code: trpc('{ middleware, router }'),
      twin: trpc('{ middleware, router }').replace('origin: origins', 'origin: false'),
      messageId: 'missing',
      message: `A cache may give one page the answer that was meant for another: a page on 'https://app.example.com' is answered with an Access-Control-Allow-Origin of its own, and no Vary says that this depends on Origin. ${MISSING}`,
      at: 'origin: origins',
      output: trpc(`{ ${META}, middleware, router }`),
    },
    {
      name: 'tRPC behind cors, with other headers of its own',
      code: trpc(`{ middleware, router, ${META.replace("'vary'", "'server'")} }`),
      twin: trpc(`{ middleware, router, ${META} }`),
      messageId: 'missing',
      message: `A cache may give one page the answer that was meant for another: a page on 'https://app.example.com' is answered with an Access-Control-Allow-Origin of its own, and no Vary says that this depends on Origin. Add Origin to the Vary of every answer, whoever is admitted; this one needs you, because tRPC replaces the Vary that cors writes: have \`${META}\` among the options of the server.`,
      at: 'origin: origins',
      output: null,
    },
    {
      name: 'Express, only where the origin is listed',
      code: middleware("res.vary('Accept');", `${IF_LISTED} { ${SET}; res.vary('Origin'); }`),
      twin: middleware("res.vary('Origin');", `${IF_LISTED} { ${SET}; res.vary('Origin'); }`),
      messageId: 'missingForOthers',
      message: `A cache may give a page on 'https://app.example.com' an answer without Access-Control-Allow-Origin: a request without Origin is answered with neither that header nor Vary: Origin, and so the answer is kept for everybody. ${MISSING}`,
      at: SET,
      output: middleware(
        "res.vary('Accept');",
        "res.vary('Origin');",
        `${IF_LISTED} { ${SET}; res.vary('Origin'); }`,
      ),
    },
    {
      name: 'Express, a list of another file',
      code: withExpress(
        `const { origins } = require('./origins');\napp.use((req, res, next) => {\n  res.vary('Accept');\n  if (origins.includes(req.headers.origin)) {\n    res.set('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});`,
      ),
      twin: withExpress(
        `const { origins } = require('./origins');\napp.use((req, res, next) => {\n  res.vary('Origin');\n  if (origins.includes(req.headers.origin)) {\n    res.set('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});`,
      ),
      messageId: 'missing',
      message: `A cache may give one page the answer that was meant for another: a page that is admitted is answered with an Access-Control-Allow-Origin of its own, and no Vary says that this depends on Origin. ${MISSING}`,
      at: "res.set('Access-Control-Allow-Origin', req.headers.origin)",
      output: withExpress(
        `const { origins } = require('./origins');\napp.use((req, res, next) => {\n  res.vary('Accept');\n  res.vary('Origin');\n  if (origins.includes(req.headers.origin)) {\n    res.set('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});`,
      ),
    },
    {
      name: 'Express, a variable that decides for whom',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.vary('Accept');\n  if (req.headers.origin === process.env.FRONT_END) res.set('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.vary('Origin');\n  if (req.headers.origin === process.env.FRONT_END) res.set('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
      messageId: 'missing',
      at: "res.set('Access-Control-Allow-Origin', req.headers.origin)",
      output: withExpress(
        "app.use((req, res, next) => {\n  res.vary('Accept');\n  res.vary('Origin');\n  if (req.headers.origin === process.env.FRONT_END) res.set('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
    },
    {
      name: 'Express, one origin for each page',
      code: middleware(
        "res.set('Vary', 'Accept');",
        "res.set('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]);",
      ),
      twin: middleware(
        "res.set('Vary', 'Origin');",
        "res.set('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]);",
      ),
      messageId: 'missing',
      at: "res.set('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0])",
      output: middleware(
        "res.set('Vary', 'Accept');",
        "res.vary('Origin');",
        "res.set('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]);",
      ),
    },
    {
      name: 'node:http, a Vary that is replaced',
      code: server(
        "res.setHeader('Vary', 'Origin');",
        `${IF_LISTED} ${SET};`,
        "res.setHeader('Vary', 'Accept');",
      ),
      twin: server(
        "res.setHeader('Vary', 'Origin');",
        `${IF_LISTED} ${SET};`,
        "res.setHeader('Vary', 'Origin');",
      ),
      messageId: 'missing',
      at: SET,
      output: server(
        "res.setHeader('Vary', 'Origin');",
        `${IF_LISTED} ${SET};`,
        "res.setHeader('Vary', 'Accept, Origin');",
      ),
    },
    {
      name: 'node:http, writeHead',
      code: server(
        "res.writeHead(200, { Age: 'Origin', ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) });",
      ),
      twin: server(
        "res.writeHead(200, { Vary: 'Origin', ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) });",
      ),
      messageId: 'missing',
      at: "res.writeHead(200, { Age: 'Origin', ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) })",
      output: server(
        "res.appendHeader('Vary', 'Origin');",
        "res.writeHead(200, { Age: 'Origin', ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) });",
      ),
    },
    {
      name: 'pairs for writeHead, beside which no other header can be set',
      code: server(
        "res.writeHead(200, [['Age', 'Origin'], ['Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]]]);",
      ),
      twin: server(
        "res.writeHead(200, [['Vary', 'Origin'], ['Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]]]);",
      ),
      messageId: 'missing',
      at: "res.writeHead(200, [['Age', 'Origin'], ['Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]]])",
      output: null,
    },
    {
      name: 'a Response, one of two objects',
      code: route(
        "return new Response('', { headers: allowed.includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {} });",
      ),
      twin: route(
        "return new Response('', { headers: allowed.includes(null) ? { 'Access-Control-Allow-Origin': origin } : {} });",
      ),
      messageId: 'missing',
      at: "'Access-Control-Allow-Origin': origin",
      output: route(
        "return new Response('', { headers: allowed.includes(origin) ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' } });",
      ),
    },
    {
      name: 'a Response, a spread between others',
      code: route(
        "return Response.json({}, { headers: { ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }), Age: 'Origin' } });",
      ),
      twin: route(
        "return Response.json({}, { headers: { ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }), Vary: 'Origin' } });",
      ),
      messageId: 'missing',
      at: "'Access-Control-Allow-Origin': origin",
      output: route(
        "return Response.json({}, { headers: { ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }), Vary: 'Origin', Age: 'Origin' } });",
      ),
    },
    {
      name: 'a Response for listed origins and one for others',
      code: route(
        "if (!allowed.includes(origin)) return new Response('');",
        "return new Response('', { headers: { 'Access-Control-Allow-Origin': origin } });",
      ),
      twin: route(
        "if (!allowed.includes(null)) return new Response('');",
        "return new Response('', { headers: { 'Access-Control-Allow-Origin': origin } });",
      ),
      messageId: 'missing',
      message: `A cache may give one page the answer that was meant for another: a page on 'https://app.example.com' is answered with an Access-Control-Allow-Origin of its own, and no Vary says that this depends on Origin. Add Origin to the Vary of every answer, whoever is admitted; this one needs you, because the answers are put together in several places.`,
      at: "'Access-Control-Allow-Origin': origin",
      output: null,
    },
    {
      name: 'headers that a helper makes',
      code: `${LIST}function headersFor(origin) {\n  const headers = new Headers();\n  headers.set('Age', 'Origin');\n  if (allowed.includes(origin)) headers.set('Access-Control-Allow-Origin', origin);\n  return headers;\n}\nexport const loader = ({ request }) => new Response('', { headers: headersFor(request.headers.get('Origin')) });\n`,
      twin: `${LIST}function headersFor(origin) {\n  const headers = new Headers();\n  headers.set('Vary', 'Origin');\n  if (allowed.includes(origin)) headers.set('Access-Control-Allow-Origin', origin);\n  return headers;\n}\nexport const loader = ({ request }) => new Response('', { headers: headersFor(request.headers.get('Origin')) });\n`,
      messageId: 'missing',
      at: "headers.set('Access-Control-Allow-Origin', origin)",
      output: `${LIST}function headersFor(origin) {\n  const headers = new Headers();\n  headers.set('Age', 'Origin');\n  headers.append('Vary', 'Origin');\n  if (allowed.includes(origin)) headers.set('Access-Control-Allow-Origin', origin);\n  return headers;\n}\nexport const loader = ({ request }) => new Response('', { headers: headersFor(request.headers.get('Origin')) });\n`,
    },
    {
      name: 'Hono, a header of the context',
      code: `import { Hono } from 'hono';\n${LIST}new Hono().use(async (c, next) => {\n  const origin = c.req.header('Origin');\n  c.header('Vary', 'Accept');\n  if (allowed.includes(origin)) c.header('Access-Control-Allow-Origin', origin);\n  await next();\n});\n`,
      twin: `import { Hono } from 'hono';\n${LIST}new Hono().use(async (c, next) => {\n  const origin = c.req.header('Origin');\n  c.header('Vary', 'Origin');\n  if (allowed.includes(origin)) c.header('Access-Control-Allow-Origin', origin);\n  await next();\n});\n`,
      messageId: 'missing',
      at: "c.header('Access-Control-Allow-Origin', origin)",
      output: `import { Hono } from 'hono';\n${LIST}new Hono().use(async (c, next) => {\n  const origin = c.req.header('Origin');\n  c.header('Vary', 'Accept, Origin');\n  c.header('Vary', 'Origin', { append: true });\n  if (allowed.includes(origin)) c.header('Access-Control-Allow-Origin', origin);\n  await next();\n});\n`,
    },
    {
      name: 'Lambda, several values',
      code: `${LIST}exports.handler = async ({ headers: { origin } }) => ({\n  statusCode: 200,\n  multiValueHeaders: { Age: ['Origin'], ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': [origin] }) },\n});\n`,
      twin: `${LIST}exports.handler = async ({ headers: { origin } }) => ({\n  statusCode: 200,\n  multiValueHeaders: { Vary: ['Origin'], ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': [origin] }) },\n});\n`,
      messageId: 'missing',
      at: "'Access-Control-Allow-Origin': [origin]",
      output: `${LIST}exports.handler = async ({ headers: { origin } }) => ({\n  statusCode: 200,\n  multiValueHeaders: { Age: ['Origin'], ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': [origin] }), Vary: ['Origin'] },\n});\n`,
    },
  ],
  safe: [
    {
      name: 'one origin for everybody',
      code: middleware("res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');"),
    },
    {
      name: 'one origin of the environment for everybody',
      code: middleware("res.setHeader('Access-Control-Allow-Origin', process.env.FRONT_END);"),
    },
    {
      name: 'one origin of another file for everybody',
      code: withExpress(
        "const { origin } = require('./origins');\napp.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', origin);\n  next();\n});",
      ),
    },
    {
      name: 'the package vary',
      code: `const vary = require('vary');\n${middleware("vary(res, 'Origin');", `${IF_LISTED} ${SET};`)}`,
    },
    {
      name: 'a function of another file that is given the response',
      code: `const { prepare } = require('./prepare');\n${middleware('prepare(req, res);', `${IF_LISTED} ${SET};`)}`,
    },
    {
      name: 'a context of Hono that is given away',
      code: `import { Hono } from 'hono';\nimport { prepare } from './prepare.js';\n${LIST}new Hono().use(async (c, next) => {\n  const origin = c.req.header('Origin');\n  prepare(c);\n  if (allowed.includes(origin)) c.header('Access-Control-Allow-Origin', origin);\n  await next();\n});\n`,
    },
    {
      name: 'headers that are given away',
      code: `import { prepare } from './prepare.js';\n${route('const headers = new Headers();', 'prepare(headers);', "if (allowed.includes(origin)) headers.set('Access-Control-Allow-Origin', origin);", "return new Response('', { headers });")}`,
    },
    {
      name: 'headers that other code made',
      code: `import { common } from './headers.js';\n${route("return new Response('', { headers: { ...common, ...(allowed.includes(origin) && { 'Access-Control-Allow-Origin': origin }) } });")}`,
    },
    {
      name: 'a response that other code made',
      code: `${LIST}export const handle = async ({ event, resolve }) => {\n  const origin = event.request.headers.get('Origin');\n  const response = await resolve(event);\n  if (allowed.includes(origin)) response.headers.set('Access-Control-Allow-Origin', origin);\n  return response;\n};\n`,
    },
    {
      name: 'a middleware before that adds it',
      code: withExpress(
        `${LIST}app.use((req, res, next) => {\n  res.vary('Origin');\n  next();\n});\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  ${IF_LISTED} ${SET};\n  next();\n});`,
      ),
    },
    {
      name: 'a library beside it',
      code: `const cors = require('cors');\n${middleware(`${IF_LISTED} ${SET};`).replace('app.use(', 'app.use(cors({ origin: allowed }));\napp.use(')}`,
    },
    {
      name: 'a computed field',
      code: `const { fields } = require('./fields');\n${middleware('res.vary(fields);', `${IF_LISTED} ${SET};`)}`,
    },
    {
      name: 'answers that are not kept',
      code: middleware("res.setHeader('Cache-Control', 'no-store');", `${IF_LISTED} ${SET};`),
    },
    {
      name: 'preflights alone',
      code: middleware(`if (req.method === 'OPTIONS' && allowed.includes(origin)) ${SET};`),
    },
    {
      name: 'a path of its own that answers nobody',
      code: middleware(
        "if (req.path === '/health') return res.end();",
        "res.vary('Origin');",
        `${IF_LISTED} ${SET};`,
      ),
    },
  ],
});
