import path = require('node:path');
import url = require('node:url');
import workerThreads = require('node:worker_threads');
import type { Outcome, Task } from './thread.js' with { 'resolution-mode': 'import' };

interface Waiting {
  readonly api: { stats(name: string, quantity?: number): void; report(message: string): void };
  resolve(output: string | undefined): void;
  reject(error: Error): void;
}

/**
 * The jscodeshift transform that runs the ES module `name`, which lies beside this file in dist/codemods, in a thread.
 *
 * jscodeshift loads transforms behind a Babel hook that turns ES modules into CommonJS, on which the parser's module
 * breaks, and compiles every dependency anew, which takes 14 seconds for ESLint. Hooks do not reach into a thread.
 */
function inThread(
  name: string,
  // Spelt out, because a CommonJS module that exports a function can export no name for this type beside it.
): (
  file: { path: string; source: string },
  api: { stats(name: string, quantity?: number): void; report(message: string): void },
  options: Record<string, unknown>,
) => Promise<string | undefined> {
  const waiting = new Map<number, Waiting>();
  let started: workerThreads.Worker | undefined;
  let lastId = 0;

  const start = (): workerThreads.Worker => {
    const worker = new workerThreads.Worker(path.join(__dirname, 'transform-thread.js'), {
      workerData: url.pathToFileURL(path.join(__dirname, name)).href,
    });
    const settle = (id: number): Waiting | undefined => {
      const task = waiting.get(id);
      waiting.delete(id);
      // The thread keeps the process alive only as long as somebody waits for it.
      if (waiting.size === 0) worker.unref();
      return task;
    };
    worker.on('message', ({ id, result, calls }: Outcome) => {
      const task = settle(id);
      if (!task) return;
      for (const call of calls) {
        if ('stats' in call) task.api.stats(call.stats, call.quantity);
        else task.api.report(call.report);
      }
      // jscodeshift prints the stack, too, and here it would be that of this listener.
      if ('error' in result) task.reject(Object.assign(new Error(result.error), { stack: '' }));
      else task.resolve(result.output);
    });
    worker.on('error', (error) => {
      started = undefined;
      for (const id of [...waiting.keys()]) settle(id)?.reject(error);
    });
    return worker;
  };

  return (file, api, options) =>
    new Promise((resolve, reject) => {
      started ??= start();
      started.ref();
      lastId += 1;
      waiting.set(lastId, { api, resolve, reject });
      const task: Task = {
        id: lastId,
        file: { path: file.path, source: file.source },
        // What came over a command line survives this; what else a caller may have put there cannot cross into a thread.
        options: JSON.parse(JSON.stringify(options)) as Task['options'],
      };
      started.postMessage(task);
    });
}

export = inThread;
