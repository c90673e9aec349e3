import type { TSESTree } from '@typescript-eslint/utils';

export type Node = TSESTree.Node;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** The nodes of each type, by its name. */
export type NodeTypes = { [Each in Node as `${Each['type']}`]: Each };

export const isOfType = <Type extends keyof NodeTypes>(node: Node, type: Type): node is NodeTypes[Type] =>
  node.type === type;

/** Keys that hold no child nodes, or lead back up the tree. */
const SKIPPED_KEYS = new Set([
  'parent',
  'loc',
  'range',
  'tokens',
  'comments',
  'type',
  'raw',
  'value',
  'regex',
]);
/** `value` is a child of these only; on a Literal or TemplateElement it is data. */
const VALUE_IS_CHILD = new Set([
  'Property',
  'MethodDefinition',
  'PropertyDefinition',
  'AccessorProperty',
  'JSXAttribute',
]);

function isNode(candidate: unknown): candidate is Node {
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    'type' in candidate &&
    typeof candidate.type === 'string' &&
    'range' in candidate
  );
}

/** The direct child nodes of `node`, in source order, without relying on visitor keys of one parser. */
export function childrenOf<N extends Node>(node: N): Node[] {
  const children: Node[] = [];
  // Every node of a file comes through here; with `Object.entries` this was a fifth of the analysis.
  for (const key in node) {
    const child: unknown = node[key];
    if (typeof child !== 'object' || child === null) continue;
    if (SKIPPED_KEYS.has(key) && !(key === 'value' && VALUE_IS_CHILD.has(node.type))) continue;
    if (Array.isArray(child)) {
      for (const element of child) if (isNode(element)) children.push(element);
    } else if (isNode(child)) {
      children.push(child);
    }
  }
  return children;
}

/** Visits `root` and its descendants, parents first; iterative, so that deep nesting cannot exhaust the stack. */
export function walk(root: Node, visit: (node: Node, parent: Node | undefined) => void): void {
  const pending: [Node, Node | undefined][] = [[root, undefined]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, parent] = next;
    visit(node, parent);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) pending.push([child, node]);
    }
  }
}

export function isFunctionNode(node: Node | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

const STATEMENTS: ReadonlySet<string> = new Set<keyof NodeTypes>([
  'BlockStatement',
  'BreakStatement',
  'ClassDeclaration',
  'ContinueStatement',
  'DebuggerStatement',
  'DoWhileStatement',
  'EmptyStatement',
  'ExportDefaultDeclaration',
  'ExportNamedDeclaration',
  'ExpressionStatement',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'FunctionDeclaration',
  'IfStatement',
  'LabeledStatement',
  'ReturnStatement',
  'SwitchStatement',
  'TSEnumDeclaration',
  'TSExportAssignment',
  'TSImportEqualsDeclaration',
  'ThrowStatement',
  'TryStatement',
  'VariableDeclaration',
  'WhileStatement',
  'WithStatement',
]);

export const isStatement = (node: Node): boolean => STATEMENTS.has(node.type);

/** `node` without the TypeScript wrappers and parentheses that do not change its value. */
export function unwrapped(node: Node): Node {
  let inner = node;
  for (;;) {
    if (
      inner.type === 'TSAsExpression' ||
      inner.type === 'TSSatisfiesExpression' ||
      inner.type === 'TSNonNullExpression' ||
      inner.type === 'TSTypeAssertion' ||
      inner.type === 'TSInstantiationExpression' ||
      inner.type === 'ChainExpression'
    ) {
      inner = inner.expression;
    } else {
      return inner;
    }
  }
}

/** The name a property, member or argument spells out in the source, if it does. */
export function staticText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const inner = unwrapped(node);
  if (inner.type === 'Literal') return typeof inner.value === 'string' ? inner.value : undefined;
  if (inner.type === 'TemplateLiteral' && inner.expressions.length === 0) {
    return inner.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}

/** The name after the dot, or the string between the brackets, of a member expression. */
export function memberName(node: TSESTree.MemberExpression): string | undefined {
  if (node.computed) return staticText(node.property);
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

/** The name of an object literal's or class's key, where the source spells it out. */
export function keyName(node: { computed: boolean; key: Node }): string | undefined {
  if (!node.computed && node.key.type === 'Identifier') return node.key.name;
  if (node.key.type === 'Literal' && typeof node.key.value === 'number') return String(node.key.value);
  return staticText(node.key);
}

/** The name of a field as its class knows it: a private one begins with `#`. */
export function fieldName(node: TSESTree.MemberExpression | TSESTree.PropertyDefinition): string | undefined {
  const name = node.type === 'MemberExpression' ? node.property : node.key;
  if (name.type === 'PrivateIdentifier') return `#${name.name}`;
  return node.type === 'MemberExpression' ? memberName(node) : keyName(node);
}
