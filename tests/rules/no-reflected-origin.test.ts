import rule from '../../rules/no-reflected-origin.js';
import { testRule } from './cases.js';
import { withCors, withExpress, withHttp } from './programs.js';
import { isListed, listIn, origin } from './remedies.js';

const guard = isListed('req.headers.origin');

testRule(rule, {
  vulnerable: [
    {
      name: 'origin: true',
      code: withCors('app.use(cors({ origin: true }));'),
      twin: withCors('app.use(cors({ origin: false }));'),
      messageId: 'reflected',
      message:
        "Any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [2, 16, 2, 28],
      output: withCors(
        "app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));",
      ),
    },
    {
      name: 'origin: true with credentials, which stay',
      code: withCors('app.use(cors({ origin: true, credentials: true }));'),
      twin: withCors('app.use(cors({ origin: false, credentials: true }));'),
      messageId: 'reflected',
      message:
        "Any website can read these responses as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example' and Access-Control-Allow-Credentials 'true'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [2, 16, 2, 28],
      output: withCors(`app.use(cors({ origin: ${origin}, credentials: true }));`),
    },
    {
      name: 'credentials that are not exactly true, so that cors sends none',
      code: withCors("app.use(cors({ origin: true, credentials: 'true' }));"),
      twin: withCors("app.use(cors({ origin: null, credentials: 'true' }));"),
      messageId: 'reflected',
      message:
        "Any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: 'origin: true',
      output: withCors(`app.use(cors({ origin: ${origin}, credentials: 'true' }));`),
    },
    {
      name: 'a number, which is true enough for cors',
      code: withCors('app.use(cors({ origin: 1 }));'),
      twin: withCors('app.use(cors({ origin: 0 }));'),
      messageId: 'reflected',
      at: 'origin: 1',
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'true inside a list',
      code: withCors("app.use(cors({ origin: ['https://app.example.com', true] }));"),
      twin: withCors("app.use(cors({ origin: ['https://app.example.com', null] }));"),
      messageId: 'reflected',
      at: "origin: ['https://app.example.com', true]",
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'a pattern that matches everything',
      code: withCors('app.use(cors({ origin: /.*/ }));'),
      twin: withCors(String.raw`app.use(cors({ origin: /^https:\/\/app\.example\.com$/ }));`),
      messageId: 'reflected',
      at: 'origin: /.*/',
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'a callback that says yes to everyone',
      code: withCors('app.use(cors({ origin: (origin, callback) => callback(null, true) }));'),
      twin: withCors('app.use(cors({ origin: (origin, callback) => callback(null, false) }));'),
      messageId: 'reflected',
      at: 'origin: (origin, callback) => callback(null, true)',
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'a callback that hands the origin back',
      code: withCors('app.use(cors({ origin: (from, callback) => callback(null, from) }));'),
      twin: withCors('app.use(cors({ origin: (from, callback) => callback(from, from) }));'),
      messageId: 'reflected',
      at: 'origin: (from, callback) => callback(null, from)',
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'an async callback that says yes to everyone',
      code: withCors('app.use(cors({ origin: async (origin, callback) => callback(null, true) }));'),
      twin: withCors('app.use(cors({ origin: async (origin, callback) => callback(null, false) }));'),
      messageId: 'reflected',
      at: 'origin: async (origin, callback) => callback(null, true)',
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'a method that says yes to everyone',
      code: withCors(
        'app.use(cors({\n  origin(origin, callback) {\n    callback(null, true);\n  },\n  credentials: true,\n}));',
      ),
      twin: withCors(
        'app.use(cors({\n  origin(origin, callback) {\n    callback(null, null);\n  },\n  credentials: true,\n}));',
      ),
      messageId: 'reflected',
      at: 'origin(origin, callback) {\n    callback(null, true);\n  }',
      output: withCors(`app.use(cors({\n  origin: ${origin},\n  credentials: true,\n}));`),
    },
    {
      name: 'a named function that says yes to everyone',
      code: withCors(
        'function everyone(origin, callback) {\n  callback(null, true);\n}\napp.use(cors({ origin: everyone }));',
      ),
      twin: withCors(
        'function everyone(origin, callback) {\n  callback(null, false);\n}\napp.use(cors({ origin: everyone }));',
      ),
      messageId: 'reflected',
      at: 'origin: everyone',
      output: withCors(
        `function everyone(origin, callback) {\n  callback(null, true);\n}\napp.use(cors({ origin: ${origin} }));`,
      ),
    },
    {
      name: 'a list that is consulted and then not obeyed: the list takes over',
      code: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin(origin, callback) {\n    if (!origin || allowed.includes(origin)) return callback(null, true);\n    // restrict later\n    return callback(null, true);\n  },\n}));",
      ),
      twin: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin(origin, callback) {\n    if (!origin || allowed.includes(origin)) return callback(null, true);\n    // restrict later\n    return callback(null, false);\n  },\n}));",
      ),
      messageId: 'reflected',
      message:
        "Any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Admit only the origins listed in 'allowed'.",
      at: 'origin(origin, callback) {\n    if (!origin || allowed.includes(origin)) return callback(null, true);\n    // restrict later\n    return callback(null, true);\n  }',
      output: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin: allowed,\n}));",
      ),
    },
    {
      name: 'a callback that logs whom it does not know, and lets them in',
      code: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin: function (origin, callback) {\n    if (allowed.indexOf(origin) === -1) {\n      console.warn('unknown origin', origin);\n    }\n    callback(null, true);\n  },\n}));",
      ),
      twin: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin: function (origin, callback) {\n    if (allowed.indexOf(origin) === -1) {\n      console.warn('unknown origin', origin);\n    }\n    callback(null, allowed);\n  },\n}));",
      ),
      messageId: 'reflected',
      at: "origin: function (origin, callback) {\n    if (allowed.indexOf(origin) === -1) {\n      console.warn('unknown origin', origin);\n    }\n    callback(null, true);\n  }",
      output: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin: allowed,\n}));",
      ),
    },
    {
      name: 'an options delegate that reflects',
      code: withCors("app.use(cors((req, callback) => callback(null, { origin: req.header('Origin') })));"),
      twin: withCors("app.use(cors((req, callback) => callback(null, { origin: req.header('Host') })));"),
      messageId: 'reflected',
      at: "origin: req.header('Origin')",
      output: withCors(`app.use(cors((req, callback) => callback(null, { origin: ${origin} })));`),
    },
    {
      name: 'a flag that is true in production',
      code: withCors("app.use(cors({ origin: process.env.NODE_ENV === 'production' }));"),
      twin: withCors("app.use(cors({ origin: process.env.NODE_ENV !== 'production' }));"),
      messageId: 'reflected',
      at: "origin: process.env.NODE_ENV === 'production'",
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'an echo with credentials, written by hand',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.setHeader('Access-Control-Allow-Credentials', 'true');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.host);\n  res.setHeader('Access-Control-Allow-Credentials', 'true');\n  next();\n});",
      ),
      messageId: 'reflected',
      message:
        "Any website can read these responses as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example' and Access-Control-Allow-Credentials 'true'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [4, 3, 4, 67],
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.setHeader('Access-Control-Allow-Credentials', 'true');\n  next();\n});`,
      ),
    },
    {
      name: 'an echo that falls back to the wildcard',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', req.headers.origin || '*');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', req.headers.host || '*');\n  next();\n});",
      ),
      messageId: 'reflected',
      at: "res.header('Access-Control-Allow-Origin', req.headers.origin || '*')",
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${guard}) res.header('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    ...(["req.get('origin')", "req.header('Origin')"] as const).map((read) => ({
      name: `an echo of ${read} by way of a constant`,
      code: withExpress(
        `app.use((req, res, next) => {\n  const from = ${read};\n  if (from) {\n    res.set('Access-Control-Allow-Origin', from);\n  }\n  next();\n});`,
      ),
      twin: withExpress(
        `app.use((req, res, next) => {\n  const from = ${read};\n  if (from) {\n    res.set('Access-Control-Expose-Headers', from);\n  }\n  next();\n});`,
      ),
      messageId: 'reflected',
      at: "res.set('Access-Control-Allow-Origin', from)",
      output: withExpress(
        `app.use((req, res, next) => {\n  const from = ${read};\n  res.vary('Origin');\n  if (from) {\n    if (${guard}) res.set('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});`,
      ),
    })),
    {
      name: 'an echo from headers taken apart in the parameter list',
      code: withHttp(
        "http.createServer(({ headers }, res) => {\n  res.setHeader('Access-Control-Allow-Origin', headers.origin);\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "http.createServer(({ headers }, res) => {\n  res.setHeader('Access-Control-Allow-Origin', headers.host);\n  res.end('ok');\n});",
      ),
      messageId: 'reflected',
      at: "res.setHeader('Access-Control-Allow-Origin', headers.origin)",
      output: withHttp(
        `http.createServer(({ headers }, res) => {\n  res.appendHeader('Vary', 'Origin');\n  if (${isListed('headers.origin')}) res.setHeader('Access-Control-Allow-Origin', headers.origin);\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'an origin the page names in the query',
      code: withExpress(
        "app.get('/', (req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', req.query.from);\n  res.json({});\n});",
      ),
      twin: withExpress(
        "app.get('/', (req, res) => {\n  res.setHeader('Access-Control-Allow-Headers', req.query.from);\n  res.json({});\n});",
      ),
      messageId: 'reflected',
      at: "res.setHeader('Access-Control-Allow-Origin', req.query.from)",
      output: withExpress(
        `app.get('/', (req, res) => {\n  res.vary('Origin');\n  if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.json({});\n});`,
      ),
    },
    {
      name: 'an echo on the answer to the preflight alone',
      code: withExpress(
        "app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n    res.setHeader('Access-Control-Allow-Credentials', 'true');\n    return res.sendStatus(204);\n  }\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.host);\n    res.setHeader('Access-Control-Allow-Credentials', 'true');\n    return res.sendStatus(204);\n  }\n  next();\n});",
      ),
      messageId: 'reflected',
      message:
        "Any website can send requests that need a preflight, with the signed-in user's cookies: the preflight of a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example' and Access-Control-Allow-Credentials 'true'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: "res.setHeader('Access-Control-Allow-Origin', req.headers.origin)",
      output: withExpress(
        `app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.vary('Origin');\n    if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n    res.setHeader('Access-Control-Allow-Credentials', 'true');\n    return res.sendStatus(204);\n  }\n  next();\n});`,
      ),
    },
    {
      name: 'an echo guarded by what any page can send',
      code: withExpress(
        "app.use((req, res, next) => {\n  if (req.query.key === 'public') res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  if (req.query.key === 'public') res.setHeader('Access-Control-Allow-Origin', req.headers.host);\n  next();\n});",
      ),
      messageId: 'reflected',
      at: "res.setHeader('Access-Control-Allow-Origin', req.headers.origin)",
      output: withExpress(
        `app.use((req, res, next) => {\n  if (req.query.key === 'public') { res.vary('Origin'); if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin); }\n  next();\n});`,
      ),
    },
    {
      name: 'types on the callback in TypeScript',
      file: 'server.ts',
      code: "import cors, { type CorsOptions } from 'cors';\nconst options: CorsOptions = {\n  origin: (origin, callback) => callback(null, true),\n};\napp.use(cors(options));\n",
      twin: "import cors, { type CorsOptions } from 'cors';\nconst options: CorsOptions = {\n  origin: (origin, callback) => callback(null, false),\n};\napp.use(cors(options));\n",
      messageId: 'reflected',
      at: 'origin: (origin, callback) => callback(null, true)',
      output: `import cors, { type CorsOptions } from 'cors';\nconst options: CorsOptions = {\n  origin: ${origin},\n};\napp.use(cors(options));\n`,
    },
    {
      name: 'options whose type TypeScript has to be told',
      file: 'server.ts',
      code: "import cors from 'cors';\nconst options = { origin: true };\napp.use(cors(options));\n",
      twin: "import cors from 'cors';\nconst options = { origin: false };\napp.use(cors(options));\n",
      messageId: 'reflected',
      at: 'origin: true',
      output: `import cors from 'cors';\nconst options = { origin: (_origin: string | undefined, callback: (error: Error | null, origin?: string[]) => void) => callback(null, ${listIn('CORS_ALLOWED_ORIGINS')}) };\napp.use(cors(options));\n`,
    },
    {
      name: 'a header assertion in TypeScript',
      file: 'server.ts',
      code: "import http from 'node:http';\nhttp.createServer((req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin!);\n  res.end();\n});\n",
      twin: "import http from 'node:http';\nhttp.createServer((req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.host!);\n  res.end();\n});\n",
      messageId: 'reflected',
      at: "res.setHeader('Access-Control-Allow-Origin', req.headers.origin!)",
      output: `import http from 'node:http';\nhttp.createServer((req, res) => {\n  res.appendHeader('Vary', 'Origin');\n  if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.end();\n});\n`,
    },
  ],
  safe: [
    {
      name: 'a callback over a list',
      code: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));",
      ),
    },
    {
      name: 'requests without an origin let through, others checked',
      code: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin(origin, callback) {\n    if (!origin) return callback(null, true);\n    if (allowed.includes(origin)) return callback(null, true);\n    return callback(new Error('Not allowed by CORS'));\n  },\n}));",
      ),
    },
    {
      name: 'a callback that reports an error for the others',
      code: withCors(
        "const allowed = new Set(['https://app.example.com']);\napp.use(cors({ origin: (origin, callback) => (allowed.has(origin) ? callback(null, origin) : callback(new Error('no'))) }));",
      ),
    },
    ...['includes(origin)', 'indexOf(origin) !== -1', 'some((entry) => entry === origin)'].map((check) => ({
      name: `a list asked by ${check}`,
      code: withCors(
        `const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.${check}) }));`,
      ),
    })),
    {
      name: 'one origin compared',
      code: withCors(
        "app.use(cors({ origin: (origin, callback) => callback(null, origin === 'https://app.example.com') }));",
      ),
    },
    {
      name: 'a list from the environment and from the source',
      code: withCors(
        "const allowed = [process.env.CLIENT_URL, 'http://localhost:3000'].filter(Boolean);\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));",
      ),
    },
    {
      name: 'a list from another file',
      code: withCors(
        "const { allowed } = require('./origins');\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));",
      ),
    },
    {
      name: 'a decision made elsewhere',
      code: withCors(
        "const { isAllowed } = require('./origins');\napp.use(cors({ origin: (origin, callback) => callback(null, isAllowed(origin)) }));",
      ),
    },
    {
      name: 'a decision made by a database',
      code: withCors(
        'app.use(cors({ origin: (origin, callback) => db.tenants.find({ origin }).then((tenant) => callback(null, Boolean(tenant)), callback) }));',
      ),
    },
    {
      name: 'reflection outside production',
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'production' ? ['https://app.example.com'] : true }));",
      ),
    },
    {
      name: 'an options delegate over a list',
      code: withCors(
        "const allowed = ['https://app.example.com'];\nfunction delegate(req, callback) {\n  let options;\n  if (allowed.indexOf(req.header('Origin')) !== -1) {\n    options = { origin: true };\n  } else {\n    options = { origin: false };\n  }\n  callback(null, options);\n}\napp.use(cors(delegate));",
      ),
    },
    {
      name: 'an echo inside a guard',
      code: withExpress(
        "const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  if (allowed.includes(origin)) {\n    res.setHeader('Access-Control-Allow-Origin', origin);\n    res.setHeader('Access-Control-Allow-Credentials', 'true');\n  }\n  next();\n});",
      ),
    },
    {
      name: 'an echo after an early return',
      code: withExpress(
        "const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  if (!allowed.includes(req.headers.origin)) return next();\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
    },
    {
      name: 'an echo or the first of the list',
      code: withExpress(
        "const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]);\n  next();\n});",
      ),
    },
    {
      name: 'an echo to the own host',
      code: withExpress(
        "app.use((req, res, next) => {\n  const { origin, host } = req.headers;\n  if (origin && new URL(origin).host === host) res.setHeader('Access-Control-Allow-Origin', origin);\n  next();\n});",
      ),
    },
    {
      name: 'an echo to requests that come with a key nobody else knows',
      code: withExpress(
        "const { API_KEY } = require('./secrets');\napp.use((req, res, next) => {\n  if (req.headers['x-api-key'] === API_KEY) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
    },
    {
      name: 'a suffix, which is not everyone',
      code: withCors(
        "app.use(cors({ origin: (origin, callback) => callback(null, origin?.endsWith('.example.com')) }));",
      ),
    },
  ],
});
