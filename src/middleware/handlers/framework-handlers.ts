import type { SourceFile } from '../../source/file.js';
import type { FunctionNode } from '../../source/syntax.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { fastifyHandlers, isHook } from './fastify-handlers.js';
import { functionsNaming } from './functions-naming.js';
import { koaHandlers } from './koa-handlers.js';

const naming = new WeakMap<SourceFile, readonly FunctionNode[]>();
const taken = new WeakMap<SourceFile, ReadonlySet<FunctionNode>>();

/** Functions that may write the header and are given a context or a reply by a framework with a model of its own. */
export function frameworkHandlers(file: SourceFile): ReadonlySet<FunctionNode> {
  const before = taken.get(file);
  if (before) return before;
  const candidates = namingOrigin(file);
  const found = new Set([
    ...koaHandlers(file, candidates),
    ...fastifyHandlers(file, candidates).map(({ handler }) => handler),
    ...candidates.filter((candidate) => isHook(file, candidate)),
  ]);
  taken.set(file, found);
  return found;
}

/** The functions of a file that the header may be written by. */
export function namingOrigin(file: SourceFile): readonly FunctionNode[] {
  const before = naming.get(file);
  if (before) return before;
  const found = functionsNaming(file, (text) => text.toLowerCase() === ALLOW_ORIGIN);
  naming.set(file, found);
  return found;
}
