import type { SiteExplanation } from '../../src/hosts/explain.js';
import type { LintMessage } from '../../src/hosts/lint-messages.js';
import { originsTakenOut } from '../origins-taken-out.js';
import { companionsOf, type Moved } from './allow-list/companions.js';
import { apply, preview, type Rewrite } from './apply.js';
import { readArguments, type Request, type Task } from './arguments.js';
import type { Explained } from './explained.js';
import { formatted } from './formatted.js';
import { init } from './init/init.js';
import { Mistake } from './mistake.js';
import { printable } from './printable.js';
import { UNSEEN } from './progress-bar.js';
import { exitCodeOf, type Failure, type Finding, type Report } from './report.js';
import { shownPath } from './shown-path.js';
import type { Surroundings } from './surroundings.js';
import { survey } from './survey.js';

/**
 * Runs `cors-guard` with the arguments that follow its name.
 *
 * @returns the exit code: 0 clean, 1 findings or pending changes, 2 usage or configuration, 3 a named file failed
 */
export async function run(
  argv: readonly string[],
  surroundings: Surroundings,
  version: string,
): Promise<number> {
  const request = readArguments(argv, surroundings, version);
  if (typeof request === 'number') return request;
  try {
    if (request.command === 'init') return await init(request, surroundings);
    const report = await reportOn(
      request,
      request.color ? surroundings : { ...surroundings, progress: () => Promise.resolve(UNSEEN) },
    );
    const colors = usesColor(request, surroundings);
    surroundings.stdout.write(await formatted(report, request.format, colors, surroundings, version));
    return exitCodeOf(report);
  } catch (error) {
    const complain = (text: string): void =>
      void surroundings.stderr.write(`cors-guard: ${text.split('\n').map(printable).join('\n')}\n`);
    if (error instanceof Mistake) {
      complain(error.message);
      return 2;
    }
    // Left to itself, Node would exit with 1, which says that there are findings.
    complain(`failed, which is a fault of its own.\n${error instanceof Error ? error.stack : String(error)}`);
    return 3;
  }
}

/**
 * Does what is asked for, and says what came of it.
 *
 * @throws {Mistake} for what has to be mended before anything can be done
 */
export async function reportOn(request: Task, surroundings: Surroundings): Promise<Report> {
  const { surveyed, covers, plan, notes, together, ...counts } = await survey(request, surroundings);
  const findings: Finding[] = [];
  const needsYou: Finding[] = [];
  const failures: Failure[] = [];
  const rewrites: Rewrite[] = [];
  const moved: Moved[] = [];
  const explanations: Explained[] = [];

  for (const { file, path, inspection, explanations: sites } of surveyed) {
    const here = (messages: readonly LintMessage[]): Finding[] =>
      messages.map((message) => placed(message, path, covers, surroundings.cwd));
    const failed = (message: string, internal: boolean, line?: number, column?: number): void =>
      void failures.push({ path, message, line, column, named: file.named, internal });
    switch (inspection.outcome) {
      case 'failed': {
        const { message, line, column, internal } = inspection;
        failed(message, internal, line, column);
        break;
      }
      case 'linted':
        findings.push(...here(inspection.findings));
        needsYou.push(...here(inspection.findings).filter((finding) => !finding.fixable));
        explanations.push(
          ...sites.map((site) => ({ file: path, reported: isReported(site, inspection.findings), site })),
        );
        break;
      case 'fixed': {
        const { before, output, remaining, problem } = inspection;
        if (problem !== undefined) failed(problem, false);
        findings.push(...here(inspection.findings));
        needsYou.push(...here(request.write ? remaining : asBefore(remaining, inspection.findings)));
        if (output !== before) {
          const partners = together.filter((files) => files.includes(file.path)).flat();
          rewrites.push({ file: file.path, path, before, output, together: partners });
        }
        moved.push({ file: file.path, origins: originsTakenOut(inspection.findings, remaining) });
        break;
      }
    }
  }

  const { modules, examples, variables, ...told } = companionsOf(plan, rewrites, moved);
  const others = [...rewrites, ...examples];
  const changes = request.write
    ? await apply(modules, others, surroundings, request)
    : preview([...modules, ...others]);
  for (const { path, problem } of changes) {
    if (problem === undefined) continue;
    const named = surveyed.some((each) => each.path === path && each.file.named);
    failures.push({ path, message: problem, line: undefined, column: undefined, named, internal: false });
  }
  const { command, strict, write } = request;
  return {
    command,
    strict,
    write,
    ...counts,
    findings,
    changes,
    needsYou,
    failures,
    variables,
    notes: [...notes, ...told.notes],
    explanations: request.explain ? explanations : undefined,
  };
}

/** A finding of the file at `path`, with where it is settled: a file that the run does not look at is left alone. */
function placed(
  { elsewhere, ...reported }: LintMessage,
  path: string,
  covers: (path: string) => boolean,
  cwd: string,
): Finding {
  const related = reported.related.map((place) => ({ ...place, path: shownPath(cwd, place.path) }));
  const files = (elsewhere ?? []).map((one) => ({ path: shownPath(cwd, one.path), fixes: one.fixes }));
  const writtenIn = files.find((one) => one.path !== path && files.length === 1)?.path ?? null;
  const message = { ...reported, path, related, writtenIn };
  if (!elsewhere) return { ...message, fixesOfFiles: [] };
  return elsewhere.every((one) => covers(one.path))
    ? { ...message, fixable: true, fixesOfFiles: files }
    : {
        ...message,
        message: `${message.message} It is written in ${String(writtenIn)}, which this run leaves out.`,
        fixesOfFiles: [],
      };
}

const isReported = (site: SiteExplanation, findings: readonly LintMessage[]): boolean =>
  site.kind !== null && findings.some(({ line, column }) => line === site.line && column === site.column);

/** What will remain, at the lines of the text that still stands: there the same rule says the same. */
function asBefore(remaining: readonly LintMessage[], findings: readonly LintMessage[]): LintMessage[] {
  const candidates = [...findings];
  return remaining.map((message) => {
    const index = candidates.findIndex(
      (each) => each.rule === message.rule && each.message === message.message,
    );
    return candidates.splice(index === -1 ? candidates.length : index, 1)[0] ?? message;
  });
}

/** https://no-color.org: any value but the empty one switches colours off. */
function usesColor(request: Request, { env, stdout }: Surroundings): boolean {
  return request.color && stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
