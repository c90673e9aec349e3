import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { parser } from '../../src/hosts/parser.js';
import { walk } from '../../src/source/syntax.js';
import type { Program } from './transformation.js';

export type Node = TSESTree.Node;
export type Variable = TSESLint.Scope.Variable;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** A program as the transformations see it. Ranges are offsets into `text`, which has no byte order mark. */
export interface ParsedProgram {
  readonly text: string;
  readonly body: readonly TSESTree.ProgramStatement[];
  /** Parents before children, in source order. */
  readonly nodes: readonly Node[];
  readonly variables: readonly Variable[];
  parentOf(node: Node): Node | undefined;
  /** The variable an identifier stands for; undefined for what the program does not declare. */
  variableOf(identifier: Node): Variable | undefined;
  textOf(node: Node): string;
}

export const isTypeScript = ({ language }: Program): boolean => /ts/.test(language);

/** The program parsed last: the transformations take their turns on one. */
let latest: { readonly program: Program; readonly parsed: ParsedProgram } | undefined;

/** Throws if the program does not parse. */
export function parseProgram(program: Program): ParsedProgram {
  if (latest?.program.text !== program.text || latest.program.language !== program.language)
    latest = { program, parsed: parsedAnew(program) };
  return latest.parsed;
}

function parsedAnew({ text, language }: Program): ParsedProgram {
  // Several times as fast as the parser of typescript-eslint, and the tests parse a few thousand times.
  const { ast, scopeManager } = parser.parseForESLint(text, {
    filePath: `program.${language}`,
  }) as unknown as {
    ast: TSESTree.Program;
    scopeManager: TSESLint.Scope.ScopeManager;
  };
  const nodes: Node[] = [];
  const parents = new Map<Node, Node | undefined>();
  walk(ast, (node, parent) => {
    nodes.push(node);
    parents.set(node, parent);
  });
  const variables = scopeManager.scopes
    .flatMap((scope) => scope.variables)
    .filter(({ defs }) => defs.length > 0);
  const byIdentifier = new Map<Node, Variable>();
  for (const variable of variables) {
    for (const identifier of variable.identifiers) byIdentifier.set(identifier, variable);
    for (const { identifier } of variable.references) byIdentifier.set(identifier, variable);
  }
  return {
    text,
    body: ast.body,
    nodes,
    variables,
    parentOf: (node) => parents.get(node),
    variableOf: (identifier) => byIdentifier.get(identifier),
    textOf: ({ range }) => text.slice(range[0], range[1]),
  };
}

export const isFunction = (node: Node | undefined | null): node is FunctionNode =>
  node?.type === 'FunctionDeclaration' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'ArrowFunctionExpression';

/** The module name in `require('name')`. */
export function requiredName(program: ParsedProgram, node: Node | null | undefined): string | undefined {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined;
  const [argument] = node.arguments;
  if (program.variableOf(node.callee) || argument?.type !== 'Literal') return undefined;
  return typeof argument.value === 'string' ? argument.value : undefined;
}

/** The module an identifier is imported or required from, if it stands for the whole module or its default export. */
export function moduleOf(program: ParsedProgram, node: Node): string | undefined {
  const definition = program.variableOf(node)?.defs[0];
  if (definition?.type === 'ImportBinding') {
    const { parent } = definition;
    return parent?.type === 'ImportDeclaration' && definition.node.type !== 'ImportSpecifier'
      ? parent.source.value
      : importEqualsName(definition.node);
  }
  if (definition?.type !== 'Variable') return undefined;
  const { id, init } = definition.node;
  return id.type === 'Identifier' ? requiredName(program, init) : undefined;
}

/** The module name in `import x = require('name')`. */
export function importEqualsName(node: Node): string | undefined {
  if (node.type !== 'TSImportEqualsDeclaration') return undefined;
  const { moduleReference } = node;
  return moduleReference.type === 'TSExternalModuleReference' &&
    moduleReference.expression.type === 'Literal' &&
    typeof moduleReference.expression.value === 'string'
    ? moduleReference.expression.value
    : undefined;
}

/** Whether a variable is declared at the top of the program, where every function can use it. */
const isTopLevel = (variable: Variable): boolean =>
  variable.scope.type === 'module' ||
  variable.scope.type === 'global' ||
  // In a CommonJS program the top is the body of a function that Node wraps around it.
  (variable.scope.block.type === 'Program' && variable.scope.type === 'function');

/** Whether everything used inside `node` is declared inside it, at the top of the program, or nowhere. */
export function standsOnItsOwn(program: ParsedProgram, node: Node): boolean {
  let result = true;
  walk(node, (part) => {
    if (part.type === 'ThisExpression' || part.type === 'Super' || part.type === 'YieldExpression')
      result = false;
    if (part.type !== 'Identifier') return;
    if (part.name === 'arguments') result = false;
    const variable = program.variableOf(part);
    if (!variable || isTopLevel(variable)) return;
    const isInside = variable.identifiers.every(({ range }) => contains(node, range));
    if (!isInside) result = false;
  });
  return result;
}

export const contains = (node: Node, range: readonly [number, number]): boolean =>
  node.range[0] <= range[0] && range[1] <= node.range[1];
