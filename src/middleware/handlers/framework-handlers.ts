import { oncePerFile } from '../../source/file.js';
import type { FunctionNode } from '../../source/syntax.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { azureHandlers } from './azure-handlers.js';
import { fastifyHandlers, isHook } from './fastify-handlers.js';
import { functionsNaming } from './functions-naming.js';
import { h3Handlers } from './h3-handlers.js';
import { koaHandlers } from './koa-handlers.js';

/** The functions of a file that the header may be written by. */
export const namingOrigin = oncePerFile((file): readonly FunctionNode[] =>
  functionsNaming(file, (text) => text.toLowerCase() === ALLOW_ORIGIN),
);

/** Functions that may write the header to a reply of Fastify as well as to a response of Express. */
export const doubtfulReplies = oncePerFile((file) =>
  fastifyHandlers(file, namingOrigin(file)).filter(({ isDoubtful }) => isDoubtful),
);

/** Functions that may write the header and are given a context or a reply by a framework with a model of its own. */
export const frameworkHandlers = oncePerFile((file): ReadonlySet<FunctionNode> => {
  const candidates = namingOrigin(file);
  return new Set([
    ...koaHandlers(file, candidates),
    ...fastifyHandlers(file, candidates).flatMap(({ handler, isDoubtful }) => (isDoubtful ? [] : handler)),
    ...h3Handlers(file, candidates),
    ...azureHandlers(file, candidates).map(({ handler }) => handler),
    ...candidates.filter((candidate) => isHook(file, candidate)),
  ]);
});
