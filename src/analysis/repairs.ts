import type { SourceFile } from '../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../source/edits.js';
import { childrenOf, isFunctionNode, walk, type FunctionNode, type Node } from '../source/syntax.js';
import { awaited, call } from '../interpret/call.js';
import type { Replacement } from '../interpret/run.js';
import { FunctionValue, native, PlainObject, type Value } from '../interpret/values.js';
import type { Site } from '../middleware/middleware.js';
import { judge } from './judge.js';
import { candidatesAt, originValueCandidates, type Candidate } from './repair-candidates.js';
import { standIn, type Outcome, type Replacements } from './simulate.js';
import { admitsSomebodyTrusted } from './trusted.js';

/** Repairs tried for one site at the most. */
const MAX_CANDIDATES = 40;

/**
 * Looks for the one expression that defeats an allow-list: a small rewrite of something the witness executed after
 * which no attacker is admitted and somebody trusted is. Every rewrite is proved on the model before it is offered.
 */
export function allowListRepair(file: SourceFile, site: Site, witnessed: Outcome): Candidate | undefined {
  const candidates = [
    ...originValueCandidates(file, witnessed.evidence),
    ...executedNodes(file, site, witnessed).flatMap((node) => candidatesAt(file, node)),
  ];
  const inOrder = [
    ...candidates.filter((candidate) => !candidate.isNegation),
    ...candidates.filter((candidate) => candidate.isNegation),
  ];
  return inOrder.slice(0, MAX_CANDIDATES).find(({ replacements }) => proves(file, site, replacements));
}

/** Whether a site of this file with replaced expressions of this file refuses the attacker everywhere and still admits somebody. */
function proves(file: SourceFile, site: Site, replacements: Replacements): boolean {
  if (!standIn(file, replacements)) return false;
  return [site, ...(site.otherReadings ?? [])].every((reading) => {
    const { open, whenUnset } = judge(file, reading, { replacements });
    return !open && !whenUnset && admitsSomebodyTrusted(file, reading, replacements);
  });
}

/** The nodes of the functions the witness ran, and of the value the site was given, in source order. */
function executedNodes(file: SourceFile, site: Site, witnessed: Outcome): Node[] {
  const nodes = new Set<Node>();
  const add = (root: Node): void => walk(root, (node) => void nodes.add(node));
  for (const node of witnessed.executed) if (isFunctionNode(node)) add(node.body);
  const { options, originOption } = witnessed.evidence;
  const writer = options instanceof PlainObject ? options.slots.get(originOption)?.writer : undefined;
  for (const root of [...site.roots, ...(writer ? [writer] : [])]) add(root);
  return [...nodes].sort((left, right) => left.range[0] - right.range[0]);
}

/**
 * A callback that returns its verdict instead of handing it over: `(origin) => list.includes(origin)`. The repair
 * gives it the callback parameter, if the result refuses the attacker and admits somebody.
 */
export function unansweredRepair(
  file: SourceFile,
  site: Site,
  witnessed: Outcome,
): readonly TextEdit[] | undefined {
  const { options, originOption } = witnessed.evidence;
  const slot = options instanceof PlainObject ? options.slots.get(originOption) : undefined;
  const fn = slot?.value instanceof FunctionValue ? slot.value.node : undefined;
  const param = fn?.params[0];
  if (!fn || fn.type === 'FunctionDeclaration' || fn.params.length !== 1 || param?.type !== 'Identifier')
    return undefined;
  const verdicts = returnedExpressions(fn);
  if (!verdicts) return undefined;
  const handsOver: Replacement = (evaluateOriginal, run) => {
    const original = evaluateOriginal(fn);
    return native('handing over', (_run, [origin, callback]) =>
      call(run, callback, undefined, [null, awaited(call(run, original, undefined, [origin]))]),
    );
  };
  if (!proves(file, site, new Map([[fn, handsOver]]))) return undefined;
  const isTyped = param.typeAnnotation !== undefined;
  const added = isTyped ? ', callback: (error: Error | null, origin?: boolean) => void' : ', callback';
  const hasParentheses = file.text.slice(fn.range[0], param.range[0]).includes('(');
  return [
    hasParentheses ? insertAt(param.range[1], added) : replaceNode(param, `(${file.textOf(param)}${added})`),
    ...verdicts.flatMap((verdict) => [
      insertAt(verdict.range[0], 'callback(null, '),
      insertAt(verdict.range[1], ')'),
    ]),
  ];
}

/** What a function returns on every path; undefined if it may end without a value. */
function returnedExpressions(fn: FunctionNode): Node[] | undefined {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  if (fn.body.body.at(-1)?.type !== 'ReturnStatement') return undefined;
  const returned: Node[] = [];
  const pending: Node[] = [fn.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'ReturnStatement') {
      if (!node.argument) return undefined;
      returned.push(node.argument);
    }
    pending.push(...childrenOf(node).filter((child) => !isFunctionNode(child)));
  }
  return returned.sort((left, right) => left.range[0] - right.range[0]);
}

/** The option that says whom to admit under a name the library does not know, or its value in the place of the options. */
export function ignoredOptionRepair(
  file: SourceFile,
  site: Site,
  witnessed: Outcome,
): readonly TextEdit[] | undefined {
  const { options, ignored, originOption } = witnessed.evidence;
  if (ignored === 'not an options object') return positionalRepair(file, site, originOption);
  const literal = options instanceof PlainObject ? options.origin : undefined;
  if (!(options instanceof PlainObject) || literal?.type !== 'ObjectExpression') return undefined;
  for (const name of ignored) {
    const property = options.slots.get(name)?.writer;
    if (
      property?.type !== 'Property' ||
      property.shorthand ||
      property.method ||
      file.parentOf(property) !== literal
    )
      continue;
    const renamed = (value: Value): Value => {
      const slot = value instanceof PlainObject ? value.slots.get(name) : undefined;
      if (value instanceof PlainObject && slot) value.slots.set(originOption, slot);
      return value;
    };
    if (proves(file, site, new Map([[literal, (evaluateOriginal) => renamed(evaluateOriginal(literal))]]))) {
      return [replaceNode(property.key, originOption)];
    }
  }
  return undefined;
}

function positionalRepair(
  file: SourceFile,
  site: Site,
  originOption: string,
): readonly TextEdit[] | undefined {
  const { argument } = site;
  if (!argument || argument.type === 'SpreadElement') return undefined;
  const wrapped = (value: Value): Value => {
    const object = new PlainObject();
    object.slots.set(originOption, { value, writer: argument });
    return object;
  };
  return proves(file, site, new Map([[argument, (evaluateOriginal) => wrapped(evaluateOriginal(argument))]]))
    ? [replaceNode(argument, `{ ${originOption}: ${file.textOf(argument)} }`)]
    : undefined;
}
