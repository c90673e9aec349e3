import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../../source/edits.js';
import { unwrapped, type Node } from '../../source/syntax.js';
import { call } from '../../interpret/call.js';
import { evaluate } from '../../interpret/evaluate.js';
import { getMember } from '../../interpret/members.js';
import type { Replacement } from '../../interpret/run.js';
import { ArrayValue, ObjectValue, PlainObject } from '../../interpret/values.js';
import { NoEdit } from '../headers/header-remedy.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { StatementLines } from '../headers/statement-lines.js';
import { namesOrigin } from '../headers/vary-edits.js';
import type { ModelledEdits } from '../middleware.js';
import { ownerOf, placeOfVary, varyConflicts, varyLine } from './guarded-headers.js';
import { writerIn, type HeaderWriter } from './header-writers.js';

type Line = ModelledEdits['before'] extends ReadonlyMap<Node, infer L> ? L : never;

/** Makes the headers that `writes` write into vary by the origin, whoever is admitted. A text says why there are no edits. */
export function varyOfHandler(file: SourceFile, writes: readonly Node[]): ModelledEdits | string {
  const lines = new StatementLines(file);
  const replacements = new Map<Node, Replacement>();
  const before = new Map<Node, Line>();
  const edits: TextEdit[] = [];
  try {
    const writers = writes.flatMap((node) => writerIn(file, node, ALLOW_ORIGIN) ?? []);
    if (writers.length === 0) throw new NoEdit('the header is written by code that is not in this file');
    const set = varyConflicts(
      file,
      writers.map(({ node }) => ownerOf(file, node)),
    );
    for (const { value, fields } of set) {
      if (namesOrigin(fields)) continue;
      edits.push(replaceNode(value, `'${fields}, Origin'`));
      replacements.set(value, () => `${fields}, Origin`);
    }
    for (const writer of writers) {
      if (writer.kind === 'property') {
        for (const [object, anchor] of objectsAround(file, writer)) {
          if (replacements.has(object) || namesVary(file, object)) continue;
          edits.push(additionTo(object, anchor, writer));
          replacements.set(object, withVary(object, writer));
        }
      } else {
        const { target } = writer;
        if (!target) throw new NoEdit('the headers are made of pairs: add one for Vary');
        if (writer.kind === 'assignment' && set.some(({ fields }) => !namesOrigin(fields))) continue;
        const place = placeOfVary(file, writer.node, target);
        const line = varyLine(file, writer, target);
        if (line === undefined) continue;
        lines.add(place, line);
        before.set(place, lineFor(writer, target));
      }
    }
    const around = lines.edits();
    return { edits: [...around.before, ...edits, ...around.behind], replacements, before };
  } catch (error) {
    if (error instanceof NoEdit) return error.reason;
    throw error;
  }
}

const isList = ({ value }: HeaderWriter): boolean => unwrapped(value).type === 'ArrayExpression';
const fieldText = (writer: HeaderWriter): string => `Vary: ${isList(writer) ? "['Origin']" : "'Origin'"}`;

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

const namesVary = (file: SourceFile, { properties }: TSESTree.ObjectExpression): boolean =>
  properties.some((property) => writerIn(file, property, 'vary') !== undefined);

function additionTo(
  object: TSESTree.ObjectExpression,
  anchor: Node | undefined,
  writer: HeaderWriter,
): TextEdit {
  const last = anchor ?? object.properties.at(-1);
  return last
    ? insertAt(last.range[1], `, ${fieldText(writer)}`)
    : replaceNode(object, `{ ${fieldText(writer)} }`);
}

/** The object with the further header. What is spread in behind it may still replace it. */
const withVary =
  (object: Node, writer: HeaderWriter): Replacement =>
  (evaluateOriginal) => {
    const value = evaluateOriginal(object);
    if (value instanceof PlainObject && !value.slots.has('Vary') && !value.slots.has('vary'))
      value.slots.set('Vary', {
        value: isList(writer) ? new ArrayValue(['Origin']) : 'Origin',
        writer: undefined,
      });
    return value;
  };

/** What the line of `varyLine` does. */
const lineFor =
  ({ kind, method }: HeaderWriter, target: Node): Line =>
  (_exchange, run, frame) => {
    const headers = evaluate(run, target, frame);
    if (!(headers instanceof ObjectValue)) return;
    if (kind === 'assignment') {
      headers.slots.set('Vary', { value: 'Origin', writer: undefined });
      return;
    }
    const name = method === 'header' ? 'header' : 'append';
    const append = new PlainObject();
    append.slots.set('append', { value: true, writer: undefined });
    call(run, getMember(run, headers, name), headers, ['Vary', 'Origin', append]);
  };
