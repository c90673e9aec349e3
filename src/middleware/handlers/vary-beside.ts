import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../../source/edits.js';
import { unwrapped, type Node } from '../../source/syntax.js';
import { writerIn, type HeaderWriter } from './header-writers.js';

/** An object that gets a Vary. */
interface Addition {
  readonly object: TSESTree.ObjectExpression;
  readonly edit: TextEdit;
}

/** Whether a header is given the list of its values, as the results of some platforms want it. */
export const isListed = ({ value }: HeaderWriter): boolean => unwrapped(value).type === 'ArrayExpression';

/** Adds `Vary: Origin` beside a property, on every way by which its object is made, unless a Vary is there. */
export function varyBeside(file: SourceFile, writer: HeaderWriter): Addition[] {
  const field = `Vary: ${isListed(writer) ? "['Origin']" : "'Origin'"}`;
  return objectsAround(file, writer).flatMap(([object, anchor]): Addition[] => {
    if (object.properties.some((property) => writerIn(file, property, 'vary') !== undefined)) return [];
    const last = anchor ?? object.properties.at(-1);
    const edit = last ? insertAt(last.range[1], `, ${field}`) : replaceNode(object, `{ ${field} }`);
    return [{ object, edit }];
  });
}

/**
 * The objects that are the headers whether the property of `writer` is among them or not: what its object is spread into,
 * or the other branches of a choice. With each comes what stands last before the place for a further property.
 */
function objectsAround(
  file: SourceFile,
  { node }: HeaderWriter,
): (readonly [object: TSESTree.ObjectExpression, anchor: Node | undefined])[] {
  let anchor: Node = node;
  let object = file.parentOf(node);
  let whole = object;
  for (let parent = whole && file.parentOf(whole); whole && parent; parent = file.parentOf(whole)) {
    const outer = file.parentOf(parent);
    if (isChoiceOf(parent, whole)) {
      whole = parent;
    } else if (parent.type === 'SpreadElement' && outer?.type === 'ObjectExpression') {
      anchor = parent;
      object = outer;
      whole = outer;
    } else {
      break;
    }
  }
  return whole ? objectsIn(whole).map((one) => [one, one === object ? anchor : undefined]) : [];
}

/** Whether the value of `node` may be that of `part`. */
function isChoiceOf(node: Node, part: Node): boolean {
  if (node.type === 'ConditionalExpression') return node.test !== part;
  return node.type === 'LogicalExpression' || unwrapped(node) === unwrapped(part);
}

function objectsIn(node: Node): TSESTree.ObjectExpression[] {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'ObjectExpression':
      return [inner];
    case 'ConditionalExpression':
      return [...objectsIn(inner.consequent), ...objectsIn(inner.alternate)];
    case 'LogicalExpression':
      return [...objectsIn(inner.left), ...objectsIn(inner.right)];
    default:
      return [];
  }
}
