import rule from '../../rules/valid-allowed-origins.js';
import { testRule } from './cases.js';
import { withCors, withExpress } from './programs.js';

const list = (items: string): string => withCors(`app.use(cors({ origin: ${items}, credentials: true }));`);
const guarded = (test: string): string =>
  withExpress(
    `app.use((req, res, next) => { const { origin } = req.headers; if (${test}) res.set('Access-Control-Allow-Origin', origin); next(); });`,
  );
const consulted = (entries: string, test: string): string =>
  withCors(
    `const allowed = ${entries};\napp.use(cors({ origin: (origin, callback) => callback(null, ${test}) }));`,
  );

testRule(rule, {
  vulnerable: [
    {
      name: 'a slash at the end',
      code: list("['https://app.example.com/']"),
      twin: list("['https://app.example.com']"),
      messageId: 'deadEntry',
      message:
        "This entry admits nobody: no origin ends with a slash, so a page on 'https://app.example.com' is refused. Write `'https://app.example.com'` instead of `'https://app.example.com/'`.",
      at: "'https://app.example.com/'",
      output: list("['https://app.example.com']"),
    },
    {
      name: 'a slash at the end of the only origin',
      code: list("'https://app.example.com/'"),
      twin: list("'https://app.example.com'"),
      messageId: 'deadEntry',
      at: "'https://app.example.com/'",
      output: list("'https://app.example.com'"),
    },
    {
      name: 'a fallback with a slash at the end',
      code: list("process.env.CLIENT_URL || 'https://app.example.com/'"),
      twin: list("process.env.CLIENT_URL || 'https://app.example.com'"),
      messageId: 'deadEntry',
      at: "'https://app.example.com/'",
      output: list("process.env.CLIENT_URL || 'https://app.example.com'"),
    },
    {
      name: 'a template without expressions',
      code: list('[`https://app.example.com/`]'),
      twin: list('[`https://app.example.com`]'),
      messageId: 'deadEntry',
      at: '`https://app.example.com/`',
      output: list('[`https://app.example.com`]'),
    },
    {
      name: 'a path',
      code: list("['https://app.example.com/login']"),
      twin: list("['https://app.example.com']"),
      messageId: 'deadEntry',
      message:
        "This entry admits nobody: no origin has a path, so a page on 'https://app.example.com' is refused. Write `'https://app.example.com'` instead of `'https://app.example.com/login'`; this one needs you, because whether that origin is meant cannot be seen from here.",
      at: "'https://app.example.com/login'",
      output: null,
      suggested: list("['https://app.example.com']"),
    },
    {
      name: 'no scheme',
      code: list("['app.example.com']"),
      twin: list("['https://app.example.com']"),
      messageId: 'deadEntry',
      at: "'app.example.com'",
      output: null,
      suggested: list("['https://app.example.com']"),
    },
    {
      name: 'a capital letter',
      code: list('["https://App.example.com"]'),
      twin: list('["https://app.example.com"]'),
      messageId: 'deadEntry',
      at: '"https://App.example.com"',
      output: list('["https://app.example.com"]'),
    },
    {
      name: 'the default port',
      code: list("['https://app.example.com:443']"),
      twin: list("['https://app.example.com:8443']"),
      messageId: 'deadEntry',
      at: "'https://app.example.com:443'",
      output: list("['https://app.example.com']"),
    },
    {
      name: 'several origins in one text',
      code: list("'https://app.example.com,https://admin.example.com'"),
      twin: list("'https://app.example.com'"),
      messageId: 'deadEntry',
      at: "'https://app.example.com,https://admin.example.com'",
      output: list("['https://app.example.com', 'https://admin.example.com']"),
    },
    {
      name: 'several origins in one entry of a list',
      code: list("['https://app.example.com https://admin.example.com']"),
      twin: list("['https://app.example.com']"),
      messageId: 'deadEntry',
      at: "'https://app.example.com https://admin.example.com'",
      output: list("['https://app.example.com', 'https://admin.example.com']"),
    },
    {
      name: 'an asterisk in a name',
      code: list("['https://*.example.com']"),
      twin: list("['https://app.example.com']"),
      messageId: 'deadEntry',
      message:
        "This entry admits nobody: it is compared as it is written, asterisk and all, so a page on 'https://zone.example.com' is refused. Name the origins in full; this one needs you, because which ones are meant is not spelled out.",
      at: "'https://*.example.com'",
      output: null,
    },
    {
      name: 'an asterisk beside an origin',
      code: list("['*', 'https://app.example.com']"),
      twin: list("['https://admin.example.com', 'https://app.example.com']"),
      messageId: 'deadEntry',
      message:
        "This entry admits nobody: it is compared as it is written, and no page has the origin '*'. Take '*' out of the list.",
      at: "'*'",
      output: list("['https://app.example.com']"),
    },
    {
      name: 'an asterisk alone in its list',
      code: list("['*']"),
      twin: list("['https://app.example.com']"),
      messageId: 'deadEntry',
      at: "'*'",
      output: null,
    },
    {
      name: 'an entry of a set that a callback consults',
      code: consulted("new Set(['https://app.example.com/'])", 'allowed.has(origin)'),
      twin: consulted("new Set(['https://app.example.com'])", 'allowed.has(origin)'),
      messageId: 'deadEntry',
      at: "'https://app.example.com/'",
      output: consulted("new Set(['https://app.example.com'])", 'allowed.has(origin)'),
    },
    {
      name: 'a comparison before a header',
      code: guarded("origin === 'https://app.example.com/'"),
      twin: guarded("origin === 'https://app.example.com'"),
      messageId: 'deadEntry',
      at: "'https://app.example.com/'",
      output: guarded("origin === 'https://app.example.com'"),
    },
    {
      name: 'a text that is put together with a path elsewhere',
      code: withCors(
        "const client = 'https://app.example.com/';\napp.use(cors({ origin: client }));\napp.get('/', (req, res) => res.redirect(client + 'login'));",
      ),
      twin: withCors(
        "const client = 'https://app.example.com';\napp.use(cors({ origin: client }));\napp.get('/', (req, res) => res.redirect(client + 'login'));",
      ),
      messageId: 'deadEntry',
      at: "'https://app.example.com/'",
      output: null,
      suggested: withCors(
        "const client = 'https://app.example.com';\napp.use(cors({ origin: client }));\napp.get('/', (req, res) => res.redirect(client + 'login'));",
      ),
    },
    {
      name: 'a list in Hono',
      code: "import { cors } from 'hono/cors';\napp.use(cors({ origin: ['https://app.example.com/'] }));\n",
      twin: "import { cors } from 'hono/cors';\napp.use(cors({ origin: ['https://app.example.com'] }));\n",
      messageId: 'deadEntry',
      at: "'https://app.example.com/'",
      output: "import { cors } from 'hono/cors';\napp.use(cors({ origin: ['https://app.example.com'] }));\n",
    },
    {
      name: 'the one origin in Koa',
      code: "const cors = require('@koa/cors');\napp.use(cors({ origin: 'https://app.example.com:443' }));\n",
      twin: "const cors = require('@koa/cors');\napp.use(cors({ origin: 'https://app.example.com' }));\n",
      messageId: 'deadEntry',
      at: "'https://app.example.com:443'",
      output: "const cors = require('@koa/cors');\napp.use(cors({ origin: 'https://app.example.com' }));\n",
    },
    {
      name: 'a list in Fastify',
      code: "import cors from '@fastify/cors';\napp.register(cors, { origin: ['https://App.example.com'] });\n",
      twin: "import cors from '@fastify/cors';\napp.register(cors, { origin: ['https://app.example.com'] });\n",
      messageId: 'deadEntry',
      at: "'https://App.example.com'",
      output:
        "import cors from '@fastify/cors';\napp.register(cors, { origin: ['https://app.example.com'] });\n",
    },
    {
      name: 'exported options of a library that their type names',
      file: 'config/cors.js',
      code: "/** @type {import('cors').CorsOptions} */\nconst corsOptions = { origin: ['https://app.example.com/'] };\nmodule.exports = { corsOptions };\n",
      twin: "/** @type {import('cors').CorsOptions} */\nconst corsOptions = { origin: ['https://app.example.com'] };\nmodule.exports = { corsOptions };\n",
      messageId: 'deadEntry',
      at: "'https://app.example.com/'",
      output:
        "/** @type {import('cors').CorsOptions} */\nconst corsOptions = { origin: ['https://app.example.com'] };\nmodule.exports = { corsOptions };\n",
    },
  ],
  safe: [
    {
      name: 'schemes of apps and extensions, and this machine',
      code: list(
        "['capacitor://localhost', 'ionic://localhost', 'tauri://localhost', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop', 'http://localhost:3000', 'http://127.0.0.1:5173']",
      ),
    },
    {
      name: 'a list that is cleaned before it is consulted',
      code: consulted(
        "['https://app.example.com/'].map((entry) => entry.replace(/\\/$/, ''))",
        'allowed.includes(origin)',
      ),
    },
    {
      name: 'addresses that are taken apart',
      code: consulted(
        "['https://App.example.com:443/login']",
        'allowed.some((entry) => new URL(entry).origin === origin)',
      ),
    },
    {
      name: 'names of hosts, compared with hosts',
      code: consulted("['app.example.com']", '!!origin && allowed.includes(new URL(origin).host)'),
    },
    {
      name: 'one text that is taken apart',
      code: consulted(
        "'https://app.example.com,https://admin.example.com'.split(',')",
        'allowed.includes(origin)',
      ),
    },
    {
      name: 'the same origin with and without a slash',
      code: list("['https://app.example.com/', 'https://app.example.com']"),
    },
    {
      name: 'a beginning: what a fix would admit resembles the origin',
      code: guarded("origin && origin.startsWith('https://app.example.com/')"),
    },
    {
      name: 'a second check that nobody can see',
      code: consulted(
        "['https://app.example.com/']",
        "allowed.includes(origin) || require('./tenants').has(origin)",
      ),
    },
    {
      name: 'an address that is no entry',
      code: withCors(
        "const home = 'https://app.example.com/';\napp.use(cors({ origin: ['https://app.example.com'] }));\napp.get('/', (req, res) => res.redirect(home));",
      ),
    },
    {
      name: 'options for everything',
      code: withExpress(
        "app.use((req, res, next) => { res.set('Access-Control-Allow-Origin', 'https://app.example.com'); res.set('Access-Control-Allow-Headers', '*'); next(); });",
      ),
    },
  ],
});
