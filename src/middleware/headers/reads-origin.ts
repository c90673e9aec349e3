import type { SourceFile } from '../../source/file.js';
import { walk, type Node } from '../../source/syntax.js';
import { functionNamed } from '../parameters.js';

/** How many variables and functions are looked behind. */
const MAX_STEPS = 3;

/**
 * Whether the value of a piece of code may depend on the request's Origin header: it names it (`req.headers.origin`,
 * `req.get('Origin')`), or a variable or function of the file that does.
 */
export function readsOrigin(file: SourceFile, code: Node, steps = MAX_STEPS): boolean {
  let found = false;
  walk(code, (node) => {
    if (found) return;
    if (node.type === 'Literal') found = typeof node.value === 'string' && isOrigin(node.value);
    if (node.type === 'Identifier')
      found = isOrigin(node.name) || (steps > 0 && standsForOrigin(file, node, steps));
  });
  return found;
}

/** A page's origin is in its Referer, too. */
const isOrigin = (name: string): boolean => /(?:^origin|[^-]origin|^refer+er)$/i.test(name);

function standsForOrigin(file: SourceFile, identifier: Node, steps: number): boolean {
  const fn = functionNamed(file, identifier);
  if (fn) return readsOrigin(file, fn.body, steps - 1);
  const definition = file.variableOf(identifier)?.defs[0];
  return definition?.type === 'Variable' && readsOrigin(file, definition.node, steps - 1);
}
