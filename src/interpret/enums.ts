import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.js';
import { Frame } from './frame.js';
import type { Run } from './run.js';
import { opaque, PlainObject, type Value } from './values.js';

/** Evaluates a TypeScript enum to the object it compiles to; numbers lead back to the names of their members. */
export function defineEnum(run: Run, node: TSESTree.TSEnumDeclaration, frame: Frame): void {
  if (node.declare) return;
  const object = new PlainObject();
  object.origin = node;
  const inner = new Frame(frame, frame.thisValue);
  let next: Value = 0;
  for (const member of node.body.members) {
    const name = member.id.type === 'Identifier' ? member.id.name : member.id.value;
    const value: Value = member.initializer ? evaluate(run, member.initializer, inner) : next;
    next = typeof value === 'number' ? value + 1 : opaque('an enum member without a known value');
    object.slots.set(name, { value, writer: member });
    if (typeof value === 'number') object.slots.set(String(value), { value: name, writer: member });
    const own = run.file.variableOf(member.id);
    if (own) inner.cells.set(own, value);
  }
  const variable = run.file.variableOf(node.id);
  if (variable) frame.cells.set(variable, object);
}
