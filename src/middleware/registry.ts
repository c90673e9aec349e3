import { adonisCors } from './adonis-cors.js';
import { apolloStandalone } from './apollo-standalone.js';
import { azureFunctions } from './azure-functions.js';
import { awsCdk } from './aws-cdk.js';
import { elysiaCors } from './elysia-cors.js';
import { exportedHeaders } from './exported-headers.js';
import { expressCors } from './express-cors.js';
import { fastifyCors } from './fastify-cors.js';
import { fastifyReplies } from './fastify-replies.js';
import { fetchResponses } from './fetch-responses.js';
import { h3Cors } from './h3-cors.js';
import { h3Responses } from './h3-responses.js';
import { headerWrites } from './header-writes.js';
import { hapi, hapiOptions } from './hapi.js';
import { honoCors } from './hono-cors.js';
import { honoResponses } from './hono-responses.js';
import { ittyCors } from './itty-cors.js';
import { ittyCreateCors } from './itty-create-cors.js';
import { koaCors } from './koa-cors.js';
import { koaResponses } from './koa-responses.js';
import { lambdaResults } from './lambda-results.js';
import { microCors } from './micro-cors.js';
import { middyHttpCors } from './middy-http-cors.js';
import type { Middleware } from './middleware.js';
import { nest, nestOptions } from './nest.js';
import { gatewayOptions, nestGateway } from './nest-gateway.js';
import { nestHeader } from './nest-header.js';
import { nextConfig } from './next-config.js';
import { optionsMiddleware, type OptionsLibrary } from './options-library.js';
import { remixHeaders } from './remix-headers.js';
import { routeRules } from './route-rules.js';
import { restifyCors } from './restify-cors.js';
import { socketIo, socketIoOptions } from './socket-io.js';
import { strapiCors } from './strapi-cors.js';
import { tinyhttpCors } from './tinyhttp-cors.js';
import { untypedOptions } from './untyped-options.js';
import { viteCors } from './vite-cors.js';
import { webpackDevServer } from './webpack-dev-server.js';

/** Every library that is configured by an options object. To add one is to add its file and a line here. */
const LIBRARIES: readonly OptionsLibrary[] = [
  expressCors,
  koaCors,
  honoCors,
  fastifyCors,
  ittyCors,
  microCors,
  h3Cors,
  tinyhttpCors,
  elysiaCors,
  middyHttpCors,
  hapi,
  restifyCors,
  adonisCors,
];

/** Every middleware the engine knows. */
export const MIDDLEWARE: readonly Middleware[] = [
  ...LIBRARIES.map(optionsMiddleware),
  optionsMiddleware(ittyCreateCors),
  nest,
  nestGateway,
  socketIo,
  untypedOptions(LIBRARIES, [nestOptions, gatewayOptions, socketIoOptions, hapiOptions]),
  headerWrites,
  fetchResponses,
  honoResponses,
  h3Responses,
  koaResponses,
  fastifyReplies,
  lambdaResults,
  azureFunctions,
  exportedHeaders,
  nextConfig,
  nestHeader,
  remixHeaders,
  awsCdk,
  apolloStandalone,
  routeRules,
  strapiCors,
  viteCors,
  webpackDevServer,
];
