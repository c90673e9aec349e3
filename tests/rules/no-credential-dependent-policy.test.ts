import rule from '../../rules/no-credential-dependent-policy.js';
import { testRule } from './cases.js';
import { withCors, withExpress } from './programs.js';

const delegated = (test: string): string =>
  withCors(
    `app.use(cors((req, callback) => callback(null, { origin: ${test} ? ['https://app.example.com'] : false })));`,
  );
const guarded = (test: string): string =>
  withExpress(
    `app.use((req, res, next) => { if (${test}) res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com'); next(); });`,
  );
const WRITE = "res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')";
const fromContext = (test: string): string =>
  `const cors = require('@koa/cors');\napp.use(cors({ origin: (ctx) => (${test} ? 'https://app.example.com' : '') }));\n`;

testRule(rule, {
  vulnerable: [
    {
      name: 'options that are chosen by a cookie',
      code: delegated('req.cookies.session'),
      twin: delegated('req.query.session'),
      messageId: 'credentialDependent',
      message:
        "This decision needs what no preflight carries, a cookie, a token or a signed-in user: the preflight of a page on 'https://app.example.com' is refused, and so is every request behind it. Decide by the origin alone, and ask who is signed in after the preflight is answered; this one needs you, because what such a visitor may do is for you to say.",
      at: "origin: req.cookies.session ? ['https://app.example.com'] : false",
      output: null,
    },
    {
      name: 'the header with the token',
      code: delegated('req.headers.authorization'),
      twin: delegated('req.headers.host'),
      messageId: 'credentialDependent',
      at: "origin: req.headers.authorization ? ['https://app.example.com'] : false",
      output: null,
    },
    {
      name: 'a header that is written for a user',
      code: guarded('req.user'),
      twin: guarded('req.secure'),
      messageId: 'credentialDependent',
      at: WRITE,
      output: null,
    },
    {
      name: 'a member of the session',
      code: guarded("req.session.role === 'partner'"),
      twin: guarded("req.query.role === 'partner'"),
      messageId: 'credentialDependent',
      at: WRITE,
      output: null,
    },
    {
      name: 'a cookie in Koa',
      code: fromContext("ctx.cookies.get('session')"),
      twin: fromContext("ctx.query.get('session')"),
      messageId: 'credentialDependent',
      at: "origin: (ctx) => (ctx.cookies.get('session') ? 'https://app.example.com' : '')",
      output: null,
    },
  ],
  safe: [
    { name: 'a user who chooses nothing but other headers', code: guarded('req.user || true') },
    {
      name: 'a handler that no preflight reaches',
      code: withExpress(
        `app.get('/me', (req, res) => { if (!req.user) return res.status(401).end(); ${WRITE}; res.json({}); });`,
      ),
    },
    {
      name: 'a preflight that is answered elsewhere in the file',
      code: withExpress(
        `app.use(require('cors')({ origin: 'https://app.example.com' }));\napp.use((req, res, next) => { if (req.user) ${WRITE}; next(); });`,
      ),
    },
    {
      name: 'a preflight that goes on before the user is asked for',
      code: withExpress(
        `app.use((req, res, next) => { if (req.method === 'OPTIONS') return next(); if (req.user) ${WRITE}; next(); });`,
      ),
    },
    {
      name: 'the user is asked for after CORS is answered',
      code: withExpress(
        `app.use((req, res, next) => { ${WRITE}; if (req.method !== 'OPTIONS' && !req.user) return res.status(401).end(); next(); });`,
      ),
    },
  ],
});
