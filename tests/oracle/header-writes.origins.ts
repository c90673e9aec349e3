import {
  everywhere,
  expressApp,
  fixed,
  fixedBeside,
  fixedToOwnList,
  letsLookAlikesIn,
  onExpress,
  onNode,
  program,
  repaired,
  type HeaderProgram,
} from './header-writes.program.js';

/** Where the value comes from, and the tests that guard it. */
export const originWrites: readonly HeaderProgram[] = [
  // From the request
  ...everywhere('an echo', `res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`, fixed),
  ...onExpress('an echo by Express', `res.header('Access-Control-Allow-Origin', req.headers.origin);`, fixed),
  ...everywhere(
    'an echo, else everyone',
    `res.setHeader('Access-Control-Allow-Origin', req.headers.origin || '*');`,
    fixed,
  ),
  ...everywhere(
    'an echo, else nobody',
    `res.setHeader('Access-Control-Allow-Origin', req.headers['origin'] ?? '');`,
    fixed,
  ),
  ...onExpress('an echo by get', `res.set('Access-Control-Allow-Origin', req.get('Origin'));`, fixed),
  ...onExpress('an echo by header', `res.set('Access-Control-Allow-Origin', req.header('origin'));`, fixed),
  ...everywhere(
    'an echo by destructuring',
    `const { origin } = req.headers;\nif (origin) res.setHeader('Access-Control-Allow-Origin', origin);`,
    fixed,
  ),
  ...everywhere(
    'an echo by nested destructuring with a default',
    `const { headers: { origin: from = '*' } } = req;\nres.setHeader('Access-Control-Allow-Origin', from);`,
    fixed,
  ),
  ...program(
    'an echo with the headers destructured in the parameters',
    'cjs',
    `
const http = require('node:http');
module.exports = http.createServer(({ headers, method }, res) => {
  res.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*');
  res.end(method);
});
`,
    fixed,
  ),
  ...program(
    'an echo with the origin destructured in the parameters',
    'cjs',
    `
const http = require('node:http');
module.exports = http.createServer(({ headers: { origin = '' } }, res) => {
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.end('data');
});
`,
    fixed,
  ),
  ...program(
    'a wildcard where the parameters do not name the headers',
    'cjs',
    `
const http = require('node:http');
module.exports = http.createServer(({ url }, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.end(url);
});
`,
    fixed,
  ),
  ...expressApp(
    'a wildcard where the request has no name at all',
    `app.use((_, res) => {\n  res.set('Access-Control-Allow-Origin', '*').send('data');\n});`,
    fixed,
  ),
  ...everywhere(
    'an echo in a template',
    "res.setHeader('Access-Control-Allow-Origin', `${req.headers.origin}`);",
    fixed,
  ),
  ...onExpress(
    'an origin put together from the protocol of the page and its host',
    `
const origin = req.get('origin') || '';
const [scheme, host] = origin.split('://');
res.set('Access-Control-Allow-Origin', scheme + '://' + host);`,
    fixed,
  ),
  ...everywhere(
    'an echo in lower case',
    `res.setHeader('Access-Control-Allow-Origin', (req.headers.origin ?? '').toLowerCase());`,
    fixed,
  ),
  ...everywhere(
    'a header name node never uses',
    `res.setHeader('Access-Control-Allow-Origin', req.headers.Origin ?? 'https://app.example.com');`,
    'closed',
  ),
  ...onExpress(
    'a header name node never uses, written out by Express',
    `res.set('Access-Control-Allow-Origin', req.headers['Origin']);`,
    'closed',
  ),
  ...onNode(
    'a method the headers do not have',
    `try {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.get('origin'));\n} catch {\n  res.statusCode = 400;\n}`,
    'closed',
  ),
  ...everywhere(
    'the origin of the Referer',
    `
if (req.headers.referer) {
  res.setHeader('Access-Control-Allow-Origin', new URL(req.headers.referer).origin);
}`,
    fixed,
  ),
  ...onExpress(
    'a parameter of the query',
    `res.set('Access-Control-Allow-Origin', req.query.origin || '');`,
    fixed,
    { asks: (origin) => ({ path: `/?origin=${origin ?? ''}` }) },
  ),
  ...everywhere(
    'the host of the server',
    "res.setHeader('Access-Control-Allow-Origin', `https://${req.headers.host}`);",
    'closed',
  ),
  ...everywhere(
    'a variable, then a value that depends on it',
    `
let allow = '*';
if (LIST.includes(req.headers.origin)) allow = req.headers.origin;
res.setHeader('Access-Control-Allow-Origin', allow);`,
    fixedToOwnList,
  ),

  // Guards that hold
  ...everywhere(
    'includes',
    `if (LIST.includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
  ),
  ...everywhere(
    'indexOf compared',
    `
const { origin } = req.headers;
if (LIST.indexOf(origin) > -1) {
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Vary', 'Origin');
}`,
    'closed',
  ),
  ...everywhere(
    'has',
    `
const allowed = new Set(LIST);
const { origin } = req.headers;
if (origin && allowed.has(origin)) {
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
}`,
    'closed',
  ),
  ...everywhere(
    'some',
    `if (LIST.some((entry) => entry === req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
  ),
  ...everywhere(
    'find',
    `
const found = LIST.find((entry) => entry === req.headers.origin);
if (found) res.setHeader('Access-Control-Allow-Origin', found);`,
    'closed',
  ),
  ...everywhere(
    'a comparison',
    `if (req.headers.origin === 'https://app.example.com') res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
  ),
  ...everywhere(
    'a switch',
    `
switch (req.headers.origin) {
  case 'https://app.example.com':
  case 'https://admin.example.com':
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
    break;
  default:
    break;
}`,
    'closed',
  ),
  ...everywhere(
    'the members of an object',
    `
const known = { 'https://app.example.com': true };
if (known[req.headers.origin]) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
  ),
  ...everywhere(
    'a URL that must parse, compared by its host',
    `
const { origin } = req.headers;
try {
  if (new URL(origin).host === req.headers.host) res.setHeader('Access-Control-Allow-Origin', origin);
} catch {
  // no origin, or null
}`,
    'closed',
  ),
  ...everywhere(
    'a URL compared by its sub-domain of a named domain',
    `
try {
  const { protocol, hostname } = new URL(req.headers.origin);
  if (protocol === 'https:' && hostname.endsWith('.example.com')) {
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  }
} catch {
  res.setHeader('X-Origin', 'none');
}`,
    'closed',
  ),
  ...everywhere(
    'an anchored regular expression',
    String.raw`if (/^https:\/\/(?:app|admin)\.example\.com$/.test(req.headers.origin ?? '')) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
  ),
  ...everywhere(
    'a regular expression without an end, which a look-alike passes',
    String.raw`if (/^https:\/\/app\.example\.com/.test(req.headers.origin ?? '')) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    letsLookAlikesIn,
  ),
  ...everywhere(
    'startsWith, which a look-alike passes',
    `if ((req.headers.origin ?? '').startsWith(LIST[0])) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    letsLookAlikesIn,
  ),
  ...everywhere(
    'a ternary with a default of the list',
    `res.setHeader('Access-Control-Allow-Origin', LIST.includes(req.headers.origin) ? req.headers.origin : LIST[0]);`,
    'closed',
  ),
  ...everywhere(
    'an early return for those not listed',
    `
const { origin } = req.headers;
if (!LIST.includes(origin)) return res.end('no CORS');
res.setHeader('Access-Control-Allow-Origin', origin);`,
    'closed',
  ),
  ...everywhere(
    'an early return with an error for those not listed',
    `
if (req.headers.origin && !LIST.includes(req.headers.origin)) {
  res.writeHead(403);
  return res.end('no');
}
if (req.headers.origin) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
  ),
  ...everywhere(
    'a refusal by a thrown error',
    `
try {
  if (!LIST.includes(req.headers.origin)) throw new Error('refused');
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
} catch (error) {
  res.statusCode = 403;
}`,
    'closed',
  ),
  ...program(
    'a list of another file',
    'cjs',
    `
const http = require('node:http');
const { origins } = require('./origins.cjs');
module.exports = http.createServer((req, res) => {
  if (origins.includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.end('data');
});
`,
    'closed',
    {
      files: { 'origins.cjs': `exports.origins = ['https://app.example.com'];\n` },
      listedElsewhere: true,
    },
  ),
  ...program(
    'an origin of another file',
    'cjs',
    `
const http = require('node:http');
const settings = require('./settings.cjs');
module.exports = http.createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', settings.origin);
  res.end('data');
});
`,
    'closed',
    {
      files: { 'settings.cjs': `exports.origin = 'https://app.example.com';\n` },
      unknown: "'./settings.cjs' is another module",
    },
  ),

  // Guards that do not hold
  ...everywhere(
    'indexOf as a boolean',
    `if (LIST.indexOf(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');`,
    repaired,
  ),
  ...everywhere(
    'includes compared with a number',
    `if (LIST.includes(req.headers.origin) !== -1) res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');`,
    repaired,
  ),
  ...everywhere(
    'a test that is always true',
    `if (LIST.includes(req.headers.origin) || 1) res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');`,
    repaired,
  ),
  ...everywhere(
    'an inverted test',
    `
const trusted = LIST;
if (!trusted.includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');`,
    repaired,
  ),
  ...everywhere(
    'a list of those who are kept out',
    `
const blocked = ['https://blocked.example.com'];
if (!blocked.includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');`,
    fixed,
  ),
  ...program(
    'a list of the module for those who are kept out',
    'cjs',
    `
const http = require('node:http');
const blocked = ['https://blocked.example.com'];
module.exports = http.createServer((req, res) => {
  if (!blocked.includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');
  res.end('data');
});
`,
    fixed,
  ),
  ...everywhere(
    'an early return for those who are kept out',
    `
const blocked = new Set(['https://blocked.example.com']);
if (blocked.has(req.headers.origin)) return res.end('no CORS');
res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');`,
    fixed,
  ),
  ...everywhere(
    'the presence of an origin alone',
    `
const origin = req.headers.origin;
if (origin) {
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
}`,
    fixed,
  ),
  ...everywhere(
    'an early return where no origin is sent',
    `
const origin = req.headers.origin;
if (!origin) return res.end('same origin');
res.setHeader('Access-Control-Allow-Origin', origin);`,
    fixed,
  ),
  ...everywhere(
    'a URL that must parse, and nothing more',
    `
try {
  const { origin } = new URL(req.headers.origin);
  res.setHeader('Access-Control-Allow-Origin', origin);
} catch {
  res.setHeader('X-Origin', 'none');
}`,
    fixed,
  ),
  ...everywhere(
    'a ternary with the wildcard for everybody else',
    `res.setHeader('Access-Control-Allow-Origin', LIST.includes(req.headers.origin) ? req.headers.origin : '*');`,
    fixedToOwnList,
  ),
  ...everywhere(
    'a switch with an open default',
    `
switch (req.headers.origin) {
  case 'https://app.example.com':
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
    break;
  default:
    res.setHeader('Access-Control-Allow-Origin', '*');
}`,
    fixedBeside('https://app.example.com'),
  ),
  ...everywhere(
    'everybody but one',
    `if (req.headers.origin !== 'https://blocked.example.com') res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*');`,
    fixed,
  ),
  ...everywhere(
    'a test of what the page chooses',
    `if (req.headers['x-requested-with'] !== 'nobody') res.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
];
