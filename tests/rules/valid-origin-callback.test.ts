import { expect, test } from 'vitest';
import rule from '../../rules/valid-origin-callback.js';
import { testRule } from './cases.js';
import { lint } from './lint.js';
import { notThePackage, withCors, withExpress } from './programs.js';

const LIST = "const allowed = ['https://app.example.com', 'http://localhost:3000'];";
const withList = (program: string): string => withCors(`${LIST}\n${program}`);
const withGuard = (program: string): string => withExpress(`${LIST}\n${program}`);

testRule(rule, {
  vulnerable: [
    {
      name: 'case number one: an Error in the place of the verdict refuses everyone listed and reflects everyone else',
      code: withCors(
        "const allowed = new Set(['https://app.example.com']);\napp.use(\n  cors({\n    origin: (origin, callback) => {\n      callback(null, allowed.has(origin) ? null : new Error('Not Found'));\n    },\n    credentials: true,\n  }),\n);",
      ),
      twin: notThePackage(
        withCors(
          "const allowed = new Set(['https://app.example.com']);\napp.use(\n  cors({\n    origin: (origin, callback) => {\n      callback(null, allowed.has(origin) ? null : new Error('Not Found'));\n    },\n    credentials: true,\n  }),\n);",
        ),
      ),
      messageId: 'inverted',
      message:
        "This check is inverted: it refuses the origins it lists, and any other website can read these responses as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example' and Access-Control-Allow-Credentials 'true'. Write `allowed.has(origin)` instead of `allowed.has(origin) ? null : new Error('Not Found')`.",
      at: [5, 5, 7, 6],
      output: withCors(
        "const allowed = new Set(['https://app.example.com']);\napp.use(\n  cors({\n    origin: (origin, callback) => {\n      callback(null, allowed.has(origin));\n    },\n    credentials: true,\n  }),\n);",
      ),
    },
    {
      name: 'an Error in the place of the verdict, beside a correct answer',
      code: withList(
        "app.use(cors({\n  origin(origin, callback) {\n    if (allowed.includes(origin)) callback(null, true);\n    else callback(null, new Error('Not allowed'));\n  },\n}));",
      ),
      twin: withList(
        "app.use(cors({\n  origin(origin, callback) {\n    if (allowed.includes(origin)) callback(null, true);\n    else callback(true, new Error('Not allowed'));\n  },\n}));",
      ),
      messageId: 'defeated',
      message:
        "This check does not hold: any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Write `false` instead of `new Error('Not allowed')`.",
      at: "origin(origin, callback) {\n    if (allowed.includes(origin)) callback(null, true);\n    else callback(null, new Error('Not allowed'));\n  }",
      output: withList(
        'app.use(cors({\n  origin(origin, callback) {\n    if (allowed.includes(origin)) callback(null, true);\n    else callback(null, false);\n  },\n}));',
      ),
    },
    {
      name: 'includes compared with a position',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin) !== -1) }));',
      ),
      twin: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin) !== -1) }));',
      ),
      messageId: 'defeated',
      message:
        "This check does not hold: any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Write `allowed.includes(origin)` instead of `allowed.includes(origin) !== -1`.",
      at: [3, 16, 3, 93],
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    },
    {
      name: 'includes compared with a position in a condition',
      code: withList(
        "app.use(cors({\n  origin: function (origin, callback) {\n    if (allowed.includes(origin) !== -1 || !origin) {\n      callback(null, true);\n    } else {\n      callback(new Error('Not allowed by CORS'));\n    }\n  },\n}));",
      ),
      twin: withList(
        "app.use(cors({\n  origin: function (origin, callback) {\n    if (allowed.indexOf(origin) !== -1 || !origin) {\n      callback(null, true);\n    } else {\n      callback(new Error('Not allowed by CORS'));\n    }\n  },\n}));",
      ),
      messageId: 'defeated',
      at: "origin: function (origin, callback) {\n    if (allowed.includes(origin) !== -1 || !origin) {\n      callback(null, true);\n    } else {\n      callback(new Error('Not allowed by CORS'));\n    }\n  }",
      output: withList(
        "app.use(cors({\n  origin: function (origin, callback) {\n    if (allowed.includes(origin) || !origin) {\n      callback(null, true);\n    } else {\n      callback(new Error('Not allowed by CORS'));\n    }\n  },\n}));",
      ),
    },
    ...(['> -1', '>= 0'] as const).map((comparison) => ({
      name: `includes ${comparison}`,
      code: withList(
        `app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin) ${comparison}) }));`,
      ),
      twin: withList(
        `app.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin) ${comparison}) }));`,
      ),
      messageId: 'defeated',
      at: `origin: (origin, callback) => callback(null, allowed.includes(origin) ${comparison})`,
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    })),
    {
      name: 'a position as a verdict',
      code: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin)) }));",
      ),
      twin: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));",
      ),
      messageId: 'inverted',
      message:
        "This check is inverted: it refuses the origins it lists, and any other website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Write `allowed.indexOf(origin) !== -1` instead of `allowed.indexOf(origin)`.",
      at: 'origin: (origin, callback) => callback(null, allowed.indexOf(origin))',
      output: withCors(
        "const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin) !== -1) }));",
      ),
    },
    {
      name: 'a position as a condition: all but the first entry pass, and so does everyone else',
      code: withList(
        "app.use(cors({\n  origin(origin, callback) {\n    if (allowed.indexOf(origin)) callback(null, true);\n    else callback(new Error('Not allowed by CORS'));\n  },\n}));",
      ),
      twin: withList(
        "app.use(cors({\n  origin(origin, callback) {\n    if (allowed.includes(origin)) callback(null, true);\n    else callback(new Error('Not allowed by CORS'));\n  },\n}));",
      ),
      messageId: 'defeated',
      at: "origin(origin, callback) {\n    if (allowed.indexOf(origin)) callback(null, true);\n    else callback(new Error('Not allowed by CORS'));\n  }",
      output: withList(
        "app.use(cors({\n  origin(origin, callback) {\n    if (allowed.indexOf(origin) !== -1) callback(null, true);\n    else callback(new Error('Not allowed by CORS'));\n  },\n}));",
      ),
    },
    ...(['1', 'true'] as const).map((always) => ({
      name: `a check that is overruled by || ${always}`,
      code: withList(
        `app.use(cors({\n  origin(origin, callback) {\n    if (allowed.includes(origin) || ${always}) callback(null, true);\n    else callback(null, false);\n  },\n}));`,
      ),
      twin: withList(
        `app.use(cors({\n  origin(origin, callback) {\n    if (allowed.includes(origin) && ${always}) callback(null, true);\n    else callback(null, false);\n  },\n}));`,
      ),
      messageId: 'defeated',
      at: `origin(origin, callback) {\n    if (allowed.includes(origin) || ${always}) callback(null, true);\n    else callback(null, false);\n  }`,
      output: withList(
        'app.use(cors({\n  origin(origin, callback) {\n    if (allowed.includes(origin)) callback(null, true);\n    else callback(null, false);\n  },\n}));',
      ),
    })),
    {
      name: 'a negation too many',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, !allowed.includes(origin)) }));',
      ),
      twin: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
      messageId: 'inverted',
      at: 'origin: (origin, callback) => callback(null, !allowed.includes(origin))',
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    },
    {
      name: 'a negation too many, in a program that names an origin for another purpose',
      code: withList(
        "app.use(cors({ origin: (origin, callback) => callback(null, !allowed.includes(origin)) }));\nfetch('https://mail.example.com');",
      ),
      twin: withList(
        "app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));\nfetch('https://mail.example.com');",
      ),
      messageId: 'inverted',
      at: 'origin: (origin, callback) => callback(null, !allowed.includes(origin))',
      output: withList(
        "app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));\nfetch('https://mail.example.com');",
      ),
    },
    {
      name: 'the answers the wrong way round',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin) ? false : true) }));',
      ),
      twin: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin) ? false : null) }));',
      ),
      messageId: 'inverted',
      at: 'origin: (origin, callback) => callback(null, allowed.includes(origin) ? false : true)',
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    },
    {
      name: 'the origin for listed ones, the wildcard for the others',
      code: withList(
        "app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin) ? origin : '*') }));",
      ),
      twin: withList(
        "app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin) ? origin : '') }));",
      ),
      messageId: 'defeated',
      at: "origin: (origin, callback) => callback(null, allowed.includes(origin) ? origin : '*')",
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    },
    {
      name: 'a comparison the wrong way round',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin) === -1) }));',
      ),
      twin: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin) !== -1) }));',
      ),
      messageId: 'inverted',
      at: 'origin: (origin, callback) => callback(null, allowed.indexOf(origin) === -1)',
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin) !== -1) }));',
      ),
    },
    {
      name: 'the verdict in the place of the error',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(allowed.includes(origin), true) }));',
      ),
      twin: withList(
        'app.use(cors({ origin: (origin, callback) => callback(!allowed.includes(origin), true) }));',
      ),
      messageId: 'inverted',
      at: 'origin: (origin, callback) => callback(allowed.includes(origin), true)',
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    },
    {
      name: 'filter as a condition, though an empty array is true',
      code: withList(
        'app.use(cors({\n  origin(origin, callback) {\n    if (allowed.filter((entry) => entry === origin)) callback(null, true);\n    else callback(null, false);\n  },\n}));',
      ),
      twin: withList(
        'app.use(cors({\n  origin(origin, callback) {\n    if (allowed.some((entry) => entry === origin)) callback(null, true);\n    else callback(null, false);\n  },\n}));',
      ),
      messageId: 'defeated',
      at: 'origin(origin, callback) {\n    if (allowed.filter((entry) => entry === origin)) callback(null, true);\n    else callback(null, false);\n  }',
      output: withList(
        'app.use(cors({\n  origin(origin, callback) {\n    if (allowed.some((entry) => entry === origin)) callback(null, true);\n    else callback(null, false);\n  },\n}));',
      ),
    },
    {
      name: 'an assignment in the place of a comparison',
      code: withCors(
        "app.use(cors({\n  origin(origin, callback) {\n    if ((origin = 'https://app.example.com')) callback(null, true);\n    else callback(null, false);\n  },\n}));",
      ),
      twin: withCors(
        "app.use(cors({\n  origin(origin, callback) {\n    if ((origin === 'https://app.example.com')) callback(null, true);\n    else callback(null, false);\n  },\n}));",
      ),
      messageId: 'defeated',
      at: "origin(origin, callback) {\n    if ((origin = 'https://app.example.com')) callback(null, true);\n    else callback(null, false);\n  }",
      output: withCors(
        "app.use(cors({\n  origin(origin, callback) {\n    if ((origin === 'https://app.example.com')) callback(null, true);\n    else callback(null, false);\n  },\n}));",
      ),
    },
    {
      name: 'an alternative that is not compared with anything',
      code: withCors(
        "app.use(cors({\n  origin(origin, callback) {\n    if (origin === 'https://app.example.com' || 'http://localhost:3000') callback(null, true);\n    else callback(null, false);\n  },\n}));",
      ),
      twin: withCors(
        "app.use(cors({\n  origin(origin, callback) {\n    if (origin === 'https://app.example.com' || '') callback(null, true);\n    else callback(null, false);\n  },\n}));",
      ),
      messageId: 'defeated',
      at: "origin(origin, callback) {\n    if (origin === 'https://app.example.com' || 'http://localhost:3000') callback(null, true);\n    else callback(null, false);\n  }",
      output: withCors(
        "app.use(cors({\n  origin(origin, callback) {\n    if (origin === 'https://app.example.com' || origin === 'http://localhost:3000') callback(null, true);\n    else callback(null, false);\n  },\n}));",
      ),
    },
    {
      name: 'a Set as the origin, which cors takes for true',
      code: withCors("app.use(cors({ origin: new Set(['https://app.example.com']) }));"),
      twin: withCors("app.use(cors({ origin: new Array(['https://app.example.com']) }));"),
      messageId: 'defeated',
      message:
        "This check does not hold: any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin 'https://attacker.example'. Write `[...new Set(['https://app.example.com'])]` instead of `new Set(['https://app.example.com'])`.",
      at: "origin: new Set(['https://app.example.com'])",
      output: withCors("app.use(cors({ origin: [...new Set(['https://app.example.com'])] }));"),
    },
    {
      name: 'a Set in a constant as the origin',
      code: withCors(
        "const allowed = new Set(['https://app.example.com']);\napp.use(cors({ origin: allowed, credentials: true }));",
      ),
      twin: withCors(
        "const allowed = new Array(['https://app.example.com']);\napp.use(cors({ origin: allowed, credentials: true }));",
      ),
      messageId: 'defeated',
      at: 'origin: allowed',
      output: withCors(
        "const allowed = new Set(['https://app.example.com']);\napp.use(cors({ origin: [...allowed], credentials: true }));",
      ),
    },
    {
      name: 'a URL as the origin, which cors takes for true',
      code: withCors("app.use(cors({ origin: new URL('https://app.example.com') }));"),
      twin: notThePackage(withCors("app.use(cors({ origin: new URL('https://app.example.com') }));")),
      messageId: 'defeated',
      at: "origin: new URL('https://app.example.com')",
      output: withCors("app.use(cors({ origin: new URL('https://app.example.com').origin }));"),
    },
    {
      name: 'a callback that returns its verdict',
      code: withList('app.use(cors({ origin: (origin) => allowed.includes(origin) }));'),
      twin: notThePackage(withList('app.use(cors({ origin: (origin) => allowed.includes(origin) }));')),
      messageId: 'unanswered',
      message:
        'This callback never calls back, so every request waits until it times out. Call back with the verdict, as in `callback(null, isAllowed)`.',
      at: [3, 16, 3, 60],
      output: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    },
    {
      name: 'an async callback that returns its verdict',
      code: withList('app.use(cors({ origin: async (origin) => allowed.includes(origin) }));'),
      twin: notThePackage(withList('app.use(cors({ origin: async (origin) => allowed.includes(origin) }));')),
      messageId: 'unanswered',
      at: 'origin: async (origin) => allowed.includes(origin)',
      output: withList(
        'app.use(cors({ origin: async (origin, callback) => callback(null, allowed.includes(origin)) }));',
      ),
    },
    {
      name: 'a callback that returns its verdict from a block',
      code: withList(
        'app.use(cors({\n  origin: origin => {\n    if (!origin) return false;\n    return allowed.includes(origin);\n  },\n}));',
      ),
      twin: notThePackage(
        withList(
          'app.use(cors({\n  origin: origin => {\n    if (!origin) return false;\n    return allowed.includes(origin);\n  },\n}));',
        ),
      ),
      messageId: 'unanswered',
      at: 'origin: origin => {\n    if (!origin) return false;\n    return allowed.includes(origin);\n  }',
      output: withList(
        'app.use(cors({\n  origin: (origin, callback) => {\n    if (!origin) return callback(null, false);\n    return callback(null, allowed.includes(origin));\n  },\n}));',
      ),
    },
    {
      name: 'a callback that returns true, where calling back would let everyone in',
      code: withCors('app.use(cors({ origin: () => true }));'),
      twin: notThePackage(withCors('app.use(cors({ origin: () => true }));')),
      messageId: 'unanswered',
      at: 'origin: () => true',
      output: null,
    },
    {
      name: 'a header guard that compares includes with a position',
      code: withGuard(
        "app.use((req, res, next) => {\n  if (allowed.includes(req.headers.origin) !== -1) {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});",
      ),
      twin: withGuard(
        "app.use((req, res, next) => {\n  if (allowed.indexOf(req.headers.origin) !== -1) {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});",
      ),
      messageId: 'defeated',
      at: "res.setHeader('Access-Control-Allow-Origin', req.headers.origin)",
      output: withGuard(
        "app.use((req, res, next) => {\n  if (allowed.includes(req.headers.origin)) {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});",
      ),
    },
    {
      name: 'a header guard that takes a position for a verdict',
      code: withGuard(
        "app.use((req, res, next) => {\n  const { origin } = req.headers;\n  if (allowed.indexOf(origin)) res.header('Access-Control-Allow-Origin', origin);\n  next();\n});",
      ),
      twin: withGuard(
        "app.use((req, res, next) => {\n  const { origin } = req.headers;\n  if (allowed.includes(origin)) res.header('Access-Control-Allow-Origin', origin);\n  next();\n});",
      ),
      messageId: 'defeated',
      at: "res.header('Access-Control-Allow-Origin', origin)",
      output: withGuard(
        "app.use((req, res, next) => {\n  const { origin } = req.headers;\n  if (allowed.indexOf(origin) !== -1) res.header('Access-Control-Allow-Origin', origin);\n  next();\n});",
      ),
    },
    {
      name: 'a header guard that is inverted by an early return',
      code: withGuard(
        "app.use((req, res, next) => {\n  if (allowed.includes(req.headers.origin)) return next();\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
      twin: withGuard(
        "app.use((req, res, next) => {\n  if (!allowed.includes(req.headers.origin)) return next();\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
      messageId: 'inverted',
      at: "res.setHeader('Access-Control-Allow-Origin', req.headers.origin)",
      output: withGuard(
        "app.use((req, res, next) => {\n  if (!allowed.includes(req.headers.origin)) return next();\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});",
      ),
    },
    {
      name: 'types on the callback in TypeScript',
      file: 'server.ts',
      code: "import cors, { type CorsOptions } from 'cors';\nconst allowed: string[] = ['https://app.example.com'];\nconst origin: CorsOptions['origin'] = (from: string | undefined, done) => done(null, allowed.includes(from!) !== -1);\napp.use(cors({ origin }));\n",
      twin: "import cors, { type CorsOptions } from 'cors';\nconst allowed: string[] = ['https://app.example.com'];\nconst origin: CorsOptions['origin'] = (from: string | undefined, done) => done(null, allowed.indexOf(from!) !== -1);\napp.use(cors({ origin }));\n",
      messageId: 'defeated',
      at: [4, 16, 4, 22],
      output:
        "import cors, { type CorsOptions } from 'cors';\nconst allowed: string[] = ['https://app.example.com'];\nconst origin: CorsOptions['origin'] = (from: string | undefined, done) => done(null, allowed.includes(from!));\napp.use(cors({ origin }));\n",
    },
  ],
  safe: [
    {
      name: 'a position compared',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.indexOf(origin) !== -1) }));',
      ),
    },
    {
      name: 'a position negated bit by bit, which is right',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, ~allowed.indexOf(origin)) }));',
      ),
    },
    {
      name: 'a Set spread into a list',
      code: withCors("app.use(cors({ origin: [...new Set(['https://app.example.com'])] }));"),
    },
    {
      name: 'a Set asked by the callback',
      code: withCors(
        "const allowed = new Set(['https://app.example.com']);\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.has(origin)) }));",
      ),
    },
    {
      name: 'an Error in its own place',
      code: withList(
        "app.use(cors({ origin: (origin, callback) => (allowed.includes(origin) ? callback(null, true) : callback(new Error('Not allowed'))) }));",
      ),
    },
    {
      name: 'requests without an origin let through',
      code: withList(
        'app.use(cors({\n  origin(origin, callback) {\n    if (!origin) return callback(null, true);\n    callback(null, allowed.includes(origin));\n  },\n}));',
      ),
    },
    {
      name: 'the origin found in the list, or nothing',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.find((entry) => entry === origin)) }));',
      ),
    },
    {
      name: 'the matching entries, which cors takes for a list',
      code: withList(
        'app.use(cors({ origin: (origin, callback) => callback(null, allowed.filter((entry) => entry === origin)) }));',
      ),
    },
    {
      name: 'a callback that is handed on',
      code: withCors(
        "const { decide } = require('./origins');\napp.use(cors({ origin: (origin, callback) => decide(origin, callback) }));",
      ),
    },
    {
      name: 'a callback that waits for somebody else',
      code: withCors(
        "const { load } = require('./origins');\napp.use(cors({ origin: (origin, callback) => { load().then((list) => callback(null, list)); } }));",
      ),
    },
    {
      name: 'a promise awaited before calling back',
      code: withCors(
        "const { load } = require('./origins');\napp.use(cors({ origin: async (origin, callback) => { const list = await load(); callback(null, list.includes(origin)); } }));",
      ),
    },
  ],
});

test('a repair of several edits is not half told: one of them alone would admit everybody', () => {
  const swapped = withList(
    'app.use(cors({ origin: (origin, callback) => callback(allowed.includes(origin), true) }));',
  );
  expect(lint(swapped).map(({ message }) => message)).toEqual([
    expect.not.stringContaining('Write `null` instead of'),
  ]);
});

test('a callback that answers some origins is not said to answer nobody', () => {
  const silentForOthers = withList(
    'app.use(cors({ origin: (origin, callback) => { if (allowed.includes(origin)) callback(null, true); } }));',
  );
  for (const { message } of lint(silentForOthers)) expect(message).not.toContain('never calls back');
});
