import { createRequire } from 'node:module';
import type { RE2JS as RE2JSClass } from 're2js';

/** Where a pattern matched, and its groups with the whole match first. */
export interface LinearMatch {
  readonly index: number;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled pattern that matches in time linear in the text, whatever the pattern. */
export interface LinearPattern {
  /** How many states it has, about: what one character of text costs. */
  readonly size: number;
  readonly groupNames: ReadonlyMap<string, number>;
  /** Whether JavaScript may remember another round of a repeated group than RE2 does. */
  readonly repeatsGroups: boolean;
  /** The leftmost match at or after `start`. */
  firstMatch(text: string, start: number): LinearMatch | undefined;
}

/** Longest pattern that is compiled, written out and with its counted repetitions unrolled. */
const MAX_PATTERN = 2_000;
const MAX_SIZE = 100_000;

const compiled = new Map<string, LinearPattern | string>();
let engine: { RE2JS: typeof RE2JSClass } | undefined;

/** RE2JS takes 17 ms to load: only files whose CORS policy holds a regular expression pay for it. */
function loadEngine(): { RE2JS: typeof RE2JSClass } {
  engine ??= createRequire(import.meta.url)('re2js') as { RE2JS: typeof RE2JSClass };
  return engine;
}

/**
 * Compiles the source and flags of a JavaScript regular expression for RE2, an automaton engine that never
 * backtracks. Returns the reason as text where RE2 cannot express it (look-around, back references) or would
 * read it differently from JavaScript.
 */
export function linearPattern(source: string, flags: string): LinearPattern | string {
  const key = `${flags}/${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const result = compile(source, flags);
  if (compiled.size > 200) compiled.clear();
  compiled.set(key, result);
  return result;
}

function compile(source: string, flags: string): LinearPattern | string {
  if (source.length > MAX_PATTERN) return 'a very long pattern';
  const size = unrolledSize(source);
  if (size > MAX_SIZE) return 'a pattern that repeats too much';
  if (flags.includes('v') || readDifferently(source))
    return 'a pattern the linear-time engine reads differently';
  const { RE2JS } = loadEngine();
  const options =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0);
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source), options);
    return {
      size,
      groupNames: new Map(Object.entries(pattern.namedGroups())),
      repeatsGroups: /\)[*+{]/.test(source),
      firstMatch(text, start) {
        const matcher = pattern.matcher(text);
        if (!matcher.find(start)) return undefined;
        const groups: (string | undefined)[] = [];
        for (let group = 0; group <= matcher.groupCount(); group++)
          groups.push(matcher.group(group) ?? undefined);
        return { index: matcher.start(), groups };
      },
    };
  } catch {
    return 'a pattern with look-around, a back reference or other syntax beyond regular languages';
  }
}

/** About how many states a pattern takes once `{2,5}` is written out. */
function unrolledSize(source: string): number {
  let copies = 1;
  for (const [, least, most] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    copies += Math.max(Number(least), Number(most || 0));
  return source.length * copies;
}

/**
 * Syntax RE2 may accept with another meaning than JavaScript: characters beyond ASCII (case folding), escapes other
 * than those the two agree on (`\A`, `\z`, `\Q`, `\p`, back references), POSIX classes and `\b` inside brackets,
 * in-line flags, empty brackets.
 */
function readDifferently(source: string): boolean {
  return (
    /[^\x20-\x7e]|\(\?(?!:|<[A-Za-z_]\w*>)|\[\^?\]|\[:|\[[^\]]*\\[bB]/.test(source) ||
    /\\(?!\\|[dDwWsSbBnrtf]|x[0-7][\da-fA-F]|u00[0-7][\da-fA-F]|[!-/:-@[-`{-~])/.test(
      source.replaceAll('\\\\', '//'),
    )
  );
}

/** Whether the two engines agree on what `.`, `^`, `$`, `\s` and upper case mean in this text. */
export const isPlainText = (text: string): boolean => /^\p{ASCII}*$/u.test(text) && !/[\r\v]/.test(text);
