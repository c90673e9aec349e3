import { basename } from 'node:path';
import type { SourceFile } from '../source/file.js';
import { walk, type Node } from '../source/syntax.js';
import { environmentOfShared } from './handlers/environment-of-shared.js';
import { exportedNames, isOfModule } from './handlers/exported-functions.js';
import { guardedHeaders } from './handlers/guarded-headers.js';
import { writerIn } from './handlers/header-writers.js';
import { isMadeOnce, madeOnceSite } from './handlers/made-once.js';
import { sharedHeaders } from './handlers/shared-headers.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Middleware } from './middleware.js';

/**
 * Headers that are made once and exported for handlers of other files: `export const corsHeaders = {…}`. They count where
 * a name, of the constant, the export or the file, says what they are for: the same headers on a request mean nothing.
 */
export const exportedHeaders: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) =>
    file.nodes
      .filter((node) => isMadeOnce(file, node) && isForAnswers(file, node) && namesOrigin(file, node))
      .map((node) =>
        madeOnceSite(node, {
          middleware: exportedHeaders,
          rewrite: (evidence, allowed) =>
            guardedHeaders({ file, entry: undefined, originAt: undefined }, evidence.writes, allowed),
          rewriteShared: (evidence, allowed) => sharedHeaders(file, undefined, evidence.writes, allowed),
          environment: (evidence) => environmentOfShared(file, evidence.writes.at(-1)),
        }),
      ),
});

function isForAnswers(file: SourceFile, node: Node): boolean {
  const names = exportedNames(file, node);
  if (names.length === 0) return false;
  const declarator = file.parentOf(node);
  const own = declarator?.type === 'VariableDeclarator' ? file.textOf(declarator.id) : '';
  return [...names, own, basename(file.path)].some((name) => /cors/i.test(name));
}

/** Whether the header is spelled out in the value itself, not in a function inside. */
function namesOrigin(file: SourceFile, value: Node): boolean {
  let isNamed = false;
  walk(value, (node) => {
    if (writerIn(file, node, ALLOW_ORIGIN) && isOfModule(file, node)) isNamed = true;
  });
  return isNamed;
}
