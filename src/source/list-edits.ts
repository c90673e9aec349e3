import type { TSESTree } from '@typescript-eslint/utils';
import type { TextEdit } from './edits.js';
import type { Node } from './syntax.js';

/** Takes an element out of a list, with the comma that parted it from its neighbour. */
export function elementRemoval(list: TSESTree.ArrayExpression, element: Node): TextEdit {
  const index = list.elements.findIndex((candidate) => candidate === element);
  const next = list.elements[index + 1];
  const previous = list.elements[index - 1];
  return {
    range: next
      ? [element.range[0], next.range[0]]
      : [previous?.range[1] ?? element.range[0], element.range[1]],
    text: '',
  };
}
