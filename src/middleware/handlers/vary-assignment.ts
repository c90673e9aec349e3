import type { SourceFile } from '../../source/file.js';
import { unwrapped, type Node } from '../../source/syntax.js';
import { functionsAround } from './entry-points.js';
import { writerIn, writersBelow } from './header-writers.js';

/**
 * A statement that adds Origin to the Vary of the headers in an object, and keeps the fields that are there. Undefined where
 * the object is written out with a Vary, which is mended in its place.
 */
export function varyAssignment(file: SourceFile, target: Node): string | undefined {
  const text = file.textOf(target);
  const definition = file.variableOf(unwrapped(target))?.defs[0];
  const init =
    definition?.type === 'Variable' && definition.parent.kind === 'const' && definition.node.init
      ? unwrapped(definition.node.init)
      : undefined;
  if (init?.type === 'ObjectExpression') {
    if (init.properties.some((property) => writerIn(file, property, 'vary'))) return undefined;
    const isPlain = init.properties.every((property) => property.type === 'Property' && !property.computed);
    if (isPlain && writersBelow(file, functionsAround(file, target)[0] ?? file.program, 'vary').length === 0)
      return `${text}['Vary'] = 'Origin';`;
  }
  return `${text}['Vary'] = [${text}['Vary'], 'Origin'].filter(Boolean).join(', ');`;
}
