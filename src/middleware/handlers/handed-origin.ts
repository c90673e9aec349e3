import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile, Variable } from '../../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../../source/edits.js';
import { walk, type FunctionNode, type Node } from '../../source/syntax.js';
import { variableNaming } from '../../source/variable-naming.js';
import { functionsAround } from './entry-points.js';
import { exportedNames } from './exported-functions.js';
import type { OriginAt, OriginCode } from './guarded-headers.js';

/**
 * Gives what `originAt` gives, and where no request is in scope for that, a new first parameter of a function around the place:
 * every call hands over the origin that can be had where it stands. A function that is exported, or used other than by calls,
 * gets none.
 */
export function handedOrigin(file: SourceFile, originAt: OriginAt): OriginAt {
  let known: ReadonlyMap<FunctionNode, OriginCode> = new Map();

  const handedAt = (place: Node): OriginCode | undefined => {
    const seen = originAt(place);
    if (seen) return seen;
    for (const fn of functionsAround(file, place)) {
      const handed = known.get(fn) ?? handedTo(fn);
      if (handed) return handed;
    }
    return undefined;
  };

  const handedTo = (fn: FunctionNode): OriginCode | undefined => {
    const variable = variableNaming(file, fn);
    const calls = variable && exportedNames(file, fn).length === 0 ? callsOf(file, variable) : undefined;
    const name = variable && NAMES.find((one) => !isTaken(file, fn, variable, one));
    const parameter = name === undefined ? undefined : parameterEdit(file, fn, name);
    if (!calls || name === undefined || !parameter) return undefined;
    const before = known;
    // Known before its calls are looked at: it may make one of them.
    known = new Map([...before, [fn, { text: name, edits: [] }]]);
    const edits = [parameter];
    for (const call of calls) {
      const origin = handedAt(call.callee);
      if (!origin || origin.vary !== undefined) {
        known = before;
        return undefined;
      }
      edits.push(...origin.edits, argumentEdit(call, origin.text));
    }
    const handed = { text: name, edits };
    known = new Map([...known, [fn, handed]]);
    return handed;
  };

  return handedAt;
}

/** What the parameter is called: the first that means nothing else in the function, nor where it stands. */
const NAMES = ['origin', 'requestOrigin'];

function isTaken(file: SourceFile, fn: FunctionNode, { scope }: Variable, name: string): boolean {
  for (let around: typeof scope | null = scope; around; around = around.upper)
    if ((around.set.get(name)?.defs.length ?? 0) > 0) return true;
  let isUsed = false;
  walk(fn, (node) => {
    if (node.type === 'Identifier' && node.name === name && file.variableOf(node)) isUsed = true;
  });
  return isUsed;
}

/** The calls that are all that becomes of a function; undefined where something else does. */
function callsOf(
  file: SourceFile,
  { defs, identifiers, references }: Variable,
): TSESTree.CallExpression[] | undefined {
  const isTyped = identifiers.some((name) => 'typeAnnotation' in name && name.typeAnnotation !== undefined);
  if (defs.length !== 1 || isTyped) return undefined;
  const uses = references.filter(({ init }) => init !== true);
  const calls = uses.flatMap(({ identifier }) => {
    const parent = file.parentOf(identifier);
    return parent?.type === 'CallExpression' && parent.callee === identifier ? [parent] : [];
  });
  return calls.length === uses.length && calls.length > 0 ? calls : undefined;
}

/** Puts a parameter before those of a function; undefined where that cannot be spelled. */
function parameterEdit(
  file: SourceFile,
  { params, range, body }: FunctionNode,
  name: string,
): TextEdit | undefined {
  const text = /\.[cm]?tsx?$/.test(file.path) ? `${name}: string` : name;
  const [first] = params;
  if (!first) {
    const open = /\(\s*\)/.exec(file.text.slice(range[0], body.range[0]));
    const start = range[0] + (open?.index ?? 0);
    return open ? { range: [start, start + open[0].length], text: `(${text})` } : undefined;
  }
  if (first.type === 'Identifier' && first.name === 'this') return undefined;
  const isInParentheses = file.text.slice(range[0], first.range[0]).includes('(');
  return isInParentheses
    ? insertAt(first.range[0], `${text}, `)
    : replaceNode(first, `(${text}, ${file.textOf(first)})`);
}

/** Puts an argument before those of a call. */
const argumentEdit = ({ arguments: [first], range }: TSESTree.CallExpression, text: string): TextEdit =>
  first ? insertAt(first.range[0], `${text}, `) : insertAt(range[1] - 1, text);
