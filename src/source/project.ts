import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createSourceFile, type SourceFile } from './file.js';
import type { Node } from './syntax.js';

/** A file that was read and parsed. */
export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly program: TSESTree.Program;
  readonly scopeManager: TSESLint.Scope.ScopeManager;
}

/** Gives the source file that `specifier` means in the file at `from`; undefined for a package, and for what cannot be read or parsed. */
export type ModuleReader = (specifier: string, from: string) => ParsedFile | undefined;

/** A file of the repository, and whether the host edits it. */
export interface Mentioning<File> {
  readonly file: File;
  readonly isEditable: boolean;
}

/** Gives the files of the repository that mention one of some words; undefined where one cannot be read or parsed that spells the first. */
export type MentionReader = (
  words: readonly [string, ...string[]],
) => readonly Mentioning<ParsedFile>[] | undefined;

/**
 * A file and those it imports, which are read as the program comes to them. Nodes of one are looked up through any other, so
 * that code of another file can be followed like its own.
 */
export class Project {
  readonly files: SourceFile[] = [];
  private readonly byPath = new Map<string, SourceFile>();

  /** @param beside the files that were read on their own: each is the first of a project of its own. */
  constructor(
    private readonly read: ModuleReader,
    private readonly versions: Readonly<Record<string, string>>,
    private readonly mentions?: MentionReader,
    private readonly beside = new Map<string, SourceFile>(),
  ) {}

  /** Takes a file in; its look-ups reach all others from now on. */
  add(file: SourceFile): void {
    this.files.push(file);
    this.byPath.set(file.path, file);
    if (!this.beside.has(file.path)) this.beside.set(file.path, file);
  }

  /** The files that mention one of `words`, apart from those of this project; undefined where one cannot be read that spells the first. */
  filesMentioning(words: readonly [string, ...string[]]): readonly Mentioning<SourceFile>[] | undefined {
    return this.mentions?.(words)?.map(({ file, isEditable }) => ({
      file: this.beside.get(file.path) ?? this.apart(file),
      isEditable,
    }));
  }

  private apart(parsed: ParsedFile): SourceFile {
    const project = new Project(this.read, this.versions, this.mentions, this.beside);
    return createSourceFile({ ...parsed, versions: this.versions, project });
  }

  /** The file that `specifier` means in `from`; undefined where there is none to look into, or where there are too many. */
  fileAt(specifier: string, from: SourceFile): SourceFile | undefined {
    if (this.files.length > MOST_FILES) return undefined;
    const parsed = this.read(specifier, from.path);
    if (!parsed) return undefined;
    return (
      this.byPath.get(parsed.path) ?? createSourceFile({ ...parsed, versions: this.versions, project: this })
    );
  }

  /** The path of the file that `specifier` means in `from`; undefined for a package, and for what cannot be read. */
  pathOf(specifier: string, from: SourceFile): string | undefined {
    return this.read(specifier, from.path)?.path;
  }

  /** The file whose tree a node is part of, where `root` is the root of that tree. */
  fileOfRoot(root: Node): SourceFile | undefined {
    return this.files.find(({ program }) => program === root);
  }
}

/** Files followed from one: a configuration is spread over a handful. */
const MOST_FILES = 50;
