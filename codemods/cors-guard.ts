#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' };
import { run } from './guard/run.js';
import { surroundingsHere } from './guard/surroundings-here.js';

// `cors-guard check | head`: a reader that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(
  process.argv.slice(2),
  surroundingsHere(process.cwd(), process.stdout, process.stderr),
  manifest.version,
);
