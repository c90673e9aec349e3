#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import manifest from '../package.json' with { type: 'json' };
import { mentionsCors, mentionsOtherServers } from '../src/analysis/gate.js';
import { run } from './guard/run.js';

// `cors-guard check | head`: a reader that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** This package, also where it is not built. */
const folder = dirname(createRequire(import.meta.url).resolve('eslint-plugin-cors/package.json'));

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
    readRulePage: (name) => readFileSync(join(folder, `docs/rules/${name}.md`), 'utf8'),
    replaceFile: (path, content) => writeFileAtomic(path, content),
  },
  manifest.version,
);
