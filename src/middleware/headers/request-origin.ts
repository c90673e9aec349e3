import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { keyName, memberName, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { parameterRole } from '../parameter-roles.js';
import type { ResponseCall } from './response-calls.js';

/**
 * The expression for the request's Origin header where `call` is made: by the handler's own name for the request, else
 * by the response's link to it (`http.ServerResponse.req`, since Node.js 15.7).
 */
export function originAtCall(file: SourceFile, call: ResponseCall): string {
  const { handler, index, path, response } = call;
  const ofRequest = originOfParameters(file, handler, call.node, path.length === 0 ? index : undefined);
  const linked = `${file.textOf(response)}.req.headers.origin`;
  if (path.length === 0) return ofRequest ?? originOfUnused(file, call) ?? linked;
  return originOfHolder(file, call) ?? ofRequest ?? linked;
}

/** The same where a function has a request among its parameters, and no response. */
export function originInFunction(file: SourceFile, owner: FunctionNode, place: Node): string | undefined {
  return originOfParameters(file, owner, place, undefined);
}

function originOfParameters(
  file: SourceFile,
  owner: FunctionNode,
  place: Node,
  responseIndex: number | undefined,
): string | undefined {
  for (const [index, param] of owner.params.entries()) {
    if (index === responseIndex || parameterRole(file, owner, index) !== 'request') continue;
    const origin = originOf(param);
    if (origin !== undefined && isVisible(file, origin, owner, place)) return origin.text;
  }
  return undefined;
}

/** How a parameter names the header, and the identifier that has to mean the parameter where it is used. */
export interface Named {
  readonly text: string;
  readonly identifier: Node;
}

function originOf(param: Node): Named | undefined {
  if (param.type === 'AssignmentPattern') return originOf(param.left);
  if (param.type === 'Identifier') return { text: `${param.name}.headers.origin`, identifier: param };
  const request = boundTo(param, 'req') ?? boundTo(param, 'request');
  if (request) return originOf(request);
  const headers = boundTo(param, 'headers');
  if (headers?.type === 'Identifier') return { text: `${headers.name}.origin`, identifier: headers };
  const origin = headers && boundTo(headers, 'origin');
  return origin?.type === 'Identifier' ? { text: origin.name, identifier: origin } : undefined;
}

/** What a destructuring pattern binds to a key, defaults aside. */
export function boundTo(pattern: Node, key: string): Node | undefined {
  if (pattern.type !== 'ObjectPattern') return undefined;
  const property = pattern.properties.find((one) => one.type === 'Property' && keyName(one) === key);
  if (property?.type !== 'Property') return undefined;
  return property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
}

/** Whether no other variable of the same name stands between the parameter and the place. */
export function isVisible(
  file: SourceFile,
  { identifier }: Named,
  owner: FunctionNode,
  place: Node,
): boolean {
  if (identifier.type !== 'Identifier') return false;
  const parameter = file.variableOf(identifier);
  const around = new Set<Node>([place, ...ancestorsOf(file, place)]);
  return !file.nodesOfType('Identifier').some((node) => {
    if (node.name !== identifier.name) return false;
    const variable = file.variableOf(node);
    const block = variable?.scope.block;
    return (
      variable !== parameter &&
      block !== undefined &&
      block !== owner &&
      around.has(block) &&
      isInside(file, block, owner)
    );
  });
}

const isInside = (file: SourceFile, node: Node, owner: Node): boolean =>
  [...ancestorsOf(file, node)].includes(owner);

/** A parameter the function never uses, right before the response: `(_, res) => …`. */
function originOfUnused(file: SourceFile, { handler, index, node }: ResponseCall): string | undefined {
  const param = index === undefined ? undefined : handler.params[index - 1];
  if (param?.type !== 'Identifier' || file.variableOf(param)?.references.length !== 0) return undefined;
  const origin = originOf(param);
  return origin && isVisible(file, origin, handler, node) ? origin.text : undefined;
}

/** `ctx.req.headers.origin` beside `ctx.res`, where the file reads `ctx.req` somewhere. */
function originOfHolder(file: SourceFile, { response }: ResponseCall): string | undefined {
  const member = unwrapped(response);
  if (member.type !== 'MemberExpression') return undefined;
  const sibling = new Map([
    ['res', 'req'],
    ['response', 'request'],
  ]).get(memberName(member) ?? '');
  const holder = file.textOf(member.object);
  const isRead = file
    .nodesOfType('MemberExpression')
    .some((node) => memberName(node) === sibling && file.textOf(node.object) === holder);
  return sibling !== undefined && isRead ? `${holder}.${sibling}.headers.origin` : undefined;
}
