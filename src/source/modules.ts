import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from './file.js';
import { keyName, memberName, staticText, unwrapped, type Node } from './syntax.js';

/** What a file takes from another module. `name` is `'*'` for the whole module, `'default'` for its default export. */
export interface ImportedBinding {
  readonly module: string;
  readonly name: string;
}

/** Functions that compilers wrap around `require` so that its result has a `default`, whatever the module is. */
const INTEROP_HELPER =
  /^(?:_?interop_?[rR]equire_?(?:[dD]efault|[wW]ildcard)|__importDefault|__importStar|__toESM|\$parcel\$interopDefault)$/;

/** How deep `const a = b` chains are followed to the import they stand for. */
const ALIAS_DEPTH = 8;

/** The module specifier of `require('x')` or `await import('x')`, if `node` is one. */
export function requiredModule(file: SourceFile, node: Node): string | undefined {
  const inner = unwrapped(node);
  if (inner.type === 'AwaitExpression') return requiredModule(file, inner.argument);
  if (inner.type === 'ImportExpression') return staticText(inner.source);
  if (
    inner.type === 'CallExpression' &&
    inner.callee.type === 'Identifier' &&
    inner.callee.name === 'require' &&
    file.variableOf(inner.callee) === undefined
  ) {
    return staticText(inner.arguments[0]);
  }
  return undefined;
}

/** What import or require an expression stands for, through aliases and destructuring; undefined if none. */
export function importedBinding(
  file: SourceFile,
  expression: Node,
  depth = ALIAS_DEPTH,
): ImportedBinding | undefined {
  if (depth === 0) return undefined;
  const node = unwrapped(expression);
  const required = requiredModule(file, node);
  if (required !== undefined) return { module: required, name: '*' };
  if (node.type === 'SequenceExpression')
    return importedBinding(file, node.expressions.at(-1) ?? node, depth - 1);
  if (node.type === 'CallExpression') return interopBinding(file, node, depth);
  if (node.type === 'MemberExpression') {
    const object = importedBinding(file, node.object, depth - 1);
    const name = memberName(node);
    if (object?.name !== '*' || name === undefined) return undefined;
    return { module: object.module, name };
  }
  if (node.type !== 'Identifier') return undefined;
  const definition = file.variableOf(node)?.defs[0];
  if (definition === undefined) return undefined;
  if (definition.type === 'ImportBinding') return bindingOfImport(definition.node, definition.parent);
  if (definition.type !== 'Variable' || !definition.node.init) return undefined;
  const declarator = definition.node;
  if (declarator.id.type === 'Identifier') return importedBinding(file, definition.node.init, depth - 1);
  if (declarator.id.type !== 'ObjectPattern') return undefined;
  const object = importedBinding(file, definition.node.init, depth - 1);
  const key = declarator.id.properties.find(
    (property) => property.type === 'Property' && property.value === definition.name,
  );
  const name = key?.type === 'Property' ? keyName(key) : undefined;
  return object?.name === '*' && name !== undefined ? { module: object.module, name } : undefined;
}

/** `__importDefault(require('x'))`, as TypeScript, Babel, esbuild and Parcel write it. */
function interopBinding(
  file: SourceFile,
  node: TSESTree.CallExpression,
  depth: number,
): ImportedBinding | undefined {
  const callee = unwrapped(node.callee);
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression'
        ? memberName(callee)
        : undefined;
  const wrapped = node.arguments[0];
  if (!wrapped || name === undefined || !INTEROP_HELPER.test(name)) return undefined;
  const binding = importedBinding(file, wrapped, depth - 1);
  return binding?.name === '*' ? binding : undefined;
}

function bindingOfImport(specifier: Node, declaration: Node | null | undefined): ImportedBinding | undefined {
  if (specifier.type === 'TSImportEqualsDeclaration') {
    const reference = specifier.moduleReference;
    const module =
      reference.type === 'TSExternalModuleReference' ? staticText(reference.expression) : undefined;
    return module === undefined ? undefined : { module, name: '*' };
  }
  if (declaration?.type !== 'ImportDeclaration') return undefined;
  const module = declaration.source.value;
  if (specifier.type === 'ImportDefaultSpecifier') return { module, name: 'default' };
  if (specifier.type === 'ImportNamespaceSpecifier') return { module, name: '*' };
  if (specifier.type !== 'ImportSpecifier') return undefined;
  return { module, name: importedName(specifier) };
}

function importedName(specifier: TSESTree.ImportSpecifier): string {
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

const known = new WeakMap<SourceFile, ReadonlySet<string>>();

/**
 * The specifiers of every module the file imports or requires, type-only imports included.
 */
export function importedModules(file: SourceFile): ReadonlySet<string> {
  const before = known.get(file);
  if (before) return before;
  const modules = new Set<string>();
  for (const node of file.nodes) {
    const module =
      node.type === 'ImportDeclaration'
        ? node.source.value
        : node.type === 'TSExternalModuleReference'
          ? staticText(node.expression)
          : requiredModule(file, node);
    if (module !== undefined) modules.add(module);
  }
  known.set(file, modules);
  return modules;
}
