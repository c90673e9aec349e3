import rule from '../../rules/no-wildcard-origin.js';
import { testRule } from './cases.js';
import { notThePackage, withCors, withExpress, withHttp } from './programs.js';
import { isListed, listIn, origin } from './remedies.js';

const guard = isListed('req.headers.origin');

testRule(rule, {
  vulnerable: [
    {
      name: 'cors() without options',
      code: withCors('app.use(cors());'),
      twin: notThePackage(withCors('app.use(cors());')),
      messageId: 'wildcard',
      message:
        "Any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [2, 9, 2, 15],
      output: withCors(
        "app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));",
      ),
    },
    {
      name: 'cors with an empty options object',
      code: withCors('app.use(cors({}));'),
      twin: notThePackage(withCors('app.use(cors({}));')),
      messageId: 'wildcard',
      at: [2, 9, 2, 17],
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'the wildcard spelled out',
      code: withCors("app.use(cors({ origin: '*' }));"),
      twin: withCors("app.use(cors({ origin: 'https://app.example.com' }));"),
      messageId: 'wildcard',
      at: [2, 16, 2, 27],
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'the wildcard under a quoted key',
      code: withCors("app.use(cors({ 'origin': '*' }));"),
      twin: withCors("app.use(cors({ 'origin': false }));"),
      messageId: 'wildcard',
      at: [2, 16, 2, 29],
      output: withCors(`app.use(cors({ 'origin': ${origin} }));`),
    },
    {
      name: 'the wildcard in a template literal',
      code: withCors('app.use(cors({ origin: `*` }));'),
      twin: withCors('app.use(cors({ origin: `https://app.example.com` }));'),
      messageId: 'wildcard',
      at: [2, 16, 2, 27],
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'the wildcard in a constant',
      code: withCors("const ANYONE = '*';\napp.use(cors({ origin: ANYONE }));"),
      twin: withCors("const ANYONE = 'https://app.example.com';\napp.use(cors({ origin: ANYONE }));"),
      messageId: 'wildcard',
      at: [3, 16, 3, 30],
      output: withCors(`const ANYONE = '*';\napp.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'options that say nothing about origins, on several lines',
      code: withCors("app.use(cors({\n  methods: ['GET'],\n  maxAge: 600,\n}));"),
      twin: notThePackage(withCors("app.use(cors({\n  methods: ['GET'],\n  maxAge: 600,\n}));")),
      messageId: 'wildcard',
      at: [2, 9, 5, 3],
      output: withCors(`app.use(cors({\n  origin: ${origin},\n  methods: ['GET'],\n  maxAge: 600,\n}));`),
    },
    {
      name: 'an options object of the same file',
      code: withCors("const corsOptions = { origin: '*', methods: ['GET'] };\napp.use(cors(corsOptions));"),
      twin: withCors("const corsOptions = { origin: null, methods: ['GET'] };\napp.use(cors(corsOptions));"),
      messageId: 'wildcard',
      at: [2, 23, 2, 34],
      output: withCors(
        `const corsOptions = { origin: ${origin}, methods: ['GET'] };\napp.use(cors(corsOptions));`,
      ),
    },
    {
      name: 'an open options object spread into another',
      code: withCors("const shared = { origin: '*' };\napp.use(cors({ ...shared, maxAge: 600 }));"),
      twin: withCors('const shared = { origin: false };\napp.use(cors({ ...shared, maxAge: 600 }));'),
      messageId: 'wildcard',
      at: [3, 16, 3, 25],
      output: withCors(
        `const shared = { origin: '*' };\napp.use(cors({ ...shared, origin: ${origin}, maxAge: 600 }));`,
      ),
    },
    {
      name: 'an option assigned after the object was made',
      code: withCors("const options = {};\noptions.origin = '*';\napp.use(cors(options));"),
      twin: withCors('const options = {};\noptions.origin = false;\napp.use(cors(options));'),
      messageId: 'wildcard',
      at: [3, 1, 3, 21],
      output: withCors(`const options = {};\noptions.origin = ${origin};\napp.use(cors(options));`),
    },
    ...(['undefined', 'null', 'false'] as const).map((argument) => ({
      name: `cors(${argument}), which is cors()`,
      code: withCors(`app.use(cors(${argument}));`),
      twin: notThePackage(withCors(`app.use(cors(${argument}));`)),
      messageId: 'wildcard',
      at: [2, 9, 2, 15 + argument.length] as const,
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    })),
    {
      name: 'an origin callback that answers with the wildcard',
      code: withCors("app.use(cors({ origin: (_origin, done) => done(null, '*') }));"),
      twin: withCors('app.use(cors({ origin: (_origin, done) => done(null, false) }));'),
      messageId: 'wildcard',
      at: "origin: (_origin, done) => done(null, '*')",
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'a variable that starts as the wildcard and is narrowed for listed origins only',
      code: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin(origin, callback) {\n    let answer = '*';\n    if (allowed.includes(origin)) answer = origin;\n    callback(null, answer);\n  },\n}));",
      ),
      twin: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin(origin, callback) {\n    let answer = false;\n    if (allowed.includes(origin)) answer = origin;\n    callback(null, answer);\n  },\n}));",
      ),
      messageId: 'wildcard',
      at: [4, 3, 8, 4],
      output: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({\n  origin: allowed,\n}));",
      ),
    },
    {
      name: 'an options delegate that leaves the origin to the default',
      code: withCors('app.use(cors((req, callback) => callback(null, {})));'),
      twin: notThePackage(withCors('app.use(cors((req, callback) => callback(null, {})));')),
      messageId: 'wildcard',
      at: [2, 9, 2, 52],
      output: withCors(`app.use(cors((req, callback) => callback(null, { origin: ${origin} })));`),
    },
    {
      name: 'a wildcard in production',
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'production' ? '*' : 'http://localhost:3000' }));",
      ),
      twin: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV !== 'production' ? '*' : 'http://localhost:3000' }));",
      ),
      messageId: 'wildcard',
      at: "origin: process.env.NODE_ENV === 'production' ? '*' : 'http://localhost:3000'",
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    {
      name: 'one open route beside a closed application',
      code: withCors(
        "app.use(cors({ origin: 'https://app.example.com' }));\napp.get('/status', cors(), (req, res) => res.json({}));",
      ),
      twin: withCors(
        "app.use(cors({ origin: 'https://app.example.com' }));\napp.get('/status', open(), (req, res) => res.json({}));",
      ),
      messageId: 'wildcard',
      at: [3, 20, 3, 26],
      output: withCors(
        `app.use(cors({ origin: 'https://app.example.com' }));\napp.get('/status', cors({ origin: ${origin} }), (req, res) => res.json({}));`,
      ),
    },
    {
      name: 'cors() for preflights alone',
      code: withCors("app.options('*', cors());\napp.use(cors({ origin: 'https://app.example.com' }));"),
      twin: withCors("app.options('*', open());\napp.use(cors({ origin: 'https://app.example.com' }));"),
      messageId: 'wildcard',
      message:
        "Any website can send requests that need a preflight: the preflight of a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: 'cors()',
      output: withCors(
        `app.options('*', cors({ origin: ${origin} }));\napp.use(cors({ origin: 'https://app.example.com' }));`,
      ),
    },
    {
      name: 'cors called by hand on a node:http server',
      code: withCors(
        "const open = cors();\nrequire('node:http').createServer((req, res) => open(req, res, () => res.end()));",
      ),
      twin: notThePackage(
        withCors(
          "const open = cors();\nrequire('node:http').createServer((req, res) => open(req, res, () => res.end()));",
        ),
      ),
      messageId: 'wildcard',
      at: [2, 14, 2, 20],
      output: withCors(
        `const open = cors({ origin: ${origin} });\nrequire('node:http').createServer((req, res) => open(req, res, () => res.end()));`,
      ),
    },
    {
      name: 'a header written for every response of an Express application',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');\n  next();\n});",
      ),
      messageId: 'wildcard',
      message:
        "Any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [4, 3, 4, 52],
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    ...(['header', 'set'] as const).map((method) => ({
      name: `a header written with res.${method}`,
      code: withExpress(
        `app.use((req, res, next) => {\n  res.${method}('Access-Control-Allow-Origin', '*');\n  next();\n});`,
      ),
      twin: withExpress(
        `app.use((req, res, next) => {\n  res.${method}('Access-Control-Allow-Methods', '*');\n  next();\n});`,
      ),
      messageId: 'wildcard',
      at: [4, 3, 4, 43 + method.length] as const,
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${guard}) res.${method}('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    })),
    {
      name: 'an appended header, which is set instead so that there is one value',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.append('Access-Control-Allow-Origin', '*');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.append('Access-Control-Max-Age', '*');\n  next();\n});",
      ),
      messageId: 'wildcard',
      at: [4, 3, 4, 49],
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    {
      name: 'several headers in one object',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.set({\n    'Access-Control-Allow-Origin': '*',\n    'Access-Control-Allow-Methods': 'GET',\n  });\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.set({\n    'Access-Control-Allow-Origin': 'https://app.example.com',\n    'Access-Control-Allow-Methods': 'GET',\n  });\n  next();\n});",
      ),
      messageId: 'wildcard',
      at: [4, 3, 7, 5],
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  res.set({\n    ...(${guard} ? { 'Access-Control-Allow-Origin': req.headers.origin } : {}),\n    'Access-Control-Allow-Methods': 'GET',\n  });\n  next();\n});`,
      ),
    },
    {
      name: 'a header in the middle of a chain',
      code: withExpress(
        "app.get('/', (req, res) => {\n  res.status(200).set('Access-Control-Allow-Origin', '*').json({});\n});",
      ),
      twin: withExpress(
        "app.get('/', (req, res) => {\n  res.status(200).set('Access-Control-Allow-Origin', 'https://app.example.com').json({});\n});",
      ),
      messageId: 'wildcard',
      at: [4, 3, 4, 58],
      output: withExpress(
        `app.get('/', (req, res) => {\n  res.vary('Origin');\n  if (${guard}) res.set('Access-Control-Allow-Origin', req.headers.origin);\n  res.status(200).json({});\n});`,
      ),
    },
    {
      name: 'a handler that is one expression',
      code: withExpress(
        "app.get('/', (req, res) => res.status(200).set('Access-Control-Allow-Origin', '*').json({}));",
      ),
      twin: withExpress(
        "app.get('/', (req, res) => res.status(200).set('Access-Control-Allow-Origin', 'https://app.example.com').json({}));",
      ),
      messageId: 'wildcard',
      at: [3, 28, 3, 83],
      output: withExpress(
        `app.get('/', (req, res) => { res.vary('Origin'); if (${guard}) res.set('Access-Control-Allow-Origin', req.headers.origin); return res.status(200).json({}); });`,
      ),
    },
    {
      name: 'a header as the only statement of a condition',
      code: withExpress(
        "app.get('/', (req, res) => {\n  if (req.query.embed) res.setHeader('Access-Control-Allow-Origin', '*');\n  res.json({});\n});",
      ),
      twin: withExpress(
        "app.get('/', (req, res) => {\n  if (req.query.embed) res.removeHeader('Access-Control-Allow-Origin', '*');\n  res.json({});\n});",
      ),
      messageId: 'wildcard',
      at: [4, 24, 4, 73],
      output: withExpress(
        `app.get('/', (req, res) => {\n  if (req.query.embed) { res.vary('Origin'); if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin); }\n  res.json({});\n});`,
      ),
    },
    {
      name: 'headers of writeHead as an object',
      code: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain' });\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, { 'Access-Control-Allow-Origin': 'https://app.example.com', 'Content-Type': 'text/plain' });\n  res.end('ok');\n});",
      ),
      messageId: 'wildcard',
      at: [3, 3, 3, 91],
      output: withHttp(
        `http.createServer((req, res) => {\n  res.appendHeader('Vary', 'Origin');\n  res.writeHead(200, { ...(${guard} ? { 'Access-Control-Allow-Origin': req.headers.origin } : {}), 'Content-Type': 'text/plain' });\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'headers of writeHead as a flat array',
      code: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, ['Content-Type', 'text/plain', 'Access-Control-Allow-Origin', '*']);\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, ['Content-Type', 'text/plain', 'Access-Control-Allow-Methods', '*']);\n  res.end('ok');\n});",
      ),
      messageId: 'wildcard',
      at: [3, 3, 3, 89],
      output: withHttp(
        `http.createServer((req, res) => {\n  res.appendHeader('Vary', 'Origin');\n  res.writeHead(200, ['Content-Type', 'text/plain', ...(${guard} ? ['Access-Control-Allow-Origin', req.headers.origin] : [])]);\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'a Vary header beside it, which gets the field Origin',
      code: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, { 'Access-Control-Allow-Origin': '*', Vary: 'Accept-Encoding' });\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, { 'Access-Control-Allow-Origin': 'https://app.example.com', Vary: 'Accept-Encoding' });\n  res.end('ok');\n});",
      ),
      messageId: 'wildcard',
      at: "res.writeHead(200, { 'Access-Control-Allow-Origin': '*', Vary: 'Accept-Encoding' })",
      output: withHttp(
        `http.createServer((req, res) => {\n  res.writeHead(200, { ...(${guard} ? { 'Access-Control-Allow-Origin': req.headers.origin } : {}), Vary: 'Accept-Encoding, Origin' });\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'a response that varies by Origin already',
      code: withExpress(
        "app.get('/', (req, res) => {\n  res.vary('Origin');\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.json({});\n});",
      ),
      twin: withExpress(
        "app.get('/', (req, res) => {\n  res.vary('Origin');\n  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');\n  res.json({});\n});",
      ),
      messageId: 'wildcard',
      at: [5, 3, 5, 52],
      output: withExpress(
        `app.get('/', (req, res) => {\n  res.vary('Origin');\n  if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.json({});\n});`,
      ),
    },
    {
      name: 'several writes in one handler, reported once and fixed together',
      code: withHttp(
        "const ANYONE = '*';\nhttp.createServer((req, res) => {\n  if (req.method === 'OPTIONS') {\n    res.writeHead(204, { 'Access-Control-Allow-Origin': ANYONE });\n    return res.end();\n  }\n  res.setHeader('Access-Control-Allow-Origin', ANYONE);\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "const ANYONE = 'https://app.example.com';\nhttp.createServer((req, res) => {\n  if (req.method === 'OPTIONS') {\n    res.writeHead(204, { 'Access-Control-Allow-Origin': ANYONE });\n    return res.end();\n  }\n  res.setHeader('Access-Control-Allow-Origin', ANYONE);\n  res.end('ok');\n});",
      ),
      messageId: 'wildcard',
      at: [8, 3, 8, 55],
      output: withHttp(
        `const ANYONE = '*';\nhttp.createServer((req, res) => {\n  if (req.method === 'OPTIONS') {\n    res.appendHeader('Vary', 'Origin');\n    res.writeHead(204, { ...(${guard} ? { 'Access-Control-Allow-Origin': req.headers.origin } : {}) });\n    return res.end();\n  }\n  res.appendHeader('Vary', 'Origin');\n  if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'a header on the answer to the preflight alone',
      code: withExpress(
        "app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.setHeader('Access-Control-Allow-Origin', '*');\n    return res.sendStatus(204);\n  }\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');\n    return res.sendStatus(204);\n  }\n  next();\n});",
      ),
      messageId: 'wildcard',
      message:
        "Any website can send requests that need a preflight: the preflight of a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [5, 5, 5, 54],
      output: withExpress(
        `app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.vary('Origin');\n    if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n    return res.sendStatus(204);\n  }\n  next();\n});`,
      ),
    },
    {
      name: 'a header variable that is narrowed for listed origins only',
      code: withExpress(
        "const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  let answer = '*';\n  if (allowed.includes(req.headers.origin)) answer = req.headers.origin;\n  res.setHeader('Access-Control-Allow-Origin', answer);\n  next();\n});",
      ),
      twin: withExpress(
        "const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  let answer = 'https://app.example.com';\n  if (allowed.includes(req.headers.origin)) answer = req.headers.origin;\n  res.setHeader('Access-Control-Allow-Origin', answer);\n  next();\n});",
      ),
      messageId: 'wildcard',
      at: [7, 3, 7, 55],
      output: withExpress(
        `const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  let answer = '*';\n  if (allowed.includes(req.headers.origin)) answer = req.headers.origin;\n  res.vary('Origin');\n  if (${isListed('req.headers.origin', 'allowed')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    {
      name: 'the origin for listed ones, the wildcard for the others',
      code: withExpress(
        "const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : '*');\n  next();\n});",
      ),
      twin: withExpress(
        "const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : 'https://app.example.com');\n  next();\n});",
      ),
      messageId: 'wildcard',
      at: "res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : '*')",
      output: withExpress(
        `const allowed = ['https://app.example.com'];\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.vary('Origin');\n  if (${isListed('req.headers.origin', 'allowed')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    {
      name: 'a helper that is handed the response alone',
      code: "function openUp(res) {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n}\nmodule.exports = openUp;\n",
      twin: "function openUp(res) {\n  res.setHeader('Access-Control-Allow-Methods', '*');\n}\nmodule.exports = openUp;\n",
      messageId: 'wildcard',
      at: [2, 3, 2, 52],
      output: `function openUp(res) {\n  res.appendHeader('Vary', 'Origin');\n  if (${isListed('res.req.headers.origin')}) res.setHeader('Access-Control-Allow-Origin', res.req.headers.origin);\n}\nmodule.exports = openUp;\n`,
    },
    {
      name: 'headers that are built outside the handler, once for all requests',
      code: withHttp(
        "const corsHeaders = { 'Access-Control-Allow-Origin': '*' };\nhttp.createServer((req, res) => {\n  res.writeHead(200, corsHeaders);\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "const corsHeaders = { 'Access-Control-Allow-Origin': 'https://app.example.com' };\nhttp.createServer((req, res) => {\n  res.writeHead(200, corsHeaders);\n  res.end('ok');\n});",
      ),
      messageId: 'wildcard',
      at: [4, 3, 4, 34],
      output: withHttp(
        `const corsHeaders = (origin) => ({ ...(${listIn('CORS_ALLOWED_ORIGINS')}.includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}) });\nhttp.createServer((req, res) => {\n  res.appendHeader('Vary', 'Origin');\n  res.writeHead(200, corsHeaders(req.headers.origin ?? ''));\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'a wildcard in TypeScript, marked as a constant',
      file: 'server.ts',
      code: "import cors from 'cors';\napp.use(cors({ origin: '*' as const }));\n",
      twin: "import cors from 'cors';\napp.use(cors({ origin: 'https://app.example.com' as const }));\n",
      messageId: 'wildcard',
      at: [2, 16, 2, 36],
      output: `import cors from 'cors';\napp.use(cors({ origin: ${origin} }));\n`,
    },
    {
      name: 'options marked as constant in TypeScript, where the callback has to say its types',
      file: 'server.ts',
      code: "import cors from 'cors';\nconst options = { origin: '*' } as const;\napp.use(cors(options));\n",
      twin: "import cors from 'cors';\nconst options = { origin: 'https://app.example.com' } as const;\napp.use(cors(options));\n",
      messageId: 'wildcard',
      at: "origin: '*'",
      output: `import cors from 'cors';\nconst options = { origin: (_origin: string | undefined, callback: (error: Error | null, origin?: string[]) => void) => callback(null, ${listIn('CORS_ALLOWED_ORIGINS')}) } as const;\napp.use(cors(options));\n`,
    },
    {
      name: 'Express types on the handler',
      file: 'server.ts',
      code: "import type { Request, Response, NextFunction } from 'express';\nexport function open(request: Request, response: Response, next: NextFunction) {\n  response.header('Access-Control-Allow-Origin', '*');\n  next();\n}\n",
      twin: "import type { Request, Response, NextFunction } from 'express';\nexport function open(request: Request, response: Response, next: NextFunction) {\n  response.header('Access-Control-Allow-Origin', 'https://app.example.com');\n  next();\n}\n",
      messageId: 'wildcard',
      at: [3, 3, 3, 54],
      output: `import type { Request, Response, NextFunction } from 'express';\nexport function open(request: Request, response: Response, next: NextFunction) {\n  response.vary('Origin');\n  if (${isListed('request.headers.origin')}) response.header('Access-Control-Allow-Origin', request.headers.origin);\n  next();\n}\n`,
    },
  ],
  safe: [
    { name: 'one origin', code: withCors("app.use(cors({ origin: 'https://app.example.com' }));") },
    {
      name: 'a list of origins',
      code: withCors("app.use(cors({ origin: ['https://app.example.com', 'http://localhost:3000'] }));"),
    },
    { name: 'an empty list', code: withCors('app.use(cors({ origin: [] }));') },
    { name: 'CORS switched off', code: withCors('app.use(cors({ origin: false }));') },
    { name: 'an origin that is undefined', code: withCors('app.use(cors({ origin: undefined }));') },
    { name: 'an origin that is null', code: withCors('app.use(cors({ origin: null }));') },
    { name: 'an origin that is empty', code: withCors("app.use(cors({ origin: '' }));") },
    {
      name: 'a variable without a fallback',
      code: withCors('app.use(cors({ origin: process.env.CLIENT_URL }));'),
    },
    {
      name: 'the list the fix writes',
      code: withCors(`app.use(cors({ origin: ${listIn('CORS_ALLOWED_ORIGINS')} }));`),
    },
    {
      name: 'options from another file',
      code: withCors("const { corsOptions } = require('./config');\napp.use(cors(corsOptions));"),
    },
    {
      name: 'a list from another file',
      code: withCors("const { origins } = require('./config');\napp.use(cors({ origin: origins }));"),
    },
    {
      name: 'a wildcard outside production only',
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'development' ? '*' : 'https://app.example.com' }));",
      ),
    },
    {
      name: 'a wildcard an operator has to switch on',
      code: withCors(
        "app.use(cors({ origin: process.env.ALLOW_ALL === 'true' ? '*' : 'https://app.example.com' }));",
      ),
    },
    {
      name: 'a wildcard that is commented out',
      code: withCors(
        "// app.use(cors({ origin: '*' }));\napp.use(cors({ origin: 'https://app.example.com' }));",
      ),
    },
    {
      name: 'a header for one origin',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');\n  next();\n});",
      ),
    },
    {
      name: 'a header that is written twice, closed the second time',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');\n  next();\n});",
      ),
    },
    {
      name: 'a header that is removed again',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.removeHeader('access-control-allow-origin');\n  next();\n});",
      ),
    },
  ],
});
