import {
  everywhere,
  expressApp,
  fixed,
  fixedBeside,
  fixedToOwnList,
  letsNullIn,
  misspelled,
  needsYou,
  onExpress,
  onNode,
  program,
  type HeaderProgram,
} from './header-writes.program.js';

/** `setHeader`, `header`, `set`, `append`, `appendHeader`, `removeHeader`, `setHeaders` and `vary`, one after another or chained. */
export const namedWrites: readonly HeaderProgram[] = [
  // The methods
  ...everywhere('setHeader', `res.setHeader('Access-Control-Allow-Origin', '*');`, fixed),
  ...everywhere('appendHeader', `res.appendHeader('Access-Control-Allow-Origin', '*');`, fixed),
  ...onExpress('header', `res.header('Access-Control-Allow-Origin', '*');`, fixed),
  ...onExpress('set', `res.set('Access-Control-Allow-Origin', '*');`, fixed),
  ...onExpress('append', `res.append('Access-Control-Allow-Origin', '*');`, fixed),
  ...onExpress(
    'set with an object',
    `
res.set({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST',
  'X-Served-By': 'api',
});`,
    fixed,
  ),
  ...onExpress(
    'header with an object on one line',
    `res.header({ 'X-Served-By': 'api', 'access-control-allow-origin': '*' });`,
    fixed,
  ),
  ...onExpress(
    'set with a Map, which has no properties to set',
    `res.set(new Map([['Access-Control-Allow-Origin', '*']]));`,
    'closed',
  ),
  ...onExpress('header with a name alone', `res.header('Access-Control-Allow-Origin');`, 'closed', {
    site: 'none',
  }),
  ...everywhere(
    'setHeaders with a Map',
    `res.setHeaders(new Map([['Access-Control-Allow-Origin', '*'], ['X-Served-By', 'api']]));`,
    fixed,
  ),
  ...everywhere(
    'setHeaders with a Map that names Vary too',
    `res.setHeaders(new Map([['Vary', 'Accept'], ['Access-Control-Allow-Origin', req.headers.origin ?? '*']]));`,
    fixed,
  ),
  ...everywhere(
    'setHeaders with an array, which node refuses',
    `res.setHeaders([['Access-Control-Allow-Origin', '*']]);`,
    'closed',
  ),
  ...everywhere(
    'setHeaders with a plain object, which node refuses',
    `res.setHeaders({ 'Access-Control-Allow-Origin': '*' });`,
    'closed',
  ),
  ...everywhere(
    'setHeaders with Headers and a fixed origin',
    `res.setHeaders(new Headers({ 'Access-Control-Allow-Origin': 'https://app.example.com' }));`,
    'closed',
  ),
  ...everywhere(
    'setHeaders with Headers',
    `res.setHeaders(new Headers({ 'Access-Control-Allow-Origin': '*', 'X-Served-By': 'api' }));`,
    fixed,
  ),
  ...everywhere(
    'setHeaders with Headers that are written to',
    `
const headers = new Headers({ 'X-Served-By': 'api' });
headers.set('Access-Control-Allow-Origin', req.headers.origin ?? '*');
res.setHeaders(headers);`,
    fixed,
  ),
  ...everywhere('a computed method name', `res['setHeader']('Access-Control-Allow-Origin', '*');`, fixed),

  // The name
  ...everywhere('a lower-case name', `res.setHeader('access-control-allow-origin', '*');`, fixed),
  ...everywhere('an upper-case name', `res.setHeader('ACCESS-CONTROL-ALLOW-ORIGIN', '*');`, fixed),
  ...everywhere('a template as name', 'res.setHeader(`Access-Control-Allow-Origin`, `*`);', fixed),
  ...everywhere(
    'a constant as name',
    `const NAME = 'Access-Control-Allow-Origin';\nres.setHeader(NAME, '*');`,
    fixed,
  ),
  ...everywhere(
    'two spellings of the name, the later of which is sent',
    `res.setHeader('access-control-allow-origin', 'https://app.example.com');\nres.setHeader('Access-Control-Allow-Origin', '*');`,
    fixedBeside('https://app.example.com'),
  ),
  ...everywhere(
    'other headers with similar names',
    `res.setHeader('X-Access-Control-Allow-Origin', '*');\nres.setHeader('Access-Control-Allow-Origins', '*');\nres.setHeader('Timing-Allow-Origin', '*');`,
    'closed',
    { site: 'none' },
  ),

  // Several writes, removal, order
  ...everywhere(
    'a wildcard overwritten by one origin',
    `res.setHeader('Access-Control-Allow-Origin', '*');\nres.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');`,
    'closed',
  ),
  ...everywhere(
    'a wildcard overwritten by an echo',
    `res.setHeader('Access-Control-Allow-Origin', '*');\nif (req.headers.origin) {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n}`,
    fixed,
  ),
  ...everywhere(
    'a wildcard removed again',
    `res.setHeader('Access-Control-Allow-Origin', '*');\nres.removeHeader('Access-Control-Allow-Origin');`,
    'closed',
  ),
  ...everywhere(
    'a wildcard removed for those not listed',
    `res.setHeader('Access-Control-Allow-Origin', '*');\nif (!LIST.includes(req.headers.origin)) res.removeHeader('access-control-allow-origin');`,
    'closed',
  ),
  ...everywhere(
    'a removal before the write',
    `res.removeHeader('Access-Control-Allow-Origin');\nres.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...everywhere(
    'two values, which no browser accepts',
    `res.appendHeader('Access-Control-Allow-Origin', '*');\nres.appendHeader('Access-Control-Allow-Origin', 'https://app.example.com');`,
    'closed',
  ),
  ...onExpress(
    'append after set: two values',
    `res.set('Access-Control-Allow-Origin', '*');\nres.append('Access-Control-Allow-Origin', req.get('origin'));`,
    'closed',
  ),
  ...onExpress(
    'append after an empty value, which Express replaces',
    `res.set('Access-Control-Allow-Origin', '');\nres.append('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...everywhere(
    'a write only where none was before',
    `if (!res.getHeader('Access-Control-Allow-Origin')) res.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...everywhere(
    'a write only where none was before, and one was',
    `res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');\nif (!res.hasHeader('access-control-allow-origin')) res.setHeader('Access-Control-Allow-Origin', '*');`,
    'closed',
  ),
  ...everywhere(
    'a write after the response has ended',
    `res.end('early');\ntry {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n} catch {\n  return;\n}`,
    'closed',
  ),

  // The value
  ...everywhere(
    'a constant value',
    `const ANY = '*';\nres.setHeader('Access-Control-Allow-Origin', ANY);`,
    fixed,
  ),
  ...everywhere('a padded value', `res.setHeader('Access-Control-Allow-Origin', ' * ');`, fixed),
  ...everywhere('an array with one value', `res.setHeader('Access-Control-Allow-Origin', ['*']);`, fixed),
  ...everywhere('an array with two values', `res.setHeader('Access-Control-Allow-Origin', LIST);`, 'closed'),
  ...everywhere('an empty array', `res.setHeader('Access-Control-Allow-Origin', []);`, 'closed'),
  ...everywhere('an empty text', `res.setHeader('Access-Control-Allow-Origin', '');`, 'closed'),
  ...everywhere(
    'undefined, which node refuses',
    `res.setHeader('Access-Control-Allow-Origin', undefined);`,
    'closed',
  ),
  ...onExpress(
    'undefined, which Express writes out',
    `res.header('Access-Control-Allow-Origin', undefined);`,
    'closed',
  ),
  ...onExpress(
    'undefined in an object, which Express writes out',
    `res.set({ 'Access-Control-Allow-Origin': undefined });`,
    'closed',
  ),
  ...everywhere('the text null', `res.setHeader('Access-Control-Allow-Origin', 'null');`, letsNullIn),
  ...everywhere(
    'null, which is sent as a text',
    `res.setHeader('Access-Control-Allow-Origin', null);`,
    letsNullIn,
  ),
  ...everywhere(
    'true, which is sent as a text',
    `res.setHeader('Access-Control-Allow-Origin', true);`,
    'closed',
  ),
  ...everywhere(
    'an object, which is sent as a text',
    `res.setHeader('Access-Control-Allow-Origin', {});`,
    'closed',
  ),
  ...everywhere(
    'a line break, which node refuses',
    `res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com\\n');`,
    misspelled,
  ),
  ...everywhere(
    'a list joined by commas, which matches nobody',
    `res.setHeader('Access-Control-Allow-Origin', LIST.join(', '));`,
    'closed',
  ),
  ...everywhere(
    'a fixed origin',
    `res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');`,
    'closed',
  ),

  // Credentials and Vary
  ...everywhere(
    'a wildcard with credentials',
    `res.setHeader('Access-Control-Allow-Origin', '*');\nres.setHeader('Access-Control-Allow-Credentials', 'true');`,
    fixed,
  ),
  ...onExpress(
    'an echo with credentials as a boolean',
    `res.header('Access-Control-Allow-Credentials', true);\nres.header('Access-Control-Allow-Origin', req.headers.origin);`,
    fixed,
  ),
  ...everywhere(
    'credentials named twice, which is not true any more',
    `res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '');\nres.setHeader('Access-Control-Allow-Credentials', ['true', 'true']);`,
    fixed,
  ),
  ...onExpress(
    'an echo with vary',
    `res.vary('Origin');\nres.set('Access-Control-Allow-Origin', req.get('origin') || '*');`,
    fixed,
  ),
  ...onExpress(
    'vary with several fields in an array',
    `res.vary(['Accept', 'Origin']);\nres.set('Access-Control-Allow-Origin', req.get('origin') || '*');`,
    fixed,
  ),
  ...onExpress(
    'vary on everything',
    `res.vary('*');\nres.vary('Origin');\nres.set('Access-Control-Allow-Origin', req.get('origin') || '*');`,
    fixed,
  ),
  ...everywhere(
    'Vary set beside the echo, in an if',
    `
if (req.headers.origin) {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.setHeader('Vary', 'Origin');
}`,
    fixed,
  ),
  ...everywhere(
    'Vary overwritten after the echo',
    `
res.setHeader('Vary', 'Origin');
res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*');
res.setHeader('Vary', 'Accept-Encoding');`,
    fixed,
  ),
  ...everywhere(
    'Vary computed after the echo',
    `
res.setHeader('Access-Control-Allow-Origin', '*');
res.setHeader('Vary', ['Accept', 'Accept-Language'].join(', '));`,
    needsYou('it also sets Vary to a computed value: add Origin to that value'),
  ),

  // Chains and returns
  ...onExpress(
    'a link of a chain',
    `return res.status(200).set('Access-Control-Allow-Origin', '*').set('X-Served-By', 'api').json({ ok: true });`,
    fixed,
  ),
  ...everywhere(
    'a chain of setHeader',
    `res.setHeader('X-Served-By', 'api').setHeader('Access-Control-Allow-Origin', '*').setHeader('X-Other', '1');`,
    fixed,
  ),
  ...onExpress(
    'two links of one chain',
    `res.set('Access-Control-Allow-Origin', req.headers.origin || '*').set('Access-Control-Allow-Credentials', 'true');`,
    fixed,
  ),
  ...onExpress(
    'a chain over several lines',
    `
res
  .status(203)
  .header('Access-Control-Allow-Origin', '*') // everyone
  .header('X-Served-By', 'api')
  .send('chained');
return;`,
    fixed,
  ),
  ...expressApp(
    'a chain as the body of an arrow function',
    `app.use((req, res) => res.set('Access-Control-Allow-Origin', '*').status(202).json({ ok: true }));`,
    fixed,
  ),
  ...expressApp(
    'a write as the body of an arrow function',
    `
const open = (req, res) => void res.set('Access-Control-Allow-Origin', '*');
app.use((req, res) => {
  open(req, res);
  res.end('data');
});`,
    fixed,
  ),
  ...expressApp(
    'a parenthesised arrow body',
    `app.use((req, res) => (res.set('Access-Control-Allow-Origin', '*'), res.send('data')));`,
    fixed,
  ),
  ...expressApp(
    'an object chained in an arrow function',
    `app.use((req, res) => res.set({ 'Access-Control-Allow-Origin': '*' }).send('data'));`,
    fixed,
  ),
  ...everywhere(
    'an if without braces',
    `if (req.headers.origin) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    fixed,
  ),
  ...everywhere(
    'a logical expression',
    `req.headers.origin && res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    fixed,
  ),
  ...everywhere(
    'an if without braces before an else',
    `
if (req.headers.origin) res.setHeader('Access-Control-Allow-Origin', req.headers.origin)
else res.setHeader('X-Origin', 'none')`,
    fixed,
  ),
  ...everywhere(
    'an else without braces',
    `
if (req.method === 'OPTIONS') res.setHeader('X-Preflight', '1');
else res.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...everywhere(
    'a conditional expression',
    `req.method === 'OPTIONS' ? res.setHeader('X-Preflight', '1') : res.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...everywhere(
    'a link of a chain that is an argument',
    `void [res.setHeader('X-Served-By', 'api').setHeader('Access-Control-Allow-Origin', '*').setHeader('X-Other', '1')];`,
    fixed,
  ),
  ...everywhere(
    'no semicolons',
    `
const parts = ['a', 'b']
res.setHeader('Access-Control-Allow-Origin', '*')
;[parts].forEach(([first]) => res.setHeader('X-First', first))`,
    fixed,
  ),
  ...everywhere(
    'comments in and around the call',
    `
// for the widget
res.setHeader(/* who */ 'Access-Control-Allow-Origin', /* everyone */ '*'); // open`,
    fixed,
  ),
  ...onNode('an optional call', `res?.setHeader?.('Access-Control-Allow-Origin', '*');`, fixed),
  ...program(
    'a handler without parentheses around its body on one line',
    'cjs',
    `
const http = require('node:http');
module.exports = http.createServer((req, res) => { res.setHeader('Access-Control-Allow-Origin', '*'); res.end('data') });
`,
    fixed,
  ),
  ...expressApp(
    'a middleware before the routes',
    `
app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allow-Headers', 'Origin, X-Requested-With, Content-Type, Accept');
  next();
});
app.all('/', (req, res) => {
  res.status(201).json({ ok: true });
});`,
    fixed,
  ),
  ...onExpress(
    'a weak list in the file is not consulted',
    `
if (LIST.includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
else res.set('Access-Control-Allow-Origin', '*');`,
    fixedToOwnList,
  ),
];
