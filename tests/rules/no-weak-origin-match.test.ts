import rule from '../../rules/no-weak-origin-match.js';
import { testRule, type VulnerableProgram } from './cases.js';
import { withCors, withExpress } from './programs.js';
import { origin } from './remedies.js';

const raw = String.raw;
const pattern = (source: string): string => withCors(`app.use(cors({ origin: ${source} }));`);
const callback = (test: string): string =>
  withCors(`app.use(cors({ origin: (origin, callback) => callback(null, ${test}) }));`);

/** A pattern that is repaired where it stands: the repaired one is the safe twin. */
const tightened = (name: string, weak: string, tight: string): VulnerableProgram => ({
  name,
  code: pattern(weak),
  twin: pattern(tight),
  messageId: 'weakMatch',
  at: `origin: ${weak}`,
  output: pattern(tight),
});

testRule(rule, {
  vulnerable: [
    {
      ...tightened(
        'a pattern without an end',
        raw`/^https:\/\/app\.example\.com/`,
        raw`/^https:\/\/app\.example\.com(?::\d+)?$/`,
      ),
      message: raw`Whoever registers 'attacker.example' can read these responses, though not as the signed-in user: a page on 'https://app.example.com.attacker.example' is answered with Access-Control-Allow-Origin 'https://app.example.com.attacker.example'. Write ${'`'}/^https:\/\/app\.example\.com(?::\d+)?$/${'`'} instead of ${'`'}/^https:\/\/app\.example\.com/${'`'}.`,
    },
    tightened(
      'dots that stand for anything',
      raw`/^https:\/\/app.example.com$/`,
      raw`/^https:\/\/app\.example\.com$/`,
    ),
    tightened(
      'a dot behind digits',
      raw`/^https:\/\/\d+.example\.com$/`,
      raw`/^https:\/\/\d+\.example\.com$/`,
    ),
    tightened(
      'the loopback without an end, whatever its port',
      raw`/^http:\/\/localhost/`,
      raw`/^http:\/\/localhost(?::\d+)?$/`,
    ),
    tightened(
      'a private address without an end',
      raw`/^http:\/\/192\.168\.\d+\.\d+/`,
      raw`/^http:\/\/192\.168\.\d+\.\d+(?::\d+)?$/`,
    ),
    tightened(
      'alternatives of which the first has no end',
      raw`/^https:\/\/example\.com|^https:\/\/app\.example\.com$/`,
      raw`/^https:\/\/example\.com(?::\d+)?$|^https:\/\/app\.example\.com$/`,
    ),
    {
      name: 'an end that skips the dot, which then admits the domain and what is below it',
      code: pattern(raw`/example\.com$/`),
      twin: pattern(raw`/^https:\/\/example\.com$/`),
      messageId: 'weakMatch',
      at: raw`origin: /example\.com$/`,
      output: pattern(raw`/(?:^|[/.])example\.com$/`),
    },
    {
      name: 'a text that holds the origin, and so holds others',
      code: callback("'https://app.example.com'.includes(origin)"),
      twin: callback("'https://app.example.com'.includes(null)"),
      messageId: 'weakMatch',
      at: "origin: (origin, callback) => callback(null, 'https://app.example.com'.includes(origin))",
      output: callback(raw`'https://app.example.com'.split(/[\s,;]+/).includes(origin)`),
    },
    {
      name: 'a variable that is searched as one text',
      code: callback('process.env.ORIGINS?.includes(origin)'),
      twin: callback('process.env.ORIGINS?.includes(null)'),
      messageId: 'weakMatch',
      at: 'origin: (origin, callback) => callback(null, process.env.ORIGINS?.includes(origin))',
      output: callback(raw`process.env.ORIGINS?.split(/[\s,;]+/).includes(origin)`),
    },
    {
      name: 'a beginning and a top-level domain, with anything in between',
      code: callback("origin?.startsWith('https://my-app') && origin.endsWith('.com')"),
      twin: callback("origin?.startsWith(null) && origin.endsWith('.com')"),
      messageId: 'weakMatch',
      at: "origin: (origin, callback) => callback(null, origin?.startsWith('https://my-app') && origin.endsWith('.com'))",
      output: null,
      suggested: pattern(origin),
    },
    {
      name: 'an echo behind a pattern, written by hand',
      code: withExpress(
        raw`app.use((req, res, next) => { const { origin } = req.headers; if (/^https:\/\/app.example.com$/.test(origin)) res.set('Access-Control-Allow-Origin', origin); next(); });`,
      ),
      twin: withExpress(
        raw`app.use((req, res, next) => { const { origin } = req.headers; if (/^https:\/\/app\.example\.com$/.test(origin)) res.set('Access-Control-Allow-Origin', origin); next(); });`,
      ),
      messageId: 'weakMatch',
      at: "res.set('Access-Control-Allow-Origin', origin)",
      output: withExpress(
        raw`app.use((req, res, next) => { const { origin } = req.headers; if (/^https:\/\/app\.example\.com$/.test(origin)) res.set('Access-Control-Allow-Origin', origin); next(); });`,
      ),
    },
  ].map((program) => program satisfies VulnerableProgram),
  safe: [
    { name: 'a pattern with both ends', code: pattern(raw`/^https:\/\/app\.example\.com$/`) },
    { name: 'alternatives in a group', code: pattern(raw`/^https:\/\/(app|www)\.example\.(com|co)$/`) },
    { name: 'the loopback with any port', code: pattern(raw`/^https?:\/\/localhost(:\d+)?$/`) },
    { name: 'private addresses', code: pattern(raw`/^http:\/\/(192\.168|10\.\d+)\.\d+\.\d+(:\d+)?$/`) },
    { name: 'a name with a number', code: pattern(raw`/^https:\/\/pr-\d+\.example\.com$/`) },
    { name: 'an ending that is the loopback', code: callback("origin?.endsWith('localhost:3000')") },
    { name: 'a list in a variable', code: callback("process.env.ORIGINS?.split(',').includes(origin)") },
    {
      name: 'a pattern that the operator writes',
      code: callback('process.env.PATTERN ? new RegExp(process.env.PATTERN).test(origin) : false'),
    },
    { name: 'a pattern with look-ahead', code: pattern(raw`/^https:\/\/(?!evil)example/`) },
    {
      name: 'the host of the server',
      code: withExpress(
        "app.use((req, res, next) => { const { origin } = req.headers; if (origin && new URL(origin).host === req.headers.host) res.set('Access-Control-Allow-Origin', origin); next(); });",
      ),
    },
  ],
});
