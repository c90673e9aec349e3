import type { SourceFile } from '../../source/file.js';
import { childrenOf, isFunctionNode, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { wholeExpression } from '../../interpret/changes.js';
import type { Run } from '../../interpret/run.js';
import type { Value } from '../../interpret/values.js';
import { methodOnTheWire } from '../../policy/probe.js';
import { routedMethods } from '../headers/routed-methods.js';
import { noEvidence, type Exchange, type Middleware, type Observation, type Site } from '../middleware.js';
import { ResponseHeaders } from '../response.js';
import type { EntryPoint } from './entry-points.js';
import { environmentAt } from './environment-reader.js';
import { guardedHeaders, type OriginAt } from './guarded-headers.js';
import { handedOrigin } from './handed-origin.js';
import { sharedHeaders } from './shared-headers.js';
import { varyOfHandler } from './vary-repair.js';

/** What frameworks and platforms do differently with a handler. */
export interface HandlerForm {
  readonly middleware: Middleware;
  readonly entry: EntryPoint;
  readonly modules?: ReadonlyMap<string, () => Value>;
  readonly originAt: OriginAt;
  /** The same in whichever handler of the file a place is: helpers are handed it. Not where Vary takes a statement of its own. */
  readonly originAnywhere?: OriginAt;
  /** Whether calls of methods of the parameters write headers. */
  readonly callsDecide?: boolean;
  /** Whether assignments to members of the parameters put the answer there; calls of their methods write it then, too. */
  readonly assignmentsDecide?: boolean;
  /** What else writes headers: calls that are performed by `calls` of an exchange. */
  readonly furtherRoots?: readonly Node[];
  /** Whether errors of the handler are answered, too. */
  readonly takesErrors?: boolean;
  /** One exchange: what the handler is called with, and how its result becomes the answer. */
  readonly answering: (exchange: Exchange) => {
    readonly argumentsFor: () => readonly Value[];
    readonly calls?: Observation['calls'];
    /** @param writes takes the code that wrote Access-Control-Allow-Origin. */
    readonly respond: (run: Run, result: Value, writes: Node[]) => void;
  };
}

/** The site of a function that is called for each request and returns the answer. */
export function handlerSite(
  file: SourceFile,
  {
    middleware,
    entry,
    modules,
    originAt,
    originAnywhere,
    callsDecide = false,
    assignmentsDecide = false,
    furtherRoots = [],
    takesErrors = false,
    answering,
  }: HandlerForm,
): Site {
  const { handler } = entry;
  const handed = originAnywhere ? handedOrigin(file, originAnywhere) : originAt;
  const methods = entry.methods ?? routedMethods(file, handler);
  return {
    middleware,
    node: handler,
    roots: [
      ...returnsOf(file, handler, callsDecide || assignmentsDecide, takesErrors),
      ...(assignmentsDecide ? assignmentsToParameters(file) : []),
      ...furtherRoots,
    ],
    isHandler: true,
    place: (evidence) => evidence.writes.at(-1) ?? handler,
    rewrite: (evidence, allowed) =>
      guardedHeaders(
        { file, entry, originAt: (place) => originAt(place) ?? handed(place) },
        evidence.writes,
        allowed,
      ),
    rewriteShared: (evidence, allowed) =>
      sharedHeaders(file, originAnywhere ?? originAt, evidence.writes, allowed),
    varyByOrigin: (writes) => varyOfHandler(file, originAt, writes),
    environment: (evidence) => environmentAt(file, entry, evidence.writes.at(-1) ?? handler),
    observe: (exchange) => {
      const evidence = noEvidence();
      // Requests by other methods come to somebody else: what this handler would write to them is nowhere to be seen.
      const isAsked = methods?.has(methodOnTheWire(exchange.request)) ?? true;
      const {
        argumentsFor,
        respond,
        calls = new Map(),
      } = answering(isAsked ? exchange : { ...exchange, headers: new ResponseHeaders() });
      return {
        calls,
        values: new Map(),
        ...(modules && { modules }),
        evidence,
        takesErrors,
        argumentsFor: (_run, entered) => (entered === handler ? argumentsFor() : undefined),
        respond: (run, result) => {
          if (isAsked) respond(run, result, evidence.writes);
        },
      };
    },
  };
}

/**
 * What a function returns, throws if that counts, or calls a parameter with: the statements that do, or the parts of the
 * expression that it is.
 */
export function returnsOf(
  file: SourceFile,
  handler: FunctionNode,
  callsDecide = false,
  orThrows = false,
): Node[] {
  if (handler.body.type !== 'BlockStatement') return partsOf(handler.body);
  const returns: Node[] = [];
  const pending: Node[] = [handler.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'ReturnStatement' || (orThrows && node.type === 'ThrowStatement')) returns.push(node);
    // Of a call only the arguments are followed: what is called is a root of its own.
    else if (callsBack(file, node, callsDecide)) returns.push(wholeExpression(file, node), node);
    else if (callsDecide && isHandedOn(file, node))
      returns.push(wholeExpression(file, node), ...calleeAround(file, node));
    pending.push(...childrenOf(node).filter((child) => !isFunctionNode(child)));
  }
  return returns.length > 0 ? returns : [handler.body];
}

/** `context.res = answer;` and the like, also in functions that the parameter is handed to. */
const assignmentsToParameters = (file: SourceFile): Node[] =>
  file.nodesOfType('AssignmentExpression').filter(({ left }) => {
    const root = left.type === 'MemberExpression' ? rootOf(left) : undefined;
    return root !== undefined && (isParameter(file, root) || isPartOfParameter(file, root));
  });

/** An expression, or what a call takes, the function included: of a call alone only the arguments would be looked at. */
function partsOf(expression: Node): Node[] {
  const node = unwrapped(expression);
  return node.type === 'CallExpression' ? [node.callee, ...node.arguments].flatMap(partsOf) : [node];
}

/** `callback(null, result);` of a function's own parameter; where methods decide, `c.header(name, value);` as well. */
function callsBack(file: SourceFile, node: Node, orMethods: boolean): boolean {
  if (node.type !== 'Identifier') return false;
  if (!isParameter(file, node) && !(orMethods && isPartOfParameter(file, node))) return false;
  let callee: Node = node;
  let parent = file.parentOf(callee);
  while (orMethods && parent?.type === 'MemberExpression' && parent.object === callee) {
    callee = parent;
    parent = file.parentOf(callee);
  }
  return parent?.type === 'CallExpression' && parent.callee === callee;
}

/** `allow(reply);`: a helper may write what the handler does not. */
const isHandedOn = (file: SourceFile, node: Node): boolean =>
  node.type === 'Identifier' && isParameter(file, node) && calleeAround(file, node).length > 0;

function calleeAround(file: SourceFile, argument: Node): Node[] {
  const call = file.parentOf(argument);
  const isArgument = call?.type === 'CallExpression' && call.arguments.some((one) => one === argument);
  return isArgument && call.callee.type === 'Identifier' ? [call.callee] : [];
}

const isParameter = (file: SourceFile, node: Node): boolean =>
  file.variableOf(node)?.defs[0]?.type === 'Parameter';

/** Whether a variable is declared as a parameter, or as a part of one: `const { res } = ctx`. */
function isPartOfParameter(file: SourceFile, node: Node): boolean {
  const definition = file.variableOf(node)?.defs[0];
  if (definition?.type !== 'Variable' || !definition.node.init) return false;
  return isParameter(file, rootOf(definition.node.init));
}

/** What a chain of members starts with. */
function rootOf(node: Node): Node {
  const inner = unwrapped(node);
  return inner.type === 'MemberExpression' ? rootOf(inner.object) : inner;
}
