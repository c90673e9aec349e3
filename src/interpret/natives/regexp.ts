import { derived, toText, truthy } from '../operators.js';
import type { Run } from '../run.js';
import { ArrayValue, isCallable, native, opaque, RegExpValue, Unknown, type Value } from '../values.js';
import { linearPattern } from '../linear-pattern.js';

/**
 * `pattern.test(text)`. A global or sticky pattern keeps `lastIndex` between calls as in JavaScript, which is
 * why such a pattern admits an origin only every other time.
 */
export function testRegExp(run: Run, pattern: RegExpValue, subject: Value): Value {
  const found = search(run, pattern, subject);
  return found instanceof Unknown ? found : found !== undefined;
}

interface Match {
  readonly index: number;
  readonly groups: readonly (string | undefined)[];
}

function search(run: Run, pattern: RegExpValue, subject: Value): Match | undefined | Unknown {
  const text = toText(run, subject);
  if (typeof text !== 'string') return derived(run, 'a pattern against an unknown text', [text]);
  run.step(1 + ((text.length * pattern.source.length) >> 10));
  const compiled = linearPattern(pattern.source, pattern.flags);
  if (typeof compiled === 'string') return opaque(compiled);
  const stateful = pattern.flags.includes('g') || pattern.flags.includes('y');
  const start = stateful ? pattern.lastIndex : 0;
  const match = start > text.length ? undefined : compiled.firstMatch(text, start);
  const accepted = match && (!pattern.flags.includes('y') || match.index === start) ? match : undefined;
  if (stateful) pattern.lastIndex = accepted ? accepted.index + (accepted.groups[0]?.length ?? 0) : 0;
  return accepted;
}

export function matchRegExp(run: Run, pattern: RegExpValue, text: string): Value {
  if (pattern.flags.includes('g')) return opaque('all matches of a pattern');
  return matchResult(search(run, pattern, text));
}

function matchResult(match: Match | undefined | Unknown): Value {
  if (match === undefined) return null;
  if (match instanceof Unknown) return match;
  const result = new ArrayValue([...match.groups]);
  result.slots.set('index', { value: match.index, writer: undefined });
  return result;
}

export function splitRegExp(run: Run, pattern: RegExpValue, text: string): string[] | Unknown {
  const compiled = linearPattern(pattern.source, pattern.flags);
  if (typeof compiled === 'string') return opaque(compiled);
  run.step(1 + (text.length >> 4));
  const pieces: string[] = [];
  let start = 0;
  for (let from = 0; from < text.length;) {
    run.step();
    const match = compiled.firstMatch(text, from);
    if (!match || match.index >= text.length) break;
    const length = match.groups[0]?.length ?? 0;
    if (length === 0 && match.index <= start) {
      from = match.index + 1;
      if (from > text.length) break;
      if (from === match.index + 1 && from < text.length) {
        pieces.push(text.slice(start, from));
        start = from;
      }
      continue;
    }
    pieces.push(text.slice(start, match.index), ...match.groups.slice(1).map((group) => group ?? ''));
    start = match.index + length;
    from = Math.max(start, match.index + 1);
  }
  pieces.push(text.slice(start));
  return pieces;
}

export function replaceRegExp(run: Run, pattern: RegExpValue, text: string, replacement: Value): Value {
  const compiled = linearPattern(pattern.source, pattern.flags);
  if (typeof compiled === 'string') return opaque(compiled);
  if (isCallable(replacement)) return opaque('a replacement computed by a function');
  const substitute = toText(run, replacement);
  if (typeof substitute !== 'string') return derived(run, 'a replaced text', [text, substitute]);
  if (substitute.includes('$')) return opaque('a replacement that refers to groups');
  let result = '';
  let start = 0;
  while (start <= text.length) {
    run.step(1 + (text.length >> 6));
    const match = compiled.firstMatch(text, start);
    if (!match) break;
    const length = match.groups[0]?.length ?? 0;
    result += text.slice(start, match.index) + substitute;
    start = match.index + length;
    if (length === 0) {
      result += text.slice(start, start + 1);
      start += 1;
    }
    if (!pattern.flags.includes('g')) break;
  }
  return result + text.slice(start);
}

export function regExpMember(run: Run, pattern: RegExpValue, name: string): Value {
  if (name === 'test') return native(name, (_run, [text]) => testRegExp(run, pattern, text));
  if (name === 'exec') return native(name, (_run, [text]) => matchResult(search(run, pattern, text)));
  if (name === 'source') return pattern.source;
  if (name === 'flags') return pattern.flags;
  if (name === 'lastIndex') return pattern.lastIndex;
  if (name === 'global') return pattern.flags.includes('g');
  return undefined;
}

/** `RegExp(pattern, flags)` and `new RegExp(pattern, flags)`. */
export function constructRegExp(run: Run, [pattern, flags]: readonly Value[]): Value {
  if (pattern instanceof RegExpValue && flags === undefined)
    return new RegExpValue(pattern.source, pattern.flags);
  const source = pattern instanceof RegExpValue ? pattern.source : toText(run, pattern ?? '(?:)');
  const flagText = flags === undefined ? '' : toText(run, flags);
  if (typeof source !== 'string' || typeof flagText !== 'string')
    return opaque('a pattern built from unknown text');
  return truthy(run, source) ? new RegExpValue(source, flagText) : new RegExpValue('(?:)', flagText);
}
