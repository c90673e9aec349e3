import type { SourceFile } from '../../source/file.js';
import {
  keyName,
  memberName,
  staticText,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../../source/syntax.js';
import { METHODS_OF_ROUTE } from '../headers/routed-methods.js';
import { isForBrowsers } from './entry-points.js';
import { isForFastify, isOfInstance, isReply, isRoute, mayBeOfInstance } from './fastify-instances.js';
import { isCalledByName, leavesFile, standInsFor } from './handed-on.js';

/** A function that Fastify calls for a request, and where it gets what. */
export interface FastifyHandler {
  readonly handler: FunctionNode;
  readonly requestIndex: number | undefined;
  readonly replyIndex: number;
  /** The methods it is asked with; undefined where nothing limits them. */
  readonly methods: ReadonlySet<string> | undefined;
  /** Nothing says that it is Fastify, and not Express, that calls it. */
  readonly isDoubtful?: boolean;
}

/** Hooks that run before the head of the answer is sent (5.12.8, `lib/hooks.js`). */
const HOOKS = new Set([
  'onRequest',
  'preHandler',
  'preParsing',
  'preSerialization',
  'preValidation',
  'onSend',
]);
const HANDLER_TYPE = /(?:^|\.)(?:RouteHandler\w*|\w+HookHandler|\w+AsyncHookHandler)$/;
/**
 * The functions among `candidates` that Fastify calls with a request and a reply: hooks, handlers of routes of an instance,
 * those whose types say so, and those that leave the file and use their second parameter as nothing but a reply is used.
 */
export function fastifyHandlers(file: SourceFile, candidates: readonly FunctionNode[]): FastifyHandler[] {
  if (candidates.length === 0 || isForBrowsers(file)) return [];
  return candidates.flatMap(
    (handler) => typed(file, handler) ?? registered(file, handler) ?? used(file, handler) ?? [],
  );
}

/** `(request: FastifyRequest, reply: FastifyReply) => …`, wherever the two stand. */
function typed(file: SourceFile, handler: FunctionNode): FastifyHandler | undefined {
  const indexOf = (name: string): number =>
    handler.params.findIndex((param) => typeName(file, param)?.endsWith(name) === true);
  const replyIndex = indexOf('FastifyReply');
  if (replyIndex !== -1) {
    const request = indexOf('FastifyRequest');
    return { handler, replyIndex, requestIndex: request === -1 ? undefined : request, methods: undefined };
  }
  const declarator = file.parentOf(handler);
  const type = declarator?.type === 'VariableDeclarator' ? typeName(file, declarator.id) : undefined;
  return type !== undefined && HANDLER_TYPE.test(type) && isForFastify(file) ? inOrder(handler) : undefined;
}

function typeName(file: SourceFile, annotated: Node): string | undefined {
  const type = annotated.type === 'Identifier' ? annotated.typeAnnotation?.typeAnnotation : undefined;
  return type?.type === 'TSTypeReference' ? file.textOf(type.typeName) : undefined;
}

const inOrder = (handler: FunctionNode, methods?: ReadonlySet<string>): FastifyHandler => ({
  handler,
  requestIndex: 0,
  replyIndex: 1,
  methods,
});

/** Given to an instance, as a hook, as the handler of a route, or for what no route is for. */
function registered(file: SourceFile, handler: FunctionNode): FastifyHandler | undefined {
  const places = standInsFor(file, handler).flatMap((node) => placeOf(file, node, handler) ?? []);
  const [first] = places;
  if (!first) return undefined;
  if (first.isForErrors) return { handler, requestIndex: 1, replyIndex: 2, methods: undefined };
  const methods = places.map((place) => place.methods);
  const isLimited = methods.every((known) => known !== undefined);
  const found = inOrder(handler, isLimited ? new Set(methods.flat()) : undefined);
  return places.some(({ isDoubtful }) => isDoubtful) ? { ...found, isDoubtful: true } : found;
}

interface Place {
  readonly methods: readonly string[] | undefined;
  readonly isForErrors?: boolean;
  readonly isDoubtful?: boolean;
}

const ANYWHERE: Place = { methods: undefined };

function placeOf(file: SourceFile, node: Node, handler: FunctionNode): Place | undefined {
  const parent = file.parentOf(node);
  if (parent?.type === 'Property')
    return parent.value === node ? placeOfOption(file, parent, handler) : undefined;
  if (parent?.type !== 'CallExpression') return undefined;
  const callee = unwrapped(parent.callee);
  const position = parent.arguments.findIndex((argument) => argument === node);
  if (callee.type !== 'MemberExpression' || position === -1) return undefined;
  const name = memberName(callee) ?? '';
  if (name === 'addHook') return HOOKS.has(staticText(parent.arguments[0]) ?? '') ? ANYWHERE : undefined;
  if (name === 'setErrorHandler') return { methods: undefined, isForErrors: true };
  if (name === 'setNotFoundHandler') return ANYWHERE;
  const isLast = position > 0 && position === parent.arguments.length - 1;
  if (!isLast || !isRoute(name)) return undefined;
  const methods = METHODS_OF_ROUTE.get(name);
  if (isOfInstance(file, callee.object, handler)) return { methods };
  return mayBeOfInstance(file, callee.object, handler) ? { methods, isDoubtful: true } : undefined;
}

/** Whether a function is given to `addHook`, whatever the hook is: also of one that writes too late, or to a model of data. */
export const isHook = (file: SourceFile, handler: FunctionNode): boolean =>
  standInsFor(file, handler).some((node) => {
    const call = file.parentOf(node);
    return (
      call?.type === 'CallExpression' &&
      call.callee.type === 'MemberExpression' &&
      memberName(call.callee) === 'addHook'
    );
  });

/** `app.route({ method, url, handler })`, and `app.get('/', { preHandler: [handler] }, …)`. */
function placeOfOption(file: SourceFile, property: Node, handler: FunctionNode): Place | undefined {
  const key = property.type === 'Property' ? keyName(property) : undefined;
  const object = file.parentOf(property);
  if (key === undefined || object?.type !== 'ObjectExpression') return undefined;
  const isForErrors = key === 'errorHandler';
  if (key !== 'handler' && !isForErrors && !HOOKS.has(key)) return undefined;
  for (const use of [object, ...namesOf(file, object)]) {
    const call = file.parentOf(use);
    const callee = call?.type === 'CallExpression' ? unwrapped(call.callee) : undefined;
    if (call?.type !== 'CallExpression' || callee?.type !== 'MemberExpression') continue;
    const name = memberName(callee) ?? '';
    if (!call.arguments.some((argument) => argument === use) || !isOfInstance(file, callee.object, handler))
      continue;
    if (name === 'route') return { methods: methodsIn(object), isForErrors };
    if (isRoute(name)) return { methods: METHODS_OF_ROUTE.get(name), isForErrors };
  }
  return undefined;
}

/** The names of an object that is declared before it is given away. */
function namesOf(file: SourceFile, object: Node): Node[] {
  const declarator = file.parentOf(object);
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return [];
  return (file.variableOf(declarator.id)?.references ?? []).map(({ identifier }) => identifier);
}

/** `method: 'GET'`, which answers HEAD as well, or `method: ['GET', 'OPTIONS']`. */
function methodsIn(route: Node): readonly string[] | undefined {
  if (route.type !== 'ObjectExpression') return undefined;
  const property = route.properties.find((one) => one.type === 'Property' && keyName(one) === 'method');
  if (property?.type !== 'Property') return undefined;
  const { value } = property;
  const texts = (value.type === 'ArrayExpression' ? value.elements : [value]).map((one) =>
    staticText(one ?? undefined),
  );
  const methods = texts.map((text) => METHODS_OF_ROUTE.get(text?.toLowerCase() ?? ''));
  return methods.every((known) => known !== undefined) ? methods.flat() : undefined;
}

/** A handler in a module of its own, whose second parameter is used as a reply. */
function used(file: SourceFile, handler: FunctionNode): FastifyHandler | undefined {
  if (!isReply(file, handler) || isCalledByName(file, handler)) return undefined;
  return isForFastify(file) || leavesFile(file, handler) ? inOrder(handler) : undefined;
}
