import type { TSESTree } from '@typescript-eslint/utils';
import { listIn } from '../source/list-in.js';
import type { SourceFile } from '../source/file.js';
import { keyName, staticText, unwrapped, type FunctionNode, type Node } from '../source/syntax.js';
import { enclosingFunction } from '../interpret/exits.js';
import type { Run } from '../interpret/run.js';
import { Unknown, type Value } from '../interpret/values.js';
import { replySite } from './fastify-replies.js';
import { doubtfulReplies, frameworkHandlers } from './handlers/framework-handlers.js';
import { nodeOriginAt } from './handlers/node-origin.js';
import { sharedHeaders } from './handlers/shared-headers.js';
import { guardedWrite } from './header-edits.js';
import { handedTo } from './headers/handed-responses.js';
import { ALLOW_ORIGIN, ModelledResponse } from './headers/modelled-response.js';
import {
  isOfExpress,
  isSending,
  isWrite,
  responseCalls,
  sentFlags,
  type ResponseCall,
} from './headers/response-calls.js';
import { notingWriters } from './headers/noted-writers.js';
import { routedMethods } from './headers/routed-methods.js';
import { varyRepair } from './headers/vary-repair.js';
import { defineMiddleware, noEvidence, type Exchange, type Middleware, type Site } from './middleware.js';
import { methodOnTheWire } from '../policy/probe.js';

/** Header names a policy is made of, and all that answers say about CORS. */
const CORS_HEADER = /^(?:access-control-allow-(?:origin|credentials)|vary)$/i;
const ANY_HEADER_OF_CORS = /^(?:access-control-|vary$)/i;

/**
 * `Access-Control-Allow-Origin` written by hand on Express and `node:http` responses. A site is the function that is
 * given the response the header is written to, with all header writes to that response, also those of functions of the
 * file that it hands the response to or gets it from. Held against real servers by tests/oracle/header-writes.test.ts.
 */
export const headerWrites: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    const calls = responseCalls(file);
    const byHandler = new Map<FunctionNode, ResponseCall[]>();
    for (const call of calls) listIn(byHandler, call.handler).push(call);
    const taken = frameworkHandlers(file);
    return [...byHandler]
      .filter(([handler]) => ![...handedTo(file, handler)].some((one) => taken.has(one)))
      .filter(([, own]) => own.some((call) => mayName(file, call, isAllowOrigin)))
      .map(([handler, own]) => asEither(file, handler, handlerSite(file, handler, own, calls)));
  },
});

/**
 * A site that may be Fastify's as well: what Fastify would answer decides together with it, and what is written is what both
 * understand (`header`, `getHeader`).
 */
function asEither(file: SourceFile, handler: FunctionNode, site: Site): Site {
  const family = handedTo(file, handler);
  const found = doubtfulReplies(file).find((one) => family.has(one.handler));
  return found ? { ...replySite(file, found), otherReadings: [site] } : site;
}

const isAllowOrigin = (name: string): boolean => name.toLowerCase() === ALLOW_ORIGIN;
const isDecisive = (name: string): boolean => CORS_HEADER.test(name);
const isOfCors = (name: string): boolean => ANY_HEADER_OF_CORS.test(name);

/** Whether a call names a header that `isWanted`, or may do so when it runs. */
function mayName(file: SourceFile, call: ResponseCall, isWanted: (name: string) => boolean): boolean {
  const [first, ...rest] = call.node.arguments;
  if (!isWrite(call) || !first) return false;
  if (call.method === 'writeHead') return rest.some((argument) => mayHold(argument, isWanted));
  if (call.method === 'vary') return isWanted('vary');
  const name = staticText(first);
  if (name !== undefined) return rest.length > 0 && isWanted(name);
  return rest.length > 0 || mayHold(first, isWanted);
}

/** Whether an argument may be headers one of which `isWanted`. */
function mayHold(argument: Node, isWanted: (name: string) => boolean): boolean {
  const node = unwrapped(argument);
  if (staticText(node) !== undefined || node.type === 'Literal') return false;
  if (node.type !== 'ObjectExpression') return true;
  return node.properties.some((property) => {
    const name = property.type === 'Property' ? keyName(property) : undefined;
    return name === undefined || isWanted(name);
  });
}

function handlerSite(
  file: SourceFile,
  handler: FunctionNode,
  own: readonly ResponseCall[],
  all: readonly ResponseCall[],
  isWanted = isDecisive,
): Site {
  const family = handedTo(file, handler);
  const observed = all.filter((call) => family.has(call.handler));
  const roots = rootsOf(file, own, observed, isWanted);
  const node = placeOf(file, own);
  const isExpress = isOfExpress(file, handler, observed);
  const methods = routedMethods(file, handler);
  const flags = sentFlags(file, observed);
  return {
    middleware: headerWrites,
    node,
    roots: roots.map((call) => call.node),
    isHandler: true,
    place: (evidence) => evidence.writes.at(-1) ?? node,
    rewrite: (evidence, allowed) => guardedWrite({ file, calls: observed }, evidence.writes, allowed),
    rewriteShared: (evidence, allowed) =>
      sharedHeaders(file, (asked) => nodeOriginAt(file, all, asked), evidence.writes, allowed),
    varyByOrigin: (writes) => varyRepair({ file, calls: observed }, writes),
    withAllHeaders: () => handlerSite(file, handler, own, all, isOfCors),
    observe: (exchange) => {
      const evidence = noEvidence();
      const isReached = methods?.has(methodOnTheWire(exchange.request)) ?? true;
      const response = new ModelledResponse(exchange, isExpress);
      const perform = isReached ? performer(file, exchange, response, evidence.writes) : () => undefined;
      return {
        calls: new Map(
          observed.map((call) => [call.node, (args: readonly Value[], run: Run) => perform(call, args, run)]),
        ),
        values: new Map(flags.map((flag) => [flag, (value: Value) => settle(value, response.isSent)])),
        evidence,
        respond: () => undefined,
      };
    },
  };
}

/** Decides a value that the program tests and nobody else knows. */
function settle(value: Value, truthy: boolean): void {
  if (value instanceof Unknown) value.truthy ??= truthy;
}

/** Performs calls on a modelled response, and records those that write the header. */
function performer(file: SourceFile, exchange: Exchange, response: ModelledResponse, writes: Node[]) {
  return (call: ResponseCall, args: readonly Value[], run: Run): Value => {
    const isImmediate = enclosingFunction(file, call.node) === call.handler;
    const { result, wroteOrigin } = notingWriters(exchange, call.node, () =>
      response.perform(run, call.method, args, isImmediate),
    );
    if (wroteOrigin && !writes.includes(call.node)) writes.push(call.node);
    return result;
  };
}

/** The calls that decide the answer, the handler's own first: writes of the headers that matter, and ends before them. */
function rootsOf(
  file: SourceFile,
  own: readonly ResponseCall[],
  observed: readonly ResponseCall[],
  isWanted: (name: string) => boolean,
): ResponseCall[] {
  const writes = observed.filter(
    (call) => mayName(file, call, isWanted) || call.method === 'writeHead' || call.method === 'removeHeader',
  );
  const ends = observed.filter(
    (call) =>
      isSending(call.method) &&
      writes.some(({ handler, node }) => handler === call.handler && node.range[0] > call.node.range[0]),
  );
  const decisive = [...writes, ...ends];
  const isOwn = (call: ResponseCall) => own.includes(call);
  return [...decisive.filter(isOwn), ...decisive.filter((call) => !isOwn(call))];
}

/** The call that spells the header's name, for reports that have nothing more precise to point at. */
function placeOf(file: SourceFile, own: readonly ResponseCall[]): TSESTree.CallExpression {
  const named = own.find(({ node }) => /access-control-allow-origin/i.test(file.textOf(node)));
  const call = named ?? own[0];
  if (!call) throw new Error('a handler site has at least one header write');
  return call.node;
}
