import type { Node, ParsedProgram } from './parsed-program.js';

/**
 * What to write where `identifier` stands, to give it another name: with the old name beside it where one word is both
 * the name and what others see, as in `{ origin }` and `import { Request }`.
 */
export function nameInPlace(parsed: ParsedProgram, identifier: Node, old: string, name: string): string {
  let node = identifier;
  let parent = parsed.parentOf(node);
  if (parent?.type === 'AssignmentPattern' && parent.left === node) {
    node = parent;
    parent = parsed.parentOf(node);
  }
  if (parent?.type === 'Property' && parent.shorthand && parent.value === node) return `${old}: ${name}`;
  if (parent?.type === 'ImportSpecifier' && parent.imported.range[0] === identifier.range[0])
    return `${old} as ${name}`;
  if (parent?.type === 'ExportSpecifier' && parent.exported.range[0] === identifier.range[0])
    return `${name} as ${old}`;
  return name;
}
