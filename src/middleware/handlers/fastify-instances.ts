import type { SourceFile } from '../../source/file.js';
import { importedModules } from '../../source/modules.js';
import { keyName, memberName, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { METHODS_OF_ROUTE } from '../headers/routed-methods.js';
import { parameterOf } from '../parameters.js';

const FASTIFY_MODULE = /^(?:npm:)?(?:fastify|fastify-[\w-]+|@fastify\/[\w-]+)(?:@[^/]*)?(?:\/.*)?$/;
/** Frameworks whose apps register routes by the same methods. */
const OTHER_MODULE = /^(?:express|koa|@koa\/router|koa-router|hono|restify|polka|@hapi\/hapi)$/;
/** What a reply has, and a response of Express or `node:http` has not. */
const OF_REPLY = new Set(['callNotFound', 'code', 'headers', 'hijack']);
/** What a response of Express has, and a reply has not, unless somebody decorates it. */
const OF_RESPONSE = new Set([
  'append',
  'appendHeader',
  'attachment',
  'end',
  'format',
  'get',
  'json',
  'jsonp',
  'links',
  'location',
  'sendStatus',
  'set',
  'setHeader',
  'vary',
  'write',
  'writeHead',
]);
/** `import('fastify').FastifyPluginAsync` and `@import { FastifyInstance } from 'fastify'`, in JSDoc and in TypeScript. */
const FASTIFY_TYPE = /\bimport\(\s*['"]fastify['"]\s*\)\s*\.|@import\b[^'"*]*['"]fastify['"]/;
/** What an instance of Fastify has, and an app of Express has not. */
const OF_INSTANCE = new Set([
  'addHook',
  'decorate',
  'decorateReply',
  'decorateRequest',
  'register',
  'setErrorHandler',
]);

/**
 * Whether routes of an object are Fastify's: the file imports it, or names a type of it, or gets the object as a plugin does
 * and uses it as an instance, or the handler uses what it is given as a reply, or the package has Fastify and no Express.
 */
export function isOfInstance(file: SourceFile, object: Node, handler: FunctionNode): boolean {
  if (isForFastify(file)) return true;
  if (!isOfParameter(file, object)) return false;
  if (isReply(file, handler)) return true;
  const references = file.variableOf(unwrapped(object))?.references ?? [];
  const { declared } = file.packages;
  return (
    references.some(({ identifier }) => isUsedAsInstance(file, identifier)) ||
    (declared?.has('fastify') === true && !declared.has('express'))
  );
}

/** `app.register(…)`, and `app.get(path, { schema }, …)` and `app.route({ url })`: Express takes no objects. */
function isUsedAsInstance(file: SourceFile, identifier: Node): boolean {
  const member = file.parentOf(identifier);
  if (member?.type !== 'MemberExpression' || member.object !== identifier) return false;
  const name = memberName(member) ?? '';
  if (OF_INSTANCE.has(name)) return true;
  const call = file.parentOf(member);
  const options = call?.type === 'CallExpression' ? call.arguments[name === 'route' ? 0 : 1] : undefined;
  if (options?.type !== 'ObjectExpression' || !(isRoute(name) || name === 'route')) return false;
  return (
    name !== 'route' || options.properties.some((one) => one.type === 'Property' && keyName(one) === 'url')
  );
}

/** Whether a method of an instance registers a route by its own name. */
export const isRoute = (name: string): boolean => name === 'all' || METHODS_OF_ROUTE.has(name);

/** Whether an object was given to a function, in a file that says nothing of another framework. */
const isOfParameter = (file: SourceFile, object: Node): boolean =>
  parameterOf(file, unwrapped(object)) !== undefined &&
  ![...importedModules(file)].some((module) => OTHER_MODULE.test(module));

/** Whether routes of a parameter may be Fastify's as well as Express's: neither the handler nor the package tells. */
export function mayBeOfInstance(file: SourceFile, object: Node, handler: FunctionNode): boolean {
  if (!isOfParameter(file, object) || handler.params.length !== 2) return false;
  if (methodsCalledOf(file, handler.params[1]).some((name) => OF_RESPONSE.has(name))) return false;
  const { declared } = file.packages;
  return declared?.has('express') !== true || declared.has('fastify');
}

export const isForFastify = (file: SourceFile): boolean =>
  [...importedModules(file)].some((module) => FASTIFY_MODULE.test(module)) || FASTIFY_TYPE.test(file.text);

/** Whether a handler calls of its second parameter what a reply alone has. */
export const isReply = (file: SourceFile, { params }: FunctionNode): boolean =>
  methodsCalledOf(file, params[1]).some((name) => OF_REPLY.has(name));

/** The methods of a parameter that are called, and of what those return: `reply.header(name, value).code(200)`. */
function methodsCalledOf(file: SourceFile, param: Node | undefined): string[] {
  const references = param?.type === 'Identifier' ? (file.variableOf(param)?.references ?? []) : [];
  return references.flatMap(({ identifier }) => methodsCalledFrom(file, identifier));
}

function methodsCalledFrom(file: SourceFile, object: Node): string[] {
  const member = file.parentOf(object);
  const call = member && file.parentOf(member);
  if (member?.type !== 'MemberExpression' || member.object !== object) return [];
  if (call?.type !== 'CallExpression' || call.callee !== member) return [];
  return [memberName(member) ?? '', ...methodsCalledFrom(file, call)];
}
