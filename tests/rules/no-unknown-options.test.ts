import rule from '../../rules/no-unknown-options.js';
import { testRule } from './cases.js';
import { notThePackage, withCors } from './programs.js';
import { origin } from './remedies.js';

testRule(rule, {
  vulnerable: [
    {
      name: 'an origin in the place of the options',
      code: withCors("app.use(cors('https://app.example.com'));"),
      twin: notThePackage(withCors("app.use(cors('https://app.example.com'));")),
      messageId: 'ignoredOption',
      message:
        "The cors package ignores something other than an options object, so its default lets any website read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Pass the list as the option 'origin'.",
      at: [2, 9, 2, 40],
      output: withCors("app.use(cors({ origin: 'https://app.example.com' }));"),
    },
    {
      name: 'a list in the place of the options',
      code: withCors("app.use(cors(['https://app.example.com', 'http://localhost:3000']));"),
      twin: notThePackage(withCors("app.use(cors(['https://app.example.com', 'http://localhost:3000']));")),
      messageId: 'ignoredOption',
      at: "cors(['https://app.example.com', 'http://localhost:3000'])",
      output: withCors("app.use(cors({ origin: ['https://app.example.com', 'http://localhost:3000'] }));"),
    },
    {
      name: 'a constant list in the place of the options',
      code: withCors("const allowed = ['https://app.example.com'];\napp.use(cors(allowed));"),
      twin: notThePackage(withCors("const allowed = ['https://app.example.com'];\napp.use(cors(allowed));")),
      messageId: 'ignoredOption',
      at: 'cors(allowed)',
      output: withCors("const allowed = ['https://app.example.com'];\napp.use(cors({ origin: allowed }));"),
    },
    {
      name: 'a variable in the place of the options',
      code: withCors('app.use(cors(process.env.CLIENT_URL));'),
      twin: notThePackage(withCors('app.use(cors(process.env.CLIENT_URL));')),
      messageId: 'ignoredOption',
      at: 'cors(process.env.CLIENT_URL)',
      output: withCors('app.use(cors({ origin: process.env.CLIENT_URL }));'),
    },
    {
      name: 'a wildcard in the place of the options, which is no list to keep',
      code: withCors("app.use(cors('*'));"),
      twin: notThePackage(withCors("app.use(cors('*'));")),
      messageId: 'ignoredOption',
      at: "cors('*')",
      output: withCors(`app.use(cors({ origin: ${origin} }));`),
    },
    ...(['origins', 'allowedOrigins', 'allowOrigin', 'Origin', 'whitelist'] as const).map((name) => ({
      name: `the option ${name}`,
      code: withCors(`app.use(cors({ ${name}: ['https://app.example.com'] }));`),
      twin: withCors("app.use(cors({ origin: ['https://app.example.com'] }));"),
      messageId: 'ignoredOption',
      message: `The cors package ignores '${name}', so its default lets any website read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Pass the list as the option 'origin'.`,
      at: `cors({ ${name}: ['https://app.example.com'] })`,
      output: withCors("app.use(cors({ origin: ['https://app.example.com'] }));"),
    })),
    {
      name: 'a misspelt option beside credentials, on several lines',
      code: withCors(
        "app.use(\n  cors({\n    // the front end\n    allowedOrigins: ['https://app.example.com'],\n    credentials: true,\n  }),\n);",
      ),
      twin: withCors(
        "app.use(\n  cors({\n    // the front end\n    origin: ['https://app.example.com'],\n    credentials: true,\n  }),\n);",
      ),
      messageId: 'ignoredOption',
      message:
        "The cors package ignores 'allowedOrigins', so its default lets any website read these responses, though not as the signed-in user, because browsers refuse credentials with the wildcard: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*' and Access-Control-Allow-Credentials 'true'. Pass the list as the option 'origin'.",
      at: [3, 3, 7, 5],
      output: withCors(
        "app.use(\n  cors({\n    // the front end\n    origin: ['https://app.example.com'],\n    credentials: true,\n  }),\n);",
      ),
    },
    {
      name: 'a callback under a name cors does not know',
      code: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({ originFn: (origin, callback) => callback(null, allowed.includes(origin)) }));",
      ),
      twin: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));",
      ),
      messageId: 'ignoredOption',
      at: 'cors({ originFn: (origin, callback) => callback(null, allowed.includes(origin)) })',
      output: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));",
      ),
    },
    {
      name: 'an options object of the same file',
      code: withCors(
        "const options = { origins: ['https://app.example.com'], maxAge: 600 };\napp.use(cors(options));",
      ),
      twin: withCors(
        "const options = { origin: ['https://app.example.com'], maxAge: 600 };\napp.use(cors(options));",
      ),
      messageId: 'ignoredOption',
      at: 'cors(options)',
      output: withCors(
        "const options = { origin: ['https://app.example.com'], maxAge: 600 };\napp.use(cors(options));",
      ),
    },
    {
      name: 'an unknown option that names nobody: the environment does',
      code: withCors("app.use(cors({ origins: '*' }));"),
      twin: notThePackage(withCors("app.use(cors({ origins: '*' }));")),
      messageId: 'ignoredOption',
      message:
        "The cors package ignores 'origins', so its default lets any website read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
      at: "cors({ origins: '*' })",
      output: withCors(`app.use(cors({ origin: ${origin}, origins: '*' }));`),
    },
    {
      name: 'options one level too deep',
      code: withCors("app.use(cors({ cors: { origin: 'https://app.example.com' } }));"),
      twin: notThePackage(withCors("app.use(cors({ cors: { origin: 'https://app.example.com' } }));")),
      messageId: 'ignoredOption',
      at: "cors({ cors: { origin: 'https://app.example.com' } })",
      output: withCors(`app.use(cors({ origin: ${origin}, cors: { origin: 'https://app.example.com' } }));`),
    },
    {
      name: 'an options delegate that answers with an unknown option',
      code: withCors(
        "app.use(cors((req, callback) => callback(null, { origins: ['https://app.example.com'] })));",
      ),
      twin: withCors(
        "app.use(cors((req, callback) => callback(null, { origin: ['https://app.example.com'] })));",
      ),
      messageId: 'ignoredOption',
      at: "cors((req, callback) => callback(null, { origins: ['https://app.example.com'] }))",
      output: withCors(
        "app.use(cors((req, callback) => callback(null, { origin: ['https://app.example.com'] })));",
      ),
    },
    {
      name: 'an annotated options object in TypeScript',
      file: 'config/http.ts',
      code: "import type { CorsOptions } from 'cors';\nexport const options = {\n  origins: ['https://app.example.com'],\n} as CorsOptions;\n",
      twin: "import type { CorsOptions } from 'cors';\nexport const options = {\n  origin: ['https://app.example.com'],\n} as CorsOptions;\n",
      messageId: 'ignoredOption',
      at: "{\n  origins: ['https://app.example.com'],\n} as CorsOptions",
      output:
        "import type { CorsOptions } from 'cors';\nexport const options = {\n  origin: ['https://app.example.com'],\n} as CorsOptions;\n",
    },
  ],
  safe: [
    {
      name: 'every option cors knows',
      code: withCors(
        "app.use(cors({\n  origin: 'https://app.example.com',\n  methods: 'GET',\n  allowedHeaders: [],\n  headers: [],\n  exposedHeaders: [],\n  credentials: true,\n  maxAge: 600,\n  preflightContinue: false,\n  optionsSuccessStatus: 204,\n}));",
      ),
    },
    {
      name: 'an unknown option beside an origin',
      code: withCors("app.use(cors({ origin: 'https://app.example.com', origins: '*' }));"),
    },
    {
      name: 'options nobody can see',
      code: withCors("const { options } = require('./config');\napp.use(cors({ ...options, origins: [] }));"),
    },
    {
      name: 'a list for a function that is not cors',
      code: "const { cors } = require('./middleware');\napp.use(cors(['https://app.example.com']));\n",
    },
  ],
});
