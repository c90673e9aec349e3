import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../source/file.js';
import { importedBinding } from '../../source/modules.js';
import { keyName, memberName, unwrapped, walk, type Node } from '../../source/syntax.js';
import { spelledText } from '../headers/header-entries.js';

/** A piece of code that gives a header its value. */
export interface HeaderWriter {
  readonly kind: 'property' | 'pair' | 'assignment' | 'call';
  readonly node: Node;
  /** The name as source, brackets of a computed key included. */
  readonly name: string;
  readonly value: Node;
  /** What the header is put into, for an assignment or a call. */
  readonly target: Node | undefined;
  readonly method: string | undefined;
}

/** The writer that `node` is of a header called `field`, if it is one. */
export function writerIn(file: SourceFile, node: Node, field: string): HeaderWriter | undefined {
  const isNamed = (name: Node | null | undefined): boolean =>
    spelledText(file, name ?? undefined)?.toLowerCase() === field;
  switch (node.type) {
    case 'Property': {
      if (file.parentOf(node)?.type !== 'ObjectExpression' || node.method || node.kind !== 'init')
        return undefined;
      const key = node.computed ? spelledText(file, node.key) : keyName(node);
      if (key?.toLowerCase() !== field) return undefined;
      const text = file.textOf(node.key);
      return writer('property', node, node.computed ? `[${text}]` : text, node.value);
    }
    case 'ArrayExpression': {
      const [name, value] = node.elements;
      return node.elements.length === 2 && name && value && isNamed(name)
        ? writer('pair', node, file.textOf(name), value)
        : undefined;
    }
    case 'AssignmentExpression':
      return assignmentWriter(file, node, field);
    case 'CallExpression': {
      const callee = unwrapped(node.callee);
      const isMethod = callee.type === 'MemberExpression';
      const [target, name, value] = isMethod ? [callee.object, ...node.arguments] : node.arguments;
      const method = isMethod ? memberName(callee) : functionOfH3(file, callee);
      if (!(isMethod || method !== undefined) || !target || !name || !value || !isNamed(name))
        return undefined;
      return { ...writer('call', node, file.textOf(name), value), target, method };
    }
    default:
      return undefined;
  }
}

/** `setHeader(event, name, value)` takes as its first argument what other functions are methods of. */
function functionOfH3(file: SourceFile, callee: Node): string | undefined {
  const name = importedBinding(file, callee)?.name ?? (callee.type === 'Identifier' ? callee.name : '');
  return /^(?:set|append)(?:Response)?Header$/.test(name) ? name : undefined;
}

function assignmentWriter(
  file: SourceFile,
  node: TSESTree.AssignmentExpression,
  field: string,
): HeaderWriter | undefined {
  const member = unwrapped(node.left);
  if (member.type !== 'MemberExpression') return undefined;
  const name = member.computed ? spelledText(file, member.property) : memberName(member);
  if (name?.toLowerCase() !== field) return undefined;
  return { ...writer('assignment', node, file.textOf(member.property), node.right), target: member.object };
}

const writer = (kind: HeaderWriter['kind'], node: Node, name: string, value: Node): HeaderWriter => ({
  kind,
  node,
  name,
  value,
  target: undefined,
  method: undefined,
});

/** Every writer of `field` below `root`. */
export function writersBelow(file: SourceFile, root: Node, field: string): HeaderWriter[] {
  const found: HeaderWriter[] = [];
  walk(root, (node) => {
    const one = writerIn(file, node, field);
    if (one) found.push(one);
  });
  return found;
}

/** The object whose methods a chain calls: `reply` in `reply.code(204).type('text/plain')`. */
export function startOfChain(node: Node): Node {
  const call = unwrapped(node);
  const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined;
  return callee?.type === 'MemberExpression' ? startOfChain(callee.object) : call;
}
