import { createRequire } from 'node:module';
import type { RE2JS as RE2JSClass } from 're2js';

/** A compiled pattern that matches in time linear in the text, whatever the pattern. */
export interface LinearPattern {
  /** The leftmost match at or after `start`: its index, and its groups with the whole match first. */
  firstMatch(text: string, start: number): { index: number; groups: (string | undefined)[] } | undefined;
}

/** Longest pattern that is compiled: compilation itself takes memory in proportion to it. */
const MAX_PATTERN = 2_000;

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
  if (/[uv]/.test(flags) || readDifferently(source))
    return 'a pattern the linear-time engine reads differently';
  const { RE2JS } = loadEngine();
  const options =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0);
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source), options);
    return {
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

/**
 * Syntax RE2 accepts with another meaning than JavaScript: `\A \z \Q \C \p` (JavaScript: the plain letter),
 * POSIX classes inside brackets, in-line flags, `\x{…}`, and braces that are no quantifier.
 */
function readDifferently(source: string): boolean {
  return /\\[AzQECpPaG]|\\x\{|\[\[:|\(\?[imsU-]+[:)]|\(\?P|\[\^?\]/.test(source);
}
