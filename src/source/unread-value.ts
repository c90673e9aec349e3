import { ancestorsOf, type SourceFile, type Variable } from './file.js';
import { isFunctionNode, type FunctionNode, type Node } from './syntax.js';
import { variableNaming } from './variable-naming.js';

/**
 * Whether nobody gets the value of an expression: it is kept in a variable that the file neither reads nor exports, or
 * returned by a function whose every call has a value that nobody gets.
 */
export function isLeftUnread(
  file: SourceFile,
  node: Node,
  through: ReadonlySet<FunctionNode> = new Set(),
): boolean {
  const parent = file.parentOf(node);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    return readersOf(file, file.variableOf(parent.id))?.length === 0;
  }
  const owner = returning(file, node);
  if (!owner || through.has(owner)) return false;
  const readers = readersOf(file, variableNaming(file, owner)) ?? [];
  const calls = readers.flatMap((reader) => {
    const call = file.parentOf(reader);
    return call?.type === 'CallExpression' && call.callee === reader ? [call] : [];
  });
  return (
    calls.length > 0 &&
    calls.length === readers.length &&
    calls.every((call) => isLeftUnread(file, call, new Set([...through, owner])))
  );
}

/** The function that returns what an expression gives. */
function returning(file: SourceFile, node: Node): FunctionNode | undefined {
  const parent = file.parentOf(node);
  if (parent?.type === 'ArrowFunctionExpression') return parent.body === node ? parent : undefined;
  return parent?.type === 'ReturnStatement'
    ? [...ancestorsOf(file, parent)].find((ancestor) => isFunctionNode(ancestor))
    : undefined;
}

/** Where a variable is read; undefined for one that the file exports where it is declared, and for none. */
function readersOf(file: SourceFile, variable: Variable | undefined): Node[] | undefined {
  const isExported = variable?.identifiers.some((identifier) =>
    [...ancestorsOf(file, identifier)]
      .slice(0, 3)
      .some(({ type }) => type === 'ExportNamedDeclaration' || type === 'ExportDefaultDeclaration'),
  );
  return isExported === false
    ? variable?.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier)
    : undefined;
}
