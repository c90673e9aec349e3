import type { AST } from '@eslint-community/regexpp';
import { parsedPattern, type Pattern } from './pattern-members.js';

/** What to tighten in a pattern. */
export interface Tightening {
  /** Dots that anything may stand for. */
  readonly dots: boolean;
  /** Alternatives that a text may go on after: nothing behind them any more, or a port alone. */
  readonly end: 'as it is' | 'nothing behind' | 'a port behind';
  /** Alternatives that may stand anywhere in a text: only at its start or, as names do, after a slash or a dot. */
  readonly start: boolean;
}

/** Every way to tighten a pattern, what changes least first. */
export const TIGHTENINGS: readonly Tightening[] = [
  { dots: true, end: 'as it is', start: false },
  { dots: false, end: 'nothing behind', start: false },
  { dots: false, end: 'a port behind', start: false },
  { dots: false, end: 'as it is', start: true },
  { dots: true, end: 'nothing behind', start: false },
  { dots: true, end: 'a port behind', start: false },
  { dots: true, end: 'as it is', start: true },
  { dots: false, end: 'nothing behind', start: true },
  { dots: false, end: 'a port behind', start: true },
  { dots: true, end: 'nothing behind', start: true },
  { dots: true, end: 'a port behind', start: true },
];

/** The source of a pattern that matches less; undefined where there is nothing to tighten, or where it cannot be parsed. */
export function tightened(pattern: Pattern, tightening: Tightening): string | undefined {
  const parsed = parsedPattern(pattern);
  if (!parsed) return undefined;
  const insertions = new Map<number, string>();
  if (tightening.dots) for (const dot of looseDots(parsed.alternatives)) insertions.set(dot.start, '\\');
  for (const alternative of parsed.alternatives) {
    const first = alternative.elements[0];
    const last = alternative.elements.at(-1);
    if (!first || !last) return undefined;
    if (tightening.start && !isEdge(first, 'start') && !isDot(first))
      insertions.set(alternative.start, /^https?/.test(alternative.raw) ? '^' : '(?:^|[/.])');
    if (tightening.end !== 'as it is' && !isEdge(last, 'end'))
      insertions.set(alternative.end, tightening.end === 'nothing behind' ? '$' : '(?::\\d+)?$');
  }
  if (insertions.size === 0) return undefined;
  return [...insertions]
    .sort(([left], [right]) => right - left)
    .reduce((text, [at, inserted]) => text.slice(0, at) + inserted + text.slice(at), pattern.source);
}

/** Single dots that any character may stand for. */
function looseDots(alternatives: readonly AST.Alternative[]): AST.Element[] {
  return alternatives
    .flatMap(({ elements }) => elements)
    .flatMap((element) => {
      if (element.type === 'CharacterSet') return element.kind === 'any' ? [element] : [];
      if (element.type === 'Group' || element.type === 'CapturingGroup')
        return looseDots(element.alternatives);
      const inner = element.type === 'Quantifier' ? element.element : undefined;
      return inner?.type === 'Group' || inner?.type === 'CapturingGroup' ? looseDots(inner.alternatives) : [];
    });
}

const isEdge = (element: AST.Element, kind: 'start' | 'end'): boolean =>
  element.type === 'Assertion' && element.kind === kind;

const isDot = (element: AST.Element): boolean => element.type === 'Character' && element.raw === '\\.';
