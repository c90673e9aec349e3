import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../source/syntax.js';
import { awaited } from './call.js';
import { evaluate } from './evaluate.js';
import { Frame } from './frame.js';
import { iterate } from './iterate.js';
import { ownEntries } from './natives/object-members.js';
import { isSame, truthy } from './operators.js';
import { assignPattern, bindPattern, declareClass, declareHoisted } from './patterns.js';
import { defineEnum } from './enums.js';
import { Thrown, Undecided, type Run } from './run.js';
import { Unknown, type Value } from './values.js';

/** How a statement ended other than by running to its end. */
export type Completion =
  | { readonly type: 'return'; readonly value: Value }
  | { readonly type: 'break' | 'continue'; readonly label: string | undefined };

/** Executes one statement of the linted program. Throws `Thrown` for its exceptions, `Undecided` when it cannot go on. */
export function execute(run: Run, node: Node, frame: Frame): Completion | undefined {
  if (run.slice.skipped.has(node)) return undefined;
  run.step();
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(run, node.expression, frame);
      return undefined;
    case 'VariableDeclaration':
      for (const declarator of node.declarations) declare(run, node, declarator, frame);
      return undefined;
    case 'ReturnStatement':
      return { type: 'return', value: node.argument ? evaluate(run, node.argument, frame) : undefined };
    case 'IfStatement':
      if (truthy(run, evaluate(run, node.test, frame))) return execute(run, node.consequent, frame);
      return node.alternate ? execute(run, node.alternate, frame) : undefined;
    case 'BlockStatement':
      return run.nested(() => executeList(run, node.body, new Frame(frame, frame.thisValue)));
    case 'ThrowStatement':
      throw new Thrown(evaluate(run, node.argument, frame));
    case 'TryStatement':
      return executeTry(run, node, frame);
    case 'SwitchStatement':
      return executeSwitch(run, node, frame);
    case 'ForOfStatement':
    case 'ForInStatement':
      return executeEach(run, node, frame);
    case 'ForStatement':
      return executeFor(run, node, frame);
    case 'WhileStatement':
    case 'DoWhileStatement':
      return executeWhile(run, node, frame);
    case 'BreakStatement':
    case 'ContinueStatement':
      return { type: node.type === 'BreakStatement' ? 'break' : 'continue', label: node.label?.name };
    case 'LabeledStatement': {
      const completion = execute(run, node.body, frame);
      return completion && 'label' in completion && completion.label === node.label.name
        ? undefined
        : completion;
    }
    case 'ClassDeclaration':
      declareClass(run, node, frame);
      return undefined;
    case 'ExportNamedDeclaration':
      return node.declaration ? execute(run, node.declaration, frame) : undefined;
    case 'ExportDefaultDeclaration':
      return executeDefaultExport(run, node, frame);
    case 'TSExportAssignment':
      evaluate(run, node.expression, frame);
      return undefined;
    case 'TSEnumDeclaration':
      defineEnum(run, node, frame);
      return undefined;
    case 'WithStatement':
      throw new Undecided('a with statement');
    default:
      // Declarations hoisted already, imports (read when used), types, empty and debugger statements.
      return undefined;
  }
}

/** Executes statements in order until one of them ends the list. */
export function executeList(run: Run, statements: readonly Node[], frame: Frame): Completion | undefined {
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
  else if (!node.declaration.type.endsWith('Declaration')) evaluate(run, node.declaration, frame);
  return undefined;
}

function executeTry(run: Run, node: TSESTree.TryStatement, frame: Frame): Completion | undefined {
  let completion: Completion | undefined;
  let thrown: Thrown | undefined;
  try {
    completion = execute(run, node.block, frame);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    thrown = error;
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
      if (!(error instanceof Thrown)) throw error;
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

/** Whether a loop goes on after `completion`, and what it hands outwards if not. */
function afterIteration(completion: Completion | undefined): { stop: boolean; result?: Completion } {
  if (!completion) return { stop: false };
  if (completion.type === 'continue' && completion.label === undefined) return { stop: false };
  if (completion.type === 'break' && completion.label === undefined) return { stop: true };
  return { stop: true, result: completion };
}

function executeEach(
  run: Run,
  node: TSESTree.ForOfStatement | TSESTree.ForInStatement,
  frame: Frame,
): Completion | undefined {
  const subject = evaluate(run, node.right, frame);
  let items: readonly Value[] | Unknown;
  if (node.type === 'ForOfStatement') {
    items = iterate(run, subject);
  } else {
    const entries = ownEntries(run, subject);
    items = entries instanceof Unknown ? entries : entries.map(([key]) => key);
  }
  // Over something unknown: no round, or one with an unknown element.
  const rounds =
    items instanceof Unknown
      ? truthy(run, new Unknown(items.provenance, items.reason))
        ? [items]
        : []
      : items;
  for (const item of rounds) {
    const inner = new Frame(frame, frame.thisValue);
    const value = node.type === 'ForOfStatement' && node.await ? awaited(item) : item;
    const declared = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : undefined;
    if (declared) bindPattern(run, declared, value, inner);
    else assignPattern(run, node.left, value, inner, node);
    const { stop, result } = afterIteration(execute(run, node.body, inner));
    if (stop) return result;
  }
  return undefined;
}

function executeFor(run: Run, node: TSESTree.ForStatement, frame: Frame): Completion | undefined {
  const inner = new Frame(frame, frame.thisValue);
  if (node.init) {
    if (node.init.type === 'VariableDeclaration') execute(run, node.init, inner);
    else evaluate(run, node.init, inner);
  }
  for (;;) {
    run.step();
    const test = node.test ? evaluate(run, node.test, inner) : true;
    if (test instanceof Unknown) throw new Undecided('a loop whose end is unknown');
    if (!truthy(run, test)) return undefined;
    const { stop, result } = afterIteration(execute(run, node.body, inner));
    if (stop) return result;
    if (node.update) evaluate(run, node.update, inner);
  }
}

function executeWhile(
  run: Run,
  node: TSESTree.WhileStatement | TSESTree.DoWhileStatement,
  frame: Frame,
): Completion | undefined {
  for (let first = node.type === 'DoWhileStatement'; ; first = false) {
    run.step();
    if (!first) {
      const test = evaluate(run, node.test, frame);
      if (test instanceof Unknown) throw new Undecided('a loop whose end is unknown');
      if (!truthy(run, test)) return undefined;
    }
    const { stop, result } = afterIteration(execute(run, node.body, frame));
    if (stop) return result;
  }
}
