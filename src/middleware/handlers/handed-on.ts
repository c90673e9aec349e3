import type { SourceFile } from '../../source/file.js';
import { isFunctionNode, type FunctionNode, type Node } from '../../source/syntax.js';
import { enclosingFunction } from '../../interpret/exits.js';
import { variableNaming } from '../../source/variable-naming.js';
import { exportedNames } from './exported-functions.js';

/** How many names, lists and factories a function is followed through. */
const MAX_STEPS = 5;

/**
 * The expressions that stand for a function where it is handed on: itself, its name, a list it is part of, a call of the
 * factory of the file that returns it.
 */
export function standInsFor(file: SourceFile, handler: FunctionNode): Node[] {
  const found = new Set<Node>();
  let round: Node[] = [handler];
  for (let step = 0; step < MAX_STEPS && round.length > 0; step++) {
    for (const node of round) found.add(node);
    round = round.flatMap((node) => nextOf(file, node)).filter((node) => !found.has(node));
  }
  return [...found];
}

/** Whether a function can be called from outside the file: by an export, by what an exported factory returns, as a method. */
export function leavesFile(file: SourceFile, handler: FunctionNode, depth = MAX_STEPS): boolean {
  return standInsFor(file, handler).some((node) => {
    if (exportedNames(file, node).length > 0 || file.parentOf(node)?.type === 'MethodDefinition') return true;
    const factory = factoryReturning(file, node);
    return factory !== undefined && depth > 0 && leavesFile(file, factory, depth - 1);
  });
}

/** Whether the file itself calls a function by its name. */
export const isCalledByName = (file: SourceFile, handler: FunctionNode): boolean =>
  callsOf(file, handler).length > 0;

/** The function whose result a node is. */
function factoryReturning(file: SourceFile, node: Node): FunctionNode | undefined {
  const parent = file.parentOf(node);
  if (parent?.type === 'ReturnStatement') return enclosingFunction(file, parent);
  return parent?.type === 'ArrowFunctionExpression' && parent.body === node ? parent : undefined;
}

function nextOf(file: SourceFile, node: Node): Node[] {
  const parent = file.parentOf(node);
  const named = isFunctionNode(node) ? mentionsOf(file, node) : [];
  const factory = factoryReturning(file, node);
  if (factory) return [...named, ...callsOf(file, factory)];
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init === node && !isFunctionNode(node) && parent.id.type === 'Identifier'
        ? referencesOf(file, parent.id)
        : named;
    case 'ArrayExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return [...named, parent];
    default:
      return named;
  }
}

/** The places where a function is mentioned by its name. */
const mentionsOf = (file: SourceFile, node: FunctionNode): Node[] => {
  const variable = variableNaming(file, node);
  const [name] = variable?.identifiers ?? [];
  return name ? referencesOf(file, name) : [];
};

/** Reads of a variable, by any of its identifiers. */
const referencesOf = (file: SourceFile, name: Node): Node[] =>
  (file.variableOf(name)?.references ?? [])
    .filter((reference) => !reference.isWrite())
    .map(({ identifier }) => identifier);

const callsOf = (file: SourceFile, factory: FunctionNode): Node[] =>
  mentionsOf(file, factory).flatMap((mention) => {
    const call = file.parentOf(mention);
    return call?.type === 'CallExpression' && call.callee === mention ? [call] : [];
  });
