import {
  fixed,
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

/** A CommonJS program for Fastify: `body` has `Fastify`, `app` and `LIST`. */
const fastifyApp = (name: string, body: string, verdict: Verdict, details: Details = {}): HeaderProgram[] =>
  program(
    `${name} (Fastify)`,
    'cjs',
    `const Fastify = require('fastify');\n\n${LISTS}const app = Fastify();\n${body.trim()}\nmodule.exports = app;\n`,
    verdict,
    details,
  );

const indented = (body: string): string => body.trim().replaceAll(/^(?=.)/gm, '  ');

/** Statements of a handler `(request, reply)` of a route for every method, which answers. */
const handler = (name: string, body: string, verdict: Verdict, details: Details = {}): HeaderProgram[] =>
  fastifyApp(
    name,
    `app.all('/', async (request, reply) => {\n${indented(body)}\n  return 'data';\n});`,
    verdict,
    details,
  );

/** Statements of a hook `(request, reply)` before a route for every method. */
const hook = (name: string, body: string, verdict: Verdict, details: Details = {}): HeaderProgram[] =>
  fastifyApp(
    name,
    `
app.addHook('onRequest', async (request, reply) => {
${indented(body)}
});
app.all('/', async () => 'data');`,
    verdict,
    details,
  );

const SERVES: readonly (readonly [string, string])[] = [
  [
    'Fastify',
    `import Fastify from 'fastify';

export const serve = (plugin) => {
  const app = Fastify();
  app.register(async (instance) => plugin(instance));
  return app;
};
`,
  ],
  [
    'Express 5',
    `import express from 'express';

export const serve = (routes) => {
  const app = express();
  routes(app);
  return app;
};
`,
  ],
];

/** Statements of a handler `(request, reply)` of a route, in a file that does not say whose route it is. */
const undecided = (name: string, body: string, verdict: Verdict): HeaderProgram[] =>
  SERVES.flatMap(([framework, serve]) =>
    program(
      `${name}, of Fastify or Express (${framework})`,
      'mjs',
      `
import { serve } from './serve.mjs';

${LISTS}
const routes = (instance) => {
  instance.all('/', (request, reply) => {
${indented(indented(body))}
    reply.send('data');
  });
};
export default serve(routes);
`,
      verdict,
      { files: { 'serve.mjs': serve } },
    ),
  );

/** What Fastify 5.12.8 answers, by the methods of the reply and of the response behind it. */
export const fastifyWrites: readonly HeaderProgram[] = [
  // The reply
  ...sharedWrites({
    handler,
    app: fastifyApp,
    one: 'reply.header',
    many: 'reply.headers',
    registered: (statement) =>
      `app.all('/', async (request, reply) => {\n  ${statement}\n  return 'data';\n});`,
  }),
  ...handler('a list of two', `reply.header('Access-Control-Allow-Origin', LIST);`, 'closed'),
  ...handler(
    'header, then removed',
    `reply.header('Access-Control-Allow-Origin', '*');\nreply.removeHeader('access-control-allow-origin');`,
    'closed',
  ),
  ...handler(
    'header twice: the second counts',
    `reply.header('Access-Control-Allow-Origin', '*');\nreply.header('Access-Control-Allow-Origin', 'https://app.example.com');`,
    'closed',
  ),
  ...handler(
    'header where none is there',
    `if (!reply.hasHeader('Access-Control-Allow-Origin')) reply.header('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...handler(
    'header where one is there',
    `
reply.header('Access-Control-Allow-Origin', 'https://app.example.com');
if (!reply.getHeader('access-control-allow-origin')) reply.header('Access-Control-Allow-Origin', '*');`,
    'closed',
  ),
  ...handler(
    'with credentials',
    `
reply.header('Access-Control-Allow-Origin', request.headers.origin);
reply.header('Access-Control-Allow-Credentials', true);`,
    fixed,
  ),
  ...handler(
    'beside a Vary that is set before',
    `reply.header('Vary', 'Accept-Encoding');\nreply.header('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...handler(
    'beside a Vary that is set afterwards',
    `reply.header('Access-Control-Allow-Origin', '*');\nreply.header('Vary', 'Accept-Encoding');`,
    fixed,
  ),
  ...fastifyApp(
    'after a hook that sets Vary',
    `
app.addHook('onRequest', async (request, reply) => {
  reply.header('Vary', 'Accept-Encoding');
});
app.all('/', async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*');
  return 'data';
});`,
    fixed,
  ),
  ...fastifyApp(
    'a chain that sends',
    `
app.all('/', (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*').code(200).send('data');
});`,
    fixed,
  ),
  ...fastifyApp(
    'a link in the middle of a chain',
    `
app.all('/', (request, reply) => {
  return reply.code(200).header('Access-Control-Allow-Origin', '*').type('text/plain').send('data');
});`,
    fixed,
  ),
  ...fastifyApp(
    'a chain that is the value of an arrow',
    `app.all('/', (request, reply) => reply.header('Access-Control-Allow-Origin', '*').send('data'));`,
    fixed,
  ),
  ...fastifyApp(
    'headers in a chain that is the value of an arrow',
    `app.all('/', (_, reply) => reply.headers({ 'Access-Control-Allow-Origin': '*' }).send('data'));`,
    fixed,
  ),
  ...fastifyApp(
    'after it is sent',
    `
app.all('/', (request, reply) => {
  reply.send('data');
  reply.header('Access-Control-Allow-Origin', '*');
});`,
    'closed',
  ),

  // The response behind it
  ...handler(
    'setHeader of the raw response',
    `reply.raw.setHeader('Access-Control-Allow-Origin', '*');`,
    fixed,
  ),
  ...handler(
    'setHeader of the raw response, destructured',
    `const { raw } = reply;\nraw.setHeader('Access-Control-Allow-Origin', request.raw.headers.origin ?? '*');`,
    fixed,
  ),
  ...handler(
    'setHeader of the raw response, replaced by the reply',
    `reply.raw.setHeader('Access-Control-Allow-Origin', '*');\nreply.header('Access-Control-Allow-Origin', 'https://app.example.com');`,
    'closed',
  ),
  ...handler(
    'setHeader of the raw response, removed by the reply',
    `reply.raw.setHeader('Access-Control-Allow-Origin', '*');\nreply.removeHeader('Access-Control-Allow-Origin');`,
    'closed',
  ),
  ...fastifyApp(
    'writeHead of the raw response, taken over',
    `
app.all('/', (request, reply) => {
  reply.hijack();
  reply.raw.writeHead(200, { 'Access-Control-Allow-Origin': '*' });
  reply.raw.end('data');
});`,
    fixed,
  ),
  ...fastifyApp(
    'header of a reply that is taken over',
    `
app.all('/', (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*');
  reply.hijack();
  reply.raw.end('data');
});`,
    'closed',
  ),

  // The request
  ...handler(
    'the origin of the headers',
    `reply.header('Access-Control-Allow-Origin', request.headers.origin);`,
    fixed,
  ),
  ...handler(
    'the origin or everybody',
    `reply.header('Access-Control-Allow-Origin', request.headers.origin || '*');`,
    fixed,
  ),
  ...handler(
    'the origin, destructured',
    `const { origin = '*' } = request.headers;\nreply.header('Access-Control-Allow-Origin', origin);`,
    fixed,
  ),
  ...fastifyApp(
    'the origin of headers that the handler destructures',
    `
app.all('/', async ({ headers }, reply) => {
  reply.header('Access-Control-Allow-Origin', headers.origin ?? '*');
  return 'data';
});`,
    fixed,
  ),
  ...handler(
    'the origin by the request of the reply',
    `reply.header('Access-Control-Allow-Origin', reply.request.headers['origin'] ?? '*');`,
    fixed,
  ),
  ...handler(
    'an origin of the query',
    `reply.header('Access-Control-Allow-Origin', request.query.origin || '');`,
    fixed,
    { asks: (origin) => ({ path: `/?origin=${origin ?? ''}` }) },
  ),
  ...handler(
    'a list that is asked',
    `if (LIST.includes(request.headers.origin)) reply.header('Access-Control-Allow-Origin', request.headers.origin);`,
    'closed',
  ),
  ...handler(
    'a list that is asked in the wrong way',
    `
if (LIST.indexOf(request.headers.origin)) {
  reply.header('Access-Control-Allow-Origin', request.headers.origin ?? '');
}`,
    repaired,
  ),
  ...handler(
    'a list, and everybody else as well',
    `
const origin = LIST.find((one) => one === request.headers.origin) ?? '*';
reply.header('Access-Control-Allow-Origin', origin);`,
    fixedToOwnList,
  ),
  ...handler(
    'a variable or everybody',
    `reply.header('Access-Control-Allow-Origin', process.env.ALLOWED_ORIGIN || '*');`,
    fixedToVariable('ALLOWED_ORIGIN'),
    { environment: { ALLOWED_ORIGIN: undefined } },
  ),

  // Hooks
  ...hook('a hook before everything', `reply.header('Access-Control-Allow-Origin', '*');`, fixed),
  ...hook(
    'a hook that answers preflights',
    `
reply.header('Access-Control-Allow-Origin', request.headers.origin || '*');
reply.header('Access-Control-Allow-Credentials', 'true');
if (request.method === 'OPTIONS') return reply.code(204).send();`,
    fixed,
  ),
  ...hook(
    'a hook for preflights alone',
    `
if (request.method === 'OPTIONS') {
  reply.headers({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' });
  return reply.code(204).send();
}`,
    fixed,
  ),
  ...fastifyApp(
    'a hook that calls back',
    `
app.addHook('preHandler', (request, reply, done) => {
  reply.header('Access-Control-Allow-Origin', '*');
  done();
});
app.all('/', async () => 'data');`,
    fixed,
  ),
  ...fastifyApp(
    'a hook before sending',
    `
app.addHook('onSend', (request, reply, payload, done) => {
  reply.header('Access-Control-Allow-Origin', '*');
  done(null, payload);
});
app.all('/', async () => 'data');`,
    fixed,
  ),
  ...fastifyApp(
    'a hook after the answer',
    `
app.addHook('onResponse', async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*');
});
app.all('/', async () => 'data');`,
    'closed',
    { site: 'none' },
  ),
  ...fastifyApp(
    'a named hook',
    `
async function open(question, answer) {
  answer.header('Access-Control-Allow-Origin', '*');
}
app.addHook('onRequest', open);
app.all('/', async () => 'data');`,
    fixed,
  ),
  ...fastifyApp(
    'a factory of hooks',
    `
const openTo = (origin = '*') => async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', origin);
};
app.addHook('onRequest', openTo());
app.all('/', async () => 'data');`,
    fixed,
  ),
  ...fastifyApp(
    'a hook of a plugin',
    `
app.register(async (instance) => {
  instance.addHook('onRequest', async (request, reply) => {
    reply.header('Access-Control-Allow-Origin', '*');
  });
  instance.all('/', async () => 'data');
});`,
    fixed,
  ),
  ...fastifyApp(
    'a helper',
    `
const open = (answer) => {
  answer.header('Access-Control-Allow-Origin', '*');
};
app.all('/', async (request, reply) => {
  open(reply);
  return 'data';
});`,
    fixed,
  ),
  ...fastifyApp(
    'a helper for listed origins only',
    `
const open = (answer) => {
  answer.header('Access-Control-Allow-Origin', '*');
};
app.all('/', async (request, reply) => {
  if (LIST.includes(request.headers.origin)) open(reply);
  return 'data';
});`,
    'closed',
  ),

  // Routes
  ...fastifyApp(
    'a route for GET',
    `
app.get('/', async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*');
  return 'data';
});`,
    fixed,
  ),
  ...fastifyApp(
    'a route with options',
    `
app.get('/', { schema: {} }, async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*');
  return 'data';
});`,
    fixed,
  ),
  ...fastifyApp(
    'a hook among the options of a route',
    `
app.get('/', {
  onRequest: [
    async (request, reply) => {
      reply.header('Access-Control-Allow-Origin', '*');
    },
  ],
  handler: async () => 'data',
});`,
    fixed,
  ),
  ...fastifyApp(
    'a whole route',
    `
app.route({
  method: ['GET', 'OPTIONS'],
  url: '/',
  handler: async (request, reply) => {
    reply.header('Access-Control-Allow-Origin', '*');
    return 'data';
  },
});`,
    fixed,
  ),
  ...fastifyApp(
    'a whole route that is declared before',
    `
const route = {
  method: 'GET',
  url: '/',
  handler(request, reply) {
    reply.header('Access-Control-Allow-Origin', '*').send('data');
  },
};
app.route(route);`,
    fixed,
  ),
  ...fastifyApp(
    'what no route is for',
    `
app.setNotFoundHandler((request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*').code(404).send('none');
});`,
    fixed,
  ),
  ...program(
    'a route for OPTIONS (Fastify)',
    'mjs',
    `
import Fastify from 'fastify';

const app = Fastify();
app.options('*', (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*').header('Access-Control-Allow-Methods', 'POST').send();
});
app.get('/', async () => 'data');
export default app;
`,
    fixed,
  ),
  ...program(
    'in TypeScript (Fastify)',
    'ts',
    `
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

async function cors(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('Access-Control-Allow-Origin', request.headers.origin ?? '*');
}
const app = Fastify();
app.addHook('onRequest', cors);
app.all('/', async () => 'data');
export default app;
`,
    fixed,
  ),

  // Files that do not say whose they are
  ...undecided('header', `reply.header('Access-Control-Allow-Origin', '*');`, fixed),
  ...undecided(
    'header with credentials and a Vary',
    `
reply.header('Vary', 'Accept-Encoding');
reply.header('Access-Control-Allow-Origin', request.headers.origin ?? '');
reply.header('Access-Control-Allow-Credentials', 'true');`,
    fixed,
  ),
  ...undecided(
    'a list that is asked',
    `
const { origin } = request.headers;
if (LIST.includes(origin)) reply.header('Access-Control-Allow-Origin', origin);`,
    'closed',
  ),
  ...undecided(
    'a list, and everybody else as well',
    `reply.header('Access-Control-Allow-Origin', LIST.find((one) => one === request.headers.origin) ?? '*');`,
    fixedToOwnList,
  ),
];
