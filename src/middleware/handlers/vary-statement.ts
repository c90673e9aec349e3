import type { SourceFile } from '../../source/file.js';
import { memberName, staticText, type Node } from '../../source/syntax.js';
import { NoEdit } from '../headers/header-remedy.js';
import type { StatementLines } from '../headers/statement-lines.js';
import { namesOrigin, siblingsBefore, varyPlace } from '../headers/vary-edits.js';
import { writerIn } from './header-writers.js';

/**
 * Adds a statement that adds Origin to Vary before everything that `write` depends on, unless one stands above; the place where
 * it was added.
 */
export function addVaryStatement(
  file: SourceFile,
  lines: StatementLines,
  statement: string,
  write: Node,
): Node | undefined {
  const place = varyPlace(file, write);
  if (!place) throw new NoEdit('the header is written in the middle of an expression');
  if (siblingsBefore(file, place).some((sibling) => addsOrigin(file, sibling))) return undefined;
  lines.add(place, statement);
  return place;
}

/** Whether a statement adds Origin to Vary, or will once its own Vary is mended. */
function addsOrigin(file: SourceFile, statement: Node): boolean {
  const call = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  if (memberName(call.callee) === 'vary') return namesOrigin(staticText(call.arguments[0]));
  const writer = writerIn(file, call, 'vary');
  // What is set is made to name Origin itself.
  return writer !== undefined && (writer.method !== 'append' || namesOrigin(staticText(writer.value)));
}
