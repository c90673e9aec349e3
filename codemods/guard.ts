import { resolve } from 'node:path';
import { isCodemodName, OWNERS, type CodemodName, type Owner } from './codemods.js';
import { isVariableName, type Task } from './guard/arguments.js';
import { guardReport, type GuardReport } from './guard/guard-report.js';
import { Mistake } from './guard/mistake.js';
import { reportOn } from './guard/run.js';
import { surroundingsHere } from './guard/surroundings-here.js';

export type { CodemodName, Owner } from './codemods.js';
export type {
  GuardChange,
  GuardExplanation,
  GuardFailure,
  GuardFinding,
  GuardReport,
} from './guard/guard-report.js';
export { Mistake } from './guard/mistake.js';

/** What `check` and `fix` have in common. */
export interface GuardOptions {
  /** Files and directories, absolute or relative to `cwd`; if not given, `cwd` itself. */
  readonly paths?: readonly string[] | undefined;
  /** The working directory of the run: where relative paths start, in options and in the report. That of the process, if not given. */
  readonly cwd?: string | undefined;
  /** Runs the rules of the preset `strict` in place of `recommended`. */
  readonly strict?: boolean | undefined;
  /** Only files that are staged in git, as they are staged. */
  readonly staged?: boolean | undefined;
}

export interface CheckOptions extends GuardOptions {
  /** Adds `explanations`: what was asked at every site, and how the source came to the answer. */
  readonly explain?: boolean | undefined;
}

export interface FixOptions extends GuardOptions {
  /** Writes the files; otherwise the report says what would be written. */
  readonly write?: boolean | undefined;
  /** Writes files that have uncommitted changes, too. */
  readonly force?: boolean | undefined;
  /** The environment variable of the allow-list. */
  readonly envVar?: string | undefined;
  /** Looks for nothing but what these codemods rewrite. */
  readonly only?: readonly CodemodName[] | undefined;
  /**
   * The file of a shared allow-list that rewrites import, or true for where the package suggests one; false for an expression in
   * place, whatever `settings.cors.allowList` says.
   */
  readonly module?: string | boolean | undefined;
  /** Of the codemod `single-owner`: what writes the CORS headers; `app`, if not given. */
  readonly owner?: Owner | undefined;
}

/**
 * What `cors-guard check --format json` prints. Writes nothing, neither to files nor to the terminal.
 *
 * Rejects with a `Mistake` for options, paths, a configuration or settings that have to be mended first.
 */
export const check = (options: CheckOptions = {}): Promise<GuardReport> =>
  done('check', options, ['paths', 'cwd', 'strict', 'staged', 'explain']);

/**
 * What `cors-guard fix --format json` prints. Writes files only with `write`, and nothing to the terminal.
 *
 * Rejects with a `Mistake` as `check` does, and for uncommitted changes that a rewrite would mix with its own.
 */
export const fix = (options: FixOptions = {}): Promise<GuardReport> =>
  done('fix', options, [
    'paths',
    'cwd',
    'strict',
    'staged',
    'write',
    'force',
    'envVar',
    'module',
    'only',
    'owner',
  ]);

async function done(
  command: Task['command'],
  options: CheckOptions & FixOptions,
  known: readonly string[],
): Promise<GuardReport> {
  // Callers in JavaScript: these would be taken for options that are not there, or for none.
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new Mistake(`${command} takes an object with options.`);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Mistake(`${command} has no option '${unknown}'.`);
  const {
    paths = ['.'],
    cwd = '.',
    strict,
    staged,
    explain,
    write,
    force,
    envVar,
    module,
    only,
    owner,
  } = options;
  // Callers in JavaScript: a text is a list of letters, too.
  for (const [name, list] of Object.entries({ paths, only })) {
    if (list !== undefined && !Array.isArray(list)) throw new Mistake(`The option ${name} has to be a list.`);
  }
  const mistaken = only?.find((name: string) => !isCodemodName(name));
  if (mistaken !== undefined) throw new Mistake(`There is no codemod '${mistaken}'.`);
  if (owner !== undefined && !OWNERS.includes(owner))
    throw new Mistake(`There is no owner '${String(owner)}'.`);
  if (envVar !== undefined && !isVariableName(envVar))
    throw new Mistake(`'${envVar}' is no name of an environment variable.`);

  const silent = { write: () => undefined };
  const task: Task = {
    command,
    paths,
    strict: strict === true,
    staged: staged === true,
    explain: explain === true,
    write: write === true,
    force: force === true,
    envVar,
    module,
    only,
    owner,
  };
  return guardReport(await reportOn(task, surroundingsHere(resolve(cwd), silent, silent)));
}
