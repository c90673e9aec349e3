import rule from '../../rules/no-permissive-fallback.js';
import { testRule } from './cases.js';
import { notThePackage, withCors, withExpress } from './programs.js';
import { isListed, listIn, originFrom } from './remedies.js';

/** What a site admits by name in production stays admitted. */
const keepingTheOrigin = `(_origin, callback) => callback(null, ['https://app.example.com', ...${listIn('CORS_ALLOWED_ORIGINS')}])`;

const guardOf = (variable: string): string => isListed('req.headers.origin', listIn(variable));

testRule(rule, {
  vulnerable: [
    {
      name: 'a variable or the wildcard',
      code: withCors("app.use(cors({ origin: process.env.CLIENT_URL || '*' }));"),
      twin: withCors("app.use(cors({ origin: process.env.CLIENT_URL || 'http://localhost:3000' }));"),
      messageId: 'openWhenUnset',
      message:
        "When CLIENT_URL is not set, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CLIENT_URL.",
      at: [2, 16, 2, 53],
      output: withCors(
        "app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CLIENT_URL ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));",
      ),
    },
    {
      name: 'a variable or everyone, with credentials',
      code: withCors('app.use(cors({ origin: process.env.CLIENT_URL ?? true, credentials: true }));'),
      twin: withCors('app.use(cors({ origin: process.env.CLIENT_URL ?? false, credentials: true }));'),
      messageId: 'openWhenUnset',
      message:
        "When CLIENT_URL is not set, any website can read these responses as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example' and Access-Control-Allow-Credentials 'true'. Admit only the origins listed in CLIENT_URL.",
      at: 'origin: process.env.CLIENT_URL ?? true',
      output: withCors(`app.use(cors({ origin: ${originFrom('CLIENT_URL')}, credentials: true }));`),
    },
    {
      name: 'variables that say whether the server starts and how open it is, and hold no origins',
      code: withCors(
        "if (!process.env.PRINT_SCHEMA) app.use(cors({ origin: process.env.CLOSED === 'true' ? false : true }));",
      ),
      twin: withCors(
        "if (!process.env.PRINT_SCHEMA) app.use(cors({ origin: process.env.CLOSED === 'true' ? false : false }));",
      ),
      messageId: 'openWhenUnset',
      message:
        "When PRINT_SCHEMA is not set, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: "origin: process.env.CLOSED === 'true' ? false : true",
      output: withCors(
        `if (!process.env.PRINT_SCHEMA) app.use(cors({ origin: ${originFrom('CORS_ALLOWED_ORIGINS')} }));`,
      ),
    },
    {
      name: 'a variable that opens when it is set to nothing',
      code: withCors(
        "app.use(cors({ origin: process.env.CLIENT_URL === '' ? '*' : process.env.CLIENT_URL }));",
      ),
      twin: withCors(
        "app.use(cors({ origin: process.env.CLIENT_URL === '' ? '' : process.env.CLIENT_URL }));",
      ),
      messageId: 'openWhenUnset',
      message:
        "When CLIENT_URL is empty, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CLIENT_URL.",
      at: "origin: process.env.CLIENT_URL === '' ? '*' : process.env.CLIENT_URL",
      output: withCors(`app.use(cors({ origin: ${originFrom('CLIENT_URL')} }));`),
    },
    {
      name: 'a list or the wildcard, by condition',
      code: withCors(
        "app.use(cors({ origin: process.env.ORIGINS ? process.env.ORIGINS.split(',') : '*' }));",
      ),
      twin: withCors("app.use(cors({ origin: process.env.ORIGINS ? process.env.ORIGINS.split(',') : '' }));"),
      messageId: 'openWhenUnset',
      at: "origin: process.env.ORIGINS ? process.env.ORIGINS.split(',') : '*'",
      output: withCors(`app.use(cors({ origin: ${originFrom('ORIGINS')} }));`),
    },
    {
      name: 'a list or the wildcard, by optional chain',
      code: withCors("app.use(cors({ origin: process.env.ORIGINS?.split(',') || '*' }));"),
      twin: withCors("app.use(cors({ origin: process.env.ORIGINS?.split(',') || '' }));"),
      messageId: 'openWhenUnset',
      at: "origin: process.env.ORIGINS?.split(',') || '*'",
      output: withCors(`app.use(cors({ origin: ${originFrom('ORIGINS')} }));`),
    },
    {
      name: 'a variable or the wildcard in a constant',
      code: withCors("const allowed = process.env.CLIENT_URL || '*';\napp.use(cors({ origin: allowed }));"),
      twin: withCors("const allowed = process.env.CLIENT_URL || '';\napp.use(cors({ origin: allowed }));"),
      messageId: 'openWhenUnset',
      at: 'origin: allowed',
      output: withCors(
        `const allowed = process.env.CLIENT_URL || '*';\napp.use(cors({ origin: ${originFrom('CLIENT_URL')} }));`,
      ),
    },
    {
      name: 'a default in destructured variables',
      code: withCors("const { CLIENT_URL = '*' } = process.env;\napp.use(cors({ origin: CLIENT_URL }));"),
      twin: withCors("const { CLIENT_URL = '' } = process.env;\napp.use(cors({ origin: CLIENT_URL }));"),
      messageId: 'openWhenUnset',
      at: 'origin: CLIENT_URL',
      output: withCors(
        `const { CLIENT_URL = '*' } = process.env;\napp.use(cors({ origin: ${originFrom('CLIENT_URL')} }));`,
      ),
    },
    {
      name: 'a variable under a computed name',
      code: withCors("app.use(cors({ origin: process.env['CLIENT_URL'] || true }));"),
      twin: withCors("app.use(cors({ origin: process.env['CLIENT_URL'] || false }));"),
      messageId: 'openWhenUnset',
      at: "origin: process.env['CLIENT_URL'] || true",
      output: withCors(`app.use(cors({ origin: ${originFrom('CLIENT_URL')} }));`),
    },
    {
      name: 'a wildcard that a variable narrows',
      code: withCors(
        "let allowed = '*';\nif (process.env.CLIENT_URL) {\n  allowed = process.env.CLIENT_URL;\n}\napp.use(cors({ origin: allowed }));",
      ),
      twin: withCors(
        'let allowed = false;\nif (process.env.CLIENT_URL) {\n  allowed = process.env.CLIENT_URL;\n}\napp.use(cors({ origin: allowed }));',
      ),
      messageId: 'openWhenUnset',
      at: 'origin: allowed',
      output: withCors(
        `let allowed = '*';\nif (process.env.CLIENT_URL) {\n  allowed = process.env.CLIENT_URL;\n}\napp.use(cors({ origin: ${originFrom('CLIENT_URL')} }));`,
      ),
    },
    {
      name: 'an option that is there only when the variable is set',
      code: withCors('const url = process.env.CLIENT_URL;\napp.use(cors({ ...(url && { origin: url }) }));'),
      twin: notThePackage(
        withCors('const url = process.env.CLIENT_URL;\napp.use(cors({ ...(url && { origin: url }) }));'),
      ),
      messageId: 'openWhenUnset',
      message:
        "When CLIENT_URL is not set, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CLIENT_URL.",
      at: 'cors({ ...(url && { origin: url }) })',
      output: withCors(
        `const url = process.env.CLIENT_URL;\napp.use(cors({ ...(url && { origin: url }), origin: ${originFrom('CLIENT_URL')} }));`,
      ),
    },
    {
      name: 'options that are there only when the variable is set',
      code: withCors(
        'app.use(cors(process.env.CLIENT_URL ? { origin: process.env.CLIENT_URL } : undefined));',
      ),
      twin: notThePackage(
        withCors('app.use(cors(process.env.CLIENT_URL ? { origin: process.env.CLIENT_URL } : undefined));'),
      ),
      messageId: 'openWhenUnset',
      at: 'cors(process.env.CLIENT_URL ? { origin: process.env.CLIENT_URL } : undefined)',
      output: withCors(
        `app.use(cors({ ...(process.env.CLIENT_URL ? { origin: process.env.CLIENT_URL } : undefined), origin: ${originFrom('CLIENT_URL')} }));`,
      ),
    },
    {
      name: 'a callback that lets everyone in while the list is empty',
      code: withCors(
        "const allowed = (process.env.ORIGINS || '').split(',').filter(Boolean);\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.length === 0 || allowed.includes(origin)) }));",
      ),
      twin: withCors(
        "const allowed = (process.env.ORIGINS || '').split(',').filter(Boolean);\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.length === 0 && allowed.includes(origin)) }));",
      ),
      messageId: 'openWhenUnset',
      message:
        "When ORIGINS is not set, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Admit only the origins listed in 'allowed'.",
      at: 'origin: (origin, callback) => callback(null, allowed.length === 0 || allowed.includes(origin))',
      output: withCors(
        "const allowed = (process.env.ORIGINS || '').split(',').filter(Boolean);\napp.use(cors({ origin: allowed }));",
      ),
    },
    {
      name: 'a callback that gives up without a variable',
      code: withCors(
        'app.use(cors({\n  origin(origin, callback) {\n    if (!process.env.ORIGINS) return callback(null, true);\n    callback(null, process.env.ORIGINS.split(","));\n  },\n}));',
      ),
      twin: withCors(
        'app.use(cors({\n  origin(origin, callback) {\n    if (!process.env.ORIGINS) return callback(null, false);\n    callback(null, process.env.ORIGINS.split(","));\n  },\n}));',
      ),
      messageId: 'openWhenUnset',
      at: 'origin(origin, callback) {\n    if (!process.env.ORIGINS) return callback(null, true);\n    callback(null, process.env.ORIGINS.split(","));\n  }',
      output: withCors(`app.use(cors({\n  origin: ${originFrom('ORIGINS')},\n}));`),
    },
    {
      name: 'a fallback inside a helper',
      code: withCors(
        "function origins() {\n  const value = process.env.ORIGINS;\n  return value ? value.split(',') : true;\n}\napp.use(cors({ origin: origins() }));",
      ),
      twin: withCors(
        "function origins() {\n  const value = process.env.ORIGINS;\n  return value ? value.split(',') : false;\n}\napp.use(cors({ origin: origins() }));",
      ),
      messageId: 'openWhenUnset',
      at: 'origin: origins()',
      output: withCors(
        `function origins() {\n  const value = process.env.ORIGINS;\n  return value ? value.split(',') : true;\n}\napp.use(cors({ origin: ${originFrom('ORIGINS')} }));`,
      ),
    },
    {
      name: 'a wildcard in the list that the program itself looks for',
      code: withCors(
        "const allowed = (process.env.ORIGINS || '*').split(',');\napp.use(cors({ origin: allowed.includes('*') ? true : allowed }));",
      ),
      twin: withCors(
        "const allowed = (process.env.ORIGINS || '').split(',');\napp.use(cors({ origin: allowed.includes('*') ? true : allowed }));",
      ),
      messageId: 'openWhenUnset',
      at: "origin: allowed.includes('*') ? true : allowed",
      output: withCors(
        `const allowed = (process.env.ORIGINS || '*').split(',');\napp.use(cors({ origin: ${originFrom('ORIGINS')} }));`,
      ),
    },
    {
      name: 'a fallback in the production branch',
      code: withCors(
        "const isProduction = process.env.NODE_ENV === 'production';\napp.use(cors({ origin: isProduction ? process.env.CLIENT_URL || '*' : 'http://localhost:3000' }));",
      ),
      twin: withCors(
        "const isProduction = process.env.NODE_ENV !== 'production';\napp.use(cors({ origin: isProduction ? process.env.CLIENT_URL || '*' : 'http://localhost:3000' }));",
      ),
      messageId: 'openWhenUnset',
      at: "origin: isProduction ? process.env.CLIENT_URL || '*' : 'http://localhost:3000'",
      output: withCors(
        `const isProduction = process.env.NODE_ENV === 'production';\napp.use(cors({ origin: ${originFrom('CLIENT_URL')} }));`,
      ),
    },
    {
      name: 'two variables that hold origins: the list reads both',
      code: withCors(
        'app.use(cors({ origin: process.env.WEB_URL ? [process.env.WEB_URL, process.env.APP_URL] : true }));',
      ),
      twin: withCors(
        'app.use(cors({ origin: process.env.WEB_URL ? [process.env.WEB_URL, process.env.APP_URL] : null }));',
      ),
      messageId: 'openWhenUnset',
      message:
        "When WEB_URL is not set, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Admit only the origins listed in WEB_URL and APP_URL.",
      at: 'origin: process.env.WEB_URL ? [process.env.WEB_URL, process.env.APP_URL] : true',
      output: withCors(`app.use(cors({ origin: ${originFrom('WEB_URL', 'APP_URL')} }));`),
    },
    {
      name: 'two variables, open when neither is set',
      code: withCors('app.use(cors({ origin: process.env.WEB_URL || process.env.APP_URL || true }));'),
      twin: withCors('app.use(cors({ origin: process.env.WEB_URL || process.env.APP_URL || null }));'),
      messageId: 'openWhenUnset',
      at: 'origin: process.env.WEB_URL || process.env.APP_URL || true',
      output: withCors(`app.use(cors({ origin: ${originFrom('WEB_URL', 'APP_URL')} }));`),
    },
    {
      name: 'a flag that opens the door unless it is set: the default variable is used, and the origin in the source is kept',
      code: withCors("app.use(cors({ origin: process.env.STRICT ? 'https://app.example.com' : '*' }));"),
      twin: withCors("app.use(cors({ origin: process.env.STRICT ? 'https://app.example.com' : '' }));"),
      messageId: 'openWhenUnset',
      at: "origin: process.env.STRICT ? 'https://app.example.com' : '*'",
      output: withCors(`app.use(cors({ origin: ${keepingTheOrigin} }));`),
    },
    {
      name: 'a header with a fallback',
      code: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', process.env.CLIENT_URL || '*');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', process.env.CLIENT_URL || 'http://localhost:3000');\n  next();\n});",
      ),
      messageId: 'openWhenUnset',
      at: [4, 3, 4, 78],
      output: withExpress(
        `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${guardOf('CLIENT_URL')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    {
      name: 'the first of a list that may be empty, or the wildcard',
      code: withExpress(
        "const allowed = (process.env.ORIGINS || '').split(',').filter(Boolean);\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0] || '*');\n  next();\n});",
      ),
      twin: withExpress(
        "const allowed = (process.env.ORIGINS || '').split(',').filter(Boolean);\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0] || '');\n  next();\n});",
      ),
      messageId: 'openWhenUnset',
      at: "res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0] || '*')",
      output: withExpress(
        `const allowed = (process.env.ORIGINS || '').split(',').filter(Boolean);\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.vary('Origin');\n  if (${isListed('req.headers.origin', 'allowed')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});`,
      ),
    },
    {
      name: 'an echo while no list is set',
      code: withExpress(
        "app.use((req, res, next) => {\n  const allowed = process.env.ORIGINS;\n  if (!allowed || allowed.split(',').includes(req.headers.origin)) {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  const allowed = process.env.ORIGINS;\n  if (!allowed || allowed.split(',').includes(req.headers.origin)) {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.host);\n  }\n  next();\n});",
      ),
      messageId: 'openWhenUnset',
      at: "res.setHeader('Access-Control-Allow-Origin', req.headers.origin)",
      output: withExpress(
        `app.use((req, res, next) => {\n  const allowed = process.env.ORIGINS;\n  res.vary('Origin');\n  if (!allowed || allowed.split(',').includes(req.headers.origin)) {\n    if (${guardOf('ORIGINS')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});`,
      ),
    },
    {
      name: 'a key that everyone knows while it is not set',
      code: withExpress(
        "app.use((req, res, next) => {\n  if (req.headers['x-api-key'] === process.env.API_KEY) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  if (req.headers['x-api-key'] === process.env.API_KEY) res.setHeader('Access-Control-Allow-Origin', req.headers.host);\n  next();\n});",
      ),
      messageId: 'openWhenUnset',
      message:
        "When API_KEY is not set, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: "res.setHeader('Access-Control-Allow-Origin', req.headers.origin)",
      output: withExpress(
        `app.use((req, res, next) => {\n  if (req.headers['x-api-key'] === process.env.API_KEY) { res.vary('Origin'); if (${guardOf('CORS_ALLOWED_ORIGINS')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin); }\n  next();\n});`,
      ),
    },
    {
      name: 'an assertion that the variable is a string, in TypeScript',
      file: 'server.ts',
      code: "import cors from 'cors';\nconst url = (process.env.CLIENT_URL as string) || '*';\napp.use(cors({ origin: url }));\n",
      twin: "import cors from 'cors';\nconst url = (process.env.CLIENT_URL as string) || '';\napp.use(cors({ origin: url }));\n",
      messageId: 'openWhenUnset',
      at: 'origin: url',
      output: `import cors from 'cors';\nconst url = (process.env.CLIENT_URL as string) || '*';\napp.use(cors({ origin: ${originFrom('CLIENT_URL')} }));\n`,
    },
    {
      name: 'a non-null assertion in TypeScript',
      file: 'server.ts',
      code: "import cors from 'cors';\napp.use(cors({ origin: process.env.CLIENT_URL! || '*' }));\n",
      twin: "import cors from 'cors';\napp.use(cors({ origin: process.env.CLIENT_URL! || '' }));\n",
      messageId: 'openWhenUnset',
      at: "origin: process.env.CLIENT_URL! || '*'",
      output: `import cors from 'cors';\napp.use(cors({ origin: ${originFrom('CLIENT_URL')} }));\n`,
    },
    {
      name: 'a policy that is open unless NODE_ENV says production, where the option asks for it',
      options: [{ nodeEnv: 'unset' }],
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'production' ? 'https://app.example.com' : '*' }));",
      ),
      twin: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'production' ? 'https://app.example.com' : '' }));",
      ),
      messageId: 'openWhenUnset',
      message:
        "When NODE_ENV is not set, any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: "origin: process.env.NODE_ENV === 'production' ? 'https://app.example.com' : '*'",
      output: withCors(`app.use(cors({ origin: ${keepingTheOrigin} }));`),
    },
    {
      name: 'a header that is open unless NODE_ENV says production, where the option asks for it',
      options: [{ nodeEnv: 'unset' }],
      code: withExpress(
        "app.use((req, res, next) => {\n  if (process.env.NODE_ENV !== 'production') res.setHeader('Access-Control-Allow-Origin', '*');\n  next();\n});",
      ),
      twin: withExpress(
        "app.use((req, res, next) => {\n  if (process.env.NODE_ENV !== 'production') res.removeHeader('Access-Control-Allow-Origin', '*');\n  next();\n});",
      ),
      messageId: 'openWhenUnset',
      at: "res.setHeader('Access-Control-Allow-Origin', '*')",
      output: withExpress(
        `app.use((req, res, next) => {\n  if (process.env.NODE_ENV !== 'production') { res.vary('Origin'); if (${guardOf('CORS_ALLOWED_ORIGINS')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin); }\n  next();\n});`,
      ),
    },
  ],
  safe: [
    {
      name: 'a policy that is open unless NODE_ENV says production, where nothing is asked for',
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'production' ? 'https://app.example.com' : '*' }));",
      ),
    },
    {
      name: 'the same with the option that says so',
      options: [{ nodeEnv: 'production' }],
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'production' ? 'https://app.example.com' : '*' }));",
      ),
    },
    {
      name: 'a policy that is open only where NODE_ENV says development, with the strictest option',
      options: [{ nodeEnv: 'unset' }],
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'development' ? '*' : 'https://app.example.com' }));",
      ),
    },
    {
      name: 'a variable alone, which closes when it is missing',
      code: withCors('app.use(cors({ origin: process.env.CLIENT_URL }));'),
    },
    {
      name: 'a variable or a development origin',
      code: withCors("app.use(cors({ origin: process.env.CLIENT_URL || 'http://localhost:3000' }));"),
    },
    {
      name: 'a list or nobody',
      code: withCors("app.use(cors({ origin: process.env.ORIGINS?.split(',') ?? [] }));"),
    },
    {
      name: 'a wildcard an operator has to switch on',
      code: withCors(
        "app.use(cors({ origin: process.env.ALLOW_ALL === 'true' ? true : process.env.CLIENT_URL }));",
      ),
    },
    {
      name: 'a fallback outside production',
      code: withCors(
        "app.use(cors({ origin: process.env.NODE_ENV === 'development' ? process.env.CLIENT_URL || '*' : process.env.CLIENT_URL }));",
      ),
    },
    {
      name: 'a program that stops without its variable',
      code: withCors(
        "if (!process.env.ORIGINS) throw new Error('ORIGINS is not set');\napp.use(cors({ origin: process.env.ORIGINS?.split(',') || '*' }));",
      ),
    },
    {
      name: 'a program that exits without its variable',
      code: withCors(
        "if (!process.env.CLIENT_URL) process.exit(1);\napp.use(cors({ origin: process.env.CLIENT_URL || '*' }));",
      ),
    },
    {
      name: 'a configuration from another file',
      code: withCors(
        "const { config } = require('./config');\napp.use(cors({ origin: config.origin || 'https://app.example.com' }));",
      ),
    },
    {
      name: 'a header that is not written without the variable',
      code: withExpress(
        "app.use((req, res, next) => {\n  if (process.env.CLIENT_URL) res.setHeader('Access-Control-Allow-Origin', process.env.CLIENT_URL);\n  next();\n});",
      ),
    },
  ],
});
