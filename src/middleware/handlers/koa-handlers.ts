import type { SourceFile } from '../../source/file.js';
import { importedBinding, importedModules } from '../../source/modules.js';
import { memberName, staticText, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { isForBrowsers } from './entry-points.js';
import { isCalledByName, leavesFile, standInsFor } from './handed-on.js';
import { isForHono } from './hono-context.js';

/** Koa, its routers, and what is made for it. */
const KOA_MODULE = /^(?:npm:)?(?:koa|koa-[\w-]+|@koa\/[\w-]+|egg)(?:@[^/]*)?(?:\/.*)?$/;
/** Methods of an app or a router that take handlers; a router's `register` takes them in a list. */
const REGISTERS = /^(?:use|all|get|head|post|put|patch|delete|del|options|param|register)$/;
/** Types of a context, and of a function that gets one. */
const CONTEXT_TYPE = /(?:^|\.)\w*Context$/;
const HANDLER_TYPE = /(?:^|\.)(?:\w*Middleware|\w*Handler)$/;
/** What a handler sets, and nothing that only resembles a context has beside what a request has. */
const ASSIGNED = new Set(['body', 'status', 'type', 'response', 'message']);
const READ = new Set(['get', 'header', 'headers', 'method', 'origin', 'path', 'req', 'request', 'url']);

/**
 * The functions among `candidates` that Koa calls with a context: those that are given to an app or a router in a file that
 * imports Koa, those whose type says so, and those that leave the file and use their first parameter as no other is used.
 */
export function koaHandlers(file: SourceFile, candidates: readonly FunctionNode[]): FunctionNode[] {
  if (candidates.length === 0 || isForHono(file) || isForBrowsers(file)) return [];
  const isForKoa = [...importedModules(file)].some((module) => KOA_MODULE.test(module));
  return candidates.filter((handler) => {
    const [context] = handler.params;
    if (!context || handler.params.length > 2 || handler.generator) return false;
    if (isTyped(file, handler, context)) return true;
    if (isForKoa && standInsFor(file, handler).some((node) => isRegistered(file, node))) return true;
    return (
      (isForKoa || leavesFile(file, handler)) &&
      !isCalledByName(file, handler) &&
      isUsedAsContext(file, handler)
    );
  });
}

/** `app.use(handler)`, `router.get('/data', handler)`, `compose([handler])`. */
function isRegistered(file: SourceFile, node: Node): boolean {
  const call = file.parentOf(node);
  if (call?.type !== 'CallExpression' || !call.arguments.some((argument) => argument === node)) return false;
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression') return importedBinding(file, callee)?.module === 'koa-compose';
  const name = memberName(callee);
  if (name === undefined || !REGISTERS.test(name)) return false;
  return name === 'use' || isPath(call.arguments[0]);
}

const isPath = (node: Node | undefined): boolean =>
  staticText(node) !== undefined ||
  node?.type === 'ArrayExpression' ||
  node?.type === 'TemplateLiteral' ||
  (node?.type === 'Literal' && 'regex' in node);

/** `(ctx: Koa.Context) => …`, and `const handler: Koa.Middleware = (ctx) => …`. */
function isTyped(file: SourceFile, handler: FunctionNode, context: Node): boolean {
  const declarator = file.parentOf(handler);
  const name = declarator?.type === 'VariableDeclarator' ? declarator.id : undefined;
  return isOfKoa(file, context, CONTEXT_TYPE) || isOfKoa(file, name, HANDLER_TYPE);
}

function isOfKoa(file: SourceFile, annotated: Node | undefined, form: RegExp): boolean {
  const type = annotated?.type === 'Identifier' ? annotated.typeAnnotation?.typeAnnotation : undefined;
  if (type?.type !== 'TSTypeReference' || !form.test(file.textOf(type.typeName))) return false;
  const root = type.typeName.type === 'TSQualifiedName' ? type.typeName.left : type.typeName;
  const module = importedBinding(file, root)?.module;
  return module !== undefined && KOA_MODULE.test(module);
}

/**
 * Whether the first parameter is used as a context, and a second one as `next`. Without a second one, only setting what a
 * response has tells a context from a request to another server.
 */
function isUsedAsContext(file: SourceFile, { params: [context, next] }: FunctionNode): boolean {
  const uses = usesOf(file, context);
  const isAnswered = uses.some(({ name, isWritten }) => isWritten && ASSIGNED.has(name));
  if (!next) return isAnswered;
  const isRead = uses.some(({ name, isWritten }) => !isWritten && READ.has(name));
  return (isAnswered || isRead) && isCalledWithoutArguments(file, next);
}

/** The members of a parameter that a file reads or writes. */
function usesOf(file: SourceFile, param: Node | undefined): { name: string; isWritten: boolean }[] {
  const references = param?.type === 'Identifier' ? (file.variableOf(param)?.references ?? []) : [];
  return references.flatMap(({ identifier }) => {
    const member = file.parentOf(identifier);
    const name = member?.type === 'MemberExpression' ? memberName(member) : undefined;
    if (member?.type !== 'MemberExpression' || member.object !== identifier || name === undefined) return [];
    const parent = file.parentOf(member);
    return [{ name, isWritten: parent?.type === 'AssignmentExpression' && parent.left === member }];
  });
}

function isCalledWithoutArguments(file: SourceFile, next: Node): boolean {
  const references = next.type === 'Identifier' ? (file.variableOf(next)?.references ?? []) : [];
  return references.some(({ identifier }) => {
    const call = file.parentOf(identifier);
    return call?.type === 'CallExpression' && call.callee === identifier && call.arguments.length === 0;
  });
}
