import {
  fixed,
  fixedBeside,
  fixedToOwnList,
  fixedToVariable,
  program,
  repaired,
  type Details,
  type HeaderProgram,
  type Verdict,
} from './header-writes.program.js';
import { sharedWrites } from './header-writes.shared.js';

const LISTS = `const LIST = ['https://app.example.com', 'https://admin.example.com'];\n`;

/** Statements of a middleware `(ctx, next)` of Koa, which answers. */
const koa = (name: string, body: string, verdict: Verdict, details: Details = {}): HeaderProgram[] =>
  koaApp(
    name,
    `app.use(async (ctx, next) => {\n${body.trim().replaceAll(/^(?=.)/gm, '  ')}\n  ctx.body = 'data';\n});`,
    verdict,
    details,
  );

/** A CommonJS program for Koa: `body` has `Koa`, `app` and `LIST`. */
const koaApp = (name: string, body: string, verdict: Verdict, details: Details = {}): HeaderProgram[] =>
  program(
    `${name} (Koa)`,
    'cjs',
    `const Koa = require('koa');\n\n${LISTS}const app = new Koa();\n${body.trim()}\nmodule.exports = app;\n`,
    verdict,
    details,
  );

/** What Koa 3.3.0 answers, by the methods of the context, of its response, and of the response behind it. */
export const koaWrites: readonly HeaderProgram[] = [
  // The context
  ...sharedWrites({
    handler: koa,
    app: koaApp,
    one: 'ctx.set',
    many: 'ctx.set',
    registered: (statement) => `app.use((ctx) => {\n  ${statement}\n  ctx.body = 'data';\n});`,
  }),
  ...koa('append', `ctx.append('Access-Control-Allow-Origin', '*');`, fixed),
  ...koa(
    'append to what is there',
    `ctx.set('Access-Control-Allow-Origin', 'https://app.example.com');\nctx.append('Access-Control-Allow-Origin', '*');`,
    'closed',
  ),
  ...koa('set of a list of one', `ctx.set('Access-Control-Allow-Origin', ['*']);`, fixed),
  ...koa('set of a list of two', `ctx.set('Access-Control-Allow-Origin', LIST);`, 'closed'),
  ...koa(
    'set, then removed',
    `ctx.set('Access-Control-Allow-Origin', '*');\nctx.remove('Access-Control-Allow-Origin');`,
    'closed',
  ),
  ...koa(
    'set twice, the second of them to one origin',
    `ctx.set('Access-Control-Allow-Origin', '*');\nctx.set('Access-Control-Allow-Origin', 'https://app.example.com');`,
    'closed',
  ),
  ...koa(
    'set beside an origin that is named',
    `
if (ctx.method === 'POST') ctx.set('Access-Control-Allow-Origin', '*');
else ctx.set('Access-Control-Allow-Origin', 'https://app.example.com');`,
    fixedBeside('https://app.example.com'),
  ),
  ...koa(
    'set where nothing is there yet',
    `if (!ctx.response.get('Access-Control-Allow-Origin')) ctx.set('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...koa(
    'set where nothing is there, after something was',
    `
ctx.set('Access-Control-Allow-Origin', 'https://app.example.com');
if (!ctx.response.has('Access-Control-Allow-Origin')) ctx.set('Access-Control-Allow-Origin', '*');`,
    'closed',
  ),
  ...koa(
    'set with credentials',
    `ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));\nctx.set('Access-Control-Allow-Credentials', true);`,
    fixed,
  ),
  ...koa(
    'set with credentials and Vary',
    `
ctx.vary('Origin');
ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));
ctx.set('Access-Control-Allow-Credentials', 'true');`,
    fixed,
  ),
  ...koa(
    'set beside a Vary of its own',
    `ctx.set('Vary', 'Accept-Encoding');\nctx.set('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),

  // Its response, and the one behind it
  ...koa('set of the response', `ctx.response.set('Access-Control-Allow-Origin', '*');`, fixed),
  ...koa(
    'set of the response, destructured',
    `const { response } = ctx;\nresponse.set('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...koaApp(
    'set of the response, destructured by the handler',
    `
app.use(({ request, response }) => {
  response.set('Access-Control-Allow-Origin', request.get('Origin'));
  response.body = 'data';
});`,
    fixed,
  ),
  ...koa('setHeader of the node response', `ctx.res.setHeader('Access-Control-Allow-Origin', '*');`, fixed),
  ...koa(
    'setHeader of the node response, destructured',
    `const { res } = ctx;\nres.setHeader('Access-Control-Allow-Origin', ctx.req.headers.origin ?? '*');`,
    fixed,
  ),
  ...koa(
    'writeHead of the node response',
    `
ctx.respond = false;
ctx.res.writeHead(200, { 'Access-Control-Allow-Origin': '*' });
ctx.res.end('data');`,
    fixed,
  ),
  ...koa(
    'set after the head is sent',
    `
ctx.respond = false;
ctx.res.writeHead(200);
ctx.set('Access-Control-Allow-Origin', '*');
ctx.res.end('data');`,
    'closed',
  ),

  // The request
  ...koa('the origin by get', `ctx.set('Access-Control-Allow-Origin', ctx.get('Origin') || '*');`, fixed),
  ...koa(
    'the origin of the headers',
    `ctx.set('Access-Control-Allow-Origin', ctx.headers.origin ?? '*');`,
    fixed,
  ),
  ...koa(
    'the origin of the header',
    `ctx.set('Access-Control-Allow-Origin', ctx.header.origin ?? '*');`,
    fixed,
  ),
  ...koa(
    'the origin of the request',
    `ctx.set('Access-Control-Allow-Origin', ctx.request.header.origin ?? '*');`,
    fixed,
  ),
  ...koa(
    'the origin by get of the request',
    `ctx.set('Access-Control-Allow-Origin', ctx.request.get('origin') || '*');`,
    fixed,
  ),
  ...koa(
    'the origin of the node request',
    `ctx.set('Access-Control-Allow-Origin', ctx.req.headers['origin'] ?? '*');`,
    fixed,
  ),
  ...koa('the origin that Koa 3 has', `ctx.set('Access-Control-Allow-Origin', ctx.origin || '*');`, fixed),
  ...koa('an origin of the query', `ctx.set('Access-Control-Allow-Origin', ctx.query.origin || '');`, fixed, {
    asks: (origin) => ({ path: `/?origin=${origin ?? ''}` }),
  }),
  ...koa(
    'a list that is asked',
    `if (LIST.includes(ctx.get('Origin'))) ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));`,
    'closed',
  ),
  ...koa(
    'a list that is asked in the wrong way',
    `if (LIST.includes(ctx.get('Origin')) !== -1) ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));`,
    repaired,
  ),
  ...koa(
    'a list, and everybody else as well',
    `
const origin = LIST.find((one) => one === ctx.headers.origin) ?? '*';
ctx.set('Access-Control-Allow-Origin', origin);`,
    fixedToOwnList,
  ),
  ...koa(
    'a variable or everybody',
    `ctx.set('Access-Control-Allow-Origin', process.env.ALLOWED_ORIGIN || '*');`,
    fixedToVariable('ALLOWED_ORIGIN'),
    { environment: { ALLOWED_ORIGIN: undefined } },
  ),

  // Methods and order
  ...koa(
    'an early end of the preflight',
    `
ctx.set('Access-Control-Allow-Origin', '*');
if (ctx.method === 'OPTIONS') {
  ctx.status = 204;
  return;
}`,
    fixed,
  ),
  ...koa(
    'the preflight alone',
    `
if (ctx.method === 'OPTIONS') {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.status = 204;
  return;
}`,
    fixed,
  ),
  ...koaApp(
    'after what is behind it',
    `
app.use(async (ctx, next) => {
  await next();
  ctx.set('Access-Control-Allow-Origin', '*');
});
app.use((ctx) => {
  ctx.body = 'data';
});`,
    fixed,
  ),
  ...koaApp(
    'a function as the value of an arrow',
    `
app.use((ctx, next) => {
  ctx.body = 'data';
  return next();
});
app.use((ctx) => ctx.set('Access-Control-Allow-Origin', '*'));`,
    fixed,
  ),
  ...koaApp(
    'a named function',
    `
async function open(context, proceed) {
  context.set('Access-Control-Allow-Origin', '*');
  await proceed();
}
app.use(open);
app.use((ctx) => {
  ctx.body = 'data';
});`,
    fixed,
  ),
  ...koaApp(
    'a factory',
    `
const openTo = (origin = '*') => async (ctx, next) => {
  ctx.set('Access-Control-Allow-Origin', origin);
  await next();
};
app.use(openTo());
app.use((ctx) => {
  ctx.body = 'data';
});`,
    fixed,
  ),
  ...koaApp(
    'a factory that is given a fixed origin',
    `
const openTo = (origin = '*') => async (ctx, next) => {
  ctx.set('Access-Control-Allow-Origin', origin);
  await next();
};
app.use(openTo('https://app.example.com'));
app.use((ctx) => {
  ctx.body = 'data';
});`,
    'closed',
  ),
  ...koaApp(
    'a helper',
    `
function open(context) {
  context.set('Access-Control-Allow-Origin', '*');
}
app.use((ctx) => {
  open(ctx);
  ctx.body = 'data';
});`,
    fixed,
  ),
  ...koaApp(
    'a helper for listed origins only',
    `
function open(context) {
  context.set('Access-Control-Allow-Origin', '*');
}
app.use((ctx) => {
  if (LIST.includes(ctx.get('Origin'))) open(ctx);
  ctx.body = 'data';
});`,
    'closed',
  ),
  ...koa(
    'an error of the context before the header',
    `
if (!LIST.includes(ctx.get('Origin'))) ctx.throw(500);
ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));`,
    'closed',
  ),

  // Errors
  ...koaApp(
    'whether what is behind it fails or not',
    `
app.use(async (ctx, next) => {
  try {
    await next();
  } finally {
    ctx.set('Access-Control-Allow-Origin', '*');
  }
});
app.use((ctx) => {
  ctx.body = 'data';
});`,
    fixed,
  ),
  ...koaApp(
    'before an error of its own, which it catches',
    `
app.use((ctx) => {
  try {
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.throw(403);
  } catch (error) {
    ctx.body = 'failed';
  }
});`,
    fixed,
  ),
  ...koa(
    'before an error of the context, which unsets it',
    `ctx.set('Access-Control-Allow-Origin', '*');\nctx.throw(500);`,
    'closed',
  ),
  ...koa(
    'finally, before the error unsets it',
    `
try {
  ctx.throw(500);
} finally {
  ctx.set('Access-Control-Allow-Origin', '*');
}`,
    'closed',
  ),
  ...koa(
    'in the headers of an error of the server',
    `ctx.throw(500, 'no', { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    'closed',
  ),
  ...koa(
    'in the headers of an error',
    `ctx.throw(404, 'no', { headers: { 'Access-Control-Allow-Origin': '*' } });`,
    fixed,
  ),
  ...koa(
    'in the headers of an assertion that fails',
    `ctx.assert(false, 401, { headers: { 'Access-Control-Allow-Origin': ctx.get('Origin') } });`,
    fixed,
  ),
  ...koaApp(
    'in the headers of an error that is thrown at once',
    `
app.use((ctx) => {
  const error = new Error('no');
  error.status = 404;
  error.headers = { 'Access-Control-Allow-Origin': '*' };
  ctx.set('Access-Control-Allow-Origin', 'https://app.example.com');
  throw error;
});`,
    fixedBeside('https://app.example.com'),
  ),
  ...koa(
    'in the headers of an error, for one origin',
    `ctx.set('Access-Control-Allow-Origin', '*');\nctx.throw(404, { headers: { 'Access-Control-Allow-Origin': 'https://app.example.com' } });`,
    'closed',
  ),
  ...koaApp(
    'once what is behind it fails',
    `
app.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    ctx.body = 'failed';
    ctx.set('Access-Control-Allow-Origin', '*');
  }
});
app.use(() => {
  throw new Error('no');
});`,
    fixed,
  ),
  ...koaApp(
    'once the promise of what is behind it is rejected',
    `
app.use((ctx, next) =>
  next().catch((error) => {
    ctx.body = error.message;
    ctx.set('Access-Control-Allow-Origin', '*');
  }),
);
app.use(async () => {
  throw new Error('no');
});`,
    fixed,
  ),

  // Routers
  ...program(
    'a route for GET (@koa/router)',
    'mjs',
    `
import Koa from 'koa';
import Router from '@koa/router';

const router = new Router();
router.get('/', (ctx) => {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.body = 'data';
});
export default new Koa().use(router.routes());
`,
    fixed,
  ),
  ...program(
    'a route for OPTIONS, and middleware of the router (@koa/router)',
    'mjs',
    `
import Koa from 'koa';
import Router from '@koa/router';

const router = new Router();
router.use(async (ctx, next) => {
  ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));
  await next();
});
router.all('/', (ctx) => {
  ctx.body = 'data';
});
export default new Koa().use(router.routes());
`,
    fixed,
  ),
  ...program(
    'in TypeScript (Koa)',
    'ts',
    `
import Koa from 'koa';

const cors: Koa.Middleware = async (ctx, next) => {
  ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));
  ctx.set('Access-Control-Allow-Credentials', 'true');
  await next();
};
const app = new Koa();
app.use(cors);
app.use((ctx) => {
  ctx.body = 'data';
});
export default app;
`,
    fixed,
  ),
];
