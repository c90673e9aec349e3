#!/usr/bin/env node
import writeFileAtomic from 'write-file-atomic';
import manifest from '../package.json' with { type: 'json' };
import { mentionsCors, mentionsOtherServers } from '../src/analysis/gate.js';
import { run } from './guard/run.js';

// `cors-guard check | head`: a reader that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    mentionsCors,
    mentionsOtherServers,
    loadPlugin: async () => (await import('../src/index.js')).default,
    loadExplainer: async () => (await import('../src/hosts/explain.js')).explainText,
    replaceFile: (path, content) => writeFileAtomic(path, content),
  },
  manifest.version,
);
