import type { SourceFile, Variable } from '../source/file.js';
import { keyName, memberName, staticText, type FunctionNode, type Node } from '../source/syntax.js';
import { variableNaming } from '../source/variable-naming.js';
import { functionNamed, parameterOf } from './parameters.js';

/**
 * What a parameter of a function is used as, judged by its members, its place, and the functions it is handed on to.
 * An object that holds request and response (`ctx.req`, `{ req, res }`) counts as the request, which leads to itself.
 */
export type ParameterRole = 'request' | 'response' | 'other';

const REQUEST_MEMBERS = new Set([
  'body',
  'cookies',
  'headers',
  'hostname',
  'httpVersion',
  'ip',
  'method',
  'originalUrl',
  'params',
  'path',
  'protocol',
  'query',
  'rawHeaders',
  'url',
]);
const RESPONSE_MEMBERS = new Set([
  'appendHeader',
  'cookie',
  'end',
  'json',
  'removeHeader',
  'redirect',
  'render',
  'send',
  'sendFile',
  'sendStatus',
  'setHeader',
  'status',
  'statusCode',
  'vary',
  'writeHead',
]);
/** Members under which an object holds a request and its response: Next.js and tRPC contexts, Koa's `ctx`, h3's `event.node`. */
const HELD_REQUESTS = ['req', 'request'];
const HELD_RESPONSES = ['res', 'response'];
/** How many helper functions a parameter is followed through. */
const MAX_HANDOVERS = 4;

/** The role of the parameter at `index` of `owner`. */
export function parameterRole(
  file: SourceFile,
  owner: FunctionNode,
  index: number,
  depth = MAX_HANDOVERS,
): ParameterRole {
  const param = owner.params[index];
  if (!param) return 'other';
  const used = roleByUse(file, param, depth);
  if (used !== 'other' || isCalled(file, param)) return used;
  // `(req, res)`: the request stands right before the response, the response right after the request.
  const before = owner.params[index - 1];
  const after = owner.params[index + 1];
  if (after && roleByUse(file, after, depth) === 'response' && !isUsedAsText(file, param)) return 'request';
  if (before && roleByUse(file, before, depth) === 'request') return 'response';
  return 'other';
}

/** Methods whose arguments are texts: `res.setHeader(name, origin)`, `list.includes(origin)`. */
const TAKES_TEXT = /^(?:setHeader|appendHeader|header|set|append|includes|indexOf|has|test|match)$/;

/** Whether a parameter is a text, such as the origin a helper is given: no request is compared, joined or written out. */
function isUsedAsText(file: SourceFile, param: Node): boolean {
  const name = param.type === 'AssignmentPattern' ? param.left : param;
  return (file.variableOf(name)?.references ?? []).some(({ identifier }) => {
    const parent = file.parentOf(identifier);
    if (parent?.type === 'BinaryExpression' || parent?.type === 'TemplateLiteral') return true;
    if (parent?.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
    return TAKES_TEXT.test(memberName(parent.callee) ?? '');
  });
}

/** Whether a parameter is called, as `next()` is: then it is no request, whatever stands beside it. */
export function isCalled(file: SourceFile, param: Node): boolean {
  const variable = param.type === 'Identifier' ? file.variableOf(param) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const call = file.parentOf(identifier);
    return call?.type === 'CallExpression' && call.callee === identifier;
  });
}

function roleByUse(file: SourceFile, param: Node, depth: number): ParameterRole {
  if (param.type === 'ObjectPattern') {
    const keys = param.properties.flatMap((property) =>
      property.type === 'Property' ? (keyName(property) ?? []) : [],
    );
    return keys.includes('headers') || keys.includes('method') || holdsExchange(keys) ? 'request' : 'other';
  }
  if (param.type === 'AssignmentPattern') return roleByUse(file, param.left, depth);
  if (param.type !== 'Identifier') return 'other';
  const annotated = roleByType(file, param.typeAnnotation?.typeAnnotation);
  if (annotated !== 'other') return annotated;
  const variable = file.variableOf(param);
  return variable ? roleByReferences(file, variable, depth) : 'other';
}

function roleByType(file: SourceFile, type: Node | undefined): ParameterRole {
  if (type?.type !== 'TSTypeReference') return 'other';
  const name = file.textOf(type.typeName);
  if (/(?:^|\.)(?:\w*Request|IncomingMessage)$/.test(name)) return 'request';
  return /(?:^|\.)(?:\w*Response|ServerResponse)$/.test(name) ? 'response' : 'other';
}

/** Whether an object with these members holds a request and its response. */
const holdsExchange = (members: readonly string[]): boolean =>
  HELD_REQUESTS.some((name) => members.includes(name)) &&
  HELD_RESPONSES.some((name) => members.includes(name));

/** The names of the members that the file reads of a variable. */
function membersOf(file: SourceFile, variable: Variable): string[] {
  return variable.references.flatMap(({ identifier }) => {
    const parent = file.parentOf(identifier);
    const isObject = parent?.type === 'MemberExpression' && parent.object === identifier;
    return isObject ? (memberName(parent) ?? []) : [];
  });
}

function roleByReferences(file: SourceFile, variable: Variable, depth: number): ParameterRole {
  if (holdsExchange(membersOf(file, variable))) return 'request';
  for (const { identifier } of variable.references) {
    const parent = file.parentOf(identifier);
    if (parent?.type === 'MemberExpression' && parent.object === identifier) {
      const role = roleByMember(file, parent);
      if (role !== 'other') return role;
    }
    if (
      parent?.type === 'VariableDeclarator' &&
      parent.init === identifier &&
      parent.id.type === 'ObjectPattern'
    ) {
      const role = roleByUse(file, parent.id, depth);
      if (role !== 'other') return role;
    }
    if (parent?.type === 'CallExpression' && depth > 0) {
      const role = roleByHandover(file, parent, identifier, depth);
      if (role !== 'other') return role;
    }
    if (parent?.type === 'Property' && parent.value === identifier && depth > 0) {
      const role = roleInObject(file, parent, depth);
      if (role !== 'other') return role;
    }
  }
  return 'other';
}

function roleByMember(file: SourceFile, member: Node): ParameterRole {
  if (member.type !== 'MemberExpression') return 'other';
  const name = memberName(member);
  if (name === undefined) return 'other';
  if (REQUEST_MEMBERS.has(name)) return 'request';
  if (RESPONSE_MEMBERS.has(name)) return 'response';
  const call = file.parentOf(member);
  if (call?.type !== 'CallExpression' || call.callee !== member) return 'other';
  // Express: `req.get(name)` and `req.header(name)` read, `res.set(name, value)` and `res.header(name, value)` write.
  if ((name === 'get' || name === 'header') && call.arguments.length === 1 && staticText(call.arguments[0]))
    return 'request';
  if (name === 'header' && call.arguments.length === 2) return 'response';
  // `res.set(name, value).json(data)`: the methods of a response return it.
  const next = file.parentOf(call);
  return next?.type === 'MemberExpression' && next.object === call && roleByMember(file, next) === 'response'
    ? 'response'
    : 'other';
}

function roleByHandover(file: SourceFile, call: Node, identifier: Node, depth: number): ParameterRole {
  if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier') return 'other';
  const target = functionNamed(file, call.callee);
  const index = call.arguments.findIndex((argument) => argument === identifier);
  return target && index !== -1 ? parameterRole(file, target, index, depth - 1) : 'other';
}

/** `answer({ req, res })`: the role is that of the member in the function the object is handed to. */
function roleInObject(file: SourceFile, property: Node, depth: number): ParameterRole {
  const object = file.parentOf(property);
  const call = object && file.parentOf(object);
  if (property.type !== 'Property' || call?.type !== 'CallExpression' || call.callee.type !== 'Identifier')
    return 'other';
  const param = functionNamed(file, call.callee)?.params[
    call.arguments.findIndex((argument) => argument === object)
  ];
  const key = keyName(property);
  if (param?.type === 'ObjectPattern') {
    const bound = param.properties.find((one) => one.type === 'Property' && keyName(one) === key);
    return bound?.type === 'Property' ? roleByUse(file, bound.value, depth - 1) : 'other';
  }
  const variable = param?.type === 'Identifier' ? file.variableOf(param) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    const held = file.parentOf(identifier);
    const use =
      held?.type === 'MemberExpression' && memberName(held) === key ? file.parentOf(held) : undefined;
    if (use?.type !== 'MemberExpression' || use.object !== held) continue;
    const role = roleByMember(file, use);
    if (role !== 'other') return role;
  }
  return 'other';
}

/** `(req, res)`, `(req, res, next)` and `(error, req, res, next)`; a third of three is a context of another library. */
export const standsForResponse = ({ params }: FunctionNode, index: number): boolean =>
  (index === 1 && params.length < 4) || (index === 2 && params.length === 4);

/**
 * Whether a parameter is a response: by its own use, or because a caller in this file hands over its response.
 */
export function isResponseParameter(
  file: SourceFile,
  owner: FunctionNode,
  index: number,
  depth = MAX_HANDOVERS,
): boolean {
  const role = parameterRole(file, owner, index, depth);
  if (role !== 'other') return role === 'response';
  const variable = depth > 0 ? variableNaming(file, owner) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const call = file.parentOf(identifier);
    if (call?.type !== 'CallExpression' || call.callee !== identifier) return false;
    const argument = call.arguments[index];
    const parameter = argument && parameterOf(file, argument);
    if (!parameter) return false;
    const { owner: caller, index: place } = parameter;
    if (isResponseParameter(file, caller, place, depth - 1)) return true;
    // A function without a name is called by somebody else, who gives the parameters in the order of their kind.
    return standsForResponse(caller, place) && variableNaming(file, caller) === undefined;
  });
}
