import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { insertAt } from '../../source/edits.js';
import { isFunctionNode, memberName, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
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
/**
 * What routes export to have their answer made before any request: in Next.js the request has no headers then, or reading them
 * throws (next 16.4.5, `route-modules/app-route/module.js`); SvelteKit and Astro make a file when the application is built.
 */
const MADE_BEFORE: ReadonlyMap<string, readonly unknown[]> = new Map([
  ['dynamic', ['force-static', 'error']],
  ['prerender', [true]],
]);

/**
 * The Origin header of the request at `place`, as code, also where the header is given to `setHeaders` of SvelteKit. Throws
 * `NoEdit` where that has no request in scope, or Vary may be set twice, which would throw; and where the answer is made before any request.
 */
export function eventOriginAt(file: SourceFile, entry: EntryPoint, place: Node): OriginCode | undefined {
  const early = madeBeforeBy(file);
  if (early !== undefined)
    throw new NoEdit(
      `'${early}' has the answer made before any request: leave it out, so that the answer can name the header for a listed origin alone`,
    );
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

/** The export by which a route says that its answer is made before any request: `export const dynamic = 'force-static'`. */
const madeBeforeBy = (file: SourceFile): string | undefined =>
  file
    .nodesOfType('VariableDeclarator')
    .flatMap(({ init }) => {
      const value = init ? unwrapped(init) : undefined;
      if (!init || value?.type !== 'Literal') return [];
      return exportedNames(file, init).filter((name) => MADE_BEFORE.get(name)?.includes(value.value));
    })
    .at(0);

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
