import rule from '../../rules/no-null-origin.js';
import { testRule } from './cases.js';
import { withCors, withExpress } from './programs.js';
import { isListed } from './remedies.js';

const list = (items: string): string => withCors(`app.use(cors({ origin: ${items}, credentials: true }));`);
const guarded = (test: string): string =>
  withExpress(
    `app.use((req, res, next) => { const { origin } = req.headers; if (${test}) res.set('Access-Control-Allow-Origin', origin); next(); });`,
  );

testRule(rule, {
  vulnerable: [
    {
      name: 'null at the end of a list',
      code: list("['https://app.example.com', 'null']"),
      twin: list("['https://app.example.com', null]"),
      messageId: 'nullOrigin',
      message:
        "Any website, from a sandboxed frame, can read these responses as the signed-in user: a page on 'null' is answered with Access-Control-Allow-Origin 'null' and Access-Control-Allow-Credentials 'true'. Take 'null' out of the list.",
      at: "origin: ['https://app.example.com', 'null']",
      output: list("['https://app.example.com']"),
    },
    {
      name: 'null at the start of a list',
      code: list("['null', 'https://app.example.com']"),
      twin: list("[null, 'https://app.example.com']"),
      messageId: 'nullOrigin',
      at: "origin: ['null', 'https://app.example.com']",
      output: list("['https://app.example.com']"),
    },
    {
      name: 'null among the alternatives of a check',
      code: guarded("origin === 'https://app.example.com' || origin === 'null'"),
      twin: guarded("origin === 'https://app.example.com' || origin === null"),
      messageId: 'nullOrigin',
      at: "res.set('Access-Control-Allow-Origin', origin)",
      output: guarded("origin === 'https://app.example.com'"),
    },
    {
      name: 'null for everybody',
      code: withExpress(
        "app.use((req, res, next) => { res.set('Access-Control-Allow-Origin', 'null'); next(); });",
      ),
      twin: withExpress(
        "app.use((req, res, next) => { res.set('Access-Control-Allow-Origin', 'https://app.example.com'); next(); });",
      ),
      messageId: 'nullOrigin',
      at: "res.set('Access-Control-Allow-Origin', 'null')",
      output: null,
      suggested: withExpress(
        `app.use((req, res, next) => { res.vary('Origin'); if (${isListed('req.headers.origin')}) res.set('Access-Control-Allow-Origin', req.headers.origin); next(); });`,
      ),
    },
  ],
  safe: [
    { name: 'a request without an origin', code: guarded("!origin || origin === 'https://app.example.com'") },
    {
      name: 'null refused by name',
      code: guarded("origin !== 'null' && origin === 'https://app.example.com'"),
    },
  ],
});
