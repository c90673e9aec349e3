import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import type { SiteExplanation } from '../../src/hosts/explain.js';
import { moduleReader } from '../../src/hosts/module-reader.js';
import { limitedTo } from '../codemods.js';
import { planAllowLists, type Candidate, type Plan } from './allow-list/plan.js';
import type { Task } from './arguments.js';
import { eslintSettings } from './eslint-settings.js';
import { FileSettings } from './file-settings.js';
import type { Inspection } from './inspect.js';
import { inspectAll, type Inspected, type OtherFiles } from './project.js';
import { mentionsIn } from './mentions.js';
import { readContent } from './read-content.js';
import { saysItIsGenerated } from './says-generated.js';
import { shownPath } from './shown-path.js';
import { sourceFilesIn, type SourceFile } from './source-files.js';
import { stagedFiles } from './staged-files.js';
import type { Progress, Surroundings } from './surroundings.js';

/** A file that is worth parsing, or that failed before that could be told. */
export interface Surveyed {
  readonly file: SourceFile;
  /** The file's path relative to the working directory, with forward slashes. */
  readonly path: string;
  readonly inspection: Inspection;
  /** Why its sites were judged as they were, where that was asked for. */
  readonly explanations: readonly SiteExplanation[];
}

export interface Survey {
  /** Whether a file, by its absolute path, is one that the run looks at. */
  readonly covers: (path: string) => boolean;
  readonly filesLookedAt: number;
  readonly filesMentioningCors: number;
  readonly surveyed: readonly Surveyed[];
  /** Paths of files that only work together, as `fix` edits them. */
  readonly together: Inspected['together'];
  /** Where the allow-list of each package is kept. */
  readonly plan: Plan;
  readonly notes: readonly string[];
}

/** A file without an extension may be a program that begins with a shebang. */
const SOURCE_EXTENSIONS = new Set(['', '.js', '.cjs', '.mjs', '.jsx', '.ts', '.cts', '.mts', '.tsx']);

/**
 * Reads every file the request names and inspects those that mention CORS, and under `--strict` those that mention
 * WebSockets; the others are never parsed. Writes nothing.
 *
 * @throws {Mistake} for paths, a configuration or settings that have to be mended first
 */
export async function survey(request: Task, surroundings: Surroundings): Promise<Survey> {
  const staged = request.staged ? stagedFiles(surroundings.cwd) : undefined;
  const contentOf = staged ? staged.contentOf : readContent;
  const pathOf = (file: SourceFile): string => shownPath(surroundings.cwd, file.path);
  const files = (await sourceFilesIn(request.paths, surroundings.cwd)).filter(
    ({ path }) => staged?.has(path) !== false,
  );
  const inOther = <Place extends { readonly file: string | null }>(place: Place): Place => ({
    ...place,
    file: place.file === null ? null : shownPath(surroundings.cwd, place.file),
  });
  const withPaths = (site: SiteExplanation): SiteExplanation => ({
    ...site,
    evaluated: site.evaluated.map(inOther),
    stops: site.stops.map(inOther),
  });
  let filesMentioningCors = 0;
  const candidates: (Candidate & { readonly file: SourceFile; readonly content: Buffer })[] = [];
  const surveyed: Surveyed[] = [];
  const notes = new Set<string>();
  const configured = eslintSettings(surroundings.cwd);
  const settings = new FileSettings(async (path) => {
    const { settings, source } = await configured(path);
    const note = request.command === 'fix' ? noteAbout(settings['fix'], source) : undefined;
    if (note !== undefined) notes.add(note);
    return settings;
  });

  for (const file of files) {
    const failed = (message: string): void => {
      const inspection: Inspection = { outcome: 'failed', message, internal: false };
      surveyed.push({ file, path: pathOf(file), inspection, explanations: [] });
    };
    if (!SOURCE_EXTENSIONS.has(extname(file.path).toLowerCase())) {
      failed('Not a JavaScript or TypeScript file.');
      continue;
    }
    const content = contentOf(file.path);
    if ('problem' in content) {
      failed(content.problem);
      continue;
    }
    // Trigger words are ASCII, and reading bytes as Latin-1 costs a fraction of decoding UTF-8.
    const text = content.toString('latin1');
    const isAboutCors = surroundings.mentionsCors(text, file.path);
    if (!isAboutCors && !(request.strict && surroundings.mentionsOtherServers(text))) continue;

    if (!file.named && saysItIsGenerated(text)) {
      notes.add(`${pathOf(file)} says that it is generated, and was left out. Name it to have it looked at.`);
      continue;
    }
    if (isAboutCors) filesMentioningCors += 1;
    await settings.read(file.path);
    candidates.push({ file, content, path: file.path, text: content.toString('utf8') });
  }

  const plan = planAllowLists(surroundings.cwd, request, candidates, (path) => settings.of(path));
  const textOf = (path: string): string | undefined => {
    const content = contentOf(path);
    return 'problem' in content || !isUtf8(content) ? undefined : content.toString('utf8');
  };
  const modules = moduleReader(textOf);
  const named = new Map(files.map((file) => [file.path, file]));
  const asked = candidates.map((candidate) => ({
    content: candidate.content,
    request: {
      filename: candidate.path,
      cwd: surroundings.cwd,
      settings: plan.settingsOf(candidate.path),
      strict: request.strict,
      ...(request.only && limitedTo(request.only, request.owner)),
    },
  }));
  const otherFiles: OtherFiles = {
    textOf,
    isInRun: (path) => named.has(path),
    mentioning: mentionsIn(surroundings.cwd, contentOf),
    settingsFor: (path, importer) => {
      settings.assume(path, importer);
      return plan.settingsOf(path);
    },
  };
  const plugin = candidates.length === 0 ? undefined : await surroundings.loadPlugin();
  const inspected = async (): Promise<Inspected> =>
    plugin
      ? withProgress(surroundings, asked.length, (progress) =>
          inspectAll(request.command, plugin, asked, otherFiles, progress),
        )
      : { inspections: [], others: new Map(), together: [] };
  let { inspections, others, together } = await inspected();
  // Linting does not wait, and ESLint answers only to those who do.
  if (await settings.isCorrected()) ({ inspections, others, together } = await inspected());
  for (const [index, { file, text }] of candidates.entries()) {
    const inspection = inspections[index];
    if (!inspection) continue;
    const explanations =
      request.explain && inspection.outcome === 'linted'
        ? (await surroundings.loadExplainer())(text, file.path, {
            reported: inspection.findings,
            modules,
          })
        : [];
    surveyed.push({ file, path: pathOf(file), inspection, explanations: explanations.map(withPaths) });
  }
  for (const [path, texts] of others) {
    const inspection: Inspection = { outcome: 'fixed', ...texts, findings: [], remaining: [] };
    const file = named.get(path) ?? { path, named: false };
    surveyed.push({ file, path: pathOf(file), inspection, explanations: [] });
  }
  surveyed.sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    covers: (path) => named.has(path),
    filesLookedAt: files.length,
    filesMentioningCors,
    surveyed,
    together,
    plan,
    notes: [...notes],
  };
}

async function withProgress<Result>(
  surroundings: Surroundings,
  total: number,
  work: (progress: Progress) => Result,
): Promise<Result> {
  const progress = await surroundings.progress(total);
  try {
    return work(progress);
  } finally {
    progress.stop();
  }
}

function noteAbout(fix: unknown, source: string | undefined): string | undefined {
  if (fix !== 'suggest' && fix !== 'off') return undefined;
  return `settings.cors.fix is '${fix}' in ${source ?? 'the ESLint configuration'}: files it covers are not rewritten.`;
}
