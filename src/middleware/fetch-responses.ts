import type { SourceFile } from '../source/file.js';
import { childrenOf, isFunctionNode, unwrapped, type FunctionNode, type Node } from '../source/syntax.js';
import { awaited } from '../interpret/call.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ResponseValue, Unknown, type Value } from '../interpret/values.js';
import { methodOnTheWire } from '../policy/probe.js';
import { guardedHeaders } from './handlers/guarded-headers.js';
import { environmentAt } from './handlers/environment-reader.js';
import { entryPoints, type EntryPoint } from './handlers/entry-points.js';
import { fetchArguments } from './handlers/fetch-parameters.js';
import { FRAMEWORK_RESPONSES } from './handlers/framework-responses.js';
import { functionsNaming } from './handlers/functions-naming.js';
import { keepHeaders, keepUnseenWrites } from './handlers/kept-headers.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { routedMethods } from './headers/routed-methods.js';
import { defineMiddleware, noEvidence, type Middleware, type Site } from './middleware.js';

/**
 * `Access-Control-Allow-Origin` on a `Response` that a function returns (Fetch standard, "Response class"): route handlers
 * of Next.js, SvelteKit, Remix and Astro, Workers, Deno, Bun, and functions that make such responses for other files. A
 * site is the function that is called from outside; what counts are the headers of the response it returns.
 */
export const fetchResponses: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    if (!/Response|[hH]eaders|\bjson\b/.test(file.text)) return [];
    const naming = functionsNaming(file, (text) => text.toLowerCase() === ALLOW_ORIGIN);
    return entryPoints(file, naming).map((entry) => site(file, entry));
  },
});

function site(file: SourceFile, entry: EntryPoint): Site {
  const { handler } = entry;
  const methods = entry.methods ?? routedMethods(file, handler);
  return {
    middleware: fetchResponses,
    node: handler,
    roots: rootsOf(handler),
    isHandler: true,
    place: (evidence) => evidence.writes.at(-1) ?? handler,
    rewrite: (evidence, allowed) => guardedHeaders({ file, entry }, evidence.writes, allowed),
    environment: (evidence) => environmentAt(file, entry, evidence.writes.at(-1) ?? handler),
    observe: (exchange) => {
      const evidence = noEvidence();
      return {
        calls: new Map(),
        values: new Map(),
        modules: FRAMEWORK_RESPONSES,
        evidence,
        argumentsFor: (_run, entered) =>
          entered === handler ? fetchArguments(file, entry, exchange.request) : undefined,
        respond: (run, result) => {
          if (methods && !methods.has(methodOnTheWire(exchange.request))) return;
          respond(run, result, exchange, evidence.writes);
        },
      };
    },
  };
}

function respond(run: Run, result: Value, exchange: Parameters<Site['observe']>[0], writes: Node[]): void {
  const response = awaited(result);
  if (response instanceof ResponseValue) keepHeaders(run, response.headers, exchange, writes);
  else if (response instanceof Unknown && run.unseenResults.has(response))
    keepUnseenWrites(run, response, exchange, writes);
  else throw new Undecided('the function returns something other than a response');
}

/** What a function returns: the statements that do, or the parts of the expression that it is. */
function rootsOf(handler: FunctionNode): Node[] {
  if (handler.body.type !== 'BlockStatement') {
    const body = unwrapped(handler.body);
    return body.type === 'CallExpression' ? [body.callee, ...body.arguments] : [body];
  }
  const returns: Node[] = [];
  const pending: Node[] = [handler.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'ReturnStatement') returns.push(node);
    pending.push(...childrenOf(node).filter((child) => !isFunctionNode(child)));
  }
  // The last one decides how far the body counts.
  return returns.length > 0 ? returns : [handler.body];
}
