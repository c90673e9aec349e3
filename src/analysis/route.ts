import type { SourceFile } from '../source/file.js';
import { memberName } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';

/**
 * Whether a middleware is registered for OPTIONS requests alone, as in `app.options('/data', cors())`: then it answers
 * preflights, and nothing that a page could read. Handlers written by hand tell the methods apart themselves.
 */
export function answersOnlyPreflights(file: SourceFile, site: Site): boolean {
  const call = site.isHandler ? undefined : file.parentOf(site.node);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return (
    memberName(call.callee) === 'options' &&
    call.arguments.findIndex((argument) => argument === site.node) > 0
  );
}
