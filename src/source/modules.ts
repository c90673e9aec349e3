import type { TSESTree } from '@typescript-eslint/utils';
import { oncePerFile, type SourceFile } from './file.js';
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

/** The same, where a default export is the module itself: `import x from 'y'` and `x.member`, with a CommonJS module `y`. */
export function importedMember(file: SourceFile, expression: Node): ImportedBinding | undefined {
  const node = unwrapped(expression);
  const direct = importedBinding(file, node);
  const name = node.type === 'MemberExpression' ? memberName(node) : undefined;
  if (direct || node.type !== 'MemberExpression' || name === undefined) return direct;
  const holder = importedBinding(file, node.object);
  return holder?.name === 'default' ? { module: holder.module, name } : undefined;
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

/** The specifiers of every module the file imports or requires, type-only imports included. */
export const importedModules = oncePerFile((file): ReadonlySet<string> => {
  const required = [...file.nodesOfType('CallExpression'), ...file.nodesOfType('ImportExpression')];
  const modules = [
    ...file.nodesOfType('ImportDeclaration').map(({ source }) => source.value),
    ...file.nodesOfType('TSExternalModuleReference').map(({ expression }) => staticText(expression)),
    ...required.map((node) => requiredModule(file, node)),
  ];
  return new Set(modules.filter((module) => module !== undefined));
});

/** A call of something the file imports, with or without `new`. */
export interface CallOfImport<Call> {
  readonly node: Call;
  readonly binding: ImportedBinding;
}

/** The calls of what a file imports, in source order. */
export const callsOfImports = oncePerFile((file) => callsAmong(file, file.nodesOfType('CallExpression')));

/** The instances a file makes of what it imports, in source order. */
export const instancesOfImports = oncePerFile((file) => callsAmong(file, file.nodesOfType('NewExpression')));

const callsAmong = <Call extends TSESTree.CallExpression | TSESTree.NewExpression>(
  file: SourceFile,
  nodes: readonly Call[],
): readonly CallOfImport<Call>[] =>
  nodes.flatMap((node) => {
    const binding = importedBinding(file, node.callee);
    return binding ? [{ node, binding }] : [];
  });
