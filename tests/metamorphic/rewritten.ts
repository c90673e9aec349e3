import MagicString from 'magic-string';
import type { Language } from '../harness/server.js';
import { parseProgram, type ParsedProgram } from './parsed-program.js';
import type { Program } from './transformation.js';

/**
 * A program after range edits, with its byte order mark; undefined if nothing was edited.
 *
 * @param edit makes the edits, and names the language of the outcome if it is another.
 */
export function rewritten(
  program: Program,
  edit: (parsed: ParsedProgram, edited: MagicString) => Language | undefined,
): Program | undefined {
  const mark = program.text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = { ...program, text: program.text.slice(mark.length) };
  const edited = new MagicString(plain.text);
  const language = edit(parseProgram(plain), edited) ?? program.language;
  if (!edited.hasChanged() && language === program.language) return undefined;
  return { text: mark + edited.toString(), language };
}
