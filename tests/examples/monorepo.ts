import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { GuardReport } from '../../codemods/guard/guard-report.js';
import { UNSEEN } from '../../codemods/guard/progress-bar.js';
import { run } from '../../codemods/guard/run.js';
import { mentionsCors, mentionsOtherServers } from '../../src/analysis/gate.js';
import plugin from '../../src/index.js';
import { jsonOf } from '../codemods/json-report.js';
import { root } from '../repository/root.js';

export const LISTED = 'https://app.example.com';
export const ATTACKER = 'https://attacker.example';

/** A copy of docs/examples/monorepo that may be rewritten. */
export interface Monorepo {
  readonly folder: string;
  /** Runs cors-guard in it. */
  readonly guard: (...argv: string[]) => Promise<GuardReport>;
  readonly remove: () => void;
}

/**
 * Copies the example, as `npm install` would leave it.
 *
 * @param installed the packages, or their scopes, that its services import or its compilers need
 */
export function copiedMonorepo(installed: readonly string[]): Monorepo {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cors-monorepo-')));
  cpSync(join(root, 'docs/examples/monorepo'), folder, { recursive: true });
  const link = (target: string, name: string): void => {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(target, join(folder, 'node_modules', name));
  };
  for (const name of installed) link(join(root, 'node_modules', name), name);
  link(join(folder, 'packages/config'), '@example/config');
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
    guard: async (...argv) => {
      let stdout = '';
      await run(
        [...argv, '--format', 'json'],
        {
          cwd: folder,
          env: {},
          stdout: { write: (text) => (stdout += text) },
          stderr: { write: () => undefined },
          mentionsCors,
          mentionsOtherServers,
          loadPlugin: () => Promise.resolve(plugin),
          loadExplainer: () => Promise.reject(new Error('not asked for')),
          readRulePage: () => '',
          progress: () => Promise.resolve(UNSEEN),
          replaceFile: (path, content) => writeFileAtomic(path, content),
          stoppable: (work) => work(new AbortController().signal),
        },
        '0.0.0',
      );
      return jsonOf({ stdout });
    },
  };
}
