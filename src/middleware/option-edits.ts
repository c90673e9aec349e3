import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { indentationAt, insertAt, lineBreakNear, replaceNode, type TextEdit } from '../source/edits.js';
import { unwrapped, type Node } from '../source/syntax.js';
import { ObjectValue, PlainObject, type Value } from '../interpret/values.js';

/** The text of an option's new value; `typedText` where TypeScript cannot infer parameter types from the place. */
export interface OptionText {
  readonly text: string;
  readonly typedText: string;
}

/** The call that is given the options, and at which place; nothing where the options are declared for another file. */
export type OptionsPlace =
  { readonly call: TSESTree.CallExpression; readonly index: number } | { readonly call?: undefined };

/**
 * Edits that make `options` carry `name: value`, wherever the object was written in this file.
 * Where the call got no usable object, one is written into the call. A text says why there is no edit; where it is given in
 * the place of a value, it is that text.
 */
export function setOption(
  file: SourceFile,
  options: Value,
  name: string,
  value: OptionText | string,
  site: OptionsPlace,
): TextEdit[] | string {
  if (typeof value === 'string') return value;
  if (options instanceof PlainObject && options.origin?.type === 'ObjectExpression') {
    return setInLiteral(fileOfOption(file, options, name), options, options.origin, name, value);
  }
  if (!site.call) return 'the options object is not written out in this file';
  return setInCall(file, site.call, site.index, `${name}: ${value.text}`, options);
}

/** The file in which `setOption` would set an option: that of the object, which may be another one than that of the call. */
export function fileOfOption(file: SourceFile, options: Value, name: string): SourceFile {
  if (!(options instanceof PlainObject) || options.origin?.type !== 'ObjectExpression') return file;
  const writer = options.slots.get(name)?.writer;
  return file.fileOf(writer?.type === 'AssignmentExpression' ? writer : options.origin);
}

function setInLiteral(
  file: SourceFile,
  options: PlainObject,
  literal: TSESTree.ObjectExpression,
  name: string,
  value: OptionText,
): TextEdit[] | string {
  const writer = options.slots.get(name)?.writer;
  const text = textAt(file, literal, value);
  if (writer?.type === 'AssignmentExpression') return [replaceNode(writer.right, text)];
  if (writer?.type === 'Property' && file.parentOf(writer) === literal) {
    return [
      writer.shorthand || writer.method || writer.kind !== 'init'
        ? replaceNode(writer, `${name}: ${text}`)
        : replaceNode(writer.value, text),
    ];
  }
  if (writer?.type === 'CallExpression') return 'the option is written by a call';
  return [insertProperty(file, literal, `${name}: ${text}`)];
}

/** Writes a property after the last spread, which could replace it; else as the first property. */
export function insertProperty(
  program: SourceFile,
  literal: TSESTree.ObjectExpression,
  property: string,
): TextEdit {
  const file = program.fileOf(literal);
  const lastSpread = literal.properties.findLast((candidate) => candidate.type === 'SpreadElement');
  if (lastSpread) return insertAt(lastSpread.range[1], `, ${property}`);
  const first = literal.properties[0];
  const open = literal.range[0] + 1;
  if (!first) return { range: [open, literal.range[1] - 1], text: emptyObjectBody(file, literal, property) };
  const between = file.text.slice(open, first.range[0]);
  if (!between.includes('\n'))
    return insertAt(open, `${between === '' ? '' : ' '}${property},${between === '' ? ' ' : ''}`);
  return insertAt(
    open,
    `${lineBreakNear(file.text, first.range[0])}${indentationAt(file.text, first.range[0])}${property},`,
  );
}

/** `{}` may hold comments: they stay. */
function emptyObjectBody(file: SourceFile, literal: TSESTree.ObjectExpression, property: string): string {
  const inside = file.text.slice(literal.range[0] + 1, literal.range[1] - 1);
  return inside.trim() === '' ? ` ${property} ` : ` ${property},${inside}`;
}

function setInCall(
  file: SourceFile,
  call: TSESTree.CallExpression,
  index: number,
  property: string,
  options: Value,
): TextEdit[] | string {
  const argument = call.arguments[index];
  if (!argument) return appendArgument(call, index, `{ ${property} }`);
  if (argument.type === 'SpreadElement') return 'the options come from a spread argument';
  const isNeverObject = ['Literal', 'TemplateLiteral', 'ArrayExpression', 'NewExpression'].includes(
    unwrapped(argument).type,
  );
  if (isNeverObject || isUndefined(argument)) return [replaceNode(argument, `{ ${property} }`)];
  // The argument is no object in the case at hand, but may be one in another: keep what it brings.
  if (options instanceof ObjectValue && options.origin === undefined)
    return 'the options are built by code that is not in this file';
  return [replaceNode(argument, `{ ...(${file.textOf(argument)}), ${property} }`)];
}

function appendArgument(call: TSESTree.CallExpression, index: number, text: string): TextEdit[] | string {
  const last = call.arguments.at(-1);
  if (call.arguments.length !== index) return 'the options come from a spread argument';
  if (!last) return [insertAt(call.range[1] - 1, text)];
  return last.type === 'SpreadElement'
    ? 'the options come from a spread argument'
    : [insertAt(last.range[1], `, ${text}`)];
}

const isUndefined = (node: Node): boolean => node.type === 'Identifier' && node.name === 'undefined';

/** The text of a value inside `place`, or in its stead. */
export const textAt = (file: SourceFile, place: Node, { text, typedText }: OptionText): string =>
  isContextuallyTyped(file, place) ? text : typedText;

/** Whether TypeScript knows the type of functions inside the literal: it is an argument, or annotated. */
function isContextuallyTyped(file: SourceFile, literal: Node): boolean {
  if (!/\.[cm]?tsx?$/.test(file.path)) return true;
  for (const parent of ancestorsOf(file, literal)) {
    if (parent.type === 'TSAsExpression' || parent.type === 'TSSatisfiesExpression') {
      // `as const` and `as object` say nothing about the functions inside.
      const type = parent.typeAnnotation;
      return type.type === 'TSTypeReference' && file.textOf(type) !== 'const';
    }
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return true;
    if (parent.type === 'VariableDeclarator')
      return parent.id.type === 'Identifier' && parent.id.typeAnnotation !== undefined;
    if (parent.type === 'ArrowFunctionExpression' && parent.returnType) return true;
    if (parent.type.endsWith('Statement') || parent.type.endsWith('Declaration')) return false;
  }
  return false;
}
