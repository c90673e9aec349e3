import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, oncePerFile, type SourceFile } from '../../source/file.js';
import { importedModules } from '../../source/modules.js';
import {
  isFunctionNode,
  keyName,
  memberName,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../../source/syntax.js';
import { isResponseParameter, parameterRole, standsForResponse } from '../parameter-roles.js';
import { parameterOf } from '../parameters.js';

/** A call of a method of a response, from the first to the last link of a chain. */
export interface ResponseCall {
  readonly node: TSESTree.CallExpression;
  readonly method: string;
  /** The expression for the response: `res`, `ctx.res`, `this.res`. */
  readonly response: Node;
  /** The function that is given the response, or whose `this` holds it. */
  readonly handler: FunctionNode;
  /** The parameter that is the response or holds it; undefined for `this`. */
  readonly index: number | undefined;
  /** The members that lead from there to the response. */
  readonly path: readonly string[];
}

/** Methods of `http.ServerResponse` that write headers (Node.js 20.20, `lib/_http_outgoing.js` and `lib/_http_server.js`). */
const NODE_WRITES = ['setHeader', 'appendHeader', 'removeHeader', 'writeHead', 'setHeaders'];
/** Methods of Express's response that write headers (5.3.0, `lib/response.js`:635–698, 878). */
const EXPRESS_WRITES = ['set', 'header', 'append', 'vary'];
const NODE_READS = ['getHeader', 'hasHeader'];
const NODE_ENDS = ['end', 'flushHeaders'];
const EXPRESS_ENDS = ['send', 'json', 'jsonp', 'sendStatus', 'redirect'];

const NODE_METHODS = new Set([...NODE_WRITES, ...NODE_READS, ...NODE_ENDS]);
const EXPRESS_METHODS = new Set([...EXPRESS_WRITES, ...EXPRESS_ENDS, 'get']);
/** Those that the responses of API routes of Next.js have as well (16.4.5, `server/api-utils/node/api-resolver.js`), without the others. */
const OF_NEXT = new Set(['send', 'json', 'redirect']);
const ENDS = new Set([...NODE_ENDS, ...EXPRESS_ENDS]);
/** Members that tell whether the response is on its way. */
export const SENT_FLAGS = new Set(['headersSent', 'writableEnded', 'finished']);
/** Methods that no other object has which linted code is likely to meet. */
const UNMISTAKABLE = new Set(['setHeader', 'writeHead']);

/** Frameworks whose response object has methods of the same names with another meaning. */
const OTHER_FRAMEWORKS = ['fastify', 'koa', 'hono', '@koa/router', 'elysia', 'h3', '@hapi/hapi'];

/** How far a name for the response is followed: `const { res } = ctx`, `const response = res`. */
const MAX_ALIASES = 4;

/** Whether a method sends what was written so far. */
export const isSending = (method: string): boolean => ENDS.has(method);
export const isWrite = ({ method }: ResponseCall): boolean =>
  NODE_WRITES.includes(method) || EXPRESS_WRITES.includes(method);

/**
 * Whether the responses of a handler are Express's: it uses a method that theirs alone have, or it stands in a program for Express
 * (under that name or an alias such as `express4`) and is not given to `http.createServer` itself.
 */
export function isOfExpress(
  file: SourceFile,
  handler: FunctionNode,
  calls: readonly ResponseCall[],
): boolean {
  const isExpressOnly = ({ method }: ResponseCall): boolean =>
    EXPRESS_METHODS.has(method) && !OF_NEXT.has(method);
  if (calls.some((call) => call.handler === handler && isExpressOnly(call))) return true;
  const place = file.parentOf(handler);
  const isNodes = place?.type === 'CallExpression' && /\bcreateServer$/.test(file.textOf(place.callee));
  return !isNodes && [...importedModules(file)].some((module) => /^express\d*$/.test(module));
}

/** Reads of `res.headersSent` and its like, which are false until the response is sent. */
export function sentFlags(file: SourceFile, calls: readonly ResponseCall[]): TSESTree.MemberExpression[] {
  const responses = new Set(calls.map(({ response }) => file.textOf(response)));
  return file
    .nodesOfType('MemberExpression')
    .filter((node) => SENT_FLAGS.has(memberName(node) ?? '') && responses.has(file.textOf(node.object)));
}

/** Every call of a method of a response in the file, in source order. */
export const responseCalls = oncePerFile((file): readonly ResponseCall[] => {
  const modules = importedModules(file);
  const isForeign = OTHER_FRAMEWORKS.some((framework) => modules.has(framework));
  const calls = file
    .nodesOfType('CallExpression')
    .flatMap((node) => responseCall(file, node, isForeign) ?? []);
  // What is never written to may have `get` and `end`, too, and be something else.
  const written = new Set(calls.filter((call) => isWrite(call)).map((call) => keyOf(call)));
  return calls.filter((call) => written.has(keyOf(call)));
});

const keyOf = ({ handler, index, path }: ResponseCall): string =>
  `${handler.range.join('-')} ${String(index)} ${path.join('.')}`;

function responseCall(
  file: SourceFile,
  node: TSESTree.CallExpression,
  isForeign: boolean,
): ResponseCall | undefined {
  const callee = unwrapped(node.callee);
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (method === undefined || !(NODE_METHODS.has(method) || EXPRESS_METHODS.has(method))) return undefined;
  const response = receiverOf(node);
  const source = sourceOf(file, response);
  if (!source) return undefined;
  const isResponse = isForeign
    ? NODE_METHODS.has(method) && source.path.length > 0 && namesResponse(source)
    : isResponseSource(file, source, method);
  return isResponse ? { node, method, response, ...source } : undefined;
}

/** The object at the start of a chain of calls: `res` in `res.status(204).set(…)`. */
function receiverOf(call: TSESTree.CallExpression): Node {
  let node: Node = call;
  while (node.type === 'CallExpression') {
    const callee = unwrapped(node.callee);
    if (callee.type !== 'MemberExpression') return node;
    node = unwrapped(callee.object);
  }
  return node;
}

/** Where an expression comes from: a parameter or `this`, and the members that lead from there to it. */
interface Source {
  readonly handler: FunctionNode;
  readonly index: number | undefined;
  readonly path: readonly string[];
}

function sourceOf(file: SourceFile, node: Node, depth = MAX_ALIASES): Source | undefined {
  if (node.type === 'ThisExpression') {
    const handler = [...ancestorsOf(file, node)].find(
      (parent) => isFunctionNode(parent) && parent.type !== 'ArrowFunctionExpression',
    );
    return isFunctionNode(handler) ? { handler, index: undefined, path: [] } : undefined;
  }
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    const source = name === undefined ? undefined : sourceOf(file, unwrapped(node.object), depth);
    return source && name !== undefined ? { ...source, path: [...source.path, name] } : undefined;
  }
  if (node.type !== 'Identifier') return undefined;
  const parameter = parameterOf(file, node);
  if (parameter) {
    const { owner, index } = parameter;
    return { handler: owner, index, path: pathTo(file, owner.params[index], node) };
  }
  const definition = file.variableOf(node)?.defs[0];
  if (depth === 0 || definition?.type !== 'Variable' || !definition.node.init) return undefined;
  const source = sourceOf(file, unwrapped(definition.node.init), depth - 1);
  return source && { ...source, path: [...source.path, ...pathTo(file, definition.node.id, node)] };
}

/** The keys under which a destructuring pattern binds the variable of `identifier`. */
function pathTo(file: SourceFile, pattern: Node | undefined, identifier: Node): string[] {
  const variable = file.variableOf(identifier);
  const path: string[] = [];
  for (let node = pattern; node !== undefined;) {
    if (node.type === 'AssignmentPattern') {
      node = node.left;
      continue;
    }
    if (node.type !== 'ObjectPattern') return path;
    const property = node.properties.find(
      (candidate) =>
        candidate.type === 'Property' &&
        variable?.identifiers.some(
          ({ range }) => candidate.range[0] <= range[0] && range[1] <= candidate.range[1],
        ),
    );
    if (property?.type !== 'Property') return path;
    path.push(keyName(property) ?? '?');
    node = property.value;
  }
  return path;
}

/** Whether the last step on the way names a response: `ctx.res`, `this.response`, `reply.raw`, `event.node.res`. */
const namesResponse = ({ path }: Source): boolean =>
  /^(?:res|response|raw|\w*(?:Res|Response))$/.test(path.at(-1) ?? '');

function isResponseSource(file: SourceFile, source: Source, method: string): boolean {
  const { handler, index, path } = source;
  if (path.length > 0) return method === 'writeHead' || namesResponse(source);
  if (index === undefined || isProxyRequest(file, handler, index)) return false;
  if (UNMISTAKABLE.has(method)) return true;
  if (isResponseParameter(file, handler, index)) return true;
  return parameterRole(file, handler, index) !== 'request' && standsForResponse(handler, index);
}

/** The first of three in a callback, `(proxyReq, req, res) => …` of http-proxy: a request to another server, with headers to be set. */
function isProxyRequest(file: SourceFile, handler: FunctionNode, index: number): boolean {
  const place = file.parentOf(handler)?.type;
  const isCallback = place === 'CallExpression' || place === 'Property';
  return isCallback && index === 0 && handler.params.length > 2;
}
