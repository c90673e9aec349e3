import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { isFunctionNode, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { parameterOf } from '../parameters.js';
import { contextAt, receiverOfWrite } from './context-of-write.js';
import type { OriginCode } from './guarded-headers.js';

const PATHS = new Set(['headers', 'node', 'res']);

/**
 * The Origin header of the event at `place`, as code; and where the header is written to the event, the statement that adds to
 * the Vary of its response. Headers of another response carry their own: that may have none of the event's.
 */
export function h3OriginAt(
  file: SourceFile,
  handler: FunctionNode,
  place: Node,
  isOld: boolean,
): OriginCode | undefined {
  const given = eventGivenAt(file, place);
  const event = given ?? contextAt(file, handler, { index: 0, part: 'event', paths: PATHS }, place);
  if (event === undefined) return undefined;
  const text = isOld ? `${event}.node.req.headers.origin ?? ''` : `${event}.req.headers.get('Origin') ?? ''`;
  const receiver = receiverOfWrite(file, place);
  const isOfEvent = given !== undefined || (receiver && startOfMembers(receiver) === event);
  if (!isOfEvent) return { text, edits: [] };
  const response = isOld ? `${event}.node.res.appendHeader` : `${event}.res.headers.append`;
  return { text, edits: [], vary: `${response}('Vary', 'Origin');` };
}

/** The name of the variable that a chain of members starts with. */
function startOfMembers(node: Node): string | undefined {
  const inner = unwrapped(node);
  if (inner.type === 'MemberExpression') return startOfMembers(inner.object);
  return inner.type === 'Identifier' ? inner.name : undefined;
}

/** The event that a function of h3 is given in the call at or around `place`: `setHeader(event, name, value)`. */
function eventGivenAt(file: SourceFile, place: Node): string | undefined {
  const around = [place, ...ancestorsOf(file, place)].find(
    (node) => node.type === 'CallExpression' || isFunctionNode(node),
  );
  const [event] =
    around?.type === 'CallExpression' && around.callee.type === 'Identifier' ? around.arguments : [];
  return event?.type === 'Identifier' && parameterOf(file, event) ? event.name : undefined;
}
