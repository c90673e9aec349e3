import { parentPort, workerData } from 'node:worker_threads';
import type { Transform } from './transform.js';

/** A file for the transform. */
export interface Task {
  readonly id: number;
  readonly file: { readonly path: string; readonly source: string };
  readonly options: Readonly<Record<string, unknown>>;
}

/** What became of a task. */
export interface Outcome {
  readonly id: number;
  readonly result: { readonly output: string | undefined } | { readonly error: string };
  /** What the transform told jscodeshift's `api`, in its order. */
  readonly calls: readonly (
    { readonly stats: string; readonly quantity: number } | { readonly report: string }
  )[];
}

/** The program of a thread that runs one transform: the default export of the module whose address it is given. */
async function main(address: string): Promise<void> {
  const { default: transform } = (await import(address)) as { default: Transform };
  parentPort?.on('message', (task: Task) => {
    parentPort?.postMessage(outcomeOf(task, transform));
  });
}

function outcomeOf({ id, file, options }: Task, transform: Transform): Outcome {
  const calls: Outcome['calls'][number][] = [];
  const api = {
    stats: (stats: string, quantity = 1): void => void calls.push({ stats, quantity }),
    report: (report: string): void => void calls.push({ report }),
  };
  try {
    return { id, result: { output: transform(file, api, options) }, calls };
  } catch (error) {
    return { id, result: { error: error instanceof Error ? error.message : String(error) }, calls };
  }
}

await main(String(workerData));
