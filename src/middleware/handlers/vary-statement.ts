import type { SourceFile } from '../../source/file.js';
import { memberName, staticText, type Node } from '../../source/syntax.js';
import { NoEdit } from '../headers/header-remedy.js';
import type { StatementLines } from '../headers/statement-lines.js';
import { namesOrigin, siblingsBefore, varyPlace } from '../headers/vary-edits.js';
import { writerIn } from './header-writers.js';

/** Adds a statement that adds Origin to Vary before everything that `write` depends on, unless one stands above. */
export function addVaryStatement(
  file: SourceFile,
  lines: StatementLines,
  statement: string,
  write: Node,
): void {
  const place = varyPlace(file, write);
  if (!place) throw new NoEdit('the header is written in the middle of an expression');
  if (!siblingsBefore(file, place).some((sibling) => addsOrigin(file, sibling))) lines.add(place, statement);
}

function addsOrigin(file: SourceFile, statement: Node): boolean {
  const call = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  if (memberName(call.callee) === 'vary') return namesOrigin(staticText(call.arguments[0]));
  const writer = writerIn(file, call, 'vary');
  return writer !== undefined && namesOrigin(staticText(writer.value));
}
