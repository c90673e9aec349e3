import type { SourceFile } from '../../source/file.js';
import type { Node } from '../../source/syntax.js';
import { isVisible } from '../headers/request-origin.js';
import { functionsAround, type EntryPoint } from './entry-points.js';
import type { OriginCode } from './guarded-headers.js';

/** The Origin header at `place` in a handler of Hono, as code. */
export function honoOriginAt(file: SourceFile, { handler }: EntryPoint, place: Node): OriginCode | undefined {
  const [context] = handler.params;
  if (context?.type !== 'Identifier' || !functionsAround(file, place).includes(handler)) return undefined;
  const named = { text: `${context.name}.req.header('Origin') ?? ''`, identifier: context };
  return isVisible(file, named, handler, place) ? { text: named.text, edits: [] } : undefined;
}
