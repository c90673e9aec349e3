import type { FunctionNode } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import { executeList } from '../interpret/execute.js';
import { Frame } from '../interpret/frame.js';
import { Undecided, type Run } from '../interpret/run.js';
import type { Value } from '../interpret/values.js';
import type { Entry } from './entries.js';
import { receiverOf } from './receivers.js';

/**
 * Executes the module and enters the functions of an entry, outermost first, but for those that the program calls itself.
 *
 * @param prepare is told of each function before it may be entered, and gives what its arguments are made with.
 * @param perform does the work of entering one of them.
 * @returns what the last function that was entered returned.
 */
export function enterAll(
  run: Run,
  entry: Entry,
  prepare: (node: FunctionNode, index: number) => () => readonly Value[],
  perform: (work: () => Value) => Value = (work) => work(),
): Value {
  executeList(run, run.file.program.body, new Frame(undefined, undefined, true));
  let result: Value;
  for (const [index, node] of entry.functions.entries()) {
    const argumentsOf = prepare(node, index);
    const isEntered = !run.executed.has(node) && !entry.called.has(node);
    if (isEntered) result = perform(() => enter(run, node, entry, argumentsOf));
  }
  return result;
}

function enter(run: Run, node: FunctionNode, entry: Entry, argumentsOf: () => readonly Value[]): Value {
  const receiver = receiverOf(run, node);
  const closure = run.closures.get(node);
  // The function that would have made it was not called: nothing of the site is set up.
  if (!closure && entry.called.size > 0) return undefined;
  if (!closure) throw new Undecided('the function around the site is never created');
  return call(run, closure, receiver, argumentsOf());
}
