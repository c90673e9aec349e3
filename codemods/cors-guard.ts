#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' };
import { progressBar } from './guard/progress-bar.js';
import { run } from './guard/run.js';
import type { Surroundings } from './guard/surroundings.js';
import { surroundingsHere } from './guard/surroundings-here.js';

// `cors-guard check | head`: a reader that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const surroundings: Surroundings = {
  ...surroundingsHere(process.cwd(), process.stdout, process.stderr),
  progress: (total) => progressBar(process.stderr, process.env, total),
  // Until files are written, and after, an interrupt ends the process: there is nothing to tell.
  async stoppable(work) {
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    process.on('SIGINT', stop);
    try {
      return await work(controller.signal);
    } finally {
      process.off('SIGINT', stop);
    }
  },
};

process.exitCode = await run(process.argv.slice(2), surroundings, manifest.version);
