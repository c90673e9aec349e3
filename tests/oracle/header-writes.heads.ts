import {
  everywhere,
  expressApp,
  fixed,
  fixedBeside,
  fixedToOwnList,
  letsNullIn,
  needsYou,
  onExpress,
  onNode,
  program,
  type HeaderProgram,
} from './header-writes.program.js';

/** `writeHead` in its three forms, alone and after `setHeader`, and header objects made beforehand. */
export const headWrites: readonly HeaderProgram[] = [
  ...everywhere(
    'writeHead with an object',
    `res.writeHead(200, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': '*' });`,
    fixed,
  ),
  ...everywhere(
    'writeHead with a reason and an object',
    `
res.writeHead(201, 'Made', {
  'Access-Control-Allow-Origin': '*',
  'Content-Type': 'text/plain',
});`,
    fixed,
  ),
  ...everywhere(
    'writeHead with a flat array',
    `res.writeHead(200, ['Content-Type', 'text/plain', 'Access-Control-Allow-Origin', '*']);`,
    fixed,
  ),
  ...everywhere(
    'writeHead with a reason and a flat array',
    `res.writeHead(200, 'Fine', ['access-control-allow-origin', req.headers.origin ?? '*', 'x-served-by', 'api']);`,
    fixed,
  ),
  ...everywhere(
    'writeHead with a flat array that names Vary',
    `res.writeHead(200, ['Vary', 'Accept', 'Access-Control-Allow-Origin', '*']);`,
    fixed,
  ),
  ...onNode(
    'writeHead with an array of pairs',
    `res.writeHead(200, [['Content-Type', 'text/plain'], ['Access-Control-Allow-Origin', '*']]);`,
    fixed,
  ),
  ...onExpress(
    'writeHead with an array of pairs after other headers, which node refuses',
    `res.writeHead(200, [['Content-Type', 'text/plain'], ['Access-Control-Allow-Origin', '*']]);`,
    'closed',
  ),
  ...everywhere(
    'writeHead with an odd array, which node refuses',
    `res.writeHead(200, ['Access-Control-Allow-Origin', '*', 'X-Served-By']);`,
    'closed',
  ),
  ...onNode(
    'writeHead with a name twice in an array: two values',
    `res.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Access-Control-Allow-Origin', 'https://app.example.com']);`,
    'closed',
  ),
  ...onNode(
    'writeHead with two spellings of the name and nothing before: two values',
    `res.writeHead(200, { 'access-control-allow-origin': '*', 'Access-Control-Allow-Origin': 'https://app.example.com' });`,
    'closed',
  ),
  ...onExpress(
    'writeHead with two spellings of the name and something before: the later one',
    `res.writeHead(200, { 'access-control-allow-origin': 'https://app.example.com', 'Access-Control-Allow-Origin': '*' });`,
    fixedBeside('https://app.example.com'),
  ),
  ...everywhere(
    'writeHead over setHeader: its value is sent',
    `
res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
res.writeHead(200, { 'Access-Control-Allow-Origin': '*' });`,
    fixedBeside('https://app.example.com'),
  ),
  ...everywhere(
    'writeHead over an open setHeader with a fixed origin',
    `
res.setHeader('Access-Control-Allow-Origin', '*');
res.writeHead(200, { 'access-control-allow-origin': 'https://app.example.com' });`,
    'closed',
  ),
  ...everywhere(
    'writeHead with other headers keeps what setHeader wrote',
    `
res.setHeader('Access-Control-Allow-Origin', '*');
res.writeHead(200, { 'Content-Type': 'text/plain' });`,
    fixed,
  ),
  ...everywhere(
    'writeHead with an array over setHeader',
    `
res.setHeader('Access-Control-Allow-Origin', '*');
res.writeHead(200, ['Access-Control-Allow-Origin', 'https://app.example.com']);`,
    'closed',
  ),
  ...everywhere(
    'writeHead with no headers keeps what setHeader wrote',
    `
res.setHeader('Access-Control-Allow-Origin', '*');
res.writeHead(204);
return res.end();`,
    fixed,
  ),
  ...everywhere(
    'setHeader after writeHead, which node refuses',
    `
res.writeHead(200);
try {
  res.setHeader('Access-Control-Allow-Origin', '*');
} catch {
  return res.end('late');
}`,
    'closed',
  ),
  ...program(
    'setHeader once code of another file fails (node:http)',
    'cjs',
    `
const http = require('node:http');
const { load } = require('./load.cjs');

module.exports = http.createServer(async (req, res) => {
  try {
    await load(req);
  } catch {
    res.setHeader('Access-Control-Allow-Origin', '*');
  }
  res.end('data');
});
`,
    fixed,
    { files: { 'load.cjs': `exports.load = async () => {\n  throw new Error('no');\n};\n` } },
  ),
  ...everywhere(
    'writeHead with undefined, which node refuses',
    `res.writeHead(200, { 'Access-Control-Allow-Origin': undefined });`,
    'closed',
  ),
  ...everywhere(
    'writeHead with null, which is sent as a text',
    `res.writeHead(200, { 'Access-Control-Allow-Origin': null });`,
    letsNullIn,
  ),
  ...everywhere(
    'writeHead with an array as value',
    `res.writeHead(200, { 'Access-Control-Allow-Origin': ['*'] });`,
    fixed,
  ),
  ...everywhere(
    'writeHead with an echo and Vary beside it',
    `res.writeHead(200, { Vary: 'Accept-Encoding', 'Access-Control-Allow-Origin': req.headers.origin || '*' });`,
    fixed,
  ),
  ...everywhere(
    'writeHead whose Vary is computed',
    `res.writeHead(200, { Vary: ['Accept', 'Accept-Language'].join(', '), 'Access-Control-Allow-Origin': '*' });`,
    needsYou('it also sets Vary to a computed value: add Origin to that value'),
  ),
  ...everywhere(
    'writeHead chained with end',
    `return res.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('chained');`,
    fixed,
  ),
  ...everywhere(
    'writeHead in every branch',
    `
if (req.method === 'OPTIONS') {
  res.writeHead(204, { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, POST' });
  return res.end();
}
if (req.method === 'POST') {
  res.writeHead(201, { 'Access-Control-Allow-Origin': '*' });
  return res.end('made');
}
res.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain' });`,
    fixed,
  ),
  ...everywhere(
    'a computed key in the object',
    `
const NAME = 'Access-Control-Allow-Origin';
res.writeHead(200, { [NAME]: '*' });`,
    fixed,
  ),
  ...everywhere(
    'a quoted and a shorthand property',
    `
const origin = req.headers.origin || '*';
res.writeHead(200, { 'X-Served-By': 'api', ['access-control-allow-origin']: origin });`,
    fixed,
  ),

  // Headers made beforehand
  ...everywhere(
    'a headers object declared in the handler',
    `
const headers = {
  'Access-Control-Allow-Origin': '*',
  'Content-Type': 'text/plain',
};
res.writeHead(200, headers);`,
    fixed,
  ),
  ...everywhere(
    'a headers object declared in the handler and used in a callback',
    `
const headers = { 'Access-Control-Allow-Origin': '*' };
return void setImmediate(() => {
  res.writeHead(200, headers);
  res.end('later');
});`,
    fixed,
  ),
  ...everywhere(
    'a headers object that is written to',
    `
const headers = { 'Content-Type': 'text/plain' };
headers['Access-Control-Allow-Origin'] = req.headers.origin ?? '*';
res.writeHead(200, headers);`,
    fixed,
  ),
  ...everywhere(
    'a headers object spread into another',
    `
const cors = { 'Access-Control-Allow-Origin': '*' };
res.writeHead(200, { ...cors, 'Content-Type': 'text/plain' });`,
    fixed,
  ),
  ...everywhere(
    'a property that replaces the one of a spread',
    `
const cors = { 'Access-Control-Allow-Origin': '*' };
res.writeHead(200, { ...cors, 'Access-Control-Allow-Origin': 'https://app.example.com' });`,
    'closed',
  ),
  ...everywhere(
    'headers put together by Object.assign',
    `res.writeHead(200, Object.assign({ 'Content-Type': 'text/plain' }, { 'Access-Control-Allow-Origin': '*' }));`,
    fixed,
  ),
  ...everywhere(
    'headers spread in on a condition',
    `
res.writeHead(200, {
  'Content-Type': 'text/plain',
  ...(req.headers.origin && { 'Access-Control-Allow-Origin': req.headers.origin }),
});`,
    fixed,
  ),
  ...everywhere(
    'headers chosen by a condition',
    `
const headers = req.method === 'OPTIONS' ? { 'Access-Control-Allow-Origin': '*', 'X-Preflight': '1' } : { 'Access-Control-Allow-Origin': '*' };
res.writeHead(200, headers);`,
    fixed,
  ),
  ...everywhere(
    'a header deleted again for those not listed',
    `
const headers = { 'Access-Control-Allow-Origin': req.headers.origin ?? '', 'Content-Type': 'text/plain' };
if (!LIST.includes(req.headers.origin)) delete headers['Access-Control-Allow-Origin'];
res.writeHead(200, headers);`,
    'closed',
  ),
  ...everywhere(
    'headers of another server, and the wildcard over them',
    `
const upstream = JSON.parse('{"x-served-by":"upstream"}');
res.writeHead(200, { ...upstream, 'Access-Control-Allow-Origin': '*' });`,
    fixed,
  ),
  ...program(
    'headers of another file, copied after the wildcard',
    'cjs',
    `
const http = require('node:http');
const upstream = require('./upstream.cjs');
module.exports = http.createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  for (const [name, value] of Object.entries(upstream.headers())) res.setHeader(name, value);
  res.writeHead(200, upstream.more());
  res.end('data');
});
`,
    fixed,
    {
      files: {
        'upstream.cjs': `exports.headers = () => ({ 'X-Served-By': 'upstream' });\nexports.more = () => ({ 'X-More': '1' });\n`,
      },
    },
  ),
  ...onExpress(
    'a headers object handed to set',
    `
const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' };
res.set(headers);`,
    fixed,
  ),
  ...program(
    'a constant of the module, used by two handlers',
    'cjs',
    `
const http = require('node:http');

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST',
};

function preflight(req, res) {
  res.writeHead(204, corsHeaders);
  res.end();
}

function answer(req, res) {
  res.writeHead(200, { ...corsHeaders, 'Content-Type': 'text/plain' });
  res.end('data');
}

module.exports = http.createServer((req, res) => (req.method === 'OPTIONS' ? preflight(req, res) : answer(req, res)));
`,
    fixed,
    { methods: ['OPTIONS'], site: 0 },
  ),
  ...program(
    'a constant of the module, spread into the headers',
    'cjs',
    `
const http = require('node:http');
const CORS = { 'Access-Control-Allow-Origin': '*' };
module.exports = http.createServer((req, res) => {
  res.writeHead(200, { ...CORS, 'Content-Type': 'text/plain' });
  res.end('data');
});
`,
    fixed,
  ),
  ...expressApp(
    'a constant of the module, handed to set',
    `
const headers = { 'Access-Control-Allow-Origin': '*' };
app.use((req, res) => {
  res.set(headers).send('data');
});`,
    fixed,
  ),
  ...expressApp(
    'a member of a constant of the module',
    `
const settings = { port: 3000, headers: { 'Access-Control-Allow-Origin': '*' } };
app.use((req, res) => {
  res.set(settings.headers).send('data');
});`,
    needsYou(
      "'settings' is made once, before any request: make the headers in it a function of the request that names the header only for a listed origin",
    ),
  ),
  ...program(
    'a constant of the function that makes the handler',
    'cjs',
    `
const http = require('node:http');
function makeHandler() {
  const headers = { 'Access-Control-Allow-Origin': '*' };
  return (req, res) => {
    res.writeHead(200, headers);
    res.end('data');
  };
}
module.exports = http.createServer(makeHandler());
`,
    fixed,
  ),
  ...program(
    'a function that makes the headers from the request',
    'cjs',
    `
const http = require('node:http');
function corsHeaders(req) {
  return { 'Access-Control-Allow-Origin': req.headers.origin || '*', Vary: 'Origin' };
}
module.exports = http.createServer((req, res) => {
  res.writeHead(200, corsHeaders(req));
  res.end('data');
});
`,
    fixed,
  ),
  ...program(
    'a function that makes the headers from the origin alone',
    'cjs',
    `
const http = require('node:http');
const corsHeaders = (from = '*') => ({ 'Access-Control-Allow-Origin': from });
module.exports = http.createServer((req, res) => {
  res.writeHead(200, corsHeaders(req.headers.origin));
  res.end('data');
});
`,
    needsYou(
      "the headers come from 'corsHeaders', which does not see the request: let it name the header only for a listed origin",
    ),
  ),
  ...program(
    'a function that is given the headers',
    'cjs',
    `
const http = require('node:http');
function send(res, status, headers) {
  res.writeHead(status, { 'Content-Type': 'text/plain', ...headers });
  res.end('data');
}
module.exports = http.createServer((req, res) => {
  send(res, 200, { 'Access-Control-Allow-Origin': '*' });
});
`,
    fixed,
  ),
  ...program(
    'a function that makes the headers from an allow-list',
    'cjs',
    `
const http = require('node:http');
const allowed = ['https://app.example.com', 'https://admin.example.com'];
const corsHeaders = (origin) => (allowed.includes(origin) ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' });
module.exports = http.createServer((req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/plain', ...corsHeaders(req.headers.origin) });
  res.end('data');
});
`,
    'closed',
  ),
  ...program(
    'headers taken from another file',
    'cjs',
    `
const http = require('node:http');
const { corsHeaders } = require('./cors-headers.cjs');
module.exports = http.createServer((req, res) => {
  res.writeHead(200, { 'Access-Control-Allow-Methods': 'GET', ...corsHeaders }); // no Access-Control-Allow-Origin here
  res.end('data');
});
`,
    'closed',
    {
      files: {
        'cors-headers.cjs': `exports.corsHeaders = { 'Access-Control-Allow-Origin': 'https://app.example.com' };\n`,
      },
      unknown: "'./cors-headers.cjs' is another module",
    },
  ),

  // Loops
  ...everywhere(
    'for…of over the entries of an object',
    `
const headers = { 'Access-Control-Allow-Origin': '*', 'X-Served-By': 'api' };
for (const [name, value] of Object.entries(headers)) {
  res.setHeader(name, value);
}`,
    fixed,
  ),
  ...everywhere(
    'for…of over pairs',
    `
for (const [name, value] of [['X-Served-By', 'api'], ['Access-Control-Allow-Origin', '*']]) res.setHeader(name, value);`,
    fixed,
  ),
  ...everywhere(
    'for…of over the keys of a constant of the handler',
    `
const headers = { 'Access-Control-Allow-Origin': req.headers.origin ?? '*' };
for (const name of Object.keys(headers)) res.setHeader(name, headers[name]);`,
    fixed,
  ),
  ...everywhere(
    'for…in over an object',
    `
const headers = { 'Access-Control-Allow-Origin': '*' };
for (const name in headers) res.setHeader(name, headers[name]);`,
    fixed,
  ),
  ...everywhere(
    'forEach over the entries of an object',
    `Object.entries({ 'Access-Control-Allow-Origin': '*', 'X-Served-By': 'api' }).forEach(([name, value]) => res.setHeader(name, value));`,
    fixed,
  ),
  ...everywhere(
    'a loop whose last value wins',
    `for (const origin of ['*', 'https://app.example.com']) res.setHeader('Access-Control-Allow-Origin', origin);`,
    'closed',
  ),
  ...everywhere(
    'a loop over the list that stops at the one that asks',
    `
for (const allowed of LIST) {
  if (allowed === req.headers.origin) {
    res.setHeader('Access-Control-Allow-Origin', allowed);
    break;
  }
}`,
    'closed',
  ),
  ...everywhere(
    'a loop over the list that misses its comparison',
    `
for (const allowed of LIST) {
  if (allowed) res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? allowed);
}`,
    fixedToOwnList,
  ),
  ...program(
    'a loop over a constant of the module',
    'cjs',
    `
const http = require('node:http');
const HEADERS = { 'Access-Control-Allow-Origin': '*', 'X-Served-By': 'api' };
module.exports = http.createServer((req, res) => {
  for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
  res.end('data');
});
`,
    fixed,
  ),
  ...program(
    'forEach over the entries of a constant of the module',
    'cjs',
    `
const http = require('node:http');
const HEADERS = { 'Access-Control-Allow-Origin': '*', 'X-Served-By': 'api' };
module.exports = http.createServer((req, res) => {
  Object.entries(HEADERS).forEach(([name, value]) => res.setHeader(name, value));
  res.end('data');
});
`,
    fixed,
  ),
  ...expressApp(
    'a loop over the names in a constant of the module',
    `
const HEADERS = { 'Access-Control-Allow-Origin': '*', 'X-Served-By': 'api' };
app.use((req, res) => {
  for (const name in HEADERS) res.setHeader(name, HEADERS[name]);
  res.send('data');
});`,
    fixed,
  ),
  ...program(
    'a list of pairs in the module, which a callback takes apart',
    'cjs',
    `
const http = require('node:http');
const PAIRS = [['Access-Control-Allow-Origin', '*'], ['X-Served-By', 'api']];
const each = (list, callback) => list.forEach(callback);
module.exports = http.createServer((req, res) => {
  each(PAIRS, (pair) => res.setHeader(pair[0], pair[1]));
  res.end('data');
});
`,
    needsYou('the header is written under a computed name: write it in a statement of its own'),
  ),
  ...expressApp(
    'a constant of the module, by way of helpers',
    `
const corsHeaders = { 'Access-Control-Allow-Origin': '*' };
const typed = (type) => ({ ...corsHeaders, 'Content-Type': type });
const reply = (res, body) => res.writeHead(200, typed('text/plain')).end(body);
app.use((req, res) => {
  if (req.method === 'OPTIONS') return res.set(typed('text/html')).send('data');
  reply(res, 'data');
});`,
    fixed,
  ),
  ...expressApp(
    'a constant of the module that names Vary as well',
    `
const headers = { 'Access-Control-Allow-Origin': '*', Vary: 'Accept' };
app.use((req, res) => {
  if (req.method === 'OPTIONS') return res.writeHead(204, headers).end();
  if (req.method === 'POST') return res.set(headers).send('data');
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.end('data');
});`,
    fixed,
  ),
  ...expressApp(
    'a constant of the module that is added to',
    `
const headers = { 'Access-Control-Allow-Origin': '*' };
headers['X-Served-By'] = 'api';
app.use((req, res) => {
  res.set(headers).send('data');
});`,
    needsYou(
      "'headers' is made once, before any request: make it a function `headers(req)` that names the header only for a listed origin",
    ),
  ),
];
