import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { insertAt } from '../../source/edits.js';
import { isFunctionNode, memberName, staticText, type FunctionNode, type Node } from '../../source/syntax.js';
import { NoEdit } from '../headers/header-remedy.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { boundTo } from '../headers/request-origin.js';
import { placeAround } from '../headers/statement-lines.js';
import { varyPlace } from '../headers/vary-edits.js';
import type { EntryPoint } from './entry-points.js';
import { exportedNames } from './exported-functions.js';
import { fetchOriginAt } from './fetch-origin.js';
import type { OriginCode } from './guarded-headers.js';
import { writersBelow } from './header-writers.js';

const UNIVERSAL =
  "'load' runs in the browser as well, where no request is in scope: set the header in a `+page.server` or `+layout.server` file, and only for a listed origin";
const SET_ONCE =
  '`setHeaders` takes Vary once: set it to Origin in one place, and name the header beside it for a listed origin';
const MADE_BEFORE =
  "'dynamic' has Next.js make the answer before any request: leave it out, so that the answer can name the header for a listed origin alone";
/** With one the request has no headers, with the other reading them throws (next 16.4.5, `route-modules/app-route/module.js`). */
const WITHOUT_REQUEST = new Set(['force-static', 'error']);

/**
 * The Origin header of the request at `place`, as code, also where the header is given to `setHeaders` of SvelteKit. Throws
 * `NoEdit` where that has no request in scope, or Vary may be set twice, which would throw; and where the answer is made before any request.
 */
export function eventOriginAt(file: SourceFile, entry: EntryPoint, place: Node): OriginCode | undefined {
  if (isMadeBefore(file)) throw new NoEdit(MADE_BEFORE);
  const call = [...ancestorsOf(file, place)].find(
    (node) => isFunctionNode(node) || node.type === 'CallExpression' || node.type === 'NewExpression',
  );
  if (call?.type !== 'CallExpression' || !isSetHeaders(file, call.callee))
    return fetchOriginAt(file, entry, place);
  const { handler } = entry;
  if (isUniversalLoad(file, handler)) throw new NoEdit(UNIVERSAL);
  const isVaryBeside = writersBelow(file, call, 'vary').length === writersBelow(file, handler, 'vary').length;
  if (!isVaryBeside || writersBelow(file, handler, ALLOW_ORIGIN).length > 1) throw new NoEdit(SET_ONCE);
  const origin = withRequest(file, handler) ?? fetchOriginAt(file, entry, place);
  return origin && varyPlace(file, place) !== placeAround(file, place)
    ? { ...origin, vary: `${file.textOf(call.callee)}({ Vary: 'Origin' });` }
    : origin;
}

/** `export const dynamic = 'force-static'` in a route of Next.js. */
const isMadeBefore = (file: SourceFile): boolean =>
  file
    .nodesOfType('VariableDeclarator')
    .some(
      ({ init }) =>
        init !== null &&
        WITHOUT_REQUEST.has(staticText(init) ?? '') &&
        exportedNames(file, init).includes('dynamic'),
    );

const isSetHeaders = (file: SourceFile, callee: Node): boolean =>
  (callee.type === 'MemberExpression' ? memberName(callee) : file.textOf(callee)) === 'setHeaders';

/** Without the type of a server's `load`, or a file of that name, it is the one that runs everywhere. */
const isUniversalLoad = (file: SourceFile, handler: FunctionNode): boolean =>
  exportedNames(file, handler).includes('load') &&
  !/\.server\.[cm]?[jt]s$/.test(file.path) &&
  !/\b(?:Page|Layout)?ServerLoad/.test(file.text);

/** Takes the request from an event that is taken apart without it. */
function withRequest(file: SourceFile, { params: [event] }: FunctionNode): OriginCode | undefined {
  const first = event?.type === 'ObjectPattern' ? event.properties[0] : undefined;
  if (!event || !first || boundTo(event, 'request') || boundTo(event, 'event')) return undefined;
  const isTaken = file.nodesOfType('Identifier').some((node) => node.name === 'request');
  if (isTaken) return undefined;
  return { text: `request.headers.get('Origin') ?? ''`, edits: [insertAt(first.range[0], 'request, ')] };
}
