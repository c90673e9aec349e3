import type { TSESTree } from '@typescript-eslint/utils';
import { oncePerFile, type SourceFile } from '../../source/file.js';
import type { Node } from '../../source/syntax.js';
import { executeList } from '../execute.js';
import { Frame } from '../frame.js';
import { globalValue, moduleValue } from '../globals.js';
import { getMember } from '../members.js';
import { Undecided, type Run } from '../run.js';
import { sliceFor } from '../slice.js';
import { HostObject, ObjectValue, opaque, type Unknown, type Value } from '../values.js';
import { readVariable } from '../variables.js';

/** What an ES module exports, read when it is used, as its bindings are live. */
class ModuleNamespace extends HostObject {}

/** Whether what a module exports may change its value. */
export const isLive = (module: Value): boolean => module instanceof ModuleNamespace;

/**
 * What another file of the project exports: its statements that decide that are executed when it is first asked for.
 * Undefined where the specifier means no such file.
 */
export function linkedModule(run: Run, specifier: string, from: SourceFile): Value {
  const file = run.followsImports ? from.moduleAt(specifier) : undefined;
  if (!file || file === run.file) return undefined;
  const known = run.modules.get(file.path);
  if (known !== undefined) return known;
  const frame = new Frame(undefined, undefined, true);
  const { names, stars } = exportsOf(file);
  const isCommonJs = names.size === 0 && stars.length === 0;
  // Known before it is complete, for the files that import each other.
  const made = isCommonJs
    ? getMember(run, globalValue(run, 'module', file), 'exports')
    : new ModuleNamespace(`'${specifier}'`, (current, key) => exportNamed(current, file, frame, key), [
        ...names.keys(),
      ]);
  run.modules.set(file.path, made);
  const failure = executed(run, file, frame);
  const value = failure ?? (isCommonJs ? getMember(run, globalValue(run, 'module', file), 'exports') : made);
  run.modules.set(file.path, value);
  return value;
}

/** The default export, as `import x from` sees it: that of an ES module, else the whole module. */
export function defaultOf(run: Run, module: Value): Value {
  if (module instanceof ModuleNamespace) return getMember(run, module, 'default');
  // What a compiler made of an ES module says so.
  return module instanceof ObjectValue && module.slots.has('__esModule')
    ? getMember(run, module, 'default')
    : module;
}

/** Executes what decides the exports of a file; gives an unknown where that cannot be followed. */
function executed(run: Run, file: SourceFile, frame: Frame): Unknown | undefined {
  const { phase } = run;
  run.addSlice(exportSlice(file));
  run.phase = 'set-up';
  try {
    run.nested(() => executeList(run, file.program.body, frame));
    return undefined;
  } catch (error) {
    if (error instanceof Undecided) return opaque(`a file that cannot be followed (${error.reason})`);
    throw error;
  } finally {
    run.phase = phase;
  }
}

const exportSlice = oncePerFile((file) => sliceFor(file, exportRoots(file), [], new Set()));

/** Whatever gives the file something to export. */
function exportRoots(file: SourceFile): Node[] {
  const { names } = exportsOf(file);
  const places = [...names.values()].flatMap((place) =>
    place.kind === 'from' ? [] : [place.kind === 'default' ? place.node.declaration : place.node],
  );
  const ofModule = file
    .nodesOfType('Identifier')
    .filter(
      (node) => (node.name === 'module' || node.name === 'exports') && file.variableOf(node) === undefined,
    );
  return [...places, ...ofModule, ...file.nodesOfType('TSExportAssignment')];
}

/** Where an export gets its value. */
type ExportPlace =
  | { readonly kind: 'variable'; readonly node: TSESTree.Identifier }
  | { readonly kind: 'default'; readonly node: TSESTree.ExportDefaultDeclaration }
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string | undefined };

interface Exports {
  readonly names: ReadonlyMap<string, ExportPlace>;
  /** The modules all of whose exports are passed on. */
  readonly stars: readonly string[];
}

const exportsOf = oncePerFile((file): Exports => {
  const names = new Map<string, ExportPlace>();
  const stars: string[] = [];
  for (const node of file.program.body) {
    if (node.type === 'ExportAllDeclaration') {
      if (node.exported)
        names.set(nameOf(node.exported), { kind: 'from', specifier: node.source.value, name: undefined });
      else stars.push(node.source.value);
    } else if (node.type === 'ExportDefaultDeclaration') {
      names.set('default', { kind: 'default', node });
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const { local, exported } of node.specifiers) {
        const place: ExportPlace | undefined = node.source
          ? { kind: 'from', specifier: node.source.value, name: nameOf(local) }
          : local.type === 'Identifier'
            ? { kind: 'variable', node: local }
            : undefined;
        if (place) names.set(nameOf(exported), place);
      }
      for (const identifier of declaredBy(file, node.declaration))
        names.set(identifier.name, { kind: 'variable', node: identifier });
    }
  }
  return { names, stars };
});

const nameOf = (node: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  node.type === 'Identifier' ? node.name : node.value;

/** The names that a declaration gives, without those of types. */
function declaredBy(file: SourceFile, declaration: Node | null): TSESTree.Identifier[] {
  if (!declaration) return [];
  return file
    .nodesOfType('Identifier')
    .filter((node) =>
      file
        .variableOf(node)
        ?.defs.some(
          (definition) =>
            definition.name === node &&
            (definition.node === declaration || file.parentOf(definition.node) === declaration),
        ),
    );
}

function exportNamed(run: Run, file: SourceFile, frame: Frame, name: string): Value {
  const { names, stars } = exportsOf(file);
  const place = names.get(name);
  switch (place?.kind) {
    case 'variable':
      return readVariable(run, place.node, frame);
    case 'default':
      return valueOfDefault(run, file, frame, place.node);
    case 'from': {
      const module = moduleValue(run, place.specifier, file);
      if (place.name === undefined) return module;
      return place.name === 'default' ? defaultOf(run, module) : getMember(run, module, place.name);
    }
    case undefined:
      break;
  }
  for (const specifier of stars) {
    const module = moduleValue(run, specifier, file);
    const value = getMember(run, module, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function valueOfDefault(
  run: Run,
  file: SourceFile,
  frame: Frame,
  { declaration }: TSESTree.ExportDefaultDeclaration,
): Value {
  if (
    'id' in declaration &&
    declaration.id?.type === 'Identifier' &&
    declaration.type.endsWith('Declaration')
  )
    return readVariable(run, declaration.id, frame);
  const closure = declaration.type === 'FunctionDeclaration' ? run.closures.get(declaration) : undefined;
  return closure ?? run.defaultExports.get(declaration) ?? opaque(`the default export of ${file.path}`);
}
