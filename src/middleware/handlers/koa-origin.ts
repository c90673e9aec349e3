import type { SourceFile } from '../../source/file.js';
import { keyName, memberName, type FunctionNode, type Node } from '../../source/syntax.js';
import { contextAt } from './context-of-write.js';
import type { OriginCode } from './guarded-headers.js';

const CONTEXT = { index: 0, paths: new Set(['res', 'response']) };

/** The Origin header at `place` in a handler or a helper of Koa, as code, and the statement that adds to the Vary of the response. */
export function koaOriginAt(file: SourceFile, handler: FunctionNode, place: Node): OriginCode | undefined {
  const asked = contextAt(file, handler, { ...CONTEXT, part: 'request' }, place);
  const answered = contextAt(file, handler, { ...CONTEXT, part: 'response' }, place);
  if (asked === undefined || answered === undefined) return undefined;
  const origin = { text: `${asked}.get('Origin')`, edits: [] };
  // Headers of an error replace those of the response, Vary among them.
  return isHeadersMember(file, file.parentOf(place))
    ? origin
    : { ...origin, vary: `${answered}.vary('Origin');` };
}

/** Whether an object is what something has as its `headers`: `{ headers: { … } }`, `error.headers = { … }`, by a name or not. */
function isHeadersMember(file: SourceFile, object: Node | undefined): boolean {
  const parent = object && file.parentOf(object);
  if (parent?.type === 'VariableDeclarator' && parent.init === object)
    return (file.variableOf(parent.id)?.references ?? []).some(({ identifier }) =>
      isHeadersMember(file, identifier),
    );
  if (parent?.type === 'Property') return parent.value === object && keyName(parent) === 'headers';
  return (
    parent?.type === 'AssignmentExpression' &&
    parent.left.type === 'MemberExpression' &&
    memberName(parent.left) === 'headers'
  );
}
