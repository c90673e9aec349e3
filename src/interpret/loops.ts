import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../source/syntax.js';
import { awaited } from './call.js';
import { evaluate } from './evaluate.js';
import { execute, type Completion } from './execute.js';
import { Frame } from './frame.js';
import { visited } from './iterate.js';
import { memberOfUnknown } from './members.js';
import { ownKeys } from './natives/object-members.js';
import { truthy } from './operators.js';
import { assignPattern, bindPattern } from './patterns.js';
import { Undecided, type Run } from './run.js';
import { ObjectValue, opaque, Unknown, type Value } from './values.js';

type EachLoop = TSESTree.ForOfStatement | TSESTree.ForInStatement;
type Loop = EachLoop | TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement;

export const isLoop = (node: Node): node is Loop =>
  node.type === 'ForOfStatement' ||
  node.type === 'ForInStatement' ||
  node.type === 'ForStatement' ||
  node.type === 'WhileStatement' ||
  node.type === 'DoWhileStatement';

/** Executes a loop; `labels` are the names that `break` and `continue` may call it by. */
export function executeLoop(
  run: Run,
  node: Loop,
  frame: Frame,
  labels: readonly string[],
): Completion | undefined {
  const iteration = (inner: Frame): Outcome => outcomeOf(execute(run, node.body, inner), labels);
  switch (node.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      return executeEach(run, node, frame, iteration);
    case 'ForStatement':
      return executeFor(run, node, frame, iteration);
    default:
      return executeWhile(run, node, frame, iteration);
  }
}

/** Whether a loop ends after a round, and what it hands outwards if so. */
interface Outcome {
  readonly ends: boolean;
  readonly result?: Completion;
}

function outcomeOf(completion: Completion | undefined, labels: readonly string[]): Outcome {
  if (!completion) return { ends: false };
  if (completion.type === 'return') return { ends: true, result: completion };
  const isMeant = completion.label === undefined || labels.includes(completion.label);
  if (!isMeant) return { ends: true, result: completion };
  return { ends: completion.type === 'break' };
}

function executeEach(
  run: Run,
  node: EachLoop,
  frame: Frame,
  iteration: (inner: Frame) => Outcome,
): Completion | undefined {
  for (const item of roundsOf(run, node, evaluate(run, node.right, frame))) {
    run.step();
    const inner = new Frame(frame, frame.thisValue);
    const value = node.type === 'ForOfStatement' && node.await ? awaited(item) : item;
    const declaration = node.left.type === 'VariableDeclaration' ? node.left : undefined;
    const declared = declaration?.declarations[0]?.id;
    if (!declared) assignPattern(run, node.left, value, inner, node);
    else bindPattern(run, declared, value, declaration.kind === 'var' ? frame.variableFrame : inner);
    const { ends, result } = iteration(inner);
    if (ends) return result;
  }
  return undefined;
}

/** What a loop over `subject` visits. Over something unknown: nothing, or one unknown element. */
function roundsOf(run: Run, node: EachLoop, subject: Value): Iterable<Value> {
  const items = node.type === 'ForOfStatement' ? visited(run, subject) : namesIn(run, subject);
  if (!(items instanceof Unknown)) return items;
  return truthy(run, new Unknown(items.provenance, items.reason)) ? [memberOfUnknown(items, '0')] : [];
}

/** What `for…in` visits: inherited names, too. */
const namesIn = (run: Run, subject: Value): readonly string[] | Unknown =>
  subject instanceof ObjectValue && subject.inherits
    ? opaque('names that are inherited')
    : ownKeys(run, subject);

function executeFor(
  run: Run,
  node: TSESTree.ForStatement,
  frame: Frame,
  iteration: (inner: Frame) => Outcome,
): Completion | undefined {
  let inner = new Frame(frame, frame.thisValue);
  if (node.init) {
    if (node.init.type === 'VariableDeclaration') execute(run, node.init, inner);
    else evaluate(run, node.init, inner);
  }
  for (;;) {
    run.step();
    if (node.test && !goesOn(run, evaluate(run, node.test, inner))) return undefined;
    const { ends, result } = iteration(inner);
    if (ends) return result;
    // Each round has variables of its own, which closures made in it keep.
    const next = new Frame(frame, frame.thisValue);
    for (const [variable, value] of inner.cells) next.cells.set(variable, value);
    inner = next;
    if (node.update) evaluate(run, node.update, inner);
  }
}

function executeWhile(
  run: Run,
  node: TSESTree.WhileStatement | TSESTree.DoWhileStatement,
  frame: Frame,
  iteration: (inner: Frame) => Outcome,
): Completion | undefined {
  for (let isFirst = node.type === 'DoWhileStatement'; ; isFirst = false) {
    run.step();
    if (!isFirst && !goesOn(run, evaluate(run, node.test, frame))) return undefined;
    const { ends, result } = iteration(frame);
    if (ends) return result;
  }
}

function goesOn(run: Run, test: Value): boolean {
  if (test instanceof Unknown) throw new Undecided('a loop whose end is unknown');
  return truthy(run, test);
}
