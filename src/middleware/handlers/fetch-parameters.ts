import type { SourceFile } from '../../source/file.js';
import { keyName, memberName, type Node } from '../../source/syntax.js';
import { HeadersValue, opaque, ResponseValue, type Value } from '../../interpret/values.js';
import { isCalled } from '../parameter-roles.js';
import { functionNamed } from '../parameters.js';
import { environmentHost } from './fetch-request.js';
import type { EntryPoint } from './entry-points.js';

/** What a parameter of fetch-style code is used as. */
export type FetchRole = 'request' | 'response' | 'other';

/** Members that a `Request`, or an object that holds one, is read by. */
const REQUEST_MEMBERS = new Set([
  'cf',
  'cookies',
  'env',
  'formData',
  'headers',
  'json',
  'method',
  'nextUrl',
  'params',
  'req',
  'request',
  'setHeaders',
  'text',
  'url',
]);
/** Keys under which an object that is taken apart leads to a request. */
const HOLDER_KEYS = new Set(['event', 'request', 'setHeaders']);
const REQUEST_TYPE = /(?:Request|RequestEvent|FunctionArgs|DataFunctionArgs|APIContext|EventContext)$/;
/** Members that only a response is read by. */
const RESPONSE_MEMBERS = new Set(['ok', 'status', 'statusText']);
const RESPONSE_TYPE = /Response$/;
/** How many helpers a parameter is followed through. */
const MAX_HANDOVERS = 3;

/** The role of a parameter, by its type, its members, and what functions of the file do with it. */
export function fetchRole(file: SourceFile, param: Node | undefined, depth = MAX_HANDOVERS): FetchRole {
  // A server gives a request: what may be missing, and is an object then, are options such as those of a response.
  if (param?.type === 'AssignmentPattern')
    return param.left.type === 'Identifier' && param.right.type === 'ObjectExpression'
      ? 'other'
      : fetchRole(file, param.left, depth);
  if (param?.type === 'ObjectPattern') {
    const keys = param.properties.map((property) =>
      property.type === 'Property' ? keyName(property) : undefined,
    );
    return keys.some((key) => HOLDER_KEYS.has(key ?? '')) ? 'request' : 'other';
  }
  if (param?.type !== 'Identifier') return 'other';
  const type = param.typeAnnotation?.typeAnnotation;
  if (type?.type === 'TSTypeReference') {
    const name = file.textOf(type.typeName);
    if (REQUEST_TYPE.test(name)) return 'request';
    if (RESPONSE_TYPE.test(name)) return 'response';
    if (name.endsWith('Init')) return 'other';
  }
  const roles = (file.variableOf(param)?.references ?? []).map(({ identifier }) =>
    roleOfUse(file, identifier, depth),
  );
  return roles.includes('response') ? 'response' : roles.includes('request') ? 'request' : 'other';
}

function roleOfUse(file: SourceFile, identifier: Node, depth: number): FetchRole {
  const parent = file.parentOf(identifier);
  if (parent?.type === 'MemberExpression' && parent.object === identifier) return roleOfMember(file, parent);
  if (parent?.type === 'VariableDeclarator' && parent.init === identifier)
    return fetchRole(file, parent.id, 0);
  if (parent?.type !== 'CallExpression' || depth === 0 || parent.callee === identifier) return 'other';
  const target = functionNamed(file, parent.callee);
  const index = parent.arguments.findIndex((argument) => argument === identifier);
  return fetchRole(file, target?.params[index], depth - 1);
}

function roleOfMember(file: SourceFile, member: Node): FetchRole {
  const name = member.type === 'MemberExpression' ? memberName(member) : undefined;
  if (name === 'headers') {
    const method = file.parentOf(member);
    const used = method?.type === 'MemberExpression' ? memberName(method) : undefined;
    return used === 'set' || used === 'append' || used === 'delete' ? 'other' : 'request';
  }
  if (name !== undefined && RESPONSE_MEMBERS.has(name)) return 'response';
  return name !== undefined && REQUEST_MEMBERS.has(name) ? 'request' : 'other';
}

/** What a function is called with when a request comes in. */
export function fetchArguments(
  file: SourceFile,
  { handler, kind }: Pick<EntryPoint, 'handler' | 'kind'>,
  incoming: Value,
): readonly Value[] {
  const isBinding = (name: string): boolean => isUsedAsObject(file, name);
  return handler.params.map((param, index): Value => {
    const role = fetchRole(file, param);
    if (role === 'response') return unseenResponse();
    if (role === 'request' || (kind === 'handler' && index === 0)) return incoming;
    // What is called is the `next` of middleware.
    if (kind === 'handler' && index === 1 && !isCalled(file, param)) return environmentHost(isBinding);
    return opaque('a parameter that a caller in another file gives');
  });
}

/** A response that other code made. */
export function unseenResponse(): ResponseValue {
  const headers = new HeadersValue();
  headers.unlisted = () => opaque('a header of a response that other code made');
  return new ResponseValue(headers, opaque('the status of a response that other code made'));
}

/** Whether the file reads a member of `env.NAME` that texts do not have: then it is a database, a bucket or the like. */
export function isUsedAsObject(file: SourceFile, name: string): boolean {
  return file.nodesOfType('MemberExpression').some((node) => {
    const { object } = node;
    return (
      object.type === 'MemberExpression' &&
      memberName(object) === name &&
      !((memberName(node) ?? '') in String.prototype)
    );
  });
}
