import { azureAnswers } from './header-writes.azure.js';
import { fastifyWrites } from './header-writes.fastify.js';
import { flowWrites } from './header-writes.flows.js';
import { headWrites } from './header-writes.heads.js';
import { koaWrites } from './header-writes.koa.js';
import { namedWrites } from './header-writes.named.js';
import { originWrites } from './header-writes.origins.js';
import type { HeaderProgram } from './header-writes.program.js';

/** Programs that write `Access-Control-Allow-Origin` by hand, in every way the model claims to understand. */
export const headerPrograms: readonly HeaderProgram[] = [
  ...namedWrites,
  ...headWrites,
  ...originWrites,
  ...flowWrites,
  ...koaWrites,
  ...fastifyWrites,
  ...azureAnswers,
];
