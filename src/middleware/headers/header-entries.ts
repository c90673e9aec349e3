import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../source/file.js';
import {
  childrenOf,
  isFunctionNode,
  keyName,
  memberName,
  staticText,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../../source/syntax.js';
import { functionNamed, parameterOf } from '../parameters.js';
import type { ResponseCall } from './response-calls.js';

/** A header written out in an object, in a flat or nested array, or put into headers by an expression of its own. */
export interface HeaderEntry {
  readonly kind: 'property' | 'flat' | 'pair' | 'addition';
  /** All of it: name and value. */
  readonly range: readonly [number, number];
  /** The name as source, brackets of a computed key included. */
  readonly name: string;
  readonly value: Node;
  /** The property, array, assignment or call it stands in. */
  readonly node: Node;
}

/** A call that may be given headers. */
type HeaderCall = Pick<ResponseCall, 'method' | 'node'>;

/** How many names, spreads and calls are followed from a call to the headers it writes. */
const MAX_STEPS = 6;

/** The entries for `field` in the headers that a call writes, wherever in the file they are written out. */
export function entriesOf(file: SourceFile, call: HeaderCall, field: string): HeaderEntry[] {
  return new Search(file, field).through(headersOf(file, call));
}

/** The name an expression spells out, itself or through a constant. */
export function spelledText(file: SourceFile, node: Node | undefined): string | undefined {
  const text = staticText(node);
  if (text !== undefined || node === undefined) return text;
  const inner = unwrapped(node);
  const definition = inner.type === 'Identifier' ? file.variableOf(inner)?.defs[0] : undefined;
  return definition?.type === 'Variable' && definition.parent.kind === 'const' && definition.node.init
    ? staticText(definition.node.init)
    : undefined;
}

/** The arguments that are headers; for a name that a loop gives, what the loop goes through. */
function headersOf(file: SourceFile, { method, node }: HeaderCall): Node[] {
  const [first, ...rest] = node.arguments;
  if (!first) return [];
  if (method === 'writeHead') return rest;
  if (rest.length === 0) return [first];
  const iterated = iterableNaming(file, first);
  return iterated ? [iterated] : [];
}

/** What `for (const [name, value] of iterable)` or `iterable.forEach(([name, value]) => …)` takes a name from. */
function iterableNaming(file: SourceFile, name: Node): Node | undefined {
  const definition = file.variableOf(unwrapped(name))?.defs[0];
  if (definition?.type === 'Variable') {
    const loop = file.parentOf(definition.parent);
    return loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement' ? loop.right : undefined;
  }
  const callback = definition?.type === 'Parameter' ? definition.node : undefined;
  const call = callback && file.parentOf(callback);
  const isForEach =
    call?.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    memberName(call.callee) === 'forEach';
  return isForEach && call.callee.type === 'MemberExpression' ? call.callee.object : undefined;
}

/** Follows expressions to the places where a header is written out. */
class Search {
  private readonly seen = new Set<Node>();
  private readonly found: HeaderEntry[] = [];

  constructor(
    private readonly file: SourceFile,
    private readonly field: string,
  ) {}

  through(nodes: readonly Node[]): HeaderEntry[] {
    for (const node of nodes) this.visit(node, MAX_STEPS);
    return this.found;
  }

  private visit(expression: Node, steps: number): void {
    const node = unwrapped(expression);
    if (steps === 0 || this.seen.has(node)) return;
    this.seen.add(node);
    for (const next of this.look(node)) this.visit(next, steps - 1);
  }

  /** Takes the entries of a literal; gives the expressions that headers may come from besides. */
  private look(node: Node): readonly Node[] {
    switch (node.type) {
      case 'ObjectExpression':
        return this.lookInObject(node);
      case 'ArrayExpression':
        return this.lookInArray(node);
      case 'ConditionalExpression':
        return [node.consequent, node.alternate];
      case 'LogicalExpression':
        return [node.left, node.right];
      case 'AwaitExpression':
        return [node.argument];
      case 'NewExpression':
        return node.arguments.slice(0, 1);
      case 'CallExpression':
        return this.lookBehindCall(node);
      case 'MemberExpression':
        return this.lookBehindMember(node);
      case 'Identifier':
        return this.lookBehindName(node);
      default:
        return [];
    }
  }

  private names(node: Node | null | undefined): boolean {
    return spelledText(this.file, node ?? undefined)?.toLowerCase() === this.field;
  }

  private add(kind: HeaderEntry['kind'], node: Node, name: Node, value: Node, brackets = false): void {
    const text = this.file.textOf(name);
    const range = kind === 'flat' ? ([name.range[0], value.range[1]] as const) : node.range;
    this.found.push({ kind, node, value, range, name: brackets ? `[${text}]` : text });
  }

  private lookInObject(object: TSESTree.ObjectExpression): Node[] {
    const spreads: Node[] = [];
    for (const property of object.properties) {
      if (property.type === 'SpreadElement') {
        spreads.push(property.argument);
        continue;
      }
      const name = property.computed ? spelledText(this.file, property.key) : keyName(property);
      if (name?.toLowerCase() === this.field)
        this.add('property', property, property.key, property.value, property.computed);
    }
    return spreads;
  }

  private lookInArray({ elements }: TSESTree.ArrayExpression): Node[] {
    const further: Node[] = [];
    // Names and values take turns; what is spread in is whole pairs.
    let isName = true;
    for (const [index, element] of elements.entries()) {
      const value = elements[index + 1];
      if (element?.type === 'SpreadElement') {
        further.push(element.argument);
        isName = true;
        continue;
      }
      if (element?.type === 'ArrayExpression') this.lookAtPair(element);
      else if (isName && element && value && this.names(element)) this.add('flat', element, element, value);
      isName = !isName;
    }
    return further;
  }

  private lookAtPair(pair: TSESTree.ArrayExpression): void {
    const [name, value] = pair.elements;
    if (name && value && this.names(name)) this.add('pair', pair, name, value);
  }

  /** `Object.entries(headers)`, `Object.assign({}, headers)`, and functions of the file that return headers. */
  private lookBehindCall(call: TSESTree.CallExpression): readonly Node[] {
    const callee = unwrapped(call.callee);
    if (callee.type === 'MemberExpression') {
      const isObject = callee.object.type === 'Identifier' && callee.object.name === 'Object';
      return isObject ? call.arguments : [];
    }
    const target = functionNamed(this.file, callee);
    return target ? returnedBy(target) : [];
  }

  private lookBehindMember(member: TSESTree.MemberExpression): Node[] {
    const object = unwrapped(member.object);
    const definition = this.file.variableOf(object)?.defs[0];
    const init =
      definition?.type === 'Variable' && definition.node.init ? unwrapped(definition.node.init) : undefined;
    if (init?.type !== 'ObjectExpression') return [];
    return init.properties.flatMap((property) =>
      property.type === 'Property' && keyName(property) === memberName(member) ? [property.value] : [],
    );
  }

  private lookBehindName(name: TSESTree.Identifier): Node[] {
    const variable = this.file.variableOf(name);
    for (const { identifier } of variable?.references ?? []) this.lookAtAddition(identifier);
    const definition = variable?.defs[0];
    if (definition?.type === 'Variable') return definition.node.init ? [definition.node.init] : [];
    const parameter = parameterOf(this.file, name);
    return parameter ? argumentsFor(this.file, parameter.owner, parameter.index) : [];
  }

  /** `headers['Access-Control-Allow-Origin'] = value`, and `headers.set('Access-Control-Allow-Origin', value)` of a Map or Headers. */
  private lookAtAddition(identifier: Node): void {
    const member = this.file.parentOf(identifier);
    const addition = member && this.file.parentOf(member);
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return;
    if (addition?.type === 'AssignmentExpression' && addition.left === member) {
      const name = member.computed ? spelledText(this.file, member.property) : memberName(member);
      if (name?.toLowerCase() === this.field) this.add('addition', addition, member.property, addition.right);
    }
    if (addition?.type === 'CallExpression' && addition.callee === member) {
      const [name, value] = addition.arguments;
      const isAdding = /^(?:set|append)$/.test(memberName(member) ?? '');
      if (isAdding && name && value && this.names(name)) this.add('addition', addition, name, value);
    }
  }
}

/** The expressions a function returns. */
function returnedBy(owner: FunctionNode): Node[] {
  if (owner.body.type !== 'BlockStatement') return [owner.body];
  const returned: Node[] = [];
  const pending: Node[] = [owner.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'ReturnStatement' && node.argument) returned.push(node.argument);
    pending.push(...childrenOf(node).filter((child) => !isFunctionNode(child)));
  }
  return returned;
}

/** What the calls of a function in this file give it for one parameter. */
function argumentsFor(file: SourceFile, owner: FunctionNode, index: number): Node[] {
  return file.nodesOfType('CallExpression').flatMap((node) => {
    if (node.callee.type !== 'Identifier') return [];
    const argument = node.arguments[index];
    return argument && functionNamed(file, node.callee) === owner ? [argument] : [];
  });
}
