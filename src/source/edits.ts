import type { SourceFile } from './file.js';
import type { Node } from './syntax.js';

/** Replace the characters from `range[0]` up to `range[1]` of a file's text by `text`. */
export interface TextEdit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** Edits of several files that belong together, by the file. */
export type EditsByFile = ReadonlyMap<SourceFile, readonly TextEdit[]>;

export const replaceNode = (node: Node, text: string): TextEdit => ({ range: node.range, text });
export const insertAt = (offset: number, text: string): TextEdit => ({ range: [offset, offset], text });

/** The line break the file uses around `offset`: the nearest one before it, else the first one after it. */
export function lineBreakNear(text: string, offset: number): '\n' | '\r\n' {
  const before = text.lastIndexOf('\n', offset - 1);
  const at = before === -1 ? text.indexOf('\n', offset) : before;
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The white space that opens the line on which `offset` stands. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[\t ]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}
