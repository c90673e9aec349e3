import type { TSESTree } from '@typescript-eslint/utils';
import {
  importEqualsName,
  isTypeScript,
  requiredName,
  type Node,
  type ParsedProgram,
} from './parsed-program.js';
import { rewritten } from './rewritten.js';
import type { Transformation } from './transformation.js';

/** Requires become imports, and what the module is its default export. */
export const toModule: Transformation = {
  name: 'a module in place of CommonJS',
  apply(program) {
    let isCommonJs = false;
    const outcome = rewritten(program, (parsed, edited) => {
      isCommonJs = parsed.body.some((node) => exportedBy(parsed, node)) && !requiresData(parsed);
      if (!isCommonJs) return undefined;
      const first = parsed.body.find((node) => !isDirective(node))?.range[0] ?? 0;
      for (const node of parsed.body) {
        const exported = exportedBy(parsed, node);
        if (exported) edited.overwrite(node.range[0], exported.range[0], 'export default ');
        const imports = importsFor(parsed, node);
        if (imports) edited.overwrite(...node.range, imports);
      }
      let count = 0;
      for (const node of parsed.nodes) {
        const module = requiredName(parsed, node);
        if (
          module === undefined ||
          parsed.body.some((part) => importsFor(parsed, part) && within(part, node))
        )
          continue;
        edited.appendLeft(first, `import required${count} from '${module}';\n`);
        edited.overwrite(...node.range, `required${count}`);
        count += 1;
      }
      return isTypeScript(program) ? 'mts' : 'mjs';
    });
    return isCommonJs ? outcome : undefined;
  },
};

const within = (outer: Node, inner: Node): boolean =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

const isDirective = (node: Node): boolean =>
  node.type === 'ExpressionStatement' && node.directive !== undefined;

/** JSON is imported with an attribute, which not every parser of the tests reads. */
const requiresData = (parsed: ParsedProgram): boolean =>
  parsed.nodes.some((node) => requiredName(parsed, node)?.endsWith('.json'));

/** What a statement makes the module: `module.exports = …`, `export = …`. */
function exportedBy(parsed: ParsedProgram, node: Node): Node | undefined {
  if (node.type === 'TSExportAssignment') return node.expression;
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'AssignmentExpression')
    return undefined;
  const { left, right } = node.expression;
  return parsed.textOf(left) === 'module.exports' ? right : undefined;
}

/** The imports for a declaration of nothing but requires. */
function importsFor(parsed: ParsedProgram, node: Node): string | undefined {
  const equals = importEqualsName(node);
  if (node.type === 'TSImportEqualsDeclaration' && equals !== undefined)
    return `import ${node.id.name} from '${equals}';`;
  if (node.type !== 'VariableDeclaration') return undefined;
  const imports = node.declarations.map((declarator) => importFor(parsed, declarator));
  return imports.includes(undefined) ? undefined : imports.join(' ');
}

function importFor(parsed: ParsedProgram, { id, init }: TSESTree.VariableDeclarator): string | undefined {
  const module = requiredName(parsed, init);
  if (module === undefined) return undefined;
  if (id.type === 'Identifier') return `import ${id.name} from '${module}';`;
  if (id.type !== 'ObjectPattern') return undefined;
  const names = id.properties.map((property) =>
    property.type === 'Property' ? `${parsed.textOf(property.key)} as ${parsed.textOf(property.value)}` : '',
  );
  return `import { ${names.join(', ')} } from '${module}';`;
}
