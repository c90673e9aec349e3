import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from '../source/file.js';
import { childrenOf, isFunctionNode, keyName, unwrapped, walk, type Node } from '../source/syntax.js';
import { evaluate, functionValue } from './evaluate.js';
import { variablesOfClass } from '../source/variable-naming.js';
import { defineClass } from './classes.js';
import type { Frame } from './frame.js';
import { iterate } from './iterate.js';
import { getMember, isMissing, memberOfUnknown, setMember } from './members.js';
import { ownKeys } from './natives/object-members.js';
import { derived, throwTypeError, toText } from './operators.js';
import type { Run } from './run.js';
import { ArrayValue, PlainObject, Unknown, type Value } from './values.js';
import { writeVariable } from './variables.js';

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
    writeVariable(run, target, part, frame);
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
      const rest =
        items instanceof Unknown ? derived(run, items.reason, [items]) : new ArrayValue(items.slice(index));
      destructure(run, element.argument, rest, frame, bind);
    } else {
      const part = items instanceof Unknown ? memberOfUnknown(items, String(index)) : items[index];
      destructure(run, element, part, frame, bind);
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
  if (isMissing(value)) throwTypeError('Cannot destructure undefined or null');
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      destructure(run, property.argument, restOf(run, value, taken), frame, bind);
      continue;
    }
    const key = keyName(property) ?? toText(run, evaluate(run, property.key, frame));
    if (typeof key === 'string') taken.add(key);
    destructure(run, property.value, getMember(run, value, key), frame, bind);
  }
}

function restOf(run: Run, value: Value, taken: ReadonlySet<string>): Value {
  const keys = ownKeys(run, value);
  if (keys instanceof Unknown) return derived(run, keys.reason, [keys]);
  const rest = new PlainObject();
  for (const key of keys)
    if (!taken.has(key)) rest.slots.set(key, { value: getMember(run, value, key), writer: undefined });
  return rest;
}

/** Declares the functions of a statement list before its first statement runs, as JavaScript hoists them, unless the slice leaves them out. */
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
      run.skips(declaration)
    )
      continue;
    // One without a name is a default export.
    const made = functionValue(run, declaration, frame);
    const variable = declaration.id ? run.file.variableOf(declaration.id) : undefined;
    if (variable) frame.cells.set(variable, made);
  }
}

/** A variable, and the `var` declaration that hoists it. */
type Hoisted = readonly [Variable, Node];

const hoisted = new WeakMap<readonly Node[], readonly Hoisted[]>();

/** The variables that `var` declares anywhere in a function's or module's statements, nested functions excluded. */
function hoistedVariables(run: Run, statements: readonly Node[]): readonly Hoisted[] {
  const known = hoisted.get(statements);
  if (known) return known;
  const variables: Hoisted[] = [];
  const pending = [...statements];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'VariableDeclaration' && node.kind === 'var' && !node.declare) {
      const declaration = node;
      for (const { id } of node.declarations)
        variables.push(...variablesIn(run, id).map((variable): Hoisted => [variable, declaration]));
    }
    if (!isFunctionNode(node) && node.type !== 'ClassBody') pending.push(...childrenOf(node));
  }
  hoisted.set(statements, variables);
  return variables;
}

function variablesIn(run: Run, pattern: Node): Variable[] {
  const variables: Variable[] = [];
  walk(pattern, (node) => {
    const variable = run.file.variableOf(node);
    if (variable?.defs.some((definition) => definition.name === node)) variables.push(variable);
  });
  return variables;
}

/** Declares the `var` variables of a function or module, without a value yet, unless the slice leaves them out. */
export function declareVariables(run: Run, statements: readonly Node[], frame: Frame): void {
  for (const [variable, declaration] of hoistedVariables(run, statements))
    if (!frame.cells.has(variable) && !run.skips(declaration)) frame.cells.set(variable, undefined);
}

/** Declares a class under its name. */
export function declareClass(run: Run, node: TSESTree.ClassDeclaration, frame: Frame): void {
  const value = defineClass(run, node, frame);
  for (const variable of variablesOfClass(run.file, node)) frame.cells.set(variable, value);
}
