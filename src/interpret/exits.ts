import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, oncePerFile, type SourceFile } from '../source/file.js';
import { isFunctionNode, memberName, type FunctionNode, type Node } from '../source/syntax.js';
import { isLoop } from './loops.js';

export function enclosingFunction(file: SourceFile, node: Node): FunctionNode | undefined {
  for (const parent of ancestorsOf(file, node)) if (isFunctionNode(parent)) return parent;
  return undefined;
}

/**
 * Throws and exits of the module, and what leaves an entered body, or a loop or switch of it, before its last root is
 * reached for the last time.
 */
export function exitsBefore(
  file: SourceFile,
  roots: readonly Node[],
  entered: ReadonlySet<FunctionNode>,
): Node[] {
  const ends = new Map([...entered].map((owner) => [owner, lastEndIn(file, owner, roots)]));
  return exitsIn(file).filter((node) => {
    const owner = enclosingFunction(file, node);
    return owner ? node.range[0] < (ends.get(owner) ?? -1) : true;
  });
}

/** Where the roots inside `owner` end, the loops and switches around them included. */
function lastEndIn(file: SourceFile, owner: FunctionNode, roots: readonly Node[]): number {
  let end = -1;
  for (const root of roots) {
    if (!contains(owner, root)) continue;
    end = Math.max(end, root.range[1]);
    for (const parent of ancestorsOf(file, root)) {
      if (parent === owner) break;
      if (isLoop(parent) || parent.type === 'SwitchStatement') end = Math.max(end, parent.range[1]);
    }
  }
  return end;
}

const contains = (outer: Node, inner: Node): boolean =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

const exitsIn = oncePerFile((file): readonly Node[] => [
  ...file.nodesOfType('ReturnStatement'),
  ...file.nodesOfType('BreakStatement'),
  ...file.nodesOfType('ContinueStatement'),
  ...endsOfProgram(file),
  ...file
    .nodesOfType('CallExpression')
    .filter((node) => mayRefuse(file, node) && enclosingFunction(file, node) !== undefined),
]);

/**
 * Whether a call is a statement that may be there to throw where a request is refused: one that is awaited, or one of a name
 * with a single argument.
 */
function mayRefuse(file: SourceFile, node: TSESTree.CallExpression): boolean {
  const parent = file.parentOf(node);
  const isAwaited = parent?.type === 'AwaitExpression';
  if ((isAwaited ? file.parentOf(parent) : parent)?.type !== 'ExpressionStatement') return false;
  const isCheck = node.callee.type === 'Identifier' && node.arguments.length === 1;
  return isCheck || (isAwaited && node.arguments.length > 0);
}

/** What may end the set-up of a server. */
const endsOfProgram = oncePerFile((file): readonly Node[] => [
  ...file.nodesOfType('ThrowStatement'),
  ...file.nodesOfType('CallExpression').filter((node) => endsProcess(node)),
]);

const endsProcess = ({ callee }: TSESTree.CallExpression): boolean =>
  callee.type === 'MemberExpression' &&
  callee.object.type === 'Identifier' &&
  callee.object.name === 'process' &&
  memberName(callee) === 'exit';

/**
 * The functions of the file that may end the set-up when the module calls them. Not asynchronous ones: what those throw
 * ends nothing in our model.
 */
export const guardsOf = oncePerFile((file): ReadonlySet<FunctionNode> => {
  const guards = new Set<FunctionNode>();
  for (const node of endsOfProgram(file)) {
    const owner = enclosingFunction(file, node);
    if (owner && !owner.async && !owner.generator) guards.add(owner);
  }
  return guards;
});
