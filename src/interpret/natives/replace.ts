import { call } from '../call.js';
import { derived, throwTypeError, toText } from '../operators.js';
import type { Run } from '../run.js';
import { isCallable, PlainObject, RegExpValue, Unknown, type Value } from '../values.js';
import { matchedText, matches, type Match } from './regexp.js';

/** `text.replace(pattern, replacement)` and, for `all`, `text.replaceAll(pattern, replacement)`. */
export function replace(
  run: Run,
  text: string,
  [pattern, replacement]: readonly Value[],
  which: 'first' | 'all',
): Value {
  run.spendText(text.length);
  const found =
    pattern instanceof RegExpValue ? replaced(run, pattern, text, which) : places(run, text, pattern, which);
  if (found instanceof Unknown) return derived(run, 'a replaced text', [text, found], 'string');
  const insert = isCallable(replacement) ? replacement : toText(run, replacement);
  if (insert instanceof Unknown) return derived(run, 'a replaced text', [text, insert], 'string');
  let result = '';
  let end = 0;
  for (const match of found) {
    run.step();
    if (typeof insert === 'string')
      run.spendText(insert.length + (insert.split('$').length - 1) * text.length);
    const inserted =
      typeof insert === 'string'
        ? expanded(insert, match, text)
        : toText(run, calledWith(run, insert, match, text));
    if (typeof inserted !== 'string') return derived(run, 'a replaced text', [text, inserted], 'string');
    run.spendText(inserted.length);
    result += text.slice(end, match.index) + inserted;
    end = match.index + matchedText(match).length;
  }
  run.spendText(result.length + text.length - end);
  return result + text.slice(end);
}

function replaced(
  run: Run,
  pattern: RegExpValue,
  text: string,
  which: 'first' | 'all',
): readonly Match[] | Unknown {
  const isGlobal = pattern.flags.includes('g');
  if (which === 'all' && !isGlobal) throwTypeError('replaceAll must be called with a global RegExp');
  if (isGlobal) pattern.lastIndex = 0;
  return matches(run, pattern, text, isGlobal ? 'all' : 'first');
}

/** Where a plain text stands in another. */
function places(run: Run, text: string, pattern: Value, which: 'first' | 'all'): readonly Match[] | Unknown {
  const wanted = toText(run, pattern);
  if (typeof wanted !== 'string') return wanted;
  const found: Match[] = [];
  for (let start = 0; start <= text.length;) {
    run.step();
    const index = text.indexOf(wanted, start);
    if (index === -1) break;
    found.push({ index, groups: [wanted], named: undefined });
    if (which === 'first') break;
    start = index + Math.max(1, wanted.length);
  }
  return found;
}

function calledWith(run: Run, replacement: Value, { groups, index, named }: Match, text: string): Value {
  const last = named instanceof PlainObject ? [named] : [];
  return call(run, replacement, undefined, [...groups, index, text, ...last]);
}

/** A replacement text with `$&`, `$1` and the like filled in (ECMAScript, "GetSubstitution"). */
function expanded(template: string, match: Match, text: string): string | Unknown {
  const { index, groups, named } = match;
  let unknown: Unknown | undefined;
  const known = (value: Value, otherwise: string): string => {
    if (value instanceof Unknown) unknown = value;
    return typeof value === 'string' ? value : otherwise;
  };
  const result = template.replaceAll(
    /\$(?:[$&`']|\d\d?|<([^>]*)>)/g,
    (reference, name: string | undefined) => {
      if (reference === '$$') return '$';
      if (reference === '$&') return matchedText(match);
      if (reference === '$`') return text.slice(0, index);
      if (reference === "$'") return text.slice(index + matchedText(match).length);
      if (name !== undefined)
        return named instanceof PlainObject ? known(named.slots.get(name)?.value, '') : reference;
      const digits = reference.slice(1);
      // `$10` is group 10 where there is one, else group 1 and a zero; without such a group it stands for itself.
      for (const length of [digits.length, 1]) {
        const group = Number(digits.slice(0, length));
        if (group > 0 && group < groups.length) return known(groups[group], '') + digits.slice(length);
      }
      return reference;
    },
  );
  return unknown ?? result;
}
