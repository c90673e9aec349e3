import { extname } from 'node:path';
import type { SiteExplanation } from '../../src/hosts/explain.js';
import { limitedTo } from '../codemods.js';
import { planAllowLists, type Candidate, type Plan } from './allow-list/plan.js';
import type { Request } from './arguments.js';
import { eslintSettings } from './eslint-settings.js';
import { inspect, type Inspection } from './inspect.js';
import { readContent } from './read-content.js';
import { shownPath } from './shown-path.js';
import { sourceFilesIn, type SourceFile } from './source-files.js';
import type { Surroundings } from './surroundings.js';

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
  readonly filesLookedAt: number;
  readonly filesMentioningCors: number;
  readonly surveyed: readonly Surveyed[];
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
export async function survey(request: Request, surroundings: Surroundings): Promise<Survey> {
  const pathOf = (file: SourceFile): string => shownPath(surroundings.cwd, file.path);
  const files = await sourceFilesIn(request.paths, surroundings.cwd);
  const settingsOf = eslintSettings(surroundings.cwd);
  let filesMentioningCors = 0;
  const candidates: (Candidate & { readonly file: SourceFile; readonly content: Buffer })[] = [];
  const surveyed: Surveyed[] = [];
  const notes = new Set<string>();

  for (const file of files) {
    const failed = (message: string): void => {
      const inspection: Inspection = { outcome: 'failed', message, internal: false };
      surveyed.push({ file, path: pathOf(file), inspection, explanations: [] });
    };
    if (!SOURCE_EXTENSIONS.has(extname(file.path).toLowerCase())) {
      failed('Not a JavaScript or TypeScript file.');
      continue;
    }
    const content = readContent(file.path);
    if ('problem' in content) {
      failed(content.problem);
      continue;
    }
    // Trigger words are ASCII, and reading bytes as Latin-1 costs a fraction of decoding UTF-8.
    const text = content.toString('latin1');
    const isAboutCors = surroundings.mentionsCors(text, file.path);
    if (!isAboutCors && !(request.strict && surroundings.mentionsOtherServers(text))) continue;

    if (isAboutCors) filesMentioningCors += 1;
    const configured = await settingsOf(file.path);
    if (request.command === 'fix') {
      const note = noteAbout(configured.settings['fix'], configured.source);
      if (note !== undefined) notes.add(note);
    }
    candidates.push({
      file,
      content,
      path: file.path,
      text: content.toString('utf8'),
      settings: configured.settings,
    });
  }

  const plan = planAllowLists(surroundings.cwd, request, candidates);
  for (const candidate of candidates) {
    const { file, content, text } = candidate;
    const inspection = inspect(request.command, await surroundings.loadPlugin(), content, {
      filename: file.path,
      cwd: surroundings.cwd,
      settings: plan.settingsOf(candidate),
      strict: request.strict,
      ...(request.only && limitedTo(request.only)),
    });
    const explanations =
      request.explain && inspection.outcome === 'linted'
        ? (await surroundings.loadExplainer())(text, file.path)
        : [];
    surveyed.push({ file, path: pathOf(file), inspection, explanations });
  }
  surveyed.sort((one, other) => (one.file.path < other.file.path ? -1 : 1));
  return { filesLookedAt: files.length, filesMentioningCors, surveyed, plan, notes: [...notes] };
}

function noteAbout(fix: unknown, source: string | undefined): string | undefined {
  if (fix !== 'suggest' && fix !== 'off') return undefined;
  return `settings.cors.fix is '${fix}' in ${source ?? 'the ESLint configuration'}: files it covers are not rewritten.`;
}
