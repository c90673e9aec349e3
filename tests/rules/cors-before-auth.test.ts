import rule from '../../rules/cors-before-auth.js';
import { testRule } from './cases.js';
import { withCors, withExpress } from './programs.js';

const CORS = "cors({ origin: ['https://app.example.com'] })";
const app = (program: string): string => withCors(withExpress(program));
/** A function that is handed an application of Nest, and sets it up. */
const nestSetUp = (lines: string): string =>
  `import type { INestApplication } from '@nestjs/common';\nimport '@nestjs/platform-express';\nexport function setUp(app: INestApplication) {\n${lines}\n}\n`;
const nestCreated = (lines: string): string =>
  `import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module.js';\nasync function main() {\n  const app = await NestFactory.create(AppModule, { cors: { origin: ['https://app.example.com'] } });\n${lines}\n  await app.listen(3000);\n}\nvoid main();\n`;
const NEST_AUTH =
  'app.use((req, res, next) => (req.headers.authorization ? next() : res.status(401).end()));';
const guarded = (test: string, after = `app.use(${CORS});`): string =>
  app(`app.use((req, res, next) => {\n  if (${test}) return res.sendStatus(401);\n  next();\n});\n${after}`);

testRule(rule, {
  vulnerable: [
    {
      name: 'Express, a token',
      code: guarded('!req.headers.authorization'),
      twin: guarded('!req.headers.host'),
      messageId: 'notReached',
      message:
        "No preflight comes as far as this: line 4 refuses requests without a cookie or a token, and a preflight has neither, so a page on 'https://app.example.com' is refused although it is admitted here. Configure CORS before anything that asks who is signed in; this one needs you, because what else depends on the order cannot be seen from here.",
      at: CORS,
      output: null,
    },
    {
      name: 'Express, a session',
      code: guarded('!req.session.user'),
      twin: guarded('!req.query.user'),
      messageId: 'notReached',
      at: CORS,
      output: null,
    },
    {
      name: 'Express, a user whom a package knows',
      code: guarded('!req.user'),
      twin: guarded('!req.body'),
      messageId: 'notReached',
      at: CORS,
      output: null,
    },
    {
      name: 'Express, a token that another package looks at',
      code: app(
        `const jwt = require('jsonwebtoken');\nfunction signedIn(req, res, next) {\n  const header = req.headers['authorization'];\n  const token = header && header.split(' ')[1];\n  if (token == null) return res.sendStatus(401);\n  jwt.verify(token, process.env.SECRET, (error, user) => {\n    if (error) return res.sendStatus(403);\n    req.user = user;\n    next();\n  });\n}\napp.use('/api', signedIn);\napp.use('/api', ${CORS});`,
      ),
      twin: app(
        `const jwt = require('jsonwebtoken');\nfunction signedIn(req, res, next) {\n  const header = req.headers['authorization'];\n  const token = header && header.split(' ')[1];\n  if (token == null) return res.sendStatus(401);\n  jwt.verify(token, process.env.SECRET, (error, user) => {\n    if (error) return res.sendStatus(403);\n    req.user = user;\n    next();\n  });\n}\napp.use('/app', signedIn);\napp.use('/api', ${CORS});`,
      ),
      messageId: 'notReached',
      at: CORS,
      output: null,
    },
    {
      name: 'Express, a promise that is rejected',
      code: app(
        `app.use(async (req, res, next) => {\n  if (!req.headers.cookie) throw new Error('Who are you?');\n  next();\n});\napp.use(${CORS});`,
      ),
      twin: app(
        `app.use(async (req, res, next) => {\n  if (!req.headers.accept) throw new Error('Who are you?');\n  next();\n});\napp.use(${CORS});`,
      ),
      messageId: 'notReached',
      at: CORS,
      output: null,
    },
    {
      name: 'Nest, CORS that the application is created with',
      file: 'main.ts',
      code: nestCreated(NEST_AUTH),
      twin: nestCreated(NEST_AUTH.replace('authorization', 'host')),
      messageId: 'notReached',
      at: "{ cors: { origin: ['https://app.example.com'] } }",
      output: null,
    },
  ],
  safe: [
    {
      name: 'Nest, CORS that the application is created with, and what is asked once it has started',
      file: 'main.ts',
      code: nestCreated(`await app.init();\n${NEST_AUTH}`),
    },
    {
      name: 'Nest on Express or on Fastify, where CORS comes first',
      file: 'set-up.ts',
      code: nestSetUp(`${NEST_AUTH}\napp.enableCors({ origin: ['https://app.example.com'] });`),
    },
    {
      name: 'CORS first',
      code: guarded('!req.headers.authorization', '').replace('app.use((', `app.use(${CORS});\napp.use((`),
    },
    {
      name: 'preflights go through',
      code: guarded("req.method !== 'OPTIONS' && !req.headers.authorization"),
    },
    {
      name: 'another file looks who is signed in',
      code: guarded('!isSignedIn(req)').replace(
        'const cors',
        "const { isSignedIn } = require('./auth');\nconst cors",
      ),
    },
    {
      name: 'another path',
      code: app(
        `app.use('/admin', (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401)));\napp.use('/public', ${CORS});`,
      ),
    },
    {
      name: 'a handler, not something on the way',
      code: app(`app.get('/data', (req, res) => res.sendStatus(req.user ? 200 : 401));\napp.use(${CORS});`),
    },
    { name: 'whoever it is, nobody goes on', code: guarded('true') },
    {
      name: 'CORS before and after',
      code: app(
        `const all = ${CORS};\napp.use(all);\napp.use((req, res, next) => (req.user ? next() : res.sendStatus(401)));\napp.get('/data', all, (req, res) => res.json({}));`,
      ),
    },
  ],
});
