import type { TSESTree } from '@typescript-eslint/utils';
import { contains, importEqualsName, isTypeScript, type Node } from './parsed-program.js';
import { rewritten } from './rewritten.js';
import type { Transformation } from './transformation.js';

/** Leaves the types out; decorators exist with TypeScript only. */
export const toJavaScript: Transformation = {
  name: 'JavaScript in place of TypeScript',
  apply(program) {
    if (!isTypeScript(program)) return undefined;
    return rewritten(program, (parsed, edited) => {
      if (parsed.nodes.some(({ type }) => type === 'Decorator')) return undefined;
      const removed: Node[] = [];
      const remove = (node: Node): void => {
        removed.push(node);
        edited.remove(...node.range);
      };
      let isModule = false;
      for (const node of parsed.nodes) {
        if (removed.some((part) => contains(part, node.range))) continue;
        if (node.type === 'ImportDeclaration' || /^Export\w*Declaration$/.test(node.type)) isModule = true;
        if (isTypeOnly(node)) remove(node);
        else if (node.type === 'ImportDeclaration') {
          if (node.specifiers.some(isTypeSpecifier)) edited.overwrite(...node.range, withoutTypes(node));
        } else if (
          node.type === 'TSAsExpression' ||
          node.type === 'TSSatisfiesExpression' ||
          node.type === 'TSNonNullExpression'
        ) {
          const [, end] = node.expression.range;
          // A parenthesis may stand between an expression and its type.
          const keyword = parsed.text.slice(end, node.range[1]).search(/\b(?:as|satisfies)\b|!/);
          edited.remove(end + keyword, node.range[1]);
          if (node.type !== 'TSNonNullExpression') removed.push(node.typeAnnotation);
        } else if (node.type === 'Identifier' && node.optional) {
          const end = node.range[0] + node.name.length;
          edited.remove(end, end + 1);
        } else if (node.type === 'TSImportEqualsDeclaration') {
          edited.overwrite(
            ...node.range,
            `const ${node.id.name} = require('${importEqualsName(node) ?? ''}');`,
          );
        } else if (node.type === 'TSExportAssignment') {
          edited.overwrite(node.range[0], node.expression.range[0], 'module.exports = ');
        }
      }
      return isModule ? 'mjs' : 'cjs';
    });
  },
};

const isTypeOnly = (node: Node): boolean =>
  node.type === 'TSTypeAnnotation' ||
  node.type === 'TSTypeParameterInstantiation' ||
  node.type === 'TSTypeParameterDeclaration' ||
  node.type === 'TSInterfaceDeclaration' ||
  node.type === 'TSTypeAliasDeclaration' ||
  (node.type === 'ImportDeclaration' && node.importKind === 'type');

const isTypeSpecifier = (specifier: TSESTree.ImportClause): boolean =>
  specifier.type === 'ImportSpecifier' && specifier.importKind === 'type';

function withoutTypes({ specifiers, source }: TSESTree.ImportDeclaration): string {
  const kept = specifiers.filter((specifier) => !isTypeSpecifier(specifier));
  const main = kept.find(({ type }) => type === 'ImportDefaultSpecifier')?.local.name;
  const named = kept.flatMap((specifier) =>
    specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
      ? [`${specifier.imported.name} as ${specifier.local.name}`]
      : [],
  );
  const parts = [
    ...(main === undefined ? [] : [main]),
    ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : []),
  ];
  return parts.length > 0 ? `import ${parts.join(', ')} from ${source.raw};` : `import ${source.raw};`;
}
