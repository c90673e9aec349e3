import {
  fixed,
  fixedToOwnList,
  program,
  type Details,
  type HeaderProgram,
  type Verdict,
} from './header-writes.program.js';

const LISTS = `const LIST = ['https://app.example.com', 'https://admin.example.com'];\n`;

/** A function `(request, context)` of version 4, by what it returns or does. What is registered belongs to the process. */
const returned = (name: string, body: string, verdict: Verdict, details: Details = {}): HeaderProgram[] =>
  program(
    `${name} (@azure/functions 4)`,
    'cjs',
    `const { app, HttpResponse } = require('@azure/functions');

${LISTS}
app.http('data', {
  methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
  handler: async (request, context) => {
${body.trim().replaceAll(/^(?=.)/gm, '    ')}
  },
});
`,
    verdict,
    { environment: {}, ...details },
  );

/** A function `(context, req)` up to version 3. */
const throughContext = (
  name: string,
  body: string,
  verdict: Verdict,
  details: Details = {},
): HeaderProgram[] =>
  program(
    `${name} (@azure/functions 3)`,
    'cjs',
    `${LISTS}
module.exports = async function (context, req) {
${body.trim().replaceAll(/^(?=.)/gm, '  ')}
};
`,
    verdict,
    details,
  );

/** What `@azure/functions` 4.16.5 and 3.5.2 make of what a function gives them. */
export const azureAnswers: readonly HeaderProgram[] = [
  ...returned('headers in an object', `return { headers: { 'access-control-allow-origin': '*' } };`, fixed),
  ...returned(
    'headers in pairs, in a Headers and in a response',
    `
const headers = new Headers([['Access-Control-Allow-Origin', '*']]);
if (request.method === 'POST') return { headers };
return new Response('data', { headers });`,
    fixed,
  ),
  ...returned(
    'a response of the library',
    `return new HttpResponse({ body: 'data', headers: { 'Access-Control-Allow-Origin': request.headers.get('Origin') ?? '*' } });`,
    fixed,
  ),
  ...returned(
    'a response of the library that is changed',
    `
const response = new HttpResponse({ jsonBody: {} });
response.headers.append('Access-Control-Allow-Origin', '*');
response.headers.set('Vary', 'Accept');
return response;`,
    fixed,
  ),
  ...returned(
    'a list of its own',
    `
const origin = request.headers.get('origin');
return { status: 204, headers: LIST.includes(origin) ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' } };`,
    'closed',
  ),
  ...returned(
    'a list of its own that decides nothing',
    `
const origin = request.headers.get('origin') ?? '';
return { headers: LIST.indexOf(origin) ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' } };`,
    fixedToOwnList,
  ),
  ...returned('nothing', `context.log('Access-Control-Allow-Origin');`, 'closed'),
  ...program(
    'the methods of options without any (@azure/functions 4)',
    'cjs',
    `const { app } = require('@azure/functions');

app.http('data', { handler: (request) => ({ headers: { 'Access-Control-Allow-Origin': '*' }, body: request.method }) });
`,
    fixed,
    { environment: {} },
  ),
  ...program(
    'a function for one method that asks for nothing (@azure/functions 4)',
    'cjs',
    `const functions = require('@azure/functions');

functions.app.post('data', () => ({ headers: { 'Access-Control-Allow-Origin': '*' } }));
`,
    fixed,
    { environment: {} },
  ),
  ...program(
    'headers that are made once (@azure/functions 4)',
    'cjs',
    `const { app } = require('@azure/functions');

const headers = { 'Access-Control-Allow-Origin': '*' };
app.get('data', { handler: async () => ({ headers }) });
`,
    fixed,
    { environment: {} },
  ),

  ...throughContext(
    'a response in its place',
    `context.res = { headers: { 'Access-Control-Allow-Origin': '*' }, body: req.body };`,
    fixed,
  ),
  ...throughContext(
    'a response in its place, and another on one way',
    `
context.res = { headers: { 'Access-Control-Allow-Origin': '*' } };
if (req.method === 'POST') context.res = { status: 201 };`,
    fixed,
  ),
  ...throughContext(
    'a header that is null',
    `context.res = { headers: { 'Access-Control-Allow-Origin': req.headers.origin ?? null } };`,
    fixed,
  ),
  ...throughContext(
    'headers that are no object of their own',
    `context.res = { headers: new Map([['Access-Control-Allow-Origin', '*']]) };`,
    'closed',
  ),
  ...throughContext(
    'set, then removed',
    `
context.log(req.method);
context.res.header('Access-Control-Allow-Origin', '*');
context.res.removeHeader('access-control-allow-origin');`,
    'closed',
  ),
  ...throughContext(
    'set, and other headers in their place',
    `
context.res.set('Access-Control-Allow-Origin', '*');
context.res.headers = { 'X-Kind': 'data' };`,
    'closed',
  ),
  ...throughContext(
    'set in a chain',
    `context.res.status(200).set('Access-Control-Allow-Origin', req.get('Origin')).type('text/plain');`,
    fixed,
  ),
  ...throughContext(
    'set by a list of its own',
    `
context.res.set('Vary', 'Origin');
if (LIST.includes(req.headers.origin)) context.res.set('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
  ),
  ...throughContext(
    'put into the headers there are',
    `
context.res.headers['Access-Control-Allow-Origin'] = context.req.headers.origin || '*';
context.res.headers['Access-Control-Allow-Credentials'] = true;`,
    fixed,
  ),
  ...throughContext(
    'a result by the name of the output, over a response',
    `
context.res = { headers: { 'Access-Control-Allow-Origin': '*' } };
return { res: { headers: { 'Access-Control-Allow-Origin': LIST[0] } } };`,
    'closed',
  ),
  ...throughContext(
    'a binding over a response',
    `
context.res = { headers: { 'X-Kind': 'data' } };
context.bindings.res = { headers: { 'Access-Control-Allow-Origin': '*' } };`,
    fixed,
  ),
  ...program(
    'a function that is done by a call (@azure/functions 3)',
    'cjs',
    `module.exports = (context, req) => {
  context.res = { headers: { 'Access-Control-Allow-Origin': '*' }, body: req.query };
  context.done();
};
`,
    fixed,
  ),
  ...program(
    'a function that is done by a call with an error (@azure/functions 3)',
    'cjs',
    `module.exports = (context, req) => {
  context.res = { headers: { 'Access-Control-Allow-Origin': '*' }, body: req.query };
  context.done(new Error('no'));
};
`,
    'closed',
  ),
  ...program(
    'a result of an output that is returned (@azure/functions 3)',
    'cjs',
    `exports.run = async (context, req) => {
  context.log(req.method);
  return { headers: { 'Access-Control-Allow-Origin': '*' } };
};
`,
    fixed,
  ),
];
