import type { SourceFile } from './file.js';
import { unwrapped, type Node } from './syntax.js';

/** What a variable is declared with; another expression is itself. */
export function initialOf(file: SourceFile, expression: Node): Node {
  const node = unwrapped(expression);
  const definition = node.type === 'Identifier' ? file.variableOf(node)?.defs[0] : undefined;
  return definition?.type === 'Variable' && definition.node.id.type === 'Identifier' && definition.node.init
    ? unwrapped(definition.node.init)
    : node;
}
