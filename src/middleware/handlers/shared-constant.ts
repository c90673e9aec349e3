import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { memberName, type Node } from '../../source/syntax.js';
import { isGivenOnce } from '../../interpret/variables.js';
import { usesElsewhere } from '../../source/uses-elsewhere.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { exportedNames, isExport } from './exported-functions.js';
import { writerIn, type HeaderWriter } from './header-writers.js';

/** A variable that is given headers, once, and what in it names the origin. */
export interface Shared {
  readonly id: TSESTree.Identifier;
  readonly init: TSESTree.Expression;
  readonly headers: TSESTree.ObjectExpression;
  readonly writer: HeaderWriter;
}

/** The constant with headers that a property is part of. */
export function sharedBy(file: SourceFile, write: Node): Shared | undefined {
  const writer = writerIn(file, write, ALLOW_ORIGIN);
  const headers = file.parentOf(write);
  if (writer?.kind !== 'property' || headers?.type !== 'ObjectExpression') return undefined;
  const declarator = [...ancestorsOf(file, headers)].find((node) => node.type === 'VariableDeclarator');
  if (declarator?.type !== 'VariableDeclarator') return undefined;
  const { id, init } = declarator;
  const variable = file.variableOf(id);
  if (variable?.defs.length !== 1 || !isGivenOnce(variable)) return undefined;
  return id.type === 'Identifier' && init && holdsAlone(file, init, headers)
    ? { id, init, headers, writer }
    : undefined;
}

/** Whether an expression is the object, or a `Headers` made of it, and nothing besides. */
function holdsAlone(file: SourceFile, init: Node, headers: Node): boolean {
  const parent = file.parentOf(headers);
  if (headers === init) return true;
  if (!parent || parent === init.parent) return false;
  const isMade = parent.type === 'NewExpression' && file.textOf(parent.callee) === 'Headers';
  return (isMade || /^TS(?:As|Satisfies)Expression$/.test(parent.type)) && holdsAlone(file, init, parent);
}

/** Where a constant is read as a whole, by file; undefined where it is used in a way that may change it, or asks for its type. */
export function usesOf(
  file: SourceFile,
  id: Node,
  init: Node,
): ReadonlyMap<SourceFile, readonly Node[]> | undefined {
  const own = (file.variableOf(id)?.references ?? []).flatMap(({ init: isFirst, identifier }) =>
    isFirst === true || isExport(file, identifier) ? [] : [identifier],
  );
  const uses = new Map<SourceFile, readonly Node[]>([[file, own]]);
  for (const name of exportedNames(file, init)) {
    const elsewhere = usesElsewhere(file, name);
    if (!elsewhere) return undefined;
    for (const [user, nodes] of elsewhere) uses.set(user, [...(uses.get(user) ?? []), ...nodes]);
  }
  const all = [...uses].flatMap(([user, nodes]) => nodes.map((use) => isRead(user, use)));
  return all.length > 0 && all.every(Boolean) ? uses : undefined;
}

/** Whether the headers go on from here as a value: into other headers, to a call, out of a function. */
function isRead(file: SourceFile, use: Node): boolean {
  const parent = file.parentOf(use);
  switch (parent?.type) {
    case 'SpreadElement':
    case 'ReturnStatement':
      return true;
    case 'Property':
      return parent.value === use && file.parentOf(parent)?.type === 'ObjectExpression';
    case 'ArrowFunctionExpression':
      return parent.body === use;
    case 'AssignmentPattern':
    case 'AssignmentExpression':
      return parent.right === use;
    case 'VariableDeclarator':
      return parent.init === use && parent.id.type === 'Identifier';
    case 'NewExpression':
      return parent.callee !== use;
    case 'ForInStatement':
      return parent.right === use;
    case 'MemberExpression':
      return parent.object === use && isMemberRead(file, parent);
    case 'CallExpression':
      return parent.callee !== use && !isChanging(parent, use);
    case 'ConditionalExpression':
      return parent.test !== use && isRead(file, parent);
    case 'LogicalExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return isRead(file, parent);
    default:
      return false;
  }
}

/** `headers[name]`, and methods of `Headers` that change nothing. */
function isMemberRead(file: SourceFile, member: TSESTree.MemberExpression): boolean {
  const parent = file.parentOf(member);
  switch (parent?.type) {
    case 'CallExpression':
      return parent.callee !== member || /^(?:entries|forEach|get|has|keys)$/.test(memberName(member) ?? '');
    case 'AssignmentExpression':
      return parent.right === member;
    case 'VariableDeclarator':
    case 'Property':
    case 'ReturnStatement':
      return true;
    default:
      return false;
  }
}

/** `Object.assign(headers, …)`, `merge(headers, …)`: what they put in has to be there for the next request. */
const isChanging = ({ callee, arguments: [first, second] }: TSESTree.CallExpression, use: Node): boolean =>
  first === use &&
  second !== undefined &&
  /^(?:assign|define\w*|extend|merge\w*|set\w*)$/.test(
    (callee.type === 'MemberExpression'
      ? memberName(callee)
      : callee.type === 'Identifier'
        ? callee.name
        : '') ?? '',
  );
