import type { SourceFile } from '../../source/file.js';
import { memberName, staticText, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { variableNaming } from '../../source/variable-naming.js';

/** What each method of an Express app or router registers a handler for; `get` answers HEAD as well (5.3.0, router 2, `lib/route.js`). */
export const METHODS_OF_ROUTE: ReadonlyMap<string, readonly string[]> = new Map([
  ['get', ['GET', 'HEAD']],
  ['head', ['HEAD']],
  ['post', ['POST']],
  ['put', ['PUT']],
  ['patch', ['PATCH']],
  ['delete', ['DELETE']],
  ['options', ['OPTIONS']],
]);

/**
 * The request methods a handler is registered for, as in `app.get('/data', handler)`. Undefined where it may be reached
 * with any method: by `app.use`, by a call, or because it is used in some other way.
 */
export function routedMethods(file: SourceFile, handler: FunctionNode): ReadonlySet<string> | undefined {
  const variable = variableNaming(file, handler);
  const uses: Node[] = variable
    ? variable.references.filter((reference) => !reference.isWrite()).map(({ identifier }) => identifier)
    : [handler];
  const methods = uses.map((use) => methodsOfRoute(file, use));
  return methods.length > 0 && methods.every((known) => known !== undefined)
    ? new Set(methods.flat())
    : undefined;
}

function methodsOfRoute(file: SourceFile, use: Node): readonly string[] | undefined {
  const call = file.parentOf(use);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const methods = METHODS_OF_ROUTE.get(memberName(call.callee) ?? '');
  const position = call.arguments.findIndex((argument) => argument === use);
  if (!methods || position === -1) return undefined;
  const [path] = call.arguments;
  const hasPath = position > 0 && path !== undefined && isPath(path);
  return hasPath || isRouteChain(call.callee.object) ? methods : undefined;
}

/** A route's path: a text, a regular expression, or several of them. */
function isPath(node: Node): boolean {
  return (
    staticText(node) !== undefined ||
    node.type === 'ArrayExpression' ||
    (node.type === 'Literal' && 'regex' in node)
  );
}

/** `app.route('/data').get(…)`, further links included. */
function isRouteChain(node: Node): boolean {
  const call = unwrapped(node);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return memberName(call.callee) === 'route' || isRouteChain(call.callee.object);
}
