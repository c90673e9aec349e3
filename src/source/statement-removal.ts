import type { SourceFile } from './file.js';
import type { TextEdit } from './edits.js';
import type { Node } from './syntax.js';

/**
 * The edit that takes a statement out, with its line where nothing else stands on it. Undefined where another statement needs
 * it in its place, or where the text after it would be read as a part of the statement before.
 */
export function statementRemoval(file: SourceFile, statement: Node): TextEdit | undefined {
  const parent = file.parentOf(statement);
  if (parent?.type !== 'Program' && parent?.type !== 'BlockStatement') return undefined;
  const { text } = file;
  const [start, end] = statement.range;
  const siblings: readonly Node[] = parent.body;
  const before = siblings[siblings.indexOf(statement) - 1];
  const isOpen = before !== undefined && !/[;}]$/.test(text.slice(...before.range));
  const next = siblings[siblings.indexOf(statement) + 1];
  if (isOpen && next && /^[([`+\-*/]/.test(text.slice(next.range[0]))) return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [rest = '', lineBreak = ''] = /^[\t ]*(\r?\n|$)?/.exec(text.slice(end)) ?? [];
  const endsLine = lineBreak !== '' || end + rest.length === text.length;
  const isWholeLine = endsLine && text.slice(lineStart, start).trim() === '';
  // A comment behind it stays, in its place.
  return { range: [isWholeLine ? lineStart : start, end + rest.length], text: '' };
}
