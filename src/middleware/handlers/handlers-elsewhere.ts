import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { isFunctionNode, keyName, type FunctionNode, type Node } from '../../source/syntax.js';
import { DENO_READER, processReader } from '../environment-readers.js';
import { NoEdit } from '../headers/header-remedy.js';
import { responseCalls } from '../headers/response-calls.js';
import type { EnvironmentReader } from '../middleware.js';
import { azureHandlers } from './azure-handlers.js';
import { azureOriginAt } from './azure-origin.js';
import { entryPoints, firstOf, type EntryPoint } from './entry-points.js';
import { environmentAt } from './environment-reader.js';
import { fastifyHandlers } from './fastify-handlers.js';
import { fastifyOriginAt } from './fastify-origin.js';
import { functionsPassing } from './functions-naming.js';
import type { OriginAt } from './guarded-headers.js';
import { h3Handlers } from './h3-handlers.js';
import { isForHono } from './hono-context.js';
import { honoOriginAt } from './hono-origin.js';
import { koaHandlers } from './koa-handlers.js';
import { koaOriginAt } from './koa-origin.js';
import { lambdaOriginAt } from './lambda-origin.js';
import { nodeOriginAt } from './node-origin.js';
import { eventOriginAt } from './request-event-origin.js';
import { isForDeno, usesProcess } from './runtime.js';

/** What a handler answers with: a `Response`, or an object with a `statusCode` as Lambda wants it. */
export type AnswerForm = 'response' | 'result';

/** The handlers of a file that answer with headers which another file made. */
export interface Handlers {
  readonly originAt: OriginAt;
  /** How each of them reads the environment, if nothing shows otherwise. */
  readonly environments: readonly EnvironmentReader[];
  /** How the file reads it, where it shows its runtime. */
  readonly shown: EnvironmentReader | undefined;
}

/**
 * The handlers that what stands at `place` goes into; undefined where none is found.
 *
 * @param form what they answer with, if they return their answers.
 */
export function handlersAround(
  file: SourceFile,
  place: Node,
  form: AnswerForm | undefined,
): Handlers | undefined {
  const candidates = functionsPassing(file, [place]);
  if (h3Handlers(file, candidates).length > 0) return undefined;
  return (
    writingHandlers(file, candidates, place) ??
    (form && returningHandlers(file, entryPoints(file, candidates), form))
  );
}

/** Those of frameworks that hand them what headers are written to. */
function writingHandlers(
  file: SourceFile,
  candidates: readonly FunctionNode[],
  place: Node,
): Handlers | undefined {
  const azure = azureHandlers(file, candidates);
  if (azure.length > 0) {
    const entries = azure.map((found) => ({ ...found, kind: 'handler' as const }));
    return handlersOf(
      file,
      entries,
      firstOf(azure, (found, asked) => azureOriginAt(file, found, asked)),
    );
  }
  const koa = koaHandlers(file, candidates);
  if (koa.length > 0) return onNode(firstOf(koa, (handler, asked) => koaOriginAt(file, handler, asked)));
  const fastify = fastifyHandlers(file, candidates);
  if (fastify.length > 0)
    return onNode(firstOf(fastify, (found, asked) => fastifyOriginAt(file, found, asked)));
  const calls = responseCalls(file);
  return nodeOriginAt(file, calls, place) && onNode((asked) => nodeOriginAt(file, calls, asked));
}

const onNode = (originAt: OriginAt): Handlers => ({
  originAt,
  environments: [processReader()],
  shown: undefined,
});

/** Those whose answers are what they return. */
function returningHandlers(file: SourceFile, entries: readonly EntryPoint[], form: AnswerForm): Handlers {
  const originAt = form === 'result' ? lambdaOriginAt : isForHono(file) ? honoOriginAt : eventOriginAt;
  return handlersOf(
    file,
    entries,
    firstOf(entries, (entry, asked) => originAt(file, entry, asked)),
  );
}

const handlersOf = (file: SourceFile, entries: readonly EntryPoint[], originAt: OriginAt): Handlers => ({
  originAt: (place) => {
    try {
      return originAt(place);
    } catch (error) {
      if (error instanceof NoEdit) return undefined;
      throw error;
    }
  },
  environments: entries.flatMap((entry) =>
    entry.kind === 'helper' ? [] : environmentAt(file, entry, entry.handler),
  ),
  shown: isForDeno(file) ? DENO_READER : usesProcess(file) ? processReader() : undefined,
});

/** What headers at `use` become part of, as far as that can be seen where they stand, or else in the file. */
export function answerForm(file: SourceFile, use: Node): AnswerForm | undefined {
  if (isForHono(file)) return 'response';
  for (const parent of ancestorsOf(file, use)) {
    if (isFunctionNode(parent)) break;
    if (isMaking(file, parent)) return 'response';
    if (hasStatusCode(parent)) return 'result';
  }
  const makes = file.nodes.some((node) => isMaking(file, node));
  const results = file.nodes.some((node) => hasStatusCode(node));
  if (makes === results) return undefined;
  return makes ? 'response' : 'result';
}

/** `new Response(…)`, `NextResponse.json(…)`. */
const isMaking = (file: SourceFile, node: Node): boolean =>
  (node.type === 'NewExpression' || node.type === 'CallExpression') &&
  /^\w*Response(?:\.\w+)?$/.test(file.textOf(node.callee));

const hasStatusCode = (node: Node): boolean =>
  node.type === 'ObjectExpression' &&
  node.properties.some((one) => one.type === 'Property' && keyName(one) === 'statusCode');
