import rule from '../../rules/no-credentialed-wildcard.js';
import { testRule } from './cases.js';
import { notThePackage, withCors, withExpress, withHttp } from './programs.js';
import { isListed, origin, originFrom } from './remedies.js';

const guard = isListed('req.headers.origin');

testRule(rule, {
  vulnerable: [
    {
      name: 'the wildcard with credentials',
      code: withCors("app.use(cors({ origin: '*', credentials: true }));"),
      twin: withCors("app.use(cors({ origin: 'https://app.example.com', credentials: true }));"),
      messageId: 'credentialedWildcard',
      message:
        "Any website can read these responses, though not as the signed-in user, because browsers refuse credentials with the wildcard: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*' and Access-Control-Allow-Credentials 'true'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [2, 16, 2, 27],
      output: withCors(
        "app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: true }));",
      ),
    },
    {
      name: 'credentials alone, which leave the origin to the default',
      code: withCors('app.use(cors({ credentials: true }));'),
      twin: notThePackage(withCors('app.use(cors({ credentials: true }));')),
      messageId: 'credentialedWildcard',
      at: 'cors({ credentials: true })',
      output: withCors(`app.use(cors({ origin: ${origin}, credentials: true }));`),
    },
    {
      name: 'the order the other way round',
      code: withCors("app.use(cors({ credentials: true, origin: '*' }));"),
      twin: withCors('app.use(cors({ credentials: true, origin: null }));'),
      messageId: 'credentialedWildcard',
      at: "origin: '*'",
      output: withCors(`app.use(cors({ credentials: true, origin: ${origin} }));`),
    },
    {
      name: 'credentials by a constant',
      code: withCors("const WITH_COOKIES = !0;\napp.use(cors({ origin: '*', credentials: WITH_COOKIES }));"),
      twin: withCors("const WITH_COOKIES = !0;\napp.use(cors({ origin: '', credentials: WITH_COOKIES }));"),
      messageId: 'credentialedWildcard',
      at: "origin: '*'",
      output: withCors(
        `const WITH_COOKIES = !0;\napp.use(cors({ origin: ${origin}, credentials: WITH_COOKIES }));`,
      ),
    },
    {
      name: 'an options object of the same file, with comments',
      code: withCors(
        "const corsOptions = {\n  origin: '*', // everyone\n  /* cookies */ credentials: true,\n};\napp.use(cors(corsOptions));",
      ),
      twin: withCors(
        "const corsOptions = {\n  origin: 'https://app.example.com', // everyone\n  /* cookies */ credentials: true,\n};\napp.use(cors(corsOptions));",
      ),
      messageId: 'credentialedWildcard',
      at: "origin: '*'",
      output: withCors(
        `const corsOptions = {\n  origin: ${origin}, // everyone\n  /* cookies */ credentials: true,\n};\napp.use(cors(corsOptions));`,
      ),
    },
    {
      name: 'both headers on an Express response',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', '*');\n  res.header('Access-Control-Allow-Credentials', 'true');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', 'https://app.example.com');\n  res.header('Access-Control-Allow-Credentials', 'true');\n  next();\n});",
      ),
      messageId: 'credentialedWildcard',
      message:
        "Any website can read these responses, though not as the signed-in user, because browsers refuse credentials with the wildcard: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*' and Access-Control-Allow-Credentials 'true'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: [4, 3, 4, 49],
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${guard}) res.header('Access-Control-Allow-Origin', req.headers.origin);\n  res.header('Access-Control-Allow-Credentials', 'true');\n  next();\n});`,
      ),
    },
    {
      name: 'a boolean, which becomes the text true on the wire',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.set('Access-Control-Allow-Credentials', true);\n  res.set('Access-Control-Allow-Origin', '*');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.set('Access-Control-Allow-Credentials', true);\n  res.set('Access-Control-Allow-Origin', 'https://app.example.com');\n  next();\n});",
      ),
      messageId: 'credentialedWildcard',
      at: "res.set('Access-Control-Allow-Origin', '*')",
      output: withExpress(
        `app.use((req, res, next) => {\n  res.set('Access-Control-Allow-Credentials', true);\n  res.vary('Origin');\n  if (${guard}) res.set('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    {
      name: 'both headers in writeHead, whatever the case of their names',
      code: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, { 'access-control-allow-origin': '*', 'ACCESS-CONTROL-ALLOW-CREDENTIALS': 'true' });\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "http.createServer((req, res) => {\n  res.writeHead(200, { 'access-control-allow-origin': 'https://app.example.com', 'ACCESS-CONTROL-ALLOW-CREDENTIALS': 'true' });\n  res.end('ok');\n});",
      ),
      messageId: 'credentialedWildcard',
      at: "res.writeHead(200, { 'access-control-allow-origin': '*', 'ACCESS-CONTROL-ALLOW-CREDENTIALS': 'true' })",
      output: withHttp(
        `http.createServer((req, res) => {\n  res.appendHeader('Vary', 'Origin');\n  res.writeHead(200, { ...(${guard} ? { 'access-control-allow-origin': req.headers.origin } : {}), 'ACCESS-CONTROL-ALLOW-CREDENTIALS': 'true' });\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'headers set here and there',
      code: withHttp(
        "function allowCookies(res) {\n  res.setHeader('Access-Control-Allow-Credentials', 'true');\n}\nhttp.createServer((req, res) => {\n  allowCookies(res);\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.end('ok');\n});",
      ),
      twin: withHttp(
        "function allowCookies(res) {\n  res.setHeader('Access-Control-Allow-Credentials', 'true');\n}\nhttp.createServer((req, res) => {\n  allowCookies(res);\n  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');\n  res.end('ok');\n});",
      ),
      messageId: 'credentialedWildcard',
      at: "res.setHeader('Access-Control-Allow-Origin', '*')",
      output: withHttp(
        `function allowCookies(res) {\n  res.setHeader('Access-Control-Allow-Credentials', 'true');\n}\nhttp.createServer((req, res) => {\n  allowCookies(res);\n  res.appendHeader('Vary', 'Origin');\n  if (${guard}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.end('ok');\n});`,
      ),
    },
    {
      name: 'satisfies CorsOptions',
      file: 'server.ts',
      code: "import cors, { type CorsOptions } from 'cors';\nconst options = { origin: '*', credentials: true } satisfies CorsOptions;\napp.use(cors(options));\n",
      twin: "import cors, { type CorsOptions } from 'cors';\nconst options = { origin: '', credentials: true } satisfies CorsOptions;\napp.use(cors(options));\n",
      messageId: 'credentialedWildcard',
      at: "origin: '*'",
      output: `import cors, { type CorsOptions } from 'cors';\nconst options = { origin: ${originFrom('CORS_ALLOWED_ORIGINS')}, credentials: true } satisfies CorsOptions;\napp.use(cors(options));\n`,
    },
  ],
  safe: [
    {
      name: 'credentials for a listed origin',
      code: withCors("app.use(cors({ origin: ['https://app.example.com'], credentials: true }));"),
    },
    {
      name: 'credentials for nobody',
      code: withCors('app.use(cors({ origin: false, credentials: true }));'),
    },
    {
      name: 'the credentials header alone, which lets nobody read',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Credentials', 'true');\n  next();\n});",
      ),
    },
  ],
});
