import type { TSESTree } from '@typescript-eslint/utils';
import { isTypeScript, type ParsedProgram } from './parsed-program.js';
import { rewritten } from './rewritten.js';
import type { Program, Transformation } from './transformation.js';

/** Imports become requires, and the default export what the module is. */
export const toCommonJs: Transformation = {
  name: 'CommonJS in place of a module',
  apply(program) {
    if (program.language === 'tsx') return undefined;
    let isModule = false;
    const outcome = rewritten(program, (parsed, edited) => {
      isModule = isConvertible(parsed);
      if (!isModule) return undefined;
      for (const node of parsed.body) {
        if (node.type === 'ImportDeclaration')
          edited.overwrite(...node.range, required(parsed, node, program));
        if (node.type === 'ExportDefaultDeclaration') {
          const start = isTypeScript(program) ? 'export = ' : 'module.exports = ';
          edited.overwrite(node.range[0], node.declaration.range[0], start);
        }
      }
      return isTypeScript(program) ? 'cts' : 'cjs';
    });
    return isModule ? outcome : undefined;
  },
};

/**
 * A namespace is not what `require` gives, a module with more than a default export has another shape, and CommonJS has
 * neither `import.meta` nor, what goes with it in the fixtures, `await` outside functions.
 */
function isConvertible({ body, nodes }: ParsedProgram): boolean {
  return (
    !nodes.some(({ type }) => type === 'MetaProperty') &&
    body.some(({ type }) => type === 'ExportDefaultDeclaration') &&
    body.every((node) => {
      if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') return false;
      return (
        node.type !== 'ImportDeclaration' ||
        node.specifiers.every(({ type }) => type !== 'ImportNamespaceSpecifier')
      );
    })
  );
}

function required(parsed: ParsedProgram, node: TSESTree.ImportDeclaration, program: Program): string {
  if (node.importKind === 'type') return parsed.textOf(node);
  const module = node.source.raw;
  const lines: string[] = [];
  const values: string[] = [];
  const types: string[] = [];
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    if (specifier.type === 'ImportDefaultSpecifier') {
      lines.push(
        isTypeScript(program)
          ? `import ${local} = require(${module});`
          : `const ${local} = require(${module});`,
      );
    } else if (specifier.type === 'ImportSpecifier') {
      const imported = parsed.textOf(specifier.imported);
      // A class that is only imported for its type needs no value, and a constant would be none.
      if (specifier.importKind === 'type' || isUsedAsTypeOnly(parsed, specifier))
        types.push(`${imported} as ${local}`);
      else values.push(`${imported}: ${local}`);
    }
  }
  if (values.length > 0) lines.push(`const { ${values.join(', ')} } = require(${module});`);
  if (types.length > 0) lines.push(`import type { ${types.join(', ')} } from ${module};`);
  return lines.length > 0 ? lines.join(' ') : `require(${module});`;
}

function isUsedAsTypeOnly(parsed: ParsedProgram, { local }: TSESTree.ImportSpecifier): boolean {
  const references = parsed.variableOf(local)?.references ?? [];
  return (
    references.length > 0 &&
    references.every(({ identifier }) => parsed.parentOf(identifier)?.type.startsWith('TS'))
  );
}
