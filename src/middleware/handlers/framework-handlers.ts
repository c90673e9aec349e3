import type { SourceFile } from '../../source/file.js';
import type { FunctionNode } from '../../source/syntax.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { fastifyHandlers, isHook } from './fastify-handlers.js';
import { functionsNaming } from './functions-naming.js';
import { koaHandlers } from './koa-handlers.js';

/** Functions that may write the header and are given a context or a reply by a framework with a model of its own. */
export function frameworkHandlers(file: SourceFile): ReadonlySet<FunctionNode> {
  const naming = namingOrigin(file);
  return new Set([
    ...koaHandlers(file, naming),
    ...fastifyHandlers(file, naming).map(({ handler }) => handler),
    ...naming.filter((candidate) => isHook(file, candidate)),
  ]);
}

/** The functions of a file that the header may be written by. */
export const namingOrigin = (file: SourceFile): FunctionNode[] =>
  functionsNaming(file, (text) => text.toLowerCase() === ALLOW_ORIGIN);
