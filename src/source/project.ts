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

/**
 * A file and those it imports, which are read as the program comes to them. Nodes of one are looked up through any other, so
 * that code of another file can be followed like its own.
 */
export class Project {
  readonly files: SourceFile[] = [];
  private readonly byPath = new Map<string, SourceFile>();

  constructor(
    private readonly read: ModuleReader,
    private readonly versions: Readonly<Record<string, string>>,
  ) {}

  /** Takes a file in; its look-ups reach all others from now on. */
  add(file: SourceFile): void {
    this.files.push(file);
    this.byPath.set(file.path, file);
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

  /** The file whose tree a node is part of, where `root` is the root of that tree. */
  fileOfRoot(root: Node): SourceFile | undefined {
    return this.files.find(({ program }) => program === root);
  }
}

/** Files followed from one: a configuration is spread over a handful. */
const MOST_FILES = 50;
