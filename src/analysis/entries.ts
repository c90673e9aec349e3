import { ancestorsOf, type SourceFile } from '../source/file.js';
import { isFunctionNode, type FunctionNode, type Node } from '../source/syntax.js';
import { variableNaming } from '../source/variable-naming.js';

/** A way execution comes to a site: the functions to enter, outermost first, and the calls inside the file that lead on. */
export interface Entry {
  readonly functions: readonly FunctionNode[];
  readonly calls: readonly Node[];
  /** Those of `functions` that only run if the program calls them: they are never entered from outside. */
  readonly called: ReadonlySet<FunctionNode>;
}

/** How many callers a helper function is followed up through, and how many ways are tried in all. */
const MAX_CALLERS = 4;
const MAX_ENTRIES = 12;

/**
 * Every way to `root`. A function that is only called inside the file is entered through its callers, so that its
 * parameters are what they pass; one that leaves the file is entered with parameters nobody knows.
 */
export function entriesTo(file: SourceFile, root: Node): Entry[] {
  return waysTo(file, root, MAX_CALLERS, new Set()).slice(0, MAX_ENTRIES);
}

function waysTo(file: SourceFile, node: Node, depth: number, visited: ReadonlySet<FunctionNode>): Entry[] {
  const around = functionsAround(file, node);
  const direct: Entry = { functions: around, calls: [], called: new Set() };
  for (const owner of around.toReversed()) {
    if (depth === 0 || visited.has(owner)) continue;
    const { calls, escapes } = usesOf(file, owner);
    if (calls.length === 0) continue;
    const indirect = calls.flatMap((call) =>
      waysTo(file, call, depth - 1, new Set([...visited, owner])).map((way) => ({
        functions: [...way.functions.filter((fn) => !around.includes(fn)), ...around],
        calls: [...way.calls, call],
        called: new Set([...way.called, owner]),
      })),
    );
    return escapes ? [direct, ...indirect] : indirect;
  }
  return [direct];
}

/** The functions around a node, outermost first. */
function functionsAround(file: SourceFile, node: Node): FunctionNode[] {
  return [...ancestorsOf(file, node)].filter((parent) => isFunctionNode(parent)).reverse();
}

/** The calls of a named function in this file, and whether it is also handed on or exported. */
function usesOf(file: SourceFile, owner: FunctionNode): { calls: Node[]; escapes: boolean } {
  const variable = variableNaming(file, owner);
  const calls: Node[] = [];
  let escapes = isExportedDeclaration(file, owner);
  for (const { identifier } of variable?.references ?? []) {
    const parent = file.parentOf(identifier);
    const isInside = [...ancestorsOf(file, identifier)].includes(owner);
    if (parent?.type === 'CallExpression' && parent.callee === identifier) {
      if (!isInside) calls.push(parent);
    } else if (parent?.type !== 'VariableDeclarator') {
      escapes = true;
    }
  }
  return { calls, escapes };
}

function isExportedDeclaration(file: SourceFile, owner: FunctionNode): boolean {
  for (const parent of ancestorsOf(file, owner)) {
    if (parent.type === 'ExportNamedDeclaration' || parent.type === 'ExportDefaultDeclaration') return true;
    if (parent.type !== 'VariableDeclaration' && parent.type !== 'VariableDeclarator') return false;
  }
  return false;
}
