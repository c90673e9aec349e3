import { execFileSync } from 'node:child_process';

/**
 * What git answers in a folder; undefined where git is not installed, and outside of repositories.
 *
 * @param ofTheHook whether the repository and the index are those of the git hook that this runs in, if it runs in one
 * @throws {Error} when git is there and refuses to answer; the message is its complaint
 */
export function git(folder: string, argv: readonly string[], ofTheHook: boolean): Buffer | undefined {
  // `fsmonitor` is a program that a repository's own configuration may name: looking at a file must not run it.
  const flags = ['--no-optional-locks', '--literal-pathspecs', '-c', 'core.fsmonitor=false', '-C', folder];
  try {
    return execFileSync('git', [...flags, ...argv], {
      env: environment(ofTheHook),
      // Its complaints go into the error, and not to the terminal.
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) return undefined;
    throw new Error(reason, { cause: error });
  }
}

/** Inside a git hook, these variables point at the repository of the hook, which need not be the file's. */
const OF_THE_HOOK = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']);

function environment(ofTheHook: boolean): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => ofTheHook || !OF_THE_HOOK.has(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** Why git failed; undefined when there is no git, or no repository. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return undefined;
  const complaint =
    'stderr' in error && Buffer.isBuffer(error.stderr) ? error.stderr.toString('utf8') : error.message;
  return complaint.includes('not a git repository') ? undefined : complaint.trim();
}
