import type { SourceFile } from '../../source/file.js';
import { replaceNode, type TextEdit } from '../../source/edits.js';
import type { Node } from '../../source/syntax.js';
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
import { ownerOf, placeOfVary, varyConflicts, varyLine, type OriginAt } from './guarded-headers.js';
import { writerIn, type HeaderWriter } from './header-writers.js';
import { isListed, varyBeside } from './vary-beside.js';
import { addVaryStatement } from './vary-statement.js';

type Line = ModelledEdits['before'] extends ReadonlyMap<Node, infer L> ? L : never;

/**
 * Makes the headers that `writes` write into vary by the origin, whoever is admitted. A text says why there are no edits.
 *
 * @param originAt tells whether the framework has a statement of its own that keeps the fields of a Vary.
 */
export function varyOfHandler(
  file: SourceFile,
  originAt: OriginAt,
  writes: readonly Node[],
): ModelledEdits | string {
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
      const statement = originAt(writer.node)?.vary;
      if (statement !== undefined) {
        const place = addVaryStatement(file, lines, statement, writer.node);
        if (place)
          before.set(place, ({ headers }) => {
            headers.vary('Origin');
          });
      } else if (writer.kind === 'property') {
        for (const { object, edit } of varyBeside(file, writer)) {
          if (replacements.has(object)) continue;
          edits.push(edit);
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

/** The object with the further header. What is spread in behind it may still replace it. */
const withVary =
  (object: Node, writer: HeaderWriter): Replacement =>
  (evaluateOriginal) => {
    const value = evaluateOriginal(object);
    if (value instanceof PlainObject && !value.slots.has('Vary') && !value.slots.has('vary'))
      value.slots.set('Vary', {
        value: isListed(writer) ? new ArrayValue(['Origin']) : 'Origin',
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
