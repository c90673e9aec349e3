import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { onTestFinished } from 'vitest';
import type { Surroundings } from '../../codemods/guard/surroundings.js';
import { UNSEEN } from '../../codemods/guard/progress-bar.js';
import { run } from '../../codemods/guard/run.js';
import { explainText } from '../../src/hosts/explain.js';
import { root } from '../repository/root.js';
import { samplePlugin } from '../hosts/sample-plugin.js';

export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** A folder with files, and cors-guard run in it with the sample plugin. */
export interface Session {
  readonly folder: string;
  readonly pathOf: (name: string) => string;
  readonly read: (name: string) => string;
  readonly write: (name: string, content: string | Buffer) => void;
  readonly git: (...commands: string[]) => void;
  readonly guard: (argv: readonly string[], changed?: Partial<Surroundings>) => Promise<Ran>;
}

/** A new folder that holds `files`; it goes when the test ends. */
export function guardSession(files: Readonly<Record<string, string | Buffer>>): Session {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cors-guard-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

  const pathOf = (name: string): string => join(folder, name);
  const write: Session['write'] = (name, content) => {
    mkdirSync(dirname(pathOf(name)), { recursive: true });
    writeFileSync(pathOf(name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);

  return {
    folder,
    pathOf,
    write,
    read: (name) => readFileSync(pathOf(name), 'utf8'),
    git: (...commands) => {
      const identity = [
        '-c',
        'user.name=Example',
        '-c',
        'user.email=dev@example.com',
        '-c',
        'commit.gpgsign=false',
      ];
      execFileSync('git', [...identity, ...commands], { cwd: folder, stdio: 'ignore' });
    },
    guard: async (argv, changed = {}) => {
      const ran: Ran = { exitCode: -1, stdout: '', stderr: '' };
      const surroundings: Surroundings = {
        cwd: folder,
        env: {},
        stdout: { write: (text) => (ran.stdout += text) },
        stderr: { write: (text) => (ran.stderr += text) },
        mentionsCors: (text) => text.includes('cors'),
        mentionsOtherServers: (text) => text.includes('ws'),
        loadPlugin: () => Promise.resolve(samplePlugin),
        loadExplainer: () => Promise.resolve(explainText),
        readRulePage: (name) => readFileSync(join(root, `docs/rules/${name}.md`), 'utf8'),
        replaceFile: (path, content) => writeFileAtomic(path, content),
        progress: () => Promise.resolve(UNSEEN),
        stoppable: (work) => work(new AbortController().signal),
        ...changed,
      };
      ran.exitCode = await run(argv, surroundings, '0.0.0');
      return ran;
    },
  };
}
