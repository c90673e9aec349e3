import { ancestorsOf, type SourceFile } from '../source/file.js';
import { isFunctionNode, type FunctionNode, type Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { functionNamed } from '../middleware/parameters.js';
import type { Outcome } from './simulate.js';

/** A site that was asked, and what came of it. */
export interface AskedSite {
  readonly site: Site;
  readonly outcome: Outcome;
}

/**
 * Whether something in the file that `mayRefuse` might keep an answer from being given, other than what was run to give it.
 *
 * @param setUp what stands in functions that set the server up, and do not answer.
 */
export function isCheckedElsewhere(
  file: SourceFile,
  { site, outcome: { evidence, executed } }: AskedSite,
  mayRefuse: (node: Node) => boolean,
  setUp?: Node,
): boolean {
  const gate = site.place(evidence);
  return file.nodes.some(
    (node) => mayRefuse(node) && !isInside(file, node, gate) && !answersTo(file, node, executed, setUp),
  );
}

/**
 * Whether a node belongs to a function that was run to answer, which says what came of it, or is the event that such a
 * function listens to.
 */
function answersTo(
  file: SourceFile,
  node: Node,
  executed: ReadonlySet<Node>,
  setUp: Node | undefined,
): boolean {
  const parent = file.parentOf(node);
  const listener =
    parent?.type === 'CallExpression' && parent.arguments[0] === node && parent.arguments[1]
      ? functionAt(file, parent.arguments[1])
      : undefined;
  const owner = listener ?? [...ancestorsOf(file, node)].find(isFunctionNode);
  return owner !== undefined && executed.has(owner) && !(setUp && isInside(file, setUp, owner));
}

const isInside = (file: SourceFile, node: Node, outer: Node): boolean =>
  node === outer || [...ancestorsOf(file, node)].includes(outer);

/** The function of this file that stands at a node, or is named there. */
export const functionAt = (file: SourceFile, node: Node): FunctionNode | undefined =>
  isFunctionNode(node) ? node : functionNamed(file, node);
