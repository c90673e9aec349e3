import type fc from 'fast-check';
import type { Installed } from '../harness/installed.js';
import {
  adonisArgument,
  cloudArgument,
  corsArgument,
  elysiaArgument,
  fastifyArgument,
  hapiOption,
  h3Argument,
  honoArgument,
  ittyArgument,
  ittyCreateArgument,
  koaArgument,
  microArgument,
  middyArgument,
  restifyArgument,
  socketIoOption,
  tinyhttpArgument,
} from './generated-options.js';

/** A library on its host, and how its policies are written. */
export interface GeneratedLibrary {
  readonly name: string;
  /** Package → what it goes by here, where that is not its own name. */
  readonly installed?: Readonly<Record<string, Installed>>;
  /** It never writes Vary. */
  readonly neverVaries?: true;
  /** What one policy is written as. */
  readonly configuration: fc.Arbitrary<string>;
  /** What stands before the policies. */
  readonly start: string;
  /** One policy, under a path of its own: `/` and its number. */
  mount(configuration: string, index: number): string;
  /** What stands behind the policies. */
  readonly end: string;
  /** What is asked for below the path of a policy. */
  readonly asks: string;
}

type Versions = readonly (readonly [name: string, installed?: GeneratedLibrary['installed']])[];

const inVersions = (
  versions: Versions,
  library: Omit<GeneratedLibrary, 'name' | 'installed'>,
): GeneratedLibrary[] =>
  versions.map(([name, installed]) => ({ ...library, name, ...(installed && { installed }) }));

/** An application for each policy, in front of which the path is taken off. */
const nest = (
  name: string,
  adapter: string,
  handle: string,
  configuration: fc.Arbitrary<string>,
): GeneratedLibrary => ({
  name,
  configuration,
  start: `require('reflect-metadata');
const { All, Controller, Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { FastifyAdapter } = require('@nestjs/platform-fastify');
class Data { read() { return 'data'; } }
All()(Data.prototype, 'read', Object.getOwnPropertyDescriptor(Data.prototype, 'read'));
Controller()(Data);
class AppModule {}
Module({ controllers: [Data] })(AppModule);
const applications = [];`,
  mount: (written, index) => `async function bootstrap${index}() {
  const app = await NestFactory.create(AppModule, ${adapter}{ logger: false, abortOnError: false });
  app.enableCors(${written});
  return app;
}
applications.push(bootstrap${index});`,
  end: `async function start() {
  const handlers = [];
  for (const bootstrap of applications) {
    const app = await bootstrap();
    await app.init();
    const server = app.getHttpAdapter().getInstance();
    handlers.push(${handle});
  }
  return (req, res) => {
    const [, index] = req.url.split('/');
    req.url = '/';
    handlers[index](req, res);
  };
}
module.exports = start();`,
  asks: '/',
});

/** A stack of aws-cdk-lib for each policy; one that is refused does not keep the others from being made. */
const stack = (
  construct: string,
  configuration: fc.Arbitrary<string>,
  make: (cors: string) => string,
): GeneratedLibrary => ({
  name: `aws-cdk-lib, ${construct}`,
  configuration,
  start: `const { App, Stack, aws_apigateway: rest, aws_apigatewayv2: http, aws_lambda: lambda } = require('aws-cdk-lib');
const apps = [];`,
  mount: (cors, index) => `const app${index} = new App();
try {
  const stack = new Stack(app${index}, 'Stack');
  ${make(cors)}
} catch {}
apps.push(app${index});`,
  end: 'module.exports = apps;',
  asks: '/',
});

/** Every library that takes an options object, in every version that is installed. */
export const libraries: readonly GeneratedLibrary[] = [
  ...inVersions(
    [['cors on Express 5'], ['cors on Express 4', { express: { name: 'express4', version: '4.22.3' } }]],
    {
      configuration: corsArgument,
      start: `const express = require('express');
const cors = require('cors');
const app = express();`,
      mount: (configuration, index) => `app.use('/${index}', cors(${configuration}));
app.get('/${index}', (req, res) => res.send('data'));`,
      end: 'app.use((error, req, res, next) => res.status(500).end());\nmodule.exports = app;',
      asks: '/',
    },
  ),
  ...inVersions(
    [
      ['@koa/cors 5'],
      ['@koa/cors 4', { '@koa/cors': { name: 'koa-cors-4', version: '4.0.0' } }],
      ['@koa/cors 3', { '@koa/cors': { name: 'koa-cors-3', version: '3.4.3' } }],
    ],
    {
      configuration: koaArgument,
      start: `const Koa = require('koa');
const cors = require('@koa/cors');
const policies = [];`,
      mount: (configuration) => `policies.push(cors(${configuration}));`,
      end: `const app = new Koa();
app.use((ctx, next) => policies[Number(ctx.path.split('/')[1])](ctx, next));
app.use((ctx) => { ctx.body = 'data'; });
module.exports = app;`,
      asks: '/',
    },
  ),
  ...inVersions(
    [
      ['hono/cors 4.13'],
      ['hono/cors 4.12.24', { hono: { name: 'hono-4-12', version: '4.12.24' } }],
      ['hono/cors 4.0.0', { hono: { name: 'hono-4-0', version: '4.0.0' } }],
    ],
    {
      configuration: honoArgument,
      start: `const { Hono } = require('hono');
const { cors } = require('hono/cors');
const app = new Hono();
app.onError((error, c) => c.text('failed', 500));`,
      mount: (configuration, index) => `app.use('/${index}/*', cors(${configuration}));
app.get('/${index}/', (c) => c.text('data'));`,
      end: 'module.exports = app;',
      asks: '/',
    },
  ),
  {
    name: 'h3 2',
    configuration: h3Argument,
    start: `const { H3, handleCors } = require('h3');
const app = new H3({ silent: true, onError: (error) => { error.status = 500; } });`,
    mount: (configuration, index) => `app.all('/${index}/', (event) => {
  const answer = handleCors(event, ${configuration});
  return answer === false ? 'data' : answer;
});`,
    end: 'module.exports = app;',
    asks: '/',
  },
  {
    name: 'h3 1',
    installed: { h3: { name: 'h3-1', version: '1.15.11' } },
    configuration: h3Argument,
    start: `const { createApp, createRouter, defineEventHandler, handleCors, toNodeListener } = require('h3');
const router = createRouter();`,
    mount: (configuration, index) => `router.use('/${index}/', defineEventHandler((event) => {
  if (handleCors(event, ${configuration})) return;
  return 'data';
}));`,
    end: 'module.exports = toNodeListener(createApp({ onError: (error) => { error.statusCode = 500; } }).use(router));',
    asks: '/',
  },
  {
    name: 'micro-cors',
    neverVaries: true,
    configuration: microArgument,
    start: `const cors = require('micro-cors');
const handlers = [];`,
    mount: (configuration) => `handlers.push(cors(${configuration})((req, res) => res.end('data')));`,
    end: "module.exports = (req, res) => handlers[Number(req.url.split('/')[1])](req, res);",
    asks: '/',
  },
  {
    name: 'nextjs-cors',
    // What reads a request reads one of `node:http` there as well.
    configuration: socketIoOption,
    start: `const NextCors = require('nextjs-cors');
const handlers = [];`,
    mount: (configuration) => `handlers.push(async (req, res) => {
  await NextCors(req, res, ${configuration});
  res.end('data');
});`,
    end: "module.exports = (req, res) => handlers[Number(req.url.split('/')[1])](req, res);",
    asks: '/',
  },
  {
    name: 'itty-router 6',
    neverVaries: true,
    configuration: ittyArgument,
    start: `const { cors, Router, text } = require('itty-router');
const policies = [];`,
    mount: (configuration) => `policies.push(cors(${configuration}));`,
    end: `const of = (request) => policies[Number(new URL(request.url).pathname.split('/')[1])];
const router = Router({
  before: [(request) => of(request).preflight(request)],
  catch: () => new Response('failed', { status: 500 }),
  finally: [text, (response, request) => of(request).corsify(response, request)],
});
router.all('*', () => 'data');
module.exports = { fetch: router.fetch };`,
    asks: '/',
  },
  {
    name: 'itty-router 4',
    installed: { 'itty-router': { name: 'itty-router-4', version: '4.2.2' } },
    configuration: ittyCreateArgument,
    start: `const { createCors, json, Router } = require('itty-router');
const policies = [];`,
    mount: (configuration) => `policies.push(createCors(${configuration}));`,
    // The library remembers whom it admitted last: nothing else is asked before the answer is there.
    end: `let before = Promise.resolve();
const answer = (request) => {
  const { preflight, corsify } = policies[Number(new URL(request.url).pathname.split('/')[1])];
  const router = Router();
  router.all('*', preflight).all('*', () => 'data');
  return router.handle(request).then(json).then(corsify).catch(() => new Response('failed', { status: 500 }));
};
module.exports = { fetch: (request) => (before = before.then(() => answer(request))) };`,
    asks: '/',
  },
  {
    name: '@adonisjs/cors 2',
    neverVaries: true,
    configuration: adonisArgument,
    start: `const { defineConfig } = require('@adonisjs/cors');
const { default: CorsMiddleware } = require('@adonisjs/cors/cors_middleware');
const { HttpContextFactory, RequestFactory, ResponseFactory } = require('@adonisjs/core/factories/http');
const policies = [];`,
    mount: (configuration) => `policies.push(new CorsMiddleware(defineConfig(${configuration})));`,
    end: `module.exports = async (req, res) => {
  const request = new RequestFactory().merge({ req, res }).create();
  const response = new ResponseFactory().merge({ req, res }).create();
  const context = new HttpContextFactory().merge({ request, response }).create();
  const policy = policies[Number(req.url.split('/')[1])];
  await policy.handle(context, async () => response.send('data')).catch(() => response.status(500).send('failed'));
  response.finish();
};`,
    asks: '/',
  },
  ...inVersions(
    [
      ['@fastify/cors 11'],
      ['@fastify/cors 10', { '@fastify/cors': { name: 'fastify-cors-10', version: '10.1.0' } }],
      [
        '@fastify/cors 8',
        {
          '@fastify/cors': { name: 'fastify-cors-8', version: '8.5.0' },
          fastify: { name: 'fastify-4', version: '4.29.1' },
        },
      ],
    ],
    {
      configuration: fastifyArgument,
      start: `const cors = require('@fastify/cors');
const app = require('fastify')();
app.setErrorHandler((error, request, reply) => reply.code(500).send('failed'));`,
      mount: (configuration, index) => `app.register(async (routes) => {
  routes.register(cors, ${configuration});
  routes.get('/', async () => 'data');
}, { prefix: '/${index}' });`,
      end: 'module.exports = app;',
      asks: '/',
    },
  ),
  ...inVersions(
    [
      ['@tinyhttp/cors 2.0.1'],
      ['@tinyhttp/cors 2.0.0', { '@tinyhttp/cors': { name: 'tinyhttp-cors-2-0-0', version: '2.0.0' } }],
    ],
    {
      configuration: tinyhttpArgument,
      start: `const { cors } = require('@tinyhttp/cors');
const policies = [];`,
      // A policy that cannot be made does not keep the others from being made.
      mount: (configuration, index) => `let policy${index} = (req, res, next) => next();
try { policy${index} = cors(${configuration}); } catch {}
policies.push(policy${index});`,
      end: `module.exports = (req, res) => policies[Number(req.url.split('/')[1])](req, res, () => res.end('data'));`,
      asks: '/',
    },
  ),
  ...inVersions(
    [
      ['@elysiajs/cors 1.4'],
      ['@elysiajs/cors 1.2', { '@elysiajs/cors': { name: 'elysia-cors-1-2', version: '1.2.0' } }],
    ],
    {
      configuration: elysiaArgument,
      start: `const { Elysia } = require('elysia');
const { cors } = require('@elysiajs/cors');
const policies = [];`,
      mount: (configuration) =>
        `policies.push(new Elysia().use(cors(${configuration})).get('/', () => 'data'));`,
      end: `module.exports = {
  fetch(request) {
    const url = new URL(request.url);
    const policy = policies[Number(url.pathname.split('/')[1])];
    url.pathname = '/';
    return policy.fetch(new Request(url, request));
  },
};`,
      asks: '/',
    },
  ),
  ...inVersions([['@middy/http-cors 6']], {
    configuration: middyArgument,
    start: `const { default: middy } = require('@middy/core');
const httpCors = require('@middy/http-cors').default;
const policies = [];`,
    mount: (configuration) =>
      `policies.push(middy(async () => ({ statusCode: 200, body: 'data' })).use(httpCors(${configuration})));`,
    end: `exports.handler = (event, context) => policies[Number(event.rawPath.split('/')[1])](event, context);`,
    asks: '/',
  }),
  {
    name: 'restify-cors-middleware2',
    configuration: restifyArgument,
    start: `const restify = require('restify');
const corsMiddleware = require('restify-cors-middleware2');
const servers = [];`,
    // Options that are refused do not keep the others from being taken.
    mount: (configuration, index) => `const server${index} = restify.createServer();
try {
  const cors = corsMiddleware(${configuration});
  server${index}.pre(cors.preflight);
  server${index}.use(cors.actual);
} catch {}
server${index}.get('/${index}/', (req, res, next) => { res.send('data'); next(); });
servers.push(server${index});`,
    // A server of restify has the members that restify gives to requests.
    end: `const { createServer } = require('node:http');
module.exports = {
  server: createServer((req, res) => void servers[Number(req.url.split('/')[1])].server.emit('request', req, res)),
};`,
    asks: '/',
  },
  {
    name: '@hapi/hapi 21',
    configuration: hapiOption,
    start: `const Hapi = require('@hapi/hapi');
const servers = [];`,
    // A server that cannot be made does not keep the others from being made.
    mount: (configuration, index) => `let server${index} = Hapi.server();
try {
  server${index} = Hapi.server({ debug: false, routes: { cors: ${configuration} } });
  server${index}.route({ method: 'GET', path: '/${index}/', handler: () => 'data' });
} catch {}
servers.push(server${index});`,
    end: "module.exports = (req, res) => void servers[Number(req.url.split('/')[1])].listener.emit('request', req, res);",
    asks: '/',
  },
  {
    name: 'cors in front of tRPC',
    // What reads a request reads one of `node:http` there as well.
    configuration: socketIoOption,
    start: `const { initTRPC } = require('@trpc/server');
const { createHTTPHandler } = require('@trpc/server/adapters/standalone');
const cors = require('cors');
const t = initTRPC.create();
const router = t.router({ data: t.procedure.query(() => 'data') });
const handlers = [];`,
    mount: (configuration) =>
      `handlers.push(createHTTPHandler({ router, middleware: cors(${configuration}) }));`,
    end: `module.exports = (req, res) => {
  const [, index] = req.url.split('/');
  req.url = '/data';
  handlers[index](req, res);
};`,
    asks: '/data',
  },
  {
    name: 'vite 8, preview.cors',
    configuration: socketIoOption,
    start: `const { preview } = require('vite');
const shared = { configFile: false, logLevel: 'silent', build: { outDir: '.' } };
const previews = [];`,
    mount: (configuration) =>
      `previews.push(preview({ ...shared, preview: { port: 0, host: '127.0.0.1', cors: ${configuration} } }));`,
    end: `async function start() {
  const answers = [];
  for (const server of await Promise.all(previews)) {
    answers.push(server.middlewares);
    await server.close();
  }
  return (req, res) => {
    const [, index] = req.url.split('/');
    req.url = '/';
    answers[index](req, res, (error) => res.writeHead(error ? 500 : 404).end());
  };
}
module.exports = start();`,
    asks: '/',
  },
  stack(
    'HttpApi',
    cloudArgument('allowOrigins'),
    (cors) => `new http.HttpApi(stack, 'Api', { corsPreflight: ${cors} });`,
  ),
  stack(
    'FunctionUrl',
    cloudArgument('allowedOrigins'),
    (cors) => `new lambda.Function(stack, 'Handler', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0'),
  }).addFunctionUrl({ cors: ${cors} });`,
  ),
  stack(
    'RestApi',
    cloudArgument('allowOrigins'),
    (cors) =>
      `new rest.RestApi(stack, 'Api', { defaultCorsPreflightOptions: ${cors} }).root.addMethod('GET');`,
  ),
  nest('Nest on Express', '', 'server', corsArgument),
  nest(
    'Nest on Fastify',
    'new FastifyAdapter(), ',
    '(await server.ready(), (req, res) => server.routing(req, res))',
    fastifyArgument,
  ),
  {
    name: 'socket.io 4',
    configuration: socketIoOption,
    start: `const { createServer } = require('node:http');
const { Server } = require('socket.io');
const server = createServer((req, res) => res.writeHead(404).end());`,
    mount: (configuration, index) => `new Server(server, { path: '/${index}', cors: ${configuration} });`,
    end: 'module.exports = server;',
    asks: '/?EIO=4&transport=polling',
  },
];
