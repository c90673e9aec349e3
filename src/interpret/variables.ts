import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type Variable } from '../source/file.js';
import { isFunctionNode, type FunctionNode } from '../source/syntax.js';
import type { Frame } from './frame.js';
import { globalValue, moduleValue } from './globals.js';
import { getMember } from './members.js';
import { defaultOf, isLive } from './modules/linked.js';
import { throwTypeError } from './operators.js';
import type { Run } from './run.js';
import { isPrimitive, opaque, type Value } from './values.js';

/** The value of a variable where `frame` is in force. */
export function readVariable(run: Run, identifier: TSESTree.Identifier, frame: Frame): Value {
  const variable = run.file.variableOf(identifier);
  if (!variable || variable.defs.length === 0) {
    if (identifier.name === 'arguments') return argumentsAround(frame);
    return globalValue(run, identifier.name, run.file.fileOf(identifier)) ?? globalUndefined(identifier.name);
  }
  const holder = frame.holding(variable);
  const value = holder?.cells.get(variable);
  // Nothing that is done through another name of it changes a text that is given once.
  const isSettled = isGivenOnce(variable) && holder !== undefined && isPrimitive(value);
  if (!isSettled && changesElsewhere(run, variable)) {
    return opaque(`'${variable.name}' is changed by code that runs at another time`);
  }
  if (holder) return value;
  return importedValue(run, variable) ?? opaque(`'${variable.name}' has no value yet`);
}

/** Gives a variable that exists already a new value. Throws the program's TypeError for a constant. */
export function writeVariable(run: Run, identifier: TSESTree.Identifier, value: Value, frame: Frame): void {
  const variable = run.file.variableOf(identifier);
  if (!variable) return;
  if (variable.defs[0]?.type === 'ImportBinding' || isConstant(variable))
    throwTypeError('Assignment to constant variable');
  (frame.holding(variable) ?? frame).cells.set(variable, value);
}

function isConstant({ defs: [definition] }: Variable): boolean {
  return definition?.type === 'Variable' && definition.parent.kind === 'const';
}

/** Whether nothing writes a variable but its declaration, or the call of a function whose parameter it is. */
export const isGivenOnce = (variable: Variable): boolean =>
  isConstant(variable) || variable.references.every((reference) => !reference.isWrite() || reference.init);

const globalUndefined = (name: string): Value =>
  name === 'undefined' ? undefined : opaque(`'${name}' is not declared in this file`);

/**
 * Whether a function writes the variable that this run did not execute, and that may have run: at any time before a
 * request is answered, or while something unknown was iterated over.
 */
const changesElsewhere = (run: Run, variable: Variable): boolean =>
  run
    .distantWritersOf(variable)
    .some(
      (writer) =>
        !run.executed.has(writer) &&
        (run.phase === 'request' || run.calledUnseen.has(writer)) &&
        mayExist(run, variable, writer),
    );

/**
 * Whether a function that writes a variable may have been made by now. What stands in the function that has the variable is made
 * while that one runs, and before that there is nothing to call.
 */
function mayExist(run: Run, variable: Variable, writer: FunctionNode): boolean {
  const { block } = variable.scope;
  if (block.type === 'Program') return true;
  let outermost = writer;
  for (const parent of ancestorsOf(run.file, writer)) {
    if (parent === block) return run.closures.has(outermost);
    if (isFunctionNode(parent)) outermost = parent;
  }
  return true;
}

/** `arguments`, where it means what a function was called with. */
const argumentsAround = (frame: Frame): Value =>
  frame.nearest(({ args }) => args !== undefined)?.args ?? opaque("'arguments' outside a function");

function importedValue(run: Run, variable: Variable): Value {
  const known = run.imports.get(variable);
  if (known !== undefined) return known;
  const definition = variable.defs[0];
  if (definition?.type !== 'ImportBinding') return undefined;
  const module = importedModule(run, definition.node, definition.parent);
  const value = bindingOf(run, module, definition.node);
  // What another file exports may be given another value.
  if (!isLive(module)) run.imports.set(variable, value);
  return value;
}

/** The module that an import names. */
function importedModule(
  run: Run,
  specifier: TSESTree.Node,
  declaration: TSESTree.Node | null | undefined,
): Value {
  const from = run.file.fileOf(specifier);
  if (specifier.type === 'TSImportEqualsDeclaration') {
    const reference = specifier.moduleReference;
    const module =
      reference.type === 'TSExternalModuleReference' ? requiredText(reference.expression) : undefined;
    return module === undefined ? opaque('an import alias') : moduleValue(run, module, from);
  }
  return declaration?.type === 'ImportDeclaration'
    ? moduleValue(run, declaration.source.value, from)
    : opaque('an import');
}

/** What an import takes from its module. */
function bindingOf(run: Run, module: Value, specifier: TSESTree.Node): Value {
  if (specifier.type === 'ImportDefaultSpecifier') return defaultOf(run, module);
  if (specifier.type !== 'ImportSpecifier') return module;
  const name = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
  return name === 'default' ? defaultOf(run, module) : getMember(run, module, name);
}

const requiredText = (node: TSESTree.Node): string | undefined =>
  node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
