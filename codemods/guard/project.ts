import { isUtf8 } from 'node:buffer';
import MagicString from 'magic-string';
import { parsedFile } from '../../src/hosts/parsed-file.js';
import { moduleReader } from '../../src/hosts/module-reader.js';
import type { LintMessage } from '../../src/hosts/lint-messages.js';
import type { LintPlugin, LintRequest } from '../../src/hosts/linter.js';
import type { TextEdit } from '../../src/source/edits.js';
import type { ModuleReader } from '../../src/source/project.js';
import { inspect, type Inspection } from './inspect.js';
import { readContent } from './read-content.js';
import type { Progress } from './surroundings.js';

/** A file that the run looks into. */
export interface Candidate {
  readonly content: Buffer;
  readonly request: LintRequest;
}

/** Passes over all files, as many as ESLint makes over one. */
const MOST_PASSES = 10;

/** What a text imports, as it stands on the disk. */
export const modulesOnDisk = (): ModuleReader => moduleReader(textOf);

/** What became of the files of a run. */
export interface Inspected {
  /** Of each candidate, in their order. */
  readonly inspections: readonly Inspection[];
  /** The other files of the run that had to be edited, by their paths. */
  readonly others: ReadonlyMap<string, { readonly before: string; readonly output: string }>;
}

/**
 * Lints files, or lints and fixes them, as parts of one program: what they import decides what is said of them, and is edited
 * where it is written, as long as that is a file of the run.
 *
 * @param isInRun whether a file, though it may say nothing of CORS itself, is one that the run may edit.
 */
export function inspectAll(
  command: 'check' | 'fix',
  plugin: LintPlugin,
  candidates: readonly Candidate[],
  isInRun: (path: string) => boolean,
  progress: Progress,
): Inspected {
  const texts = new Map(
    candidates.map(({ content, request }) => [request.filename, content.toString('utf8')]),
  );
  const isCandidate = (path: string): boolean => candidates.some(({ request }) => request.filename === path);
  const read = moduleReader((path) => texts.get(path) ?? textOf(path));
  /** What was read on behalf of each file. */
  const imported = new Map<string, Set<string>>();
  const inspectOne = ({ content, request }: Candidate): Inspection => {
    const { filename } = request;
    const paths = new Set<string>();
    imported.set(filename, paths);
    const modules: ModuleReader = (specifier, from) => {
      const file = read(specifier, from);
      if (file) paths.add(file.path);
      return file;
    };
    const session = { ...request.session, modules, looksAt: isCandidate };
    return inspect(command, plugin, texts.get(filename) ?? '', isUtf8(content), { ...request, session });
  };

  const first = candidates.map((candidate) => {
    const inspection = inspectOne(candidate);
    progress.advance();
    return inspection;
  });
  const others = new Map<string, string>();
  let last = first;
  for (let pass = 1; pass < MOST_PASSES; pass++) {
    const changed = new Set<string>();
    for (const [path, edits] of wantedElsewhere(last)) {
      const before = texts.get(path) ?? (isInRun(path) ? textOf(path) : undefined);
      const output = before === undefined ? undefined : edited(path, before, edits);
      if (before === undefined || output === undefined) continue;
      if (!isCandidate(path) && !others.has(path)) others.set(path, before);
      texts.set(path, output);
      changed.add(path);
    }
    const isTouched = (path: string): boolean =>
      changed.has(path) || [...(imported.get(path) ?? [])].some((other) => changed.has(other));
    // What another file settles need not be settled here as well: those that import it are looked at again first.
    for (const [index, { request }] of candidates.entries()) {
      const inspection = last[index];
      const path = request.filename;
      if (inspection?.outcome !== 'fixed' || isTouched(path) || texts.get(path) === inspection.output)
        continue;
      texts.set(path, inspection.output);
      changed.add(path);
    }
    if (changed.size === 0) break;
    last = candidates.map((candidate, index) => {
      const known = last[index];
      const { filename } = candidate.request;
      // What a fix made of a file was looked at when it was made.
      const isOwn = known?.outcome === 'fixed' && known.output === texts.get(filename);
      const isOthers = [...(imported.get(filename) ?? [])].some((path) => changed.has(path));
      return known && !isOthers && (isOwn || !changed.has(filename)) ? known : inspectOne(candidate);
    });
  }
  return {
    inspections: first.map((inspection, index) => {
      const end = last[index] ?? inspection;
      if (inspection.outcome !== 'fixed' || end.outcome !== 'fixed') return end;
      return { ...inspection, output: end.output, remaining: end.remaining };
    }),
    others: new Map(
      [...others].map(([path, before]) => [path, { before, output: texts.get(path) ?? before }]),
    ),
  };
}

/** The text of a file; undefined where it cannot be read, or is not UTF-8 and could not be written again. */
function textOf(path: string): string | undefined {
  const content = readContent(path);
  return 'problem' in content || !isUtf8(content) ? undefined : content.toString('utf8');
}

/** The edits that findings need in other files than their own: for each file those of one finding at a time, as ranges move. */
function wantedElsewhere(inspections: readonly Inspection[]): Map<string, readonly TextEdit[]> {
  const wanted = new Map<string, readonly TextEdit[]>();
  for (const { elsewhere } of inspections.flatMap(remainingOf))
    if (elsewhere && !wanted.has(elsewhere.path)) wanted.set(elsewhere.path, elsewhere.edits);
  return wanted;
}

const remainingOf = (inspection: Inspection): readonly LintMessage[] =>
  inspection.outcome === 'fixed' ? inspection.remaining : [];

/** A text after edits, whose ranges count from behind the byte order mark; undefined where it would not parse. */
function edited(path: string, text: string, edits: readonly TextEdit[]): string | undefined {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const result = new MagicString(text);
  for (const { range, text: replacement } of edits) {
    const [start, end] = [range[0] + mark, range[1] + mark];
    if (start === end) result.appendLeft(start, replacement);
    else result.update(start, end, replacement);
  }
  try {
    parsedFile(path, result.toString());
    return result.toString();
  } catch {
    return undefined;
  }
}
