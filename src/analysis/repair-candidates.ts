import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { replaceNode, type TextEdit } from '../source/edits.js';
import { memberName, unwrapped, walk, type Node } from '../source/syntax.js';
import { binary, negated } from '../interpret/operators.js';
import type { Replacement } from '../interpret/run.js';
import { ArrayValue, PlainObject, SetValue, UrlValue, type Value } from '../interpret/values.js';
import type { Evidence } from '../middleware/middleware.js';
import { saysAllowed, saysRefused } from './intent.js';
import type { Replacements } from './simulate.js';

/** One small rewrite, and what the rewritten expressions would give. */
export interface Candidate {
  readonly edits: readonly TextEdit[];
  readonly replacements: Replacements;
  /** It only turns a test round: tried when nothing more telling helps. */
  readonly isNegation?: boolean;
}

const rewrite = (node: Node, text: string, value: Replacement): Candidate => ({
  edits: [replaceNode(node, text)],
  replacements: new Map([[node, value]]),
});

/** The rewrites worth trying at one expression of a check that does not hold. */
export function candidatesAt(file: SourceFile, node: Node): Candidate[] {
  switch (node.type) {
    case 'BinaryExpression':
      return comparisonCandidates(file, node);
    case 'LogicalExpression':
      return alternativeCandidates(file, node);
    case 'ConditionalExpression':
      return verdictOfTest(file, node);
    case 'UnaryExpression':
      return node.operator === '!' && saysAllow(file, node) ? [by(file, node, node.argument)] : [];
    case 'IfStatement':
      return negations(file, node.test, node.test);
    case 'AssignmentExpression':
      // A statement of its own is meant as it stands.
      return node.operator === '=' && file.parentOf(node)?.type !== 'ExpressionStatement'
        ? [asComparison(file, node)]
        : [];
    case 'CallExpression':
      return [...indexCandidates(file, node), ...verdictAsError(file, node)];
    case 'NewExpression':
      return errorAsAnswer(file, node);
    default:
      return [];
  }
}

/** `part` in the place of `node`. */
const by = (file: SourceFile, node: Node, part: Node): Candidate =>
  rewrite(node, file.textOf(part), (evaluateOriginal) => evaluateOriginal(part));

/**
 * Turning a test round admits exactly whom the code refuses. Only names tell a list of the allowed from one of the
 * blocked, so that this is tried where they do.
 */
function saysAllow(file: SourceFile, test: Node): boolean {
  const names: string[] = [];
  walk(test, (node) => {
    if (node.type === 'Identifier') names.push(node.name);
  });
  return names.some((name) => saysAllowed(name)) && !names.some((name) => saysRefused(name));
}

/** `ok ? null : new Error()` as an answer: the Error is truthy, and the test alone says what was meant. */
function verdictOfTest(file: SourceFile, node: TSESTree.ConditionalExpression): Candidate[] {
  const refusesWithError = unwrapped(node.alternate).type === 'NewExpression';
  const isMeant = refusesWithError || saysAllow(file, node.test);
  return [...(isMeant ? [by(file, node, node.test)] : []), ...negations(file, node, node.test)];
}

function negations(file: SourceFile, node: Node, test: Node): Candidate[] {
  if (!saysAllow(file, test) || test.type === 'UnaryExpression') return [];
  const text = file.textOf(test);
  const isOperand =
    test.type === 'CallExpression' || test.type === 'Identifier' || test.type === 'MemberExpression';
  const value: Replacement = (evaluateOriginal, run) => negated(run, evaluateOriginal(test));
  return [{ ...rewrite(node, isOperand ? `!${text}` : `!(${text})`, value), isNegation: true }];
}

const OPPOSITES: ReadonlyMap<string, TSESTree.BinaryExpression['operator']> = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['==', '!='],
  ['!=', '=='],
]);

/** `includes(…) !== -1` compares a boolean with a number; `indexOf(…) === -1` asks for the opposite. */
function comparisonCandidates(file: SourceFile, node: TSESTree.BinaryExpression): Candidate[] {
  const { left, right, operator } = node;
  if (left.type === 'PrivateIdentifier') return [];
  const withNumber = /^(?:-\s*1|0)$/.test(file.textOf(right)) ? [by(file, node, left)] : [];
  const opposite = saysAllow(file, node) ? OPPOSITES.get(operator) : undefined;
  if (!opposite) return withNumber;
  const text = `${file.textOf(left)} ${opposite} ${file.textOf(right)}`;
  const value: Replacement = (evaluateOriginal, run) =>
    binary(run, opposite, evaluateOriginal(left), evaluateOriginal(right));
  return [...withNumber, rewrite(node, text, value)];
}

/** `check || 1` and `origin === a || 'b'`: an operand that is a constant makes the whole always true. */
function alternativeCandidates(file: SourceFile, node: TSESTree.LogicalExpression): Candidate[] {
  if (node.operator !== '||') return [];
  const { left, right } = node;
  if (left.type === 'Literal') return [by(file, node, right)];
  if (right.type !== 'Literal') return [];
  const compared = left.type === 'LogicalExpression' ? left.right : left;
  const subject =
    compared.type === 'BinaryExpression' && compared.operator.startsWith('==') ? compared.left : undefined;
  const isForgotten =
    typeof right.value === 'string' && subject !== undefined && subject.type !== 'PrivateIdentifier';
  return [
    ...(isForgotten
      ? [
          rewrite(right, `${file.textOf(subject)} === ${file.textOf(right)}`, (evaluateOriginal, run) =>
            binary(run, '===', evaluateOriginal(subject), evaluateOriginal(right)),
          ),
        ]
      : []),
    by(file, node, left),
  ];
}

const asComparison = (file: SourceFile, node: TSESTree.AssignmentExpression): Candidate =>
  rewrite(node, `${file.textOf(node.left)} === ${file.textOf(node.right)}`, (evaluateOriginal, run) =>
    binary(run, '===', evaluateOriginal(node.left), evaluateOriginal(node.right)),
  );

/** An index is true for everyone but the first; the result of `filter` for everyone. */
function indexCandidates(file: SourceFile, node: TSESTree.CallExpression): Candidate[] {
  const callee = unwrapped(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const method = memberName(callee);
  if (method === 'indexOf' || method === 'lastIndexOf' || method === 'findIndex' || method === 'search') {
    const value: Replacement = (evaluateOriginal, run) => binary(run, '!==', evaluateOriginal(node), -1);
    return [rewrite(node, `${file.textOf(node)} !== -1`, value)];
  }
  if (method !== 'filter') return [];
  const value: Replacement = (evaluateOriginal) => {
    const kept = evaluateOriginal(node);
    return kept instanceof ArrayValue ? kept.items.length > 0 : kept;
  };
  return [{ edits: [replaceNode(callee.property, 'some')], replacements: new Map([[node, value]]) }];
}

/** `callback(allowed.includes(origin), true)`: the verdict stands where the error belongs. */
function verdictAsError(file: SourceFile, node: TSESTree.CallExpression): Candidate[] {
  const [verdict, answer] = node.arguments;
  if (!verdict || answer?.type !== 'Literal' || verdict.type === 'SpreadElement' || !saysAllow(file, verdict))
    return [];
  return [
    {
      edits: [replaceNode(verdict, 'null'), replaceNode(answer, file.textOf(verdict))],
      replacements: new Map<Node, Replacement>([
        [verdict, () => null],
        [answer, (evaluateOriginal) => evaluateOriginal(verdict)],
      ]),
    },
  ];
}

/** An Error in the place of the answer is truthy, and admits everyone it was meant to refuse. */
function errorAsAnswer(file: SourceFile, node: TSESTree.NewExpression): Candidate[] {
  const parent = file.parentOf(node);
  const isAnswer =
    parent?.type === 'CallExpression' && parent.arguments.findIndex((argument) => argument === node) > 0;
  return isAnswer ? [rewrite(node, 'false', () => false)] : [];
}

/** A Set or URL as the origin is truthy, and admits everyone: a list or a text was meant. */
export function originValueCandidates(file: SourceFile, { options, originOption }: Evidence): Candidate[] {
  const slot = options instanceof PlainObject ? options.slots.get(originOption) : undefined;
  const written = slot?.writer?.type === 'Property' ? slot.writer.value : slot?.writer;
  if (!slot?.writer || !written) return [];
  const given: Value = slot.value;
  const source = file.textOf(written);
  const text =
    given instanceof SetValue ? `[...${source}]` : given instanceof UrlValue ? `${source}.origin` : undefined;
  if (text === undefined) return [];
  const value: Replacement = () =>
    given instanceof SetValue
      ? new ArrayValue([...given.items])
      : given instanceof UrlValue
        ? given.url.origin
        : given;
  const isShorthand = slot.writer.type === 'Property' && slot.writer.shorthand;
  const edit = isShorthand
    ? replaceNode(slot.writer, `${originOption}: ${text}`)
    : replaceNode(written, text);
  return [{ edits: [edit], replacements: new Map([[written, value]]) }];
}
