import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../source/file.js';
import { importedBinding } from '../../source/modules.js';
import {
  keyName,
  memberName,
  staticText,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../../source/syntax.js';
import { isCalled, parameterRole } from '../parameter-roles.js';
import { functionNamed } from '../parameters.js';
import { exportedNames } from './exported-functions.js';
import { standInsFor } from './handed-on.js';

/** A function that Azure calls for a request. */
export interface AzureHandler {
  readonly handler: FunctionNode;
  /** `request`: it is given the request, and returns the answer (version 4). `context`: it answers through its context (up to 3). */
  readonly first: 'request' | 'context';
  /** The methods it is asked with; undefined for all of them, or where another file says which. */
  readonly methods: ReadonlySet<string> | undefined;
}

const LIBRARY = '@azure/functions';
/** What registers a function for requests, by name: for one method, or for those that its options list (4.16.5, `src/app.ts`). */
const REGISTERS: ReadonlyMap<string, string | undefined> = new Map([
  ['http', undefined],
  ['get', 'GET'],
  ['put', 'PUT'],
  ['post', 'POST'],
  ['patch', 'PATCH'],
  ['deleteRequest', 'DELETE'],
]);
/** What options without a list stand for (4.16.5, `src/trigger.ts`). */
const DEFAULT_METHODS: ReadonlySet<string> = new Set(['GET', 'POST']);
/** Names under which the worker process looks for the function of a module, beside a lone export. */
const ENTRY_NAME = /^(?:default|run|index)$/;
/** Members of the context. */
const OF_CONTEXT = new Set([
  'bindingData',
  'bindingDefinitions',
  'bindings',
  'done',
  'executionContext',
  'invocationId',
  'log',
]);

/** The functions among `candidates` that are called by Azure: registered, typed so, or exported and used so. */
export function azureHandlers(file: SourceFile, candidates: readonly FunctionNode[]): AzureHandler[] {
  return candidates.flatMap(
    (handler) => registeredHandler(file, handler) ?? exportedHandler(file, handler) ?? [],
  );
}

function registeredHandler(file: SourceFile, handler: FunctionNode): AzureHandler | undefined {
  for (const node of standInsFor(file, handler)) {
    const registration = registrationAround(file, node);
    if (registration) return { handler, first: 'request', methods: methodsOf(registration) };
  }
  return undefined;
}

/** `app.http(name, { handler })`, `app.get(name, handler)`. */
function registrationAround(file: SourceFile, node: Node): TSESTree.CallExpression | undefined {
  const property = file.parentOf(node);
  const isOption =
    property?.type === 'Property' && property.value === node && keyName(property) === 'handler';
  const given = isOption ? file.parentOf(property) : node;
  const call = given && file.parentOf(given);
  if (call?.type !== 'CallExpression' || call.arguments[1] !== given) return undefined;
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression' || !REGISTERS.has(memberName(callee) ?? '')) return undefined;
  const app = importedBinding(file, callee.object);
  return app?.module === LIBRARY && app.name === 'app' ? call : undefined;
}

function methodsOf({
  callee,
  arguments: [, options],
}: TSESTree.CallExpression): ReadonlySet<string> | undefined {
  const method = callee.type === 'MemberExpression' ? REGISTERS.get(memberName(callee) ?? '') : undefined;
  if (method !== undefined) return new Set([method]);
  if (options?.type !== 'ObjectExpression') return undefined;
  if (options.properties.some((property) => property.type === 'SpreadElement')) return undefined;
  const listed = options.properties.find((one) => one.type === 'Property' && keyName(one) === 'methods');
  if (listed?.type !== 'Property') return DEFAULT_METHODS;
  const list = unwrapped(listed.value);
  if (list.type !== 'ArrayExpression') return undefined;
  const texts = list.elements.map((element) => staticText(element ?? undefined));
  return texts.includes(undefined) ? undefined : new Set(texts.map((text) => String(text).toUpperCase()));
}

/** A function in a module of its own, which another file, or the folder it lies in, registers. */
function exportedHandler(file: SourceFile, handler: FunctionNode): AzureHandler | undefined {
  const names = exportedNames(file, handler);
  const [first] = handler.params;
  if (names.length === 0 || !first) return undefined;
  const found = (first: AzureHandler['first']): AzureHandler => ({ handler, first, methods: undefined });
  if (isTyped(file, first, 'HttpRequest')) return found('request');
  if (isTyped(file, first, 'Context')) return found('context');
  const declarator = file.parentOf(handler);
  if (declarator?.type === 'VariableDeclarator' && isTyped(file, declarator.id, 'AzureFunction'))
    return found('context');
  const isEntry = names.some((name) => ENTRY_NAME.test(name));
  return isEntry && isUsedAsContext(file, handler) ? found('context') : undefined;
}

function isTyped(file: SourceFile, annotated: Node, name: string): boolean {
  const type = annotated.type === 'Identifier' ? annotated.typeAnnotation?.typeAnnotation : undefined;
  const binding = type?.type === 'TSTypeReference' ? importedBinding(file, type.typeName) : undefined;
  return binding?.module === LIBRARY && binding.name === name;
}

/** Whether the first parameter is used as a context: it is answered through, or stands before a request and is used as no other. */
function isUsedAsContext(file: SourceFile, handler: FunctionNode): boolean {
  const [context, second] = handler.params;
  const members = context ? membersOf(file, context) : [];
  if (members.some((member) => memberName(member) === 'res' && isAnswered(file, member))) return true;
  if (!second || isCalled(file, second)) return false;
  const names = members.map((member) => memberName(member));
  return (
    names.some((name) => OF_CONTEXT.has(name ?? '')) ||
    (names.includes('res') && parameterRole(file, handler, 1) === 'request')
  );
}

/** How many functions a context is followed through. */
const MAX_HANDOVERS = 3;

/** The members that are read or written of a parameter, also by functions of the file that it is handed on to. */
function membersOf(file: SourceFile, param: Node, depth = MAX_HANDOVERS): TSESTree.MemberExpression[] {
  const references = param.type === 'Identifier' ? (file.variableOf(param)?.references ?? []) : [];
  return references.flatMap(({ identifier }) => {
    const parent = file.parentOf(identifier);
    if (parent?.type === 'MemberExpression') return parent.object === identifier ? [parent] : [];
    if (parent?.type !== 'CallExpression' || depth === 0) return [];
    const index = parent.arguments.findIndex((argument) => argument === identifier);
    const handed = functionNamed(file, parent.callee)?.params[index];
    return handed ? membersOf(file, handed, depth - 1) : [];
  });
}

/** `context.res = answer`, `context.res.headers[name] = value`: the response of `node:http` has no such member. */
function isAnswered(file: SourceFile, response: Node): boolean {
  const member = file.parentOf(response);
  const isHeaders = member?.type === 'MemberExpression' && memberName(member) === 'headers';
  let target = isHeaders ? member : response;
  let parent = file.parentOf(target);
  while (isHeaders && parent?.type === 'MemberExpression' && parent.object === target) {
    target = parent;
    parent = file.parentOf(target);
  }
  return parent?.type === 'AssignmentExpression' && parent.left === target;
}
