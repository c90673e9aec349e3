import { ancestorsOf, type SourceFile } from '../source/file.js';
import { isFunctionNode, memberName, type Node } from '../source/syntax.js';
import { variableNaming } from '../interpret/slice.js';
import type { Site } from '../middleware/middleware.js';

/**
 * Whether a site is registered for OPTIONS requests alone, as in `app.options('/data', cors())`: then it answers
 * preflights, and nothing that a page could read.
 */
export function answersOnlyPreflights(file: SourceFile, site: Site): boolean {
  const handler = site.isHandler
    ? [...ancestorsOf(file, site.node)].find((node) => isFunctionNode(node))
    : undefined;
  const registered = handler ?? site.node;
  if (isRoutedAs(file, registered, 'options')) return true;
  const variable = handler && isFunctionNode(handler) ? variableNaming(file, handler) : undefined;
  const uses = (variable?.references ?? []).filter((reference) => !reference.isWrite());
  return uses.length > 0 && uses.every(({ identifier }) => isRoutedAs(file, identifier, 'options'));
}

/** Whether `node` is a handler in a call such as `app.options(path, node)`. */
function isRoutedAs(file: SourceFile, node: Node, method: string): boolean {
  const call = file.parentOf(node);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return memberName(call.callee) === method && call.arguments.findIndex((argument) => argument === node) > 0;
}
