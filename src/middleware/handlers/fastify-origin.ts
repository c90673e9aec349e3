import type { SourceFile } from '../../source/file.js';
import { unwrapped, type Node } from '../../source/syntax.js';
import { boundTo, isVisible } from '../headers/request-origin.js';
import { contextAt, receiverOfWrite } from './context-of-write.js';
import { functionsAround } from './entry-points.js';
import type { FastifyHandler } from './fastify-handlers.js';
import type { OriginCode } from './guarded-headers.js';

const RAW = new Set(['raw']);

/**
 * The Origin header at `place` in a handler or a helper of Fastify, as code: by the handler's request, else by that of the
 * reply, which a response of Express has under another name. `reply.header` replaces a Vary that is there, so its fields are
 * kept.
 */
export function fastifyOriginAt(
  file: SourceFile,
  found: FastifyHandler,
  place: Node,
): OriginCode | undefined {
  const reply = contextAt(file, found.handler, { index: found.replyIndex, part: 'raw', paths: RAW }, place);
  if (reply === undefined) return undefined;
  const headers =
    headersOfRequest(file, found, place) ?? (found.isDoubtful ? undefined : `${reply}.request.headers`);
  if (headers === undefined) return undefined;
  const origin: OriginCode = { text: `${headers}.origin ?? ''`, edits: [] };
  const receiver = receiverOfWrite(file, place);
  // Headers that are put into an object first may go anywhere: their Vary goes with them.
  if (!receiver || !isOfReply(file, receiver, reply)) return origin;
  const vary =
    receiver.type === 'Identifier' && receiver.name === reply
      ? `${reply}.header('Vary', [${reply}.getHeader('Vary'), 'Origin'].filter(Boolean).join(', '));`
      : `${reply}.raw.appendHeader('Vary', 'Origin');`;
  return { ...origin, vary };
}

/** Whether an object is the reply, a member of it, or a variable that is declared as one. */
function isOfReply(file: SourceFile, node: Node, reply: string): boolean {
  const root = rootOf(node);
  if (root.type !== 'Identifier') return false;
  if (root.name === reply) return true;
  const definition = file.variableOf(root)?.defs[0];
  const init = definition?.type === 'Variable' ? definition.node.init : undefined;
  const source = init && rootOf(init);
  return source?.type === 'Identifier' && source.name === reply;
}

function rootOf(node: Node): Node {
  const inner = unwrapped(node);
  return inner.type === 'MemberExpression' ? rootOf(inner.object) : inner;
}

function headersOfRequest(
  file: SourceFile,
  { handler, requestIndex }: FastifyHandler,
  place: Node,
): string | undefined {
  const given = requestIndex === undefined ? undefined : handler.params[requestIndex];
  if (!given || !functionsAround(file, place).includes(handler)) return undefined;
  const headers = boundTo(given, 'headers');
  const identifier = given.type === 'Identifier' ? given : headers;
  if (identifier?.type !== 'Identifier') return undefined;
  const text = identifier === given ? `${identifier.name}.headers` : identifier.name;
  return isVisible(file, { text, identifier }, handler, place) ? text : undefined;
}
