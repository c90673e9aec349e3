import type { SourceFile } from '../../source/file.js';
import type { FunctionNode } from '../../source/syntax.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { functionsNaming } from './functions-naming.js';
import { koaHandlers } from './koa-handlers.js';

/** Functions that may write the header and are given a context by a framework with a model of its own. */
export const frameworkHandlers = (file: SourceFile): ReadonlySet<FunctionNode> =>
  new Set(koaHandlers(file, namingOrigin(file)));

/** The functions of a file that the header may be written by. */
export const namingOrigin = (file: SourceFile): FunctionNode[] =>
  functionsNaming(file, (text) => text.toLowerCase() === ALLOW_ORIGIN);
