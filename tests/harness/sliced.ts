import { call } from '../../src/interpret/call.js';
import { executeList } from '../../src/interpret/execute.js';
import { Frame } from '../../src/interpret/frame.js';
import { Run, Thrown, Undecided, type Choose } from '../../src/interpret/run.js';
import { sliceFor } from '../../src/interpret/slice.js';
import { opaque, type Value } from '../../src/interpret/values.js';
import { ancestorsOf } from '../../src/source/file.js';
import { isFunctionNode } from '../../src/source/syntax.js';
import { plain } from './interpret.js';
import { parsed } from './parsed.js';

/** What interpreting the slice of a program shows of its calls of `probe`. */
export interface Sliced {
  /** What `probe` was called with, each time. */
  readonly seen: readonly unknown[];
  /** How the program ended, if not in the ordinary way. */
  readonly stopped: 'threw' | 'undecided' | undefined;
  /** Whether the statement that contains `text` was left out. */
  leavesOut(text: string): boolean;
}

/**
 * Interprets as much of a program as its calls of `probe` depend on. The functions around the first of them are
 * entered from outside, with unknown arguments, while a request is answered.
 */
export function sliced(
  text: string,
  options: { environment?: Readonly<Record<string, string>>; choose?: Choose } = {},
): Sliced {
  const file = parsed(text, '/program.ts');
  const probes = file.nodes.filter(
    (node) => node.type === 'CallExpression' && file.textOf(node.callee) === 'probe',
  );
  const [first] = probes;
  if (!first) throw new Error('the program calls no probe');
  const entered = [...ancestorsOf(file, first)].filter((node) => isFunctionNode(node)).reverse();
  const slice = sliceFor(file, probes, [], new Set(entered));
  const seen: unknown[] = [];
  const record = ([value]: readonly Value[]): Value => {
    seen.push(plain(value));
    return undefined;
  };
  const run = new Run(file, (name) => options.environment?.[name], options.choose ?? (() => true), slice, {
    calls: new Map(probes.map((probe) => [probe, record])),
    values: new Map(),
    replacements: new Map(),
  });
  let stopped: Sliced['stopped'];
  try {
    executeList(run, file.program.body, new Frame(undefined, undefined, true));
    run.phase = 'request';
    for (const node of entered) {
      const closure = run.closures.get(node);
      if (closure && !run.executed.has(node))
        call(
          run,
          closure,
          undefined,
          node.params.map(() => opaque('a parameter')),
        );
    }
  } catch (stop) {
    if (!(stop instanceof Thrown || stop instanceof Undecided)) throw stop;
    stopped = stop instanceof Thrown ? 'threw' : 'undecided';
  }
  return {
    seen,
    stopped,
    leavesOut: (part) =>
      [...slice.skipped].some(
        (node) => file.textOf(node).startsWith(part) || file.textOf(node).startsWith(`export ${part}`),
      ),
  };
}
