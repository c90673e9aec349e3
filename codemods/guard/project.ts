import { isUtf8 } from 'node:buffer';
import MagicString from 'magic-string';
import { parsedFile } from '../../src/hosts/parsed-file.js';
import { moduleReader } from '../../src/hosts/module-reader.js';
import type { LintPlugin, LintRequest } from '../../src/hosts/linter.js';
import { withoutByteOrderMark } from '../../src/hosts/byte-order-mark.js';
import type { FixOfFile, LintFix } from '../../src/hosts/lint-messages.js';
import type { Mentioning, ModuleReader, ParsedFile } from '../../src/source/project.js';
import { inspect, type Inspection } from './inspect.js';
import { saysItIsGenerated } from './says-generated.js';
import type { Progress } from './surroundings.js';

/** A file that the run looks into. */
export interface Candidate {
  readonly content: Buffer;
  readonly request: LintRequest;
}

/** Passes over all files, as many as ESLint makes over one. */
const MOST_PASSES = 10;

/** What a run knows of the files that are no candidates. */
export interface OtherFiles {
  /** The text of a file at an absolute path; undefined where it cannot be read, or could not be written again. */
  readonly textOf: (path: string) => string | undefined;
  /** Whether the run may edit a file, though it may say nothing of CORS itself. */
  readonly isInRun: (path: string) => boolean;
  /** The files of the repository, those beside the run included, that mention one of some words. */
  readonly mentioning: (words: readonly string[]) => readonly string[];
  /** `settings.cors` of a file that a candidate, at `importer`, needs edited. */
  readonly settingsFor: (path: string, importer: string) => unknown;
}

/** What became of the files of a run. */
export interface Inspected {
  /** Of each candidate, in their order. */
  readonly inspections: readonly Inspection[];
  /** The other files of the run that had to be edited, by their paths. */
  readonly others: ReadonlyMap<string, { readonly before: string; readonly output: string }>;
  /** Paths of files that only work together. */
  readonly together: readonly (readonly string[])[];
}

/**
 * Lints files, or lints and fixes them, as parts of one program: what they import decides what is said of them, and is edited
 * where it is written, as long as that is a file of the run.
 */
export function inspectAll(
  command: 'check' | 'fix',
  plugin: LintPlugin,
  candidates: readonly Candidate[],
  otherFiles: OtherFiles,
  progress: Progress,
): Inspected {
  const program = new Program(command, plugin, candidates, otherFiles);
  const first = candidates.map((candidate) => {
    const inspection = program.inspect(candidate);
    progress.advance();
    return inspection;
  });
  let last = first;
  for (let pass = 1; pass < MOST_PASSES; pass++) {
    const changed = program.editElsewhere(last);
    for (const path of program.takeOver(last, changed)) changed.add(path);
    if (changed.size === 0) break;
    last = program.inspectAgain(last, changed);
  }
  return {
    inspections: first.map((inspection, index) => {
      const end = last[index] ?? inspection;
      if (inspection.outcome !== 'fixed' || end.outcome !== 'fixed') return end;
      return { ...end, before: inspection.before, findings: inspection.findings };
    }),
    others: program.others(),
    together: program.together,
  };
}

/** The texts of a run as fixes change them, and who imports whom. */
class Program {
  private readonly texts = new Map<string, string>();
  /** The texts of files that are no candidates, before they were edited. */
  private readonly originals = new Map<string, string>();
  /** What was read on behalf of each candidate. */
  private readonly imported = new Map<string, Set<string>>();
  private readonly paths: ReadonlySet<string>;
  readonly together: (readonly string[])[] = [];
  private readonly read = moduleReader((path) => this.texts.get(path) ?? this.otherFiles.textOf(path));

  constructor(
    private readonly command: 'check' | 'fix',
    private readonly plugin: LintPlugin,
    private readonly candidates: readonly Candidate[],
    private readonly otherFiles: OtherFiles,
  ) {
    for (const { content, request } of candidates) this.texts.set(request.filename, content.toString('utf8'));
    this.paths = new Set(this.texts.keys());
  }

  inspect({ content, request }: Candidate): Inspection {
    const { filename } = request;
    const paths = new Set<string>();
    this.imported.set(filename, paths);
    const modules: ModuleReader = (specifier, from) => {
      const file = this.read(specifier, from);
      if (file) paths.add(file.path);
      return file;
    };
    const looksAt = (path: string): boolean => this.paths.has(path);
    const settingsFor = (path: string): unknown => this.otherFiles.settingsFor(path, filename);
    return inspect(this.command, this.plugin, this.texts.get(filename) ?? '', isUtf8(content), {
      ...request,
      session: {
        ...request.session,
        modules,
        mentions: (words) => this.mentioning(words),
        looksAt,
        settingsFor,
      },
    });
  }

  /** The files that mention one of `words`, as they are by now; undefined where one that spells the first cannot be parsed. */
  private mentioning(words: readonly [string, ...string[]]): readonly Mentioning<ParsedFile>[] | undefined {
    const edited = [...this.texts].flatMap(([path, text]) =>
      words.some((word) => text.includes(word)) ? path : [],
    );
    const found: Mentioning<ParsedFile>[] = [];
    for (const path of new Set([...edited, ...this.otherFiles.mentioning(words)])) {
      const text = this.texts.get(path) ?? this.otherFiles.textOf(path);
      const file =
        text === undefined || isComponent(path) ? undefined : parsed(path, withoutByteOrderMark(text));
      if (file)
        found.push({ file, isEditable: this.editable(path) !== undefined && !saysItIsGenerated(file.text) });
      else if (text?.includes(words[0]) !== false) return undefined;
    }
    return found;
  }

  /** Makes the edits that findings need in other files than their own; the paths of those. One finding for each file at a time, as ranges move. */
  editElsewhere(inspections: readonly Inspection[]): Set<string> {
    const changed = new Set<string>();
    for (const { elsewhere = [] } of inspections.flatMap(remainingOf)) {
      if (elsewhere.some(({ path }) => changed.has(path)) || this.isStale(elsewhere)) continue;
      const outputs = elsewhere.map(({ path, text, fixes }) => edited(path, text, fixes));
      if (outputs.includes(undefined)) continue;
      for (const [index, { path }] of elsewhere.entries()) {
        const before = this.editable(path) ?? '';
        const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
        if (!this.paths.has(path) && !this.originals.has(path)) this.originals.set(path, before);
        this.texts.set(path, `${mark}${outputs[index] ?? ''}`);
        changed.add(path);
      }
      if (elsewhere.length > 1) this.together.push(elsewhere.map(({ path }) => path));
    }
    return changed;
  }

  /** Whether one of the files is another by now than what the fixes were made for, or may not be edited. */
  private isStale(files: readonly FixOfFile[]): boolean {
    return files.some(({ path, text }) => withoutByteOrderMark(this.editable(path) ?? '') !== text);
  }

  /** The text of a file that the run may edit. */
  private editable(path: string): string | undefined {
    if (!this.otherFiles.isInRun(path)) return undefined;
    const isDamaged = this.candidates.some(
      ({ content, request }) => request.filename === path && !isUtf8(content),
    );
    return isDamaged ? undefined : (this.texts.get(path) ?? this.otherFiles.textOf(path));
  }

  /**
   * Keeps what the fixes made of the candidates, but for those that an edit of another file may have settled: these are looked
   * at again first. The paths of what is new.
   */
  takeOver(inspections: readonly Inspection[], edited: ReadonlySet<string>): string[] {
    return this.candidates.flatMap(({ request: { filename } }, index) => {
      const inspection = inspections[index];
      if (inspection?.outcome !== 'fixed' || this.texts.get(filename) === inspection.output) return [];
      if (edited.has(filename) || this.imports(filename, edited)) return [];
      this.texts.set(filename, inspection.output);
      return [filename];
    });
  }

  /** Inspects the candidates that changed otherwise than by their own fixes, and those that import what changed. */
  inspectAgain(inspections: readonly Inspection[], changed: ReadonlySet<string>): Inspection[] {
    return this.candidates.map((candidate, index) => {
      const known = inspections[index];
      const { filename } = candidate.request;
      const isOwn = known?.outcome === 'fixed' && known.output === this.texts.get(filename);
      const isDated =
        known !== undefined && remainingOf(known).some(({ elsewhere = [] }) => this.isStale(elsewhere));
      const isSettled = !isDated && !this.imports(filename, changed) && (isOwn || !changed.has(filename));
      return known && isSettled ? known : this.inspect(candidate);
    });
  }

  private imports(filename: string, paths: ReadonlySet<string>): boolean {
    return [...(this.imported.get(filename) ?? [])].some((path) => paths.has(path));
  }

  others(): Inspected['others'] {
    return new Map(
      [...this.originals].map(([path, before]) => [path, { before, output: this.texts.get(path) ?? before }]),
    );
  }
}

const remainingOf = (inspection: Inspection): Extract<Inspection, { outcome: 'fixed' }>['remaining'] =>
  inspection.outcome === 'fixed' ? inspection.remaining : [];
/** A text after edits; undefined where it would not parse. */
function edited(path: string, text: string, fixes: readonly LintFix[]): string | undefined {
  const result = new MagicString(text);
  for (const {
    range: [start, end],
    text: replacement,
  } of fixes) {
    if (start === end) result.appendLeft(start, replacement);
    else result.update(start, end, replacement);
  }
  return parsed(path, result.toString())?.text;
}

function parsed(path: string, text: string): ParsedFile | undefined {
  try {
    return parsedFile(path, text);
  } catch {
    return undefined;
  }
}

/** Files with code in a language of their own around it. */
const isComponent = (path: string): boolean => /\.(?:astro|svelte|vue)$/.test(path);
