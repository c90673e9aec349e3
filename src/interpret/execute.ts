import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../source/syntax.js';
import { evaluate } from './evaluate.js';
import { defineEnum } from './enums.js';
import { Frame } from './frame.js';
import { globalValue } from './globals.js';
import { executeLoop, isLoop } from './loops.js';
import { setMember } from './members.js';
import { isSame, truthy } from './operators.js';
import { bindPattern, declareClass, declareHoisted, declareVariables } from './patterns.js';
import { Exit, Thrown, Undecided, type Run } from './run.js';
import type { Value } from './values.js';

/** How a statement ended other than by running to its end. */
export type Completion =
  | { readonly type: 'return'; readonly value: Value }
  | { readonly type: 'break' | 'continue'; readonly label: string | undefined };

/** Executes one statement of the linted program. Throws `Thrown` for its exceptions, `Undecided` when it cannot go on. */
export function execute(run: Run, node: Node, frame: Frame): Completion | undefined {
  run.hooks.before?.get(node)?.(run, frame);
  if (run.skips(node)) return undefined;
  run.step();
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(run, node.expression, frame);
      return undefined;
    case 'VariableDeclaration':
      if (!node.declare) for (const declarator of node.declarations) declare(run, node, declarator, frame);
      return undefined;
    case 'ReturnStatement':
      return { type: 'return', value: node.argument ? evaluate(run, node.argument, frame) : undefined };
    case 'ThrowStatement':
      throw new Thrown(evaluate(run, node.argument, frame));
    case 'BreakStatement':
    case 'ContinueStatement':
      return { type: node.type === 'BreakStatement' ? 'break' : 'continue', label: node.label?.name };
    case 'ClassDeclaration':
      declareClass(run, node, frame);
      return undefined;
    case 'ExportNamedDeclaration':
      return node.declaration ? execute(run, node.declaration, frame) : undefined;
    case 'ExportDefaultDeclaration':
      return executeDefaultExport(run, node, frame);
    case 'TSExportAssignment': {
      const module = globalValue(run, 'module', run.file.fileOf(node));
      setMember(run, module, 'exports', evaluate(run, node.expression, frame), node);
      return undefined;
    }
    case 'TSEnumDeclaration':
      defineEnum(run, node, frame);
      return undefined;
    case 'WithStatement':
      throw new Undecided('a with statement');
    default:
      return run.nested(() => executeCompound(run, node, frame, []));
  }
}

/** Executes a statement that is made of statements; `labels` are the names it goes by. */
function executeCompound(
  run: Run,
  node: Node,
  frame: Frame,
  labels: readonly string[],
): Completion | undefined {
  switch (node.type) {
    case 'BlockStatement':
      return executeList(run, node.body, new Frame(frame, frame.thisValue));
    case 'IfStatement':
      return executeIf(run, node, frame);
    case 'TryStatement':
      return executeTry(run, node, frame);
    case 'SwitchStatement':
      return executeSwitch(run, node, frame);
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return executeLoop(run, node, frame, labels);
    case 'LabeledStatement': {
      const { name } = node.label;
      const completion =
        node.body.type === 'LabeledStatement' || isLoop(node.body)
          ? executeCompound(run, node.body, frame, [...labels, name])
          : execute(run, node.body, frame);
      return completion?.type === 'break' && completion.label === name ? undefined : completion;
    }
    default:
      // Declarations hoisted already, imports (read when used), types, empty and debugger statements.
      return undefined;
  }
}

function executeIf(run: Run, node: TSESTree.IfStatement, frame: Frame): Completion | undefined {
  let statement: TSESTree.IfStatement = node;
  // A loop, so that a long chain of `else if` does not count as deep.
  for (;;) {
    if (truthy(run, evaluate(run, statement.test, frame))) return execute(run, statement.consequent, frame);
    const { alternate } = statement;
    if (!alternate) return undefined;
    if (alternate.type !== 'IfStatement' || run.skips(alternate)) return execute(run, alternate, frame);
    run.hooks.before?.get(alternate)?.(run, frame);
    statement = alternate;
  }
}

/** Executes statements in order until one of them ends the list. */
export function executeList(run: Run, statements: readonly Node[], frame: Frame): Completion | undefined {
  if (frame.ofFunction) declareVariables(run, statements, frame);
  declareHoisted(run, statements, frame);
  for (const statement of statements) {
    const completion = execute(run, statement, frame);
    if (completion) return completion;
  }
  return undefined;
}

function declare(
  run: Run,
  declaration: TSESTree.VariableDeclaration,
  declarator: TSESTree.VariableDeclarator,
  frame: Frame,
): void {
  const target = declaration.kind === 'var' ? frame.variableFrame : frame;
  if (declarator.init) {
    bindPattern(run, declarator.id, evaluate(run, declarator.init, frame), target);
  } else if (declarator.id.type === 'Identifier') {
    const variable = run.file.variableOf(declarator.id);
    // `var x;` after `x = 1` keeps the value.
    if (variable && !(declaration.kind === 'var' && target.holding(variable)))
      target.cells.set(variable, undefined);
  }
}

function executeDefaultExport(
  run: Run,
  node: TSESTree.ExportDefaultDeclaration,
  frame: Frame,
): Completion | undefined {
  if (node.declaration.type === 'ClassDeclaration') declareClass(run, node.declaration, frame);
  else if (!node.declaration.type.endsWith('Declaration'))
    run.defaultExports.set(node.declaration, evaluate(run, node.declaration, frame));
  return undefined;
}

function executeTry(run: Run, node: TSESTree.TryStatement, frame: Frame): Completion | undefined {
  let completion: Completion | undefined;
  let thrown: Thrown | undefined;
  const isCaught = node.handler && !run.skips(node.handler.body);
  if (isCaught) run.catching++;
  try {
    completion = execute(run, node.block, frame);
  } catch (error) {
    if (!(error instanceof Thrown) || error instanceof Exit) throw error;
    thrown = error;
  } finally {
    if (isCaught) run.catching--;
  }
  if (thrown && node.handler) {
    const handler = node.handler;
    const caught = thrown;
    thrown = undefined;
    try {
      const inner = new Frame(frame, frame.thisValue);
      if (handler.param) bindPattern(run, handler.param, caught.value, inner);
      completion = execute(run, handler.body, inner);
    } catch (error) {
      if (!(error instanceof Thrown) || error instanceof Exit) throw error;
      thrown = error;
    }
  }
  const last = node.finalizer ? execute(run, node.finalizer, frame) : undefined;
  if (last) return last;
  if (thrown) throw thrown;
  return completion;
}

function executeSwitch(run: Run, node: TSESTree.SwitchStatement, frame: Frame): Completion | undefined {
  const subject = evaluate(run, node.discriminant, frame);
  const inner = new Frame(frame, frame.thisValue);
  for (const branch of node.cases) declareHoisted(run, branch.consequent, inner);
  let start = node.cases.findIndex(
    (branch) => branch.test && isSame(run, subject, evaluate(run, branch.test, inner)),
  );
  if (start === -1) start = node.cases.findIndex((branch) => branch.test === null);
  if (start === -1) return undefined;
  for (const branch of node.cases.slice(start)) {
    for (const statement of branch.consequent) {
      const completion = execute(run, statement, inner);
      if (completion)
        return completion.type === 'break' && completion.label === undefined ? undefined : completion;
    }
  }
  return undefined;
}
