import { isUtf8 } from 'node:buffer';
import MagicString from 'magic-string';
import { moduleReader } from '../../src/hosts/module-reader.js';
import type { LintMessage, LintPlugin, LintRequest } from '../../src/hosts/linter.js';
import type { TextEdit } from '../../src/source/edits.js';
import type { ModuleReader } from '../../src/source/project.js';
import { inspect, type Inspection } from './inspect.js';
import { readContent } from './read-content.js';

/** A file that the run looks into. */
export interface Candidate {
  readonly content: Buffer;
  readonly request: LintRequest;
}

/** Passes over all files, as many as ESLint makes over one. */
const MOST_PASSES = 10;

/**
 * Lints files, or lints and fixes them, as parts of one program: what they import decides what is said of them, and is edited
 * where it is written, as long as it is in one of these files.
 *
 * @returns what became of each, in their order.
 */
export function inspectAll(
  command: 'check' | 'fix',
  plugin: LintPlugin,
  candidates: readonly Candidate[],
): Inspection[] {
  const texts = new Map(
    candidates.map(({ content, request }) => [request.filename, content.toString('utf8')]),
  );
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
    const session = { ...request.session, modules, looksAt: (path: string) => texts.has(path) };
    return inspect(command, plugin, texts.get(filename) ?? '', isUtf8(content), { ...request, session });
  };

  const first = candidates.map(inspectOne);
  let last = first;
  for (let pass = 1; pass < MOST_PASSES; pass++) {
    const changed = new Set([...rewritten(texts, candidates, last), ...editedElsewhere(texts, last)]);
    if (changed.size === 0) break;
    last = candidates.map((candidate, index) => {
      const known = last[index];
      const { filename } = candidate.request;
      const isTouched = [...(imported.get(filename) ?? [])].some((path) => changed.has(path));
      // What a fix made of a file was looked at when it was made.
      const isNew = known?.outcome === 'fixed' && known.output !== texts.get(filename);
      return known && !isTouched && !isNew ? known : inspectOne(candidate);
    });
  }
  return first.map((inspection, index) => {
    const { content, request } = candidates[index] ?? {};
    const end = last[index];
    if (inspection.outcome !== 'fixed' || end?.outcome !== 'fixed' || !content || !request)
      return end?.outcome === 'failed' ? end : inspection;
    const before = content.toString('utf8');
    return { ...inspection, before, output: end.output, remaining: end.remaining };
  });
}

function textOf(path: string): string | undefined {
  const content = readContent(path);
  return 'problem' in content ? undefined : content.toString('utf8');
}

/** Keeps what the fixes made of the files; the paths of those that are new. */
function rewritten(
  texts: Map<string, string>,
  candidates: readonly Candidate[],
  inspections: readonly Inspection[],
): string[] {
  return candidates.flatMap(({ request: { filename } }, index) => {
    const inspection = inspections[index];
    if (inspection?.outcome !== 'fixed' || texts.get(filename) === inspection.output) return [];
    texts.set(filename, inspection.output);
    return [filename];
  });
}

/** Makes the edits that findings need in other files than their own, where the run looks at those; their paths. */
function editedElsewhere(texts: Map<string, string>, inspections: readonly Inspection[]): string[] {
  const wanted = new Map<string, readonly TextEdit[]>();
  for (const { elsewhere } of inspections.flatMap(remainingOf))
    if (elsewhere && !wanted.has(elsewhere.path)) wanted.set(elsewhere.path, elsewhere.edits);
  return [...wanted].flatMap(([path, edits]) => {
    const text = texts.get(path);
    if (text === undefined) return [];
    texts.set(path, edited(text, edits));
    return [path];
  });
}

const remainingOf = (inspection: Inspection): readonly LintMessage[] =>
  inspection.outcome === 'fixed' ? inspection.remaining : [];

/** Ranges count from behind the byte order mark, as those of ESLint do. */
function edited(text: string, edits: readonly TextEdit[]): string {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const result = new MagicString(text);
  for (const { range, text: replacement } of edits) {
    const [start, end] = [range[0] + mark, range[1] + mark];
    if (start === end) result.appendLeft(start, replacement);
    else result.update(start, end, replacement);
  }
  return result.toString();
}
