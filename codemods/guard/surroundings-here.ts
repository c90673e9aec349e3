import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { mentionsCors, mentionsOtherServers } from '../../src/analysis/gate.js';
import { UNSEEN } from './progress-bar.js';
import type { Output, Surroundings } from './surroundings.js';

/** What surrounds this process: its files, and the rules of this package. */
export const surroundingsHere = (cwd: string, stdout: Output, stderr: Output): Surroundings => ({
  cwd,
  env: process.env,
  stdout,
  stderr,
  mentionsCors,
  mentionsOtherServers,
  loadPlugin: async () => (await import('../../src/index.js')).default,
  loadExplainer: async () => (await import('../../src/hosts/explain.js')).explainText,
  readRulePage: (name) => readFileSync(join(packageFolder(), `docs/rules/${name}.md`), 'utf8'),
  replaceFile: (path, content) => writeFileAtomic(path, content),
  progress: () => Promise.resolve(UNSEEN),
  stoppable: (work) => work(new AbortController().signal),
});

/** A package may ask for itself by name, also where it is not built. */
const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('eslint-plugin-cors/package.json'));
