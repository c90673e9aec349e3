import type { Node } from '../source/syntax.js';

/** The expressions that decide whether, and how often, the statements inside `statement` run. */
export function controlParts(statement: Node): Node[] {
  switch (statement.type) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [statement.test];
    case 'ForStatement':
      return [statement.init, statement.test, statement.update].filter((part) => part !== null);
    case 'ForOfStatement':
    case 'ForInStatement':
      return [statement.left, statement.right];
    case 'SwitchStatement':
      return [
        statement.discriminant,
        ...statement.cases.flatMap((branch) => (branch.test ? [branch.test] : [])),
      ];
    case 'ReturnStatement':
    case 'ThrowStatement':
      return statement.argument ? [statement.argument] : [];
    default:
      return [];
  }
}
