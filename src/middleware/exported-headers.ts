import { basename } from 'node:path';
import type { SourceFile } from '../source/file.js';
import { unwrapped, walk, type Node } from '../source/syntax.js';
import { headersFrom } from '../interpret/natives/headers.js';
import { ObjectValue, type Value } from '../interpret/values.js';
import { exportedNames, isOfModule } from './handlers/exported-functions.js';
import { guardedHeaders } from './handlers/guarded-headers.js';
import { writerIn } from './handlers/header-writers.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, noEvidence, type Middleware, type Site } from './middleware.js';

/**
 * Headers that are made once and exported for handlers of other files: `export const corsHeaders = {…}`. They count where
 * a name, of the export or of the file, says what they are for: the same headers on a request mean nothing.
 */
export const exportedHeaders: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) =>
    file.nodes
      .filter((node) => isMadeOnce(file, node) && isForAnswers(file, node) && namesOrigin(file, node))
      .map((node) => site(file, node)),
});

/** Whether a node is the value of an export of the module: an object, or headers made of one. */
function isMadeOnce(file: SourceFile, node: Node): boolean {
  const parent = file.parentOf(node);
  const isValue =
    (parent?.type === 'VariableDeclarator' && parent.init === node) ||
    (parent?.type === 'AssignmentExpression' && parent.right === node) ||
    parent?.type === 'ExportDefaultDeclaration';
  if (!isValue || !isOfModule(file, node)) return false;
  const { type } = unwrapped(node);
  return type === 'ObjectExpression' || type === 'NewExpression' || type === 'CallExpression';
}

function isForAnswers(file: SourceFile, node: Node): boolean {
  const names = exportedNames(file, node);
  return names.some((name) => /cors/i.test(name)) || (names.length > 0 && /cors/i.test(basename(file.path)));
}

/** Whether the header is spelled out in the value itself, not in a function inside. */
function namesOrigin(file: SourceFile, value: Node): boolean {
  let isNamed = false;
  walk(value, (node) => {
    if (writerIn(file, node, ALLOW_ORIGIN) && isOfModule(file, node)) isNamed = true;
  });
  return isNamed;
}

function site(file: SourceFile, value: Node): Site {
  return {
    middleware: exportedHeaders,
    node: value,
    roots: [value],
    isHandler: false,
    place: (evidence) => evidence.writes.at(-1) ?? value,
    rewrite: (evidence, allowed) =>
      guardedHeaders({ file, entry: undefined, originAt: undefined }, evidence.writes, allowed),
    observe: (exchange) => {
      const evidence = noEvidence();
      let made: Value;
      return {
        calls: new Map(),
        values: new Map([[value, (given: Value) => void (made = given)]]),
        evidence,
        respond: (run) => {
          if (made instanceof ObjectValue)
            keepHeaders(run, headersFrom(run, made), exchange, evidence.writes);
        },
      };
    },
  };
}
