import type { SourceFile } from '../../source/file.js';
import type { Node } from '../../source/syntax.js';
import { boundTo, isVisible, type Named } from '../headers/request-origin.js';
import { functionsAround, type EntryPoint } from './entry-points.js';
import type { OriginCode } from './guarded-headers.js';

/**
 * The Origin header of the event at `place`, as code: HTTP APIs write header names in lower case, REST APIs as they were
 * sent, and a test event may have no headers at all.
 */
export function lambdaOriginAt(file: SourceFile, entry: EntryPoint, place: Node): OriginCode | undefined {
  const { handler, kind } = entry;
  const [event] = handler.params;
  if (kind !== 'handler' || !event || !functionsAround(file, place).includes(handler)) return undefined;
  const headers = headersOf(event);
  if (!headers || !isVisible(file, headers, handler, place)) return undefined;
  return { text: `${headers.text}?.origin ?? ${headers.text}?.Origin ?? ''`, edits: [] };
}

function headersOf(param: Node): Named | undefined {
  if (param.type === 'AssignmentPattern') return headersOf(param.left);
  if (param.type === 'Identifier') return { text: `${param.name}.headers`, identifier: param };
  const headers = boundTo(param, 'headers');
  return headers?.type === 'Identifier' ? { text: headers.name, identifier: headers } : undefined;
}
