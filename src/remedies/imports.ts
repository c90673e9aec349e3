import { isAbsolute, relative, resolve, dirname, sep } from 'node:path';
import type { SourceFile } from '../source/file.js';
import { insertAt, lineBreakNear, type TextEdit } from '../source/edits.js';
import { importedBinding, requiredModule } from '../source/modules.js';
import type { Node } from '../source/syntax.js';

/**
 * Makes an export of a module available in a file: under the name it is imported by already, or by a new import in
 * the file's own style.
 *
 * @param wanted `module` as in the settings; a path that starts with `.` is taken from `workingDirectory`.
 */
export function importEdit(
  file: SourceFile,
  wanted: { readonly module: string; readonly export: string },
  workingDirectory: string,
): { name: string; edits: TextEdit[] } {
  const exported = wanted.export.replace(/\(\)$/, '');
  const specifier = specifierFor(file, wanted.module, workingDirectory);
  const existing = importedName(file, specifier, exported);
  if (existing !== undefined) return { name: existing, edits: [] };
  const name = freeName(file, exported);
  const quote = preferredQuote(file);
  const end = /;\s*$/m.test(file.text) || !file.text.includes('\n') ? ';' : '';
  const isModule = usesImports(file);
  const statement = isModule
    ? `import { ${name === exported ? exported : `${exported} as ${name}`} } from ${quote}${specifier}${quote}${end}`
    : `const { ${name === exported ? exported : `${exported}: ${name}`} } = require(${quote}${specifier}${quote})${end}`;
  return { name, edits: [placed(file, statement, isModule)] };
}

function specifierFor(file: SourceFile, module: string, workingDirectory: string): string {
  if (!module.startsWith('.')) return module;
  const target = resolve(workingDirectory, module);
  const from = dirname(isAbsolute(file.path) ? file.path : resolve(workingDirectory, file.path));
  const path = relative(from, target).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

function importedName(file: SourceFile, specifier: string, exported: string): string | undefined {
  for (const node of file.nodes) {
    const identifier =
      node.type === 'ImportSpecifier'
        ? node.local
        : node.type === 'Property' && node.value.type === 'Identifier'
          ? node.value
          : undefined;
    if (!identifier) continue;
    const binding = importedBinding(file, identifier);
    if (binding?.module === specifier && binding.name === exported) return identifier.name;
  }
  return undefined;
}

/** `name`, or with a number behind it if the file uses the name for something else. */
function freeName(file: SourceFile, name: string): string {
  const taken = new Set(file.nodesOfType('Identifier').map((node) => node.name));
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}${number}`;
  return candidate;
}

const usesImports = (file: SourceFile): boolean =>
  file.nodes.some((node) => node.type === 'ImportDeclaration' || node.type.startsWith('Export')) ||
  /\.m[jt]s$/.test(file.path);

/** The quotes around the file's module names, else around its first text. */
function preferredQuote(file: SourceFile): string {
  const texts = file.nodesOfType('Literal').filter(({ value }) => typeof value === 'string');
  const isModuleName = (node: Node): boolean => {
    const parent = file.parentOf(node);
    return (
      parent?.type === 'ImportDeclaration' ||
      (parent !== undefined && requiredModule(file, parent) !== undefined)
    );
  };
  const example = texts.find(isModuleName) ?? texts[0];
  return example && file.text[example.range[0]] === '"' ? '"' : "'";
}

/** After the last import or top-level require; else before the first statement that is no directive. */
function placed(file: SourceFile, statement: string, isModule: boolean): TextEdit {
  const { body } = file.program;
  const last = body.findLast((node) =>
    isModule ? node.type === 'ImportDeclaration' : isRequire(file, node),
  );
  if (last) return insertAt(last.range[1], `${lineBreakNear(file.text, last.range[1])}${statement}`);
  const first = body.find((node) => !(node.type === 'ExpressionStatement' && node.directive !== undefined));
  const offset = first?.range[0] ?? file.text.length;
  return insertAt(offset, `${statement}${lineBreakNear(file.text, offset)}`);
}

const isRequire = (file: SourceFile, node: Node): boolean =>
  node.type === 'VariableDeclaration' &&
  node.declarations.some(({ init }) => init !== null && requiredModule(file, init) !== undefined);
