import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, walk } from '../../src/source/syntax.js';
import { contains, isFunction, type Node, type ParsedProgram } from './parsed-program.js';
import { rewritten } from './rewritten.js';
import type { Transformation } from './transformation.js';

/** Turns neighbouring imports and constants that do not need each other around. */
export const reorderDeclarations: Transformation = {
  name: 'independent declarations swapped',
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      for (let index = 0; index + 1 < parsed.body.length; index += 1) {
        const [first, second] = [parsed.body[index], parsed.body[index + 1]];
        if (!first || !second || !canSwap(parsed, first, second)) continue;
        edited.overwrite(...first.range, parsed.textOf(second));
        edited.overwrite(...second.range, parsed.textOf(first));
        index += 1;
      }
      return undefined;
    }),
};

/** Moves function declarations, which are hoisted, to the end of the program. */
export const reorderFunctions: Transformation = {
  name: 'its functions declared at the end',
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      if (parsed.body.at(-1)?.type === 'FunctionDeclaration') return undefined;
      for (const node of parsed.body.filter(({ type }) => type === 'FunctionDeclaration')) {
        edited.remove(...node.range);
        edited.append(`\n${parsed.textOf(node)}\n`);
      }
      return undefined;
    }),
};

/** Writes the properties of each object literal the other way round. */
export const reorderProperties: Transformation = {
  name: 'the properties of its objects in another order',
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      let covered = 0;
      for (const node of parsed.nodes) {
        // An object inside one that is being rewritten moves with it, as it is.
        if (node.type !== 'ObjectExpression' || node.range[0] < covered || !canReverse(parsed, node))
          continue;
        const { properties } = node;
        properties.forEach((property, index) => {
          const other = properties[properties.length - 1 - index];
          if (other && other !== property) edited.overwrite(...property.range, parsed.textOf(other));
        });
        covered = node.range[1];
      }
      return undefined;
    }),
};

const canSwap = (parsed: ParsedProgram, first: Node, second: Node): boolean =>
  onlyComputes(first) &&
  onlyComputes(second) &&
  !uses(parsed, first, namesDeclaredBy(second)) &&
  !uses(parsed, second, namesDeclaredBy(first));

/** Whether a statement is a declaration of which nothing can tell when it was run. */
function onlyComputes(node: Node): boolean {
  if (node.type === 'ImportDeclaration') return true;
  if (node.type !== 'VariableDeclaration') return false;
  return node.declarations.every(({ init }) => init === null || hasNoEffect(init));
}

/** Functions and methods that only compute or make something. */
const PURE = new Set([
  'require',
  'express',
  'cors',
  'createServer',
  'Router',
  'split',
  'map',
  'filter',
  'trim',
  'at',
]);

function hasNoEffect(node: Node): boolean {
  if (isFunction(node)) return true;
  if (node.type === 'AssignmentExpression' || node.type === 'AwaitExpression') return false;
  if (node.type === 'CallExpression') {
    const { callee } = node;
    const named = callee.type === 'MemberExpression' ? callee.property : callee;
    if (named.type !== 'Identifier' || !PURE.has(named.name)) return false;
  }
  return childrenOf(node).every(hasNoEffect);
}

function namesDeclaredBy(node: Node): Set<string> {
  const patterns =
    node.type === 'VariableDeclaration'
      ? node.declarations.map(({ id }) => id)
      : node.type === 'ImportDeclaration'
        ? node.specifiers.map(({ local }) => local)
        : [];
  const names = new Set<string>();
  for (const pattern of patterns)
    walk(pattern, (part) => {
      if (part.type === 'Identifier') names.add(part.name);
    });
  return names;
}

const uses = (parsed: ParsedProgram, node: Node, names: ReadonlySet<string>): boolean =>
  parsed.nodes.some(
    (part) => part.type === 'Identifier' && names.has(part.name) && contains(node, part.range),
  );

/** Only plain properties with different names, whose values may be computed in any order. */
function canReverse(parsed: ParsedProgram, { properties }: TSESTree.ObjectExpression): boolean {
  const keys = properties.map((property) =>
    property.type === 'Property' && !property.computed ? parsed.textOf(property.key) : undefined,
  );
  return (
    keys.length > 1 &&
    !keys.includes(undefined) &&
    new Set(keys).size === keys.length &&
    properties.every((property) => property.type === 'Property' && hasNoEffect(property.value))
  );
}
