import type { SourceFile } from '../source/file.js';
import { memberName } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';

/**
 * Whether a site answers preflights, and nothing that a page could read: by its nature, or because a middleware is registered
 * for OPTIONS requests alone, as in `app.options('/data', cors())`. Handlers written by hand tell the methods apart themselves.
 */
export function answersOnlyPreflights(file: SourceFile, site: Site): boolean {
  if (site.isForPreflights) return true;
  const call = site.isHandler ? undefined : file.parentOf(site.node);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return (
    memberName(call.callee) === 'options' &&
    call.arguments.findIndex((argument) => argument === site.node) > 0
  );
}
