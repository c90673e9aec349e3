import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CODEMODS, isCodemodName, OWNERS, type CodemodName, type Owner } from '../codemods.js';
import { printable } from './printable.js';
import type { Surroundings } from './surroundings.js';

const FORMATS = ['stylish', 'json', 'sarif', 'github', 'markdown'] as const;

export type Format = (typeof FORMATS)[number];

/** What a run is to do. */
export interface Task {
  readonly command: 'check' | 'fix';
  readonly paths: readonly string[];
  readonly strict: boolean;
  /** Whether the run is about the files that the next commit changes, as it has them. */
  readonly staged: boolean;
  readonly envVar: string | undefined;
  readonly write: boolean;
  readonly force: boolean;
  /** The codemods that the run is limited to; undefined for everything that the preset finds. */
  readonly only: readonly CodemodName[] | undefined;
  /** What writes the CORS headers, for the codemod `single-owner`. */
  readonly owner: Owner | undefined;
  /** Whether to show why each site was judged as it was. */
  readonly explain: boolean;
}

/** One run, as asked for on the command line. */
export interface Request extends Task {
  readonly format: Format;
  /** False when `--no-color` was given. */
  readonly color: boolean;
}

interface Flags {
  format: Format;
  strict?: true;
  staged?: true;
  color: boolean;
  envVar?: string;
  write?: true;
  force?: true;
  only?: readonly CodemodName[];
  owner?: Owner;
  explain?: true;
}

const EXIT_CODES = `
Exit codes: 0 clean, 1 findings or pending changes, 2 usage or configuration, 3 a file you named failed`;

/**
 * Reads the arguments after `cors-guard`. Help and the version are written to stdout, complaints to stderr.
 *
 * @returns the request, or the exit code when there is nothing left to do
 */
export function readArguments(
  argv: readonly string[],
  surroundings: Surroundings,
  version: string,
): Request | number {
  let request: Request | undefined;
  const accept =
    (command: Request['command']) =>
    (paths: string[], flags: Flags): void => {
      request = {
        command,
        paths,
        format: flags.format,
        strict: flags.strict === true,
        staged: flags.staged === true,
        color: flags.color,
        envVar: flags.envVar,
        write: flags.write === true,
        force: flags.force === true,
        only: flags.only,
        owner: flags.owner,
        explain: flags.explain === true,
      };
    };

  const program = new Command('cors-guard')
    .description(
      'Finds CORS configuration that admits any website, and turns it into an allow-list read from the environment',
    )
    .version(version)
    .addHelpText('after', EXIT_CODES)
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
      outputError: (text, write) => {
        write(`${printable(text.trim())}\n`);
      },
    })
    .exitOverride();
  withCommonFlags(program.command('check'))
    .description('report what a page on another website would be answered')
    .option(
      '--explain',
      'show for every site what was asked and answered, and the path of evaluation in the source',
    )
    .action(accept('check'));
  withCommonFlags(program.command('fix'))
    .description('show the rewrite as a unified diff; with --write, apply it')
    .option('--write', 'write the files')
    .option('--force', 'write files that have uncommitted changes, too')
    .addOption(
      new Option(
        '--only <codemods>',
        `look for nothing but what these codemods rewrite, separated by commas: ${Object.keys(CODEMODS).join(', ')}`,
      ).argParser(codemodNames),
    )
    .addOption(
      new Option('--owner <owner>', 'of single-owner: what writes the CORS headers (default: app)').choices(
        OWNERS,
      ),
    )
    .addOption(
      new Option(
        '--env-var <name>',
        'environment variable of the allow-list (default: CORS_ALLOWED_ORIGINS)',
      ).argParser(variableName),
    )
    .action(accept('fix'));

  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return request ?? 2;
}

function withCommonFlags(command: Command): Command {
  return command
    .addArgument(new Argument('[paths...]', 'files and directories').default(['.'], 'the current directory'))
    .addOption(new Option('--format <format>', 'output format').choices(FORMATS).default('stylish'))
    .option('--strict', 'run the rules of the preset `strict`')
    .option('--staged', 'only files that are staged in git, as they are staged')
    .option('--no-color', 'plain text (also: NO_COLOR in the environment, or output that is no terminal)');
}

/** POSIX.1-2017 8.1: a name of an environment variable that every shell can set. */
export const isVariableName = (name: string): boolean => /^[A-Za-z_]\w*$/u.test(name);

function variableName(value: string): string {
  if (!isVariableName(value)) {
    throw new InvalidArgumentError(
      'It must consist of letters, digits and underscores and not begin with a digit.',
    );
  }
  return value;
}

function codemodNames(value: string): CodemodName[] {
  return value.split(',').map((name) => {
    if (isCodemodName(name)) return name;
    throw new InvalidArgumentError(`'${name}' is none of ${Object.keys(CODEMODS).join(', ')}.`);
  });
}
