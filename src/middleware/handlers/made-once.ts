import type { SourceFile } from '../../source/file.js';
import { unwrapped, type Node } from '../../source/syntax.js';
import { headersFrom } from '../../interpret/natives/headers.js';
import { ObjectValue, type Value } from '../../interpret/values.js';
import { noEvidence, type Site } from '../middleware.js';
import { isOfModule } from './exported-functions.js';
import { keepHeaders } from './kept-headers.js';

/** Whether a node is the value of a variable or an export of the module: an object, or headers made of one. */
export function isMadeOnce(file: SourceFile, node: Node): boolean {
  const parent = file.parentOf(node);
  const isValue =
    (parent?.type === 'VariableDeclarator' && parent.init === node) ||
    (parent?.type === 'AssignmentExpression' && parent.right === node) ||
    parent?.type === 'ExportDefaultDeclaration';
  if (!isValue || !isOfModule(file, node)) return false;
  const { type } = unwrapped(node);
  return type === 'ObjectExpression' || type === 'NewExpression' || type === 'CallExpression';
}

/** The site of headers that are made when the module is loaded, before any request. */
export const madeOnceSite = (
  value: Node,
  own: Pick<Site, 'middleware' | 'rewrite' | 'rewriteShared' | 'environment'>,
): Site => ({
  ...own,
  node: value,
  roots: [value],
  isHandler: false,
  place: (evidence) => evidence.writes.at(-1) ?? value,
  observe: (exchange) => {
    const evidence = noEvidence();
    let made: Value;
    return {
      calls: new Map(),
      values: new Map([[value, (given: Value) => void (made = given)]]),
      evidence,
      respond: (run) => {
        if (made instanceof ObjectValue) keepHeaders(run, headersFrom(run, made), exchange, evidence.writes);
      },
    };
  },
});
