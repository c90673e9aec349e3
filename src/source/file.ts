import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { packagesAround, type Packages } from './packages.js';
import type { Mentioning, Project } from './project.js';
import { isOfType, walk, type Node, type NodeTypes } from './syntax.js';

export type Variable = TSESLint.Scope.Variable;

/** A file as the engine sees it. Ranges are offsets into `text`, which carries no byte order mark. */
export interface SourceFile {
  /** Absolute path, or the name the host gave an unsaved buffer. */
  readonly path: string;
  readonly text: string;
  readonly program: TSESTree.Program;
  /** Every node of the file, parents before children, in source order. */
  readonly nodes: readonly Node[];
  /** Those of `nodes` that are of one type. */
  nodesOfType<Type extends keyof NodeTypes>(type: Type): readonly NodeTypes[Type][];
  parentOf(node: Node): Node | undefined;
  /** The variable an identifier refers to or declares; undefined for a global nobody declares in this file. */
  variableOf(identifier: Node): Variable | undefined;
  textOf(node: Node): string;
  /** The packages the file can reach. */
  readonly packages: Packages;
  /** The file of the project that a module specifier means here; undefined where the host knows no other files. */
  moduleAt(specifier: string): SourceFile | undefined;
  /** The path of that file. */
  pathOfModule(specifier: string): string | undefined;
  /**
   * The files of the repository that mention one of `words`, each by itself and without what it imports; undefined where the host
   * knows no other files, or cannot read one that spells the first.
   */
  filesMentioning(words: readonly [string, ...string[]]): readonly Mentioning<SourceFile>[] | undefined;
  /** The file that a node stands in: this one, or one that it imports. */
  fileOf(node: Node): SourceFile;
  /** This file, and those of its imports that were looked into so far. */
  readonly linked: readonly SourceFile[];
}

/**
 * Wraps a parsed file. `scopeManager` may come from eslint-scope or `@typescript-eslint/scope-manager`; `versions` are those
 * of packages by name, where the user says them; `project` has the files it imports, where the host reads those.
 */
export function createSourceFile(parsed: {
  path: string;
  text: string;
  program: TSESTree.Program;
  scopeManager: TSESLint.Scope.ScopeManager;
  versions?: Readonly<Record<string, string>>;
  project?: Project | undefined;
}): SourceFile {
  const parents = new Map<Node, Node>();
  const nodes: Node[] = [];
  const nodesByType = new Map<string, Node[]>();
  walk(parsed.program, (node, parent) => {
    nodes.push(node);
    const alike = nodesByType.get(node.type);
    if (alike) alike.push(node);
    else nodesByType.set(node.type, [node]);
    if (parent) parents.set(node, parent);
  });

  const variables = new Map<Node, Variable>();
  for (const scope of parsed.scopeManager.scopes) {
    for (const reference of scope.references) {
      // A configured global resolves to a variable without definitions: the same as no variable at all.
      if (reference.resolved && reference.resolved.defs.length > 0) {
        variables.set(reference.identifier, reference.resolved);
      }
    }
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) variables.set(identifier, variable);
    }
  }

  const { project } = parsed;
  /** What one of the other files has for a node. */
  const elsewhere = <Found>(ask: (own: OwnLookUps) => Found | undefined): Found | undefined => {
    for (const other of project?.files ?? []) {
      const own = other === file ? undefined : lookUps.get(other);
      const found = own && ask(own);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const file: SourceFile = {
    path: parsed.path,
    text: parsed.text,
    program: parsed.program,
    nodes,
    nodesOfType: (type) => (nodesByType.get(type) ?? []).filter((node) => isOfType(node, type)),
    parentOf: (node) => parents.get(node) ?? elsewhere((own) => own.parents.get(node)),
    variableOf: (identifier) =>
      variables.get(identifier) ?? elsewhere((own) => own.variables.get(identifier)),
    textOf: (node) => file.fileOf(node).text.slice(node.range[0], node.range[1]),
    packages: packagesAround(parsed.path, parsed.versions),
    moduleAt: (specifier) => project?.fileAt(specifier, file),
    pathOfModule: (specifier) => project?.pathOf(specifier, file),
    filesMentioning: (words) => project?.filesMentioning(words),
    fileOf: (node) => {
      if (!project || node === parsed.program || parents.has(node)) return file;
      let root = node;
      for (const parent of ancestorsOf(file, node)) root = parent;
      return project.fileOfRoot(root) ?? file;
    },
    get linked() {
      return project?.files ?? [file];
    },
  };
  lookUps.set(file, { parents, variables });
  project?.add(file);
  return file;
}

/** What a file knows of its own nodes. */
interface OwnLookUps {
  readonly parents: ReadonlyMap<Node, Node>;
  readonly variables: ReadonlyMap<Node, Variable>;
}

const lookUps = new WeakMap<SourceFile, OwnLookUps>();

/** `node`'s ancestors, nearest first. */
export function* ancestorsOf(file: SourceFile, node: Node): Generator<Node> {
  for (let parent = file.parentOf(node); parent; parent = file.parentOf(parent)) yield parent;
}

/** What `compute` gives for a file, computed when it is first asked for. */
export function oncePerFile<Result extends object>(
  compute: (file: SourceFile) => Result,
): (file: SourceFile) => Result {
  const computed = new WeakMap<SourceFile, Result>();
  return (file) => {
    const result = computed.get(file) ?? compute(file);
    computed.set(file, result);
    return result;
  };
}
