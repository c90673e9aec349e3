import type { SourceFile } from '../source/file.js';
import { replaceNode, type TextEdit } from '../source/edits.js';
import type { Node } from '../source/syntax.js';
import type { OriginPlace } from '../analysis/origin-places.js';

/** Edits that put a list, given as JavaScript, in the stead of the origins that stand in a place. */
export function placeEdits(file: SourceFile, place: OriginPlace, list: string): TextEdit[] {
  switch (place.kind) {
    case 'value':
      return [replaceNode(place.node, list)];
    case 'comparison': {
      const not = place.isNegated ? '!' : '';
      return [replaceNode(place.node, `${not}${list}.includes(${searchedFor(file, place.other)})`)];
    }
    case 'list':
      return entryEdits(file, place, list);
  }
}

/** TypeScript looks for no `undefined` in a list of texts. */
function searchedFor(file: SourceFile, other: Node): string {
  const text = other.type === 'SequenceExpression' ? `(${file.textOf(other)})` : file.textOf(other);
  return /\.[cm]?tsx?$/.test(file.path) ? `${text} ?? ''` : text;
}

/** The array as a whole, or a spread in the place of the first entry that goes; the entries that stay are not touched. */
function entryEdits(
  file: SourceFile,
  { node, moved }: Extract<OriginPlace, { kind: 'list' }>,
  list: string,
): TextEdit[] {
  const parent = file.parentOf(node);
  const isConstant = parent?.type === 'TSAsExpression' && file.textOf(parent.typeAnnotation) === 'const';
  const entries = node.elements.filter((element) => element !== null);
  if (entries.every((entry) => moved.includes(entry))) return [replaceNode(isConstant ? parent : node, list)];
  const [first] = entries.filter((entry) => moved.includes(entry));
  return entries.flatMap((entry, index): TextEdit[] => {
    if (entry === first) return [replaceNode(entry, `...${list}`)];
    const before = entries[index - 1]?.range[1] ?? entry.range[0];
    return moved.includes(entry) ? [{ range: [before, entry.range[1]], text: '' }] : [];
  });
}

/** The array of a place with a list in the stead of the origins, written anew. */
export function listText(file: SourceFile, place: OriginPlace, list: string): string {
  if (place.kind !== 'list') return list;
  const kept = place.node.elements.flatMap((entry) =>
    entry && !place.moved.includes(entry) ? [file.textOf(entry)] : [],
  );
  return kept.length > 0 ? `[...${list}, ${kept.join(', ')}]` : list;
}

/** Whether comments stand among the entries of an array. */
export function hasComments(file: SourceFile, { node, kind }: OriginPlace): boolean {
  if (kind !== 'list') return false;
  const [start, end] = node.range;
  const between = node.elements.reduceRight(
    (text, entry) =>
      entry ? text.slice(0, entry.range[0] - start) + text.slice(entry.range[1] - start) : text,
    file.text.slice(start, end),
  );
  return /\/[/*]/.test(between);
}
