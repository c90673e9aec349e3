import { derived, toText } from '../operators.js';
import { forgetMembers } from '../members.js';
import { linearPattern, isPlainText, type LinearPattern } from '../linear-pattern.js';
import { Thrown, type Run } from '../run.js';
import {
  ArrayValue,
  native,
  opaque,
  PlainObject,
  RegExpValue,
  Unknown,
  type Value,
  platformError,
} from '../values.js';

/** A match, and its groups with the whole match first; a group may be unknown. */
export interface Match {
  readonly index: number;
  readonly groups: readonly Value[];
  readonly named: Value;
}

/** The text a match takes up. */
export const matchedText = (match: Match): string => {
  const [whole] = match.groups;
  return typeof whole === 'string' ? whole : '';
};

/**
 * `pattern.test(text)`. A global or sticky pattern keeps `lastIndex` between calls as in JavaScript, which is
 * why such a pattern admits an origin only every other time.
 */
export function testRegExp(run: Run, pattern: RegExpValue, subject: Value): Value {
  run.recorder?.tested?.(pattern);
  const text = toText(run, subject);
  if (typeof text !== 'string') return derived(run, 'a pattern against an unknown text', [text], 'boolean');
  const found = search(run, pattern, text);
  return found instanceof Unknown ? derived(run, found.reason, [found], 'boolean') : found !== undefined;
}

/** The leftmost match of a pattern at or after `start`, whatever its flags say about where to start. */
function matchFrom(run: Run, pattern: RegExpValue, text: string, start: number): Match | undefined | Unknown {
  const compiled = linearPattern(pattern.source, pattern.flags);
  if (typeof compiled === 'string') return opaque(compiled);
  if (!isPlainText(text)) return opaque('a pattern against text beyond ASCII');
  run.step(1 + (((text.length - start) * compiled.size) >> 10));
  const match = start > text.length ? undefined : compiled.firstMatch(text, start);
  if (!match) return undefined;
  const groups: Value[] = match.groups.map((group, index) =>
    index > 0 && compiled.repeatsGroups ? opaque('a group inside a repetition') : group,
  );
  return { index: match.index, groups, named: namedGroups(compiled, groups) };
}

function namedGroups({ groupNames }: LinearPattern, groups: readonly Value[]): Value {
  if (groupNames.size === 0) return undefined;
  const object = new PlainObject();
  object.isBare = true;
  for (const [name, index] of groupNames) object.slots.set(name, { value: groups[index], writer: undefined });
  return object;
}

/** `pattern.exec(text)` before it becomes an array: heeds and moves `lastIndex`. */
function search(run: Run, pattern: RegExpValue, text: string): Match | undefined | Unknown {
  const isSticky = pattern.flags.includes('y');
  const isStateful = isSticky || pattern.flags.includes('g');
  const match = matchFrom(run, pattern, text, isStateful ? pattern.lastIndex : 0);
  if (match instanceof Unknown) return match;
  const accepted = match && (!isSticky || match.index === pattern.lastIndex) ? match : undefined;
  if (isStateful) pattern.lastIndex = accepted ? accepted.index + matchedText(accepted).length : 0;
  return accepted;
}

/** Every match in the text behind a place, or the first one alone; unknown for sticky patterns. */
export function matches(
  run: Run,
  pattern: RegExpValue,
  text: string,
  which: 'all' | 'first',
  from = 0,
): readonly Match[] | Unknown {
  if (pattern.flags.includes('y')) {
    forgetMembers(pattern, 'matches of a sticky pattern');
    return opaque('matches of a sticky pattern');
  }
  const found: Match[] = [];
  for (let start = from; start <= text.length;) {
    const match = matchFrom(run, pattern, text, start);
    if (match instanceof Unknown) return match;
    if (!match) break;
    found.push(match);
    if (which === 'first') break;
    start = match.index + Math.max(1, matchedText(match).length);
  }
  return found;
}

function execResult(match: Match | undefined | Unknown, text: string): Value {
  if (match === undefined) return null;
  if (match instanceof Unknown) return match;
  const result = new ArrayValue([...match.groups]);
  result.slots.set('index', { value: match.index, writer: undefined });
  result.slots.set('input', { value: text, writer: undefined });
  result.slots.set('groups', { value: match.named, writer: undefined });
  return result;
}

/** `text.match(pattern)`. */
export function matchRegExp(run: Run, pattern: RegExpValue, text: string): Value {
  if (!pattern.flags.includes('g')) return execResult(search(run, pattern, text), text);
  const found = matches(run, pattern, text, 'all');
  if (found instanceof Unknown) return found;
  pattern.lastIndex = 0;
  return found.length === 0 ? null : new ArrayValue(found.map((match) => matchedText(match)));
}

/** `text.matchAll(pattern)`, as an array. */
export function matchAllRegExp(run: Run, pattern: RegExpValue, text: string): Value[] | Unknown {
  const found = matches(run, pattern, text, 'all', pattern.lastIndex);
  return found instanceof Unknown ? found : found.map((match) => execResult(match, text));
}

/** `text.split(pattern)` (ECMAScript, "RegExp.prototype [ @@split ]"): an empty match never splits off nothing. */
export function splitRegExp(run: Run, pattern: RegExpValue, text: string): Value[] | Unknown {
  const pieces: Value[] = [];
  let piece = 0;
  for (let from = 0; from < text.length || text === '';) {
    const match = matchFrom(run, pattern, text, from);
    if (match instanceof Unknown) return match;
    if (text === '') return match ? [] : [''];
    if (!match || match.index >= text.length) break;
    const end = match.index + matchedText(match).length;
    if (end === piece) {
      from = match.index + 1;
    } else {
      pieces.push(text.slice(piece, match.index), ...match.groups.slice(1));
      piece = from = end;
    }
  }
  pieces.push(text.slice(piece));
  return pieces;
}

export function regExpMember(run: Run, pattern: RegExpValue, name: string): Value {
  switch (name) {
    case 'test':
      return native(name, (_run, [text]) => testRegExp(run, pattern, text));
    case 'exec':
      return native(name, (_run, [subject]) => {
        const text = toText(run, subject);
        return typeof text === 'string'
          ? execResult(search(run, pattern, text), text)
          : derived(run, 'a pattern against an unknown text', [text]);
      });
    case 'source':
      return pattern.source;
    case 'flags':
      return pattern.flags;
    case 'lastIndex':
      return pattern.lastIndex;
    case 'global':
      return pattern.flags.includes('g');
    case 'ignoreCase':
      return pattern.flags.includes('i');
    default:
      return undefined;
  }
}

/** `RegExp(pattern, flags)` and `new RegExp(pattern, flags)`. */
export function constructRegExp(run: Run, [pattern, flags]: readonly Value[]): Value {
  const isCopy = pattern instanceof RegExpValue;
  const source = isCopy ? pattern.source : pattern === undefined ? '' : toText(run, pattern);
  const flagText = flags === undefined ? (isCopy ? pattern.flags : '') : toText(run, flags);
  if (typeof source !== 'string' || typeof flagText !== 'string')
    return opaque('a pattern built from unknown text');
  if (!/^[dgimsuvy]*$/.test(flagText) || new Set(flagText).size < flagText.length)
    throw new Thrown(platformError('SyntaxError', 'Invalid flags supplied to RegExp constructor'));
  if (isCopy) return new RegExpValue(source, flagText);
  // Text that is no pattern throws in JavaScript; text that RE2 refuses may be that or a pattern beyond RE2.
  const compiled = linearPattern(source, flagText);
  if (typeof compiled === 'string' || /(?:^|[^\\[])(?:\^|\$|\\[bB])[*+?{]/.test(source)) {
    return opaque(typeof compiled === 'string' ? compiled : 'a repeated assertion');
  }
  return new RegExpValue(escapedSource(source), [...flagText].sort().join(''));
}

/** The `source` of a pattern made from text: what stands between two slashes. */
const escapedSource = (source: string): string =>
  source === '' ? '(?:)' : source.replaceAll(/\\.|\//g, (part) => (part === '/' ? '\\/' : part));
