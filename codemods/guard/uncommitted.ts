import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { Mistake } from './mistake.js';

const run = promisify(execFile);

/**
 * Which of `paths` git could not give back after a rewrite: modified, staged or untracked. Outside a repository, and
 * where git is not installed, none.
 *
 * @throws {Mistake} when git is there and refuses to answer
 */
export async function uncommittedAmong(paths: readonly string[]): Promise<string[]> {
  const uncommitted: string[] = [];
  for (const path of paths) {
    if (await isUncommitted(path)) uncommitted.push(path);
  }
  return uncommitted;
}

async function isUncommitted(path: string): Promise<boolean> {
  // What is rewritten is the target of a link, and the target is what has to be in git.
  const target = realpathSync(path);
  // `fsmonitor` is a program that a repository's own configuration may name: looking at a file must not run it.
  const flags = [
    '--no-optional-locks',
    '--literal-pathspecs',
    '-c',
    'core.fsmonitor=false',
    '-C',
    dirname(target),
  ];
  const question = [...flags, 'status', '--porcelain', '-z', '--', basename(target)];
  try {
    const { stdout } = await run('git', question, { env: environment() });
    return stdout !== '';
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) return false;
    throw new Mistake(
      `Cannot ask git whether ${path} has uncommitted changes: ${reason} (--force writes without asking)`,
    );
  }
}

/** Inside a git hook, these variables point at the repository of the hook, which need not be the file's. */
const OF_THE_HOOK = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']);

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !OF_THE_HOOK.has(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** Why git failed; undefined when there is no git, or no repository. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return undefined;
  const complaint = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : error.message;
  return complaint.includes('not a git repository') ? undefined : complaint.trim();
}
