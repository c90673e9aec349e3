import type { SourceFile } from '../source/file.js';
import { importedModules } from '../source/modules.js';
import { isFunctionNode, type Node } from '../source/syntax.js';
import type { Run } from '../interpret/run.js';
import { headersFrom } from '../interpret/natives/headers.js';
import { ObjectValue, type Value } from '../interpret/values.js';
import { exportedNames } from './handlers/exported-functions.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { unaskedSite } from './handlers/unasked-function.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Exchange, type Middleware } from './middleware.js';

const REASON =
  "'headers' is not given the request: leave this one out here, let the loader name it for a listed origin, and pass it on from `loaderHeaders`";

/**
 * The function `headers` that a route of Remix or React Router exports: what it returns are the headers of the document
 * (react-router 7.18.5, `dist/development/index.js`:785–830, `getDocumentHeadersImpl`).
 */
export const remixHeaders: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) =>
    isRoute(file)
      ? file.nodes
          .filter((node) => isFunctionNode(node))
          .filter((node) => exportedNames(file, node).includes('headers'))
          .map((node) => unaskedSite(file, { middleware: remixHeaders, node, reason: REASON, respond }))
      : [],
});

/** Whether a file imports what routes import; the types that are made for one lie under `./+types`. */
const isRoute = (file: SourceFile): boolean =>
  [...importedModules(file)].some((module) =>
    /^(?:@remix-run\/|@react-router\/|react-router$|\.\/\+types\/)/.test(module),
  );

function respond(run: Run, result: Value, exchange: Exchange, writes: Node[]): void {
  if (result instanceof ObjectValue) keepHeaders(run, headersFrom(run, result), exchange, writes);
}
