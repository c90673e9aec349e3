import type { SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import type { Node } from '../source/syntax.js';
import { declarationsIn, isConsumed, type Declaration } from './declared-options.js';
import type { OptionsConsumer, OptionsType } from './option-calls.js';

/**
 * The object literals of a file that say by an annotation, an assertion or JSDoc that they are of one of `types`, and that
 * none of `calls` is given: another file uses them.
 */
export function typedOptions(
  file: SourceFile,
  types: readonly OptionsType[],
  calls: ReturnType<OptionsConsumer['calls']>,
): Node[] {
  return declarationsIn(file)
    .filter((declaration) => isOfType(file, declaration, types) && !isConsumed(file, declaration, calls))
    .map(({ value }) => value);
}

/** Whether a declaration says that it is of one of `types`. */
export const isOfType = (
  file: SourceFile,
  declaration: Declaration,
  types: readonly OptionsType[],
): boolean => types.some((type) => isTyped(file, declaration, type));

function isTyped(file: SourceFile, { value, holder }: Declaration, wanted: OptionsType): boolean {
  if (isAssertedAs(file, value, wanted)) return true;
  if (holder.type !== 'VariableDeclarator') return false;
  return (
    isTypedAs(file, holder.id.typeAnnotation?.typeAnnotation, wanted) || hasJsDocType(file, holder, wanted)
  );
}

function isTypedAs(file: SourceFile, type: Node | undefined, wanted: OptionsType): boolean {
  if (type?.type !== 'TSTypeReference') return false;
  const { typeName } = type;
  if (typeName.type === 'TSQualifiedName') {
    return (
      typeName.right.name === wanted.name && importedBinding(file, typeName.left)?.module === wanted.module
    );
  }
  const binding = typeName.type === 'Identifier' ? importedBinding(file, typeName) : undefined;
  return binding?.module === wanted.module && binding.name === wanted.name;
}

function isAssertedAs(file: SourceFile, node: Node, wanted: OptionsType): boolean {
  return (
    (node.type === 'TSSatisfiesExpression' || node.type === 'TSAsExpression') &&
    isTypedAs(file, node.typeAnnotation, wanted)
  );
}

/** `/** @type {import('cors').CorsOptions} *\/` right before the declaration. */
function hasJsDocType(file: SourceFile, declarator: Node, wanted: OptionsType): boolean {
  const declaration = file.parentOf(declarator);
  const statement =
    declaration && file.parentOf(declaration)?.type === 'ExportNamedDeclaration'
      ? file.parentOf(declaration)
      : declaration;
  if (!statement) return false;
  const before = file.text.slice(0, statement.range[0]).trimEnd();
  if (!before.endsWith('*/')) return false;
  const comment = before.slice(before.lastIndexOf('/**'));
  return new RegExp(`@type\\s*\\{\\s*import\\(['"]${wanted.module}['"]\\)\\.${wanted.name}\\s*\\}`).test(
    comment,
  );
}
