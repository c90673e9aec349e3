import {
  everywhere,
  expressApp,
  fixed,
  fixedToOwnList,
  fixedToVariable,
  needsYou,
  onExpress,
  OWN_LIST,
  program,
  type HeaderProgram,
} from './header-writes.program.js';

const APP = 'https://app.example.com';

/** Methods, paths, helper functions, other ways to reach the response, the environment, errors and languages. */
export const flowWrites: readonly HeaderProgram[] = [
  // Methods and paths
  ...everywhere(
    'only in the answer to OPTIONS',
    `
if (req.method === 'OPTIONS') {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE');
  res.statusCode = 204;
  return res.end();
}`,
    fixed,
  ),
  ...everywhere(
    'everywhere but in the answer to OPTIONS',
    `
if (req.method === 'OPTIONS') {
  res.writeHead(204);
  return res.end();
}
res.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...everywhere(
    'only in the answer to POST',
    `if (req.method === 'POST') res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*');`,
    fixed,
  ),
  ...everywhere(
    'only in the answer to HEAD',
    `
if (req.method === 'HEAD') {
  res.writeHead(200, { 'Access-Control-Allow-Origin': '*' });
  return res.end();
}`,
    fixed,
  ),
  ...everywhere(
    'a switch over the method',
    `
switch (req.method) {
  case 'GET':
  case 'HEAD':
    res.setHeader('Access-Control-Allow-Origin', '*');
    break;
  case 'OPTIONS':
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Access-Control-Allow-Methods', 'GET');
    return res.end();
  default:
    res.statusCode = 405;
}`,
    fixed,
  ),
  ...everywhere(
    'only for preflights, by their own header',
    `if (req.headers['access-control-request-method']) res.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...everywhere(
    'only under one path',
    `
if (req.url.startsWith('/public')) {
  res.setHeader('Access-Control-Allow-Origin', '*');
}`,
    fixed,
    { asks: () => ({ path: '/public/data' }) },
  ),
  ...expressApp(
    'a route for GET',
    `app.get('/', (req, res) => {\n  res.set('Access-Control-Allow-Origin', '*');\n  res.send('data');\n});`,
    fixed,
  ),
  ...expressApp(
    'a route for POST',
    `app.post('/', (req, res) => {\n  res.set('Access-Control-Allow-Origin', '*');\n  res.send('data');\n});`,
    fixed,
  ),
  ...expressApp(
    'a route for OPTIONS',
    `
app.options('/', (req, res) => {
  res.set('Access-Control-Allow-Origin', '*').sendStatus(204);
});
app.get('/', (req, res) => {
  res.send('data');
});`,
    fixed,
  ),
  ...expressApp(
    'one handler for two routes',
    `
const handle = (req, res) => {
  res.set('Access-Control-Allow-Origin', '*').sendStatus(204);
};
app.options('/', handle);
app.post('/', handle);`,
    fixed,
  ),
  ...expressApp(
    'a route for every method',
    `app.all('/', (req, res) => {\n  res.set('Access-Control-Allow-Origin', '*').send('data');\n});`,
    fixed,
  ),
  ...expressApp(
    'a chain of routes',
    `
app
  .route('/')
  .get((req, res) => {
    res.set('Access-Control-Allow-Origin', '*').send('data');
  });`,
    fixed,
  ),
  ...everywhere(
    'a test of the token, which a preflight does not carry',
    `if (req.headers.authorization) res.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
    {
      afterwards: 'cors/no-credential-dependent-policy',
      asks: (_origin, method) => (method === 'OPTIONS' ? {} : { headers: { authorization: 'Bearer token' } }),
    },
  ),

  // Helper functions
  ...program(
    'a helper with its parameters in another order',
    'cjs',
    `
const http = require('node:http');
function open(answer, question) {
  answer.setHeader('Access-Control-Allow-Origin', question.headers.origin || '*');
}
module.exports = http.createServer((req, res) => {
  open(res, req);
  res.end('data');
});
`,
    fixed,
  ),
  ...program(
    'a helper that gets the response alone',
    'cjs',
    `
const http = require('node:http');
const open = (r) => {
  r.setHeader('Access-Control-Allow-Origin', '*');
};
module.exports = http.createServer((req, res) => {
  open(res);
  res.end('data');
});
`,
    fixed,
  ),
  ...program(
    'a helper that gets the origin',
    'cjs',
    `
const http = require('node:http');
function allow(res, origin) {
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Vary', 'Origin');
}
module.exports = http.createServer((req, res) => {
  allow(res, req.headers.origin ?? '');
  res.end('data');
});
`,
    fixed,
  ),
  ...program(
    'a helper that gets a listed origin only',
    'cjs',
    `
const http = require('node:http');
const LIST = ['https://app.example.com', 'https://admin.example.com'];
function allow(res, origin) {
  res.setHeader('Access-Control-Allow-Origin', origin);
}
module.exports = http.createServer((req, res) => {
  const { origin } = req.headers;
  if (LIST.includes(origin)) allow(res, origin);
  res.end('data');
});
`,
    'closed',
  ),
  ...program(
    'an open helper that is called for listed origins only',
    'cjs',
    `
const http = require('node:http');
const LIST = ['https://app.example.com', 'https://admin.example.com'];
function open(res) {
  res.setHeader('Access-Control-Allow-Origin', '*');
}
module.exports = http.createServer((req, res) => {
  if (LIST.includes(req.headers.origin)) open(res);
  res.end('data');
});
`,
    'closed',
  ),
  ...program(
    'a helper of a helper',
    'cjs',
    `
const http = require('node:http');
const set = (target, name, value) => target.setHeader(name, value);
function open(target) {
  set(target, 'Access-Control-Allow-Origin', '*');
  set(target, 'X-Served-By', 'api');
}
module.exports = http.createServer((req, res) => {
  open(res);
  res.end('data');
});
`,
    needsYou('the header is written under a computed name: write it in a statement of its own'),
  ),
  ...program(
    'a test in a helper',
    'cjs',
    `
const http = require('node:http');
const LIST = ['https://app.example.com', 'https://admin.example.com'];
const isAllowed = (origin) => origin !== undefined && LIST.includes(origin);
module.exports = http.createServer((req, res) => {
  if (isAllowed(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.end('data');
});
`,
    'closed',
  ),
  ...program(
    'a helper whose origin the handler makes credentialed',
    'cjs',
    `
const http = require('node:http');
function open(req, res) {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*');
}
module.exports = http.createServer((req, res) => {
  open(req, res);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.end('data');
});
`,
    fixed,
  ),
  ...program(
    'a helper whose wildcard the handler overwrites',
    'cjs',
    `
const http = require('node:http');
function open(res) {
  res.setHeader('Access-Control-Allow-Origin', '*');
}
module.exports = http.createServer((req, res) => {
  open(res);
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  res.end('data');
});
`,
    'closed',
  ),
  ...expressApp(
    'a factory with a default',
    `
const openTo = (origin = '*') => (req, res, next) => {
  res.header('Access-Control-Allow-Origin', origin);
  next();
};
app.use(openTo());
app.all('/', (req, res) => res.send('data'));`,
    fixed,
  ),
  ...expressApp(
    'a factory that is given a fixed origin',
    `
const openTo = (origin = '*') => (req, res, next) => {
  res.header('Access-Control-Allow-Origin', origin);
  next();
};
app.use(openTo('https://app.example.com'));
app.all('/', (req, res) => res.send('data'));`,
    'closed',
  ),
  ...expressApp(
    'a method of a class',
    `
class Api {
  answer(req, res) {
    res.set('Access-Control-Allow-Origin', req.headers.origin || '*');
    res.send('data');
  }
}
const api = new Api();
app.use((req, res) => api.answer(req, res));`,
    fixed,
  ),
  ...expressApp(
    'a method that another method hands its response',
    `
class Api {
  open(response) {
    response.header('Access-Control-Allow-Origin', '*');
  }
  answer(request, response) {
    this.open(response);
    response.send('data');
  }
}
const api = new Api();
app.use((req, res) => api.answer(req, res));`,
    fixed,
  ),
  ...expressApp(
    'a helper with the response first, in a chain',
    `
const answer = (given, asked) => given.set('Access-Control-Allow-Origin', '*').json({ ok: true });
app.use((req, res) => answer(res, req));`,
    fixed,
  ),
  ...expressApp(
    'a helper that is told the name of the page first',
    `
const allow = (origin, res) => {
  if (origin) res.setHeader('Access-Control-Allow-Origin', origin);
};
app.use((req, res) => {
  allow(req.get('origin'), res);
  res.send('data');
});`,
    fixed,
  ),
  ...expressApp(
    'a handler in an object',
    `
const handlers = {
  answer(req, res) {
    res.set('Access-Control-Allow-Origin', '*').send('data');
  },
};
app.use(handlers.answer);`,
    fixed,
  ),

  // Other ways to reach the response
  ...program(
    'the response of a context',
    'cjs',
    `
const http = require('node:http');
function answer(ctx) {
  ctx.res.setHeader('Access-Control-Allow-Origin', ctx.req.headers.origin ?? '*');
  ctx.res.end('data');
}
module.exports = http.createServer((req, res) => answer({ req, res }));
`,
    fixed,
  ),
  ...program(
    'the response destructured from a context',
    'cjs',
    `
const http = require('node:http');
const answer = ({ req, res }) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*');
  res.end('data');
};
module.exports = http.createServer((req, res) => answer({ req, res }));
`,
    fixed,
  ),
  ...program(
    'the response alone destructured from a context',
    'cjs',
    `
const http = require('node:http');
const answer = ({ res }) => {
  res.writeHead(200, { 'Access-Control-Allow-Origin': '*' });
  res.end('data');
};
module.exports = http.createServer((req, res) => answer({ req, res }));
`,
    fixed,
  ),
  ...program(
    'the raw response behind a reply',
    'cjs',
    `
const http = require('node:http');
const answer = (request, reply) => {
  reply.raw.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  reply.raw.end('data');
};
module.exports = http.createServer((req, res) => answer({ headers: req.headers, raw: req }, { raw: res }));
`,
    fixed,
  ),
  ...program(
    'the request to another server, which a proxy sends on',
    'cjs',
    `
const http = require('node:http');
const hooks = {
  onProxyReq: (proxyReq, req, res) => {
    proxyReq.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('X-Proxied', '1');
  },
};
module.exports = http.createServer((req, res) => {
  hooks.onProxyReq({ setHeader() {} }, req, res);
  res.end('data');
});
`,
    'closed',
    { site: 'none' },
  ),
  ...program(
    'a plain server beside an Express application',
    'cjs',
    `
const http = require('node:http');
const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('data'));
module.exports = http.createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  if (req.url === '/') app(req, res);
  else res.end('plain');
});
`,
    fixed,
  ),
  ...program(
    'a list beside the response',
    'cjs',
    `
const http = require('node:http');
const known = new Map([['https://app.example.com', { admin: false }]]);
function allow(res, origins, origin) {
  if (origins.get(origin)) res.setHeader('Access-Control-Allow-Origin', origin);
}
module.exports = http.createServer((req, res) => {
  allow(res, known, req.headers.origin);
  res.end('data');
});
`,
    'closed',
  ),
  ...program(
    'the response of an object of a class',
    'cjs',
    `
const http = require('node:http');
class Exchange {
  constructor(req, res) {
    this.req = req;
    this.res = res;
  }
  answer() {
    this.res.setHeader('Access-Control-Allow-Origin', '*');
    this.res.end('data');
  }
}
module.exports = http.createServer((req, res) => new Exchange(req, res).answer());
`,
    fixed,
  ),
  ...everywhere(
    'the response under another name',
    `const response = res;\nresponse.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),

  // The environment
  ...everywhere(
    'a variable, else everyone: unset',
    `res.setHeader('Access-Control-Allow-Origin', process.env.ORACLE_ORIGIN || '*');`,
    fixedToVariable('ORACLE_ORIGIN'),
    { environment: { ORACLE_ORIGIN: undefined } },
  ),
  ...everywhere(
    'a variable, else everyone: empty',
    `res.setHeader('Access-Control-Allow-Origin', process.env.ORACLE_ORIGIN || '*');`,
    fixedToVariable('ORACLE_ORIGIN'),
    { environment: { ORACLE_ORIGIN: '' } },
  ),
  ...everywhere(
    'a variable, else everyone: set',
    `res.setHeader('Access-Control-Allow-Origin', process.env.ORACLE_ORIGIN || '*');`,
    fixedToVariable('ORACLE_ORIGIN'),
    { environment: { ORACLE_ORIGIN: APP }, closedAsBooted: true },
  ),
  ...everywhere(
    'a variable, else a fixed origin',
    `res.setHeader('Access-Control-Allow-Origin', process.env.ORACLE_ORIGIN ?? 'http://localhost:5173');`,
    'closed',
    { environment: { ORACLE_ORIGIN: undefined } },
  ),
  ...everywhere(
    'a list in a variable, else an echo',
    `
const listed = process.env.ORACLE_ORIGIN?.split(',');
const { origin } = req.headers;
if (origin && (!listed || listed.includes(origin))) res.setHeader('Access-Control-Allow-Origin', origin);`,
    { guardedBy: { variable: 'ORACLE_ORIGIN', separator: ',' } },
    { environment: { ORACLE_ORIGIN: undefined } },
  ),
  ...everywhere(
    'a list in a variable',
    `
const listed = (process.env.ORACLE_ORIGIN ?? '').split(',');
if (listed.includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);`,
    'closed',
    { environment: { ORACLE_ORIGIN: OWN_LIST.join(',') } },
  ),
  ...onExpress(
    'an unset variable, which Express writes out',
    `res.header('Access-Control-Allow-Origin', process.env.ORACLE_ORIGIN);`,
    'closed',
    { environment: { ORACLE_ORIGIN: undefined } },
  ),
  ...everywhere(
    'open in development only',
    `if (process.env.NODE_ENV === 'development') res.setHeader('Access-Control-Allow-Origin', '*');`,
    'closed',
    { environment: { NODE_ENV: 'production' } },
  ),

  // Errors and time
  ...expressApp(
    'an error handler',
    `
app.use((req, res, next) => next(new Error('no')));
app.use((error, req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.status(400).json({ error: error.message });
});`,
    fixed,
  ),
  ...expressApp(
    'an error handler that passes on what comes too late',
    `
app.use((req, res, next) => next(new Error('no')));
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.header('Access-Control-Allow-Origin', '*').status(400).json({ error: error.message });
});`,
    fixed,
  ),
  ...expressApp(
    'the answer to unknown paths',
    `
app.get('/known', (req, res) => res.send('data'));
app.use((req, res) => {
  res.status(404).set('Access-Control-Allow-Origin', req.get('origin') ?? '*').json({ error: 'not found' });
});`,
    fixed,
  ),
  ...expressApp(
    'an asynchronous handler',
    `
app.use(async (req, res) => {
  await Promise.resolve();
  res.set('Access-Control-Allow-Origin', req.headers.origin || '*');
  res.send('data');
});`,
    fixed,
  ),
  ...everywhere(
    'a callback',
    `
return void setImmediate(() => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.end('later');
});`,
    fixed,
  ),
  ...everywhere(
    'a callback that has a request of its own',
    `
return void Promise.resolve({ headers: { origin: 'https://upstream.example.com' } }).then((req) => {
  res.setHeader('X-Upstream', req.headers.origin);
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.end('later');
});`,
    fixed,
  ),
  ...everywhere(
    'a promise',
    `
return void Promise.resolve('later').then((text) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*');
  res.end(text);
});`,
    fixed,
  ),

  // Languages
  ...program(
    'TypeScript on Express',
    'ts',
    `
import express, { type NextFunction, type Request, type Response } from 'express';

const app = express();

function open(req: Request, res: Response, next: NextFunction): void {
  res.header('Access-Control-Allow-Origin', req.headers.origin ?? '*');
  next();
}

app.use(open);
app.all('/', (_req: Request, res: Response) => {
  res.send('data');
});

export default app;
`,
    fixed,
  ),
  ...program(
    'TypeScript on node:http',
    'mts',
    `
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';

export default createServer((request: IncomingMessage, response: ServerResponse): void => {
  const headers: OutgoingHttpHeaders = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain' };
  response.writeHead(200, headers as OutgoingHttpHeaders);
  response.end('data');
});
`,
    fixed,
  ),
  ...program(
    'a module',
    'mjs',
    `
import { createServer } from 'node:http';

const allowedOrigins = ['https://app.example.com', 'https://admin.example.com'];

export default createServer((request, response) => {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? allowedOrigins[0]);
  response.end('data');
});
`,
    fixedToOwnList,
  ),
];
