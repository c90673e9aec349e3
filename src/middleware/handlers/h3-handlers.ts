import type { SourceFile } from '../../source/file.js';
import { importedModules } from '../../source/modules.js';
import { keyName, memberName, staticText, type FunctionNode, type Node } from '../../source/syntax.js';
import { parameterOf } from '../parameters.js';
import { isForBrowsers } from './entry-points.js';
import { h3Calls, hasGlobals, isH3 } from './h3-calls.js';
import { isCalledByName, leavesFile, standInsFor } from './handed-on.js';

/** Functions that make a handler of a function, or of an object with one. */
const DEFINES = new Set(['defineEventHandler', 'defineHandler', 'defineMiddleware', 'eventHandler']);
/** Keys of such an object that hold functions which are given the event, alone or in a list. */
const HELD = new Set(['handler', 'middleware', 'onBeforeResponse', 'onRequest']);
/** Methods of an app or a router that take handlers. */
const REGISTERS = /^(?:use|all|on|get|head|post|put|patch|delete|options)$/;

/** The functions of h3 that write headers of the answer, or read headers, by every name they have. */
export const HEADER_FUNCTIONS: ReadonlySet<string> = new Set(
  [
    ['append', 'Header'],
    ['append', 'Headers'],
    ['get', 'Header'],
    ['get', 'Headers'],
    ['set', 'Header'],
    ['set', 'Headers'],
  ]
    .flatMap(([verb = '', rest = '']) => [`${verb}${rest}`, `${verb}Response${rest}`])
    .concat('getRequestHeader', 'getRequestHeaders', 'removeResponseHeader'),
);

/**
 * The functions among `candidates` that h3 calls with an event: those a handler is made of, those given to an app or a router
 * in a file that imports h3, and those that leave the file and hand their first parameter to a function of h3.
 */
export function h3Handlers(file: SourceFile, candidates: readonly FunctionNode[]): FunctionNode[] {
  const isForH3 = [...importedModules(file)].some(isH3);
  if (candidates.length === 0 || !(isForH3 || hasGlobals(file)) || isForBrowsers(file)) return [];
  const made = new Set<Node>(h3Calls(file, DEFINES).map(({ node }) => node));
  const given = h3Calls(file, HEADER_FUNCTIONS).flatMap(
    ({
      node: {
        arguments: [event],
      },
    }) => (event ? (parameterOf(file, event) ?? []) : []),
  );
  return candidates.filter((handler) => {
    if (handler.params[0]?.type !== 'Identifier') return false;
    const isRegistered = standInsFor(file, handler).some(
      (node) => made.has(callTaking(file, node) ?? node) || (isForH3 && isGivenToApp(file, node)),
    );
    if (isRegistered) return true;
    const isGivenEvent = given.some(({ owner, index }) => owner === handler && index === 0);
    return leavesFile(file, handler) && isGivenEvent && !isCalledByName(file, handler);
  });
}

/** The call that a node is an argument of, or held by an argument of: `defineHandler({ middleware: [open], handler })`. */
function callTaking(file: SourceFile, node: Node): Node | undefined {
  const parent = file.parentOf(node);
  if (parent?.type === 'CallExpression') return parent.callee === node ? undefined : parent;
  if (parent?.type === 'ArrayExpression') return callTaking(file, parent);
  if (parent?.type !== 'Property' || !HELD.has(keyName(parent) ?? '')) return undefined;
  const object = file.parentOf(parent);
  const call = object && file.parentOf(object);
  return call?.type === 'CallExpression' ? call : undefined;
}

/** `app.use(handler)`, `router.get('/data', handler)`. */
function isGivenToApp(file: SourceFile, node: Node): boolean {
  const call = file.parentOf(node);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const name = memberName(call.callee) ?? '';
  return REGISTERS.test(name) && (name === 'use' || staticText(call.arguments[0]) !== undefined);
}
