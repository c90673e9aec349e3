import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.js';
import type { Frame } from './frame.js';
import type { Run } from './run.js';
import { PlainObject, type Value } from './values.js';

/** Evaluates a TypeScript enum to the object it compiles to, without its reverse mapping. */
export function defineEnum(run: Run, node: TSESTree.TSEnumDeclaration, frame: Frame): void {
  const object = new PlainObject();
  object.origin = node;
  let next: Value = 0;
  for (const member of node.body.members) {
    const name = member.id.type === 'Identifier' ? member.id.name : member.id.value;
    const value: Value = member.initializer ? evaluate(run, member.initializer, frame) : next;
    next = typeof value === 'number' ? value + 1 : undefined;
    object.slots.set(name, { value, writer: member });
  }
  const variable = run.file.variableOf(node.id);
  if (variable) frame.cells.set(variable, object);
}
