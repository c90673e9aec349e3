import type { SourceFile } from '../source/file.js';
import { importedModules } from '../source/modules.js';
import { isFunctionNode, type Node } from '../source/syntax.js';
import type { Run } from '../interpret/run.js';
import { headersFrom } from '../interpret/natives/headers.js';
import { ObjectValue, type Value } from '../interpret/values.js';
import { exportedNames } from './handlers/exported-functions.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { isMadeOnce, madeOnceSite } from './handlers/made-once.js';
import { unaskedSite } from './handlers/unasked-function.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Exchange, type Middleware, type Site } from './middleware.js';

const REASON =
  "'headers' is not given the request: leave this one out here, let the loader name it for a listed origin, and pass it on from `loaderHeaders`";

/** What only routes export, beside a component. */
const OF_ROUTES = new Set([
  'action',
  'clientAction',
  'clientLoader',
  'ErrorBoundary',
  'links',
  'loader',
  'meta',
]);

/**
 * The headers that a route of Remix or React Router exports as `headers`, or the function that gives them: they are those of
 * the document (react-router 7.18.5, `dist/development/index.js`:785–834, `getDocumentHeadersImpl`). Held against the booted
 * library by the programs in tests/fixtures/programs/headers-react-router.
 */
export const remixHeaders: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    if (!isForRoutes(file)) return [];
    const exported = file.nodes.filter((node) => exportedNames(file, node).includes('headers'));
    const isRoute = file.nodes.some(
      (node) => isFunctionNode(node) && exportedNames(file, node).some((name) => OF_ROUTES.has(name)),
    );
    return exported.flatMap((node): Site[] => {
      if (isFunctionNode(node))
        return [unaskedSite(file, { middleware: remixHeaders, node, reason: REASON, respond })];
      return isRoute && isMadeOnce(file, node) && !isUsedHere(file, node)
        ? [madeOnceSite(node, { middleware: remixHeaders, rewrite: () => REASON })]
        : [];
    });
  },
});

/** Whether a file imports what routes import; the types that are made for one lie under `./+types`. */
const isForRoutes = (file: SourceFile): boolean =>
  [...importedModules(file)].some((module) =>
    /^(?:@remix-run\/|@react-router\/|react-router$|\.\/\+types\/)/.test(module),
  );

/** Whether the file reads exported headers itself: a route of an app in browsers may export those of its requests. */
function isUsedHere(file: SourceFile, value: Node): boolean {
  const declarator = file.parentOf(value);
  const variable = declarator?.type === 'VariableDeclarator' ? file.variableOf(declarator.id) : undefined;
  return (variable?.references ?? []).some(
    (reference) => reference.isRead() && file.parentOf(reference.identifier)?.type !== 'ExportSpecifier',
  );
}

function respond(run: Run, result: Value, exchange: Exchange, writes: Node[]): void {
  if (result instanceof ObjectValue) keepHeaders(run, headersFrom(run, result), exchange, writes);
}
