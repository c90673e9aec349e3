import type { TSESTree } from '@typescript-eslint/utils';
import { isFunctionNode, keyName, unwrapped, type Node } from '../source/syntax.js';
import { evaluate, functionValue } from './evaluate.js';
import { defineClass } from './classes.js';
import type { Frame } from './frame.js';
import { iterate } from './iterate.js';
import { getMember, setMember } from './members.js';
import { ownEntries } from './natives/object-members.js';
import { throwTypeError } from './operators.js';
import type { Run } from './run.js';
import { ArrayValue, opaque, PlainObject, Unknown, type Value } from './values.js';

/** Declares the variables of `pattern` in `frame` and gives them their parts of `value`. */
export function bindPattern(run: Run, pattern: Node, value: Value, frame: Frame): void {
  destructure(run, pattern, value, frame, (identifier, part) => {
    const variable = run.file.variableOf(identifier);
    if (variable) frame.cells.set(variable, part);
  });
}

/** Assigns to what `pattern` names: variables that exist already, members, or parts of them. */
export function assignPattern(run: Run, pattern: Node, value: Value, frame: Frame, writer: Node): void {
  destructure(run, pattern, value, frame, (target, part) => {
    if (target.type === 'MemberExpression') {
      const object = evaluate(run, target.object, frame);
      setMember(run, object, memberKey(run, target, frame), part, writer);
      return;
    }
    const variable = run.file.variableOf(target);
    if (variable) (frame.holding(variable) ?? frame).cells.set(variable, part);
  });
}

/** The key a member expression reads or writes, evaluated if it is computed. */
export function memberKey(run: Run, node: TSESTree.MemberExpression, frame: Frame): Value {
  if (node.computed) return evaluate(run, node.property, frame);
  return node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name;
}

type Bind = (target: TSESTree.Identifier | TSESTree.MemberExpression, value: Value) => void;

function destructure(run: Run, target: Node, value: Value, frame: Frame, bind: Bind): void {
  run.step();
  const pattern = unwrapped(target);
  switch (pattern.type) {
    case 'Identifier':
    case 'MemberExpression':
      bind(pattern, value);
      return;
    case 'AssignmentPattern':
      destructure(run, pattern.left, withDefault(run, value, pattern.right, frame), frame, bind);
      return;
    case 'ArrayPattern':
      destructureArray(run, pattern, value, frame, bind);
      return;
    case 'ObjectPattern':
      destructureObject(run, pattern, value, frame, bind);
      return;
    default:
      return;
  }
}

/** An unknown value may be undefined: then the default applies, and we know no more than before. */
function withDefault(run: Run, value: Value, fallback: Node, frame: Frame): Value {
  if (value instanceof Unknown) return value;
  return value === undefined ? evaluate(run, fallback, frame) : value;
}

function destructureArray(
  run: Run,
  pattern: TSESTree.ArrayPattern,
  value: Value,
  frame: Frame,
  bind: Bind,
): void {
  const items = iterate(run, value);
  for (const [index, element] of pattern.elements.entries()) {
    if (element === null) continue;
    if (element.type === 'RestElement') {
      destructure(
        run,
        element.argument,
        items instanceof Unknown ? items : new ArrayValue(items.slice(index)),
        frame,
        bind,
      );
    } else {
      destructure(run, element, items instanceof Unknown ? items : items[index], frame, bind);
    }
  }
}

function destructureObject(
  run: Run,
  pattern: TSESTree.ObjectPattern,
  value: Value,
  frame: Frame,
  bind: Bind,
): void {
  if (value === undefined || value === null) throwTypeError(`Cannot destructure ${String(value)}`);
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      destructure(run, property.argument, restOf(run, value, taken), frame, bind);
      continue;
    }
    const name = keyName(property);
    if (name !== undefined) taken.add(name);
    const key = name ?? evaluate(run, property.key, frame);
    destructure(run, property.value, getMember(run, value, key), frame, bind);
  }
}

function restOf(run: Run, value: Value, taken: ReadonlySet<string>): Value {
  const entries = ownEntries(run, value);
  if (entries instanceof Unknown) return opaque(entries.reason);
  const rest = new PlainObject();
  for (const [key, part] of entries)
    if (!taken.has(key)) rest.slots.set(key, { value: part, writer: undefined });
  return rest;
}

/** Declares the functions of a statement list before its first statement runs, as JavaScript hoists them. */
export function declareHoisted(run: Run, statements: readonly Node[], frame: Frame): void {
  for (const statement of statements) {
    const declaration =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
        ? statement.declaration
        : statement;
    if (
      !declaration ||
      !isFunctionNode(declaration) ||
      declaration.type !== 'FunctionDeclaration' ||
      !declaration.id
    )
      continue;
    const variable = run.file.variableOf(declaration.id);
    if (variable) frame.cells.set(variable, functionValue(run, declaration, frame));
  }
}

/** Declares a class under its name. */
export function declareClass(run: Run, node: TSESTree.ClassDeclaration, frame: Frame): void {
  const variable = node.id && run.file.variableOf(node.id);
  const value = defineClass(run, node, frame);
  if (variable) frame.cells.set(variable, value);
}
