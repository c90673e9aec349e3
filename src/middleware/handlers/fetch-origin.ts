import type { SourceFile } from '../../source/file.js';
import type { TextEdit } from '../../source/edits.js';
import { importedModules } from '../../source/modules.js';
import { isFunctionNode, memberName, type FunctionNode, type Node } from '../../source/syntax.js';
import { functionNamed } from '../parameters.js';
import { boundTo, isVisible, type Named } from '../headers/request-origin.js';
import { functionsAround, type EntryPoint } from './entry-points.js';
import type { OriginCode } from './guarded-headers.js';
import { exportedNames } from './exported-functions.js';
import { fetchRole } from './fetch-parameters.js';

/** Members a request has, and an object that holds one has not. */
const OF_REQUEST = new Set([
  'arrayBuffer',
  'blob',
  'clone',
  'formData',
  'headers',
  'json',
  'method',
  'nextUrl',
  'text',
]);
/** Names of exports that get an object which holds the request (Remix, Pages functions, SvelteKit's hooks). */
const GETS_HOLDER = /^(?:loader|action|onRequest\w*)$/;
const HOLDER_TYPE = /(?:RequestEvent|FunctionArgs|APIContext|EventContext|HandleInput)$/;

/** The request's Origin header at `place`, as code; undefined where no request is in scope or nobody can tell what is. */
export function fetchOriginAt(file: SourceFile, entry: EntryPoint, place: Node): OriginCode | undefined {
  const added = addedRequest(file, entry, place);
  if (added) return { text: `request.headers.get('Origin') ?? ''`, edits: [added] };
  const request = requestAt(file, entry, place);
  return request === undefined ? undefined : { text: `${request}.get('Origin') ?? ''`, edits: [] };
}

/** The headers of the request, as code. */
function requestAt(file: SourceFile, entry: EntryPoint, place: Node): string | undefined {
  for (const owner of functionsAround(file, place)) {
    const isHandler = owner === entry.handler && entry.kind === 'handler';
    for (const [index, param] of owner.params.entries()) {
      const isRequest =
        fetchRole(file, param) === 'request' ||
        (isHandler && index === 0) ||
        (entry.kind === 'listener' && isHandedRequest(file, owner, index));
      if (!isRequest) continue;
      const named = headersOf(file, owner, param);
      if (named && isVisible(file, named, owner, place)) return named.text;
    }
  }
  return undefined;
}

function headersOf(file: SourceFile, owner: FunctionNode, given: Node): Named | undefined {
  const param = given.type === 'AssignmentPattern' ? given.left : given;
  if (param.type === 'Identifier') {
    const holds = isHolder(file, owner, param);
    if (holds === undefined) return undefined;
    return { text: `${param.name}${holds ? '.request' : ''}.headers`, identifier: param };
  }
  const request = boundTo(param, 'request') ?? boundTo(param, 'req');
  if (request?.type === 'Identifier') return { text: `${request.name}.headers`, identifier: request };
  const event = boundTo(param, 'event');
  if (event?.type === 'Identifier') return { text: `${event.name}.request.headers`, identifier: event };
  const headers = boundTo(param, 'headers');
  return headers?.type === 'Identifier' ? { text: headers.name, identifier: headers } : undefined;
}

/** Whether a parameter is an object that holds the request; undefined where nothing tells. */
function isHolder(file: SourceFile, owner: FunctionNode, param: Node): boolean | undefined {
  if (param.type !== 'Identifier') return undefined;
  const type = param.typeAnnotation?.typeAnnotation;
  if (type?.type === 'TSTypeReference') {
    const name = file.textOf(type.typeName);
    if (HOLDER_TYPE.test(name)) return true;
    if (/Request$/.test(name)) return false;
  }
  if (param.name === 'request' || param.name === 'req') return false;
  const references = file.variableOf(param)?.references ?? [];
  if (references.some(({ identifier }) => isUrlOfRequest(file, identifier))) return false;
  const members = references.flatMap(({ identifier }) => {
    const parent = file.parentOf(identifier);
    return parent?.type === 'MemberExpression' && parent.object === identifier
      ? (memberName(parent) ?? [])
      : [];
  });
  if (members.includes('request')) return true;
  if (members.some((member) => OF_REQUEST.has(member))) return false;
  return requestForm(file, owner);
}

/** Whether the file calls a function with the request of an event: `respond(event.request)`. */
const isHandedRequest = (file: SourceFile, owner: FunctionNode, index: number): boolean =>
  file.nodes.some((node) => {
    if (node.type !== 'CallExpression' || functionNamed(file, node.callee) !== owner) return false;
    const argument = node.arguments[index];
    return argument?.type === 'MemberExpression' && memberName(argument) === 'request';
  });

/** `new URL(request.url)`: beside a request, `url` is a URL already. */
function isUrlOfRequest(file: SourceFile, identifier: Node): boolean {
  const member = file.parentOf(identifier);
  const made = member && file.parentOf(member);
  return (
    member?.type === 'MemberExpression' &&
    member.object === identifier &&
    memberName(member) === 'url' &&
    made?.type === 'NewExpression' &&
    made.arguments[0] === member
  );
}

/** A handler that takes no parameters gets the request as its first, where the file shows what handlers are given. */
function addedRequest(file: SourceFile, { handler, kind }: EntryPoint, place: Node): TextEdit | undefined {
  if (kind !== 'handler' || handler.params.length > 0 || functionsAround(file, place)[0] !== handler)
    return undefined;
  const holds = requestForm(file, handler) ?? formOfSiblings(file, handler);
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  if (holds === undefined || (holds && isTyped)) return undefined;
  const isTaken = file
    .nodesOfType('Identifier')
    .some((node) => node.name === 'request' && isInside(handler, node));
  const open = /\(\s*\)/.exec(file.text.slice(handler.range[0], handler.body.range[0]));
  if (isTaken || !open) return undefined;
  const text = holds ? '({ request })' : `(request${isTyped ? ': Request' : ''})`;
  const start = handler.range[0] + open.index;
  return { range: [start, start + open[0].length], text };
}

const isInside = (outer: Node, inner: Node): boolean =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

/** What the other exported handlers of the file are given. */
function formOfSiblings(file: SourceFile, handler: FunctionNode): boolean | undefined {
  for (const node of file.nodes) {
    if (!isFunctionNode(node) || node === handler) continue;
    const [param] = node.params;
    if (!param || !exportedNames(file, node).some((name) => /^[A-Z]+$/.test(name))) continue;
    if (param.type === 'ObjectPattern') return boundTo(param, 'request') ? true : undefined;
    const holds = isHolder(file, node, param);
    if (holds !== undefined) return holds;
  }
  return undefined;
}

/** What a handler is given by the framework or runtime the file is for: the request, or an object with it. */
function requestForm(file: SourceFile, owner: FunctionNode): boolean | undefined {
  const names = exportedNames(file, owner);
  const modules = [...importedModules(file)];
  if (names.some((name) => GETS_HOLDER.test(name))) return true;
  if (modules.some((module) => /^(?:@sveltejs\/kit|\.\/\$types|astro(?::.*)?)$/.test(module))) return true;
  if (/\+server\.[jt]s$/.test(file.path)) return true;
  if (
    modules.some((module) => /^(?:next\/|@azure\/functions$)/.test(module)) ||
    /\/route\.[jt]sx?$/.test(file.path)
  )
    return false;
  const parent = file.parentOf(owner);
  const isFetch =
    (parent?.type === 'Property' || parent?.type === 'MethodDefinition') &&
    parent.key.type === 'Identifier' &&
    parent.key.name === 'fetch';
  const isServed = parent?.type === 'CallExpression' && /(?:^|\.)serve$/.test(file.textOf(parent.callee));
  return isFetch || isServed ? false : undefined;
}
