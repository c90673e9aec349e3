import { createRequire } from 'node:module';
import type { AST, RegExpParser } from '@eslint-community/regexpp';

let parser: RegExpParser | undefined;

/** The parser takes 15 ms to load: only files whose closed CORS policy holds a regular expression pay for it. */
function loadParser(): RegExpParser {
  if (!parser) {
    const loaded = createRequire(import.meta.url)('@eslint-community/regexpp') as {
      RegExpParser: typeof RegExpParser;
    };
    parser = new loaded.RegExpParser();
  }
  return parser;
}

/** A regular expression of the linted program. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

const LONGEST = 2_000;
/** Texts that are tried for one part of a pattern, and for the whole. */
const MOST = 12;
const DEEPEST = 20;

/** What an attacker writes where a pattern lets everybody choose. */
const CHOSEN = 'ATTACKER';

/** The syntax tree of a pattern; undefined for a very long one, and for what is none. */
export function parsedPattern({ source, flags }: Pattern): AST.Pattern | undefined {
  if (source.length > LONGEST) return undefined;
  try {
    return loadParser().parsePattern(source, 0, source.length, { unicode: flags.includes('u') });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A part of the pattern that texts cannot be made for. */
class Unsupported extends Error {}

/**
 * Texts that a pattern matches, in capitals where it leaves the choice: each differs from the first in one choice. Fewer
 * than there are, and none for a pattern with look-around or back references.
 */
export function patternMembers(pattern: Pattern): string[] {
  const parsed = parsedPattern(pattern);
  if (!parsed) return [];
  try {
    return [...new Set(ofAlternatives(parsed.alternatives, DEEPEST))];
  } catch (error) {
    if (error instanceof Unsupported) return [];
    throw error;
  }
}

function ofAlternatives(alternatives: readonly AST.Alternative[], depth: number): string[] {
  const each = alternatives.slice(0, MOST).map(({ elements }) => ofSequence(elements, depth));
  // The first text of every alternative comes before the second of any.
  return Array.from({ length: MOST }, (_, index) => each.flatMap((texts) => texts[index] ?? []))
    .flat()
    .slice(0, MOST);
}

function ofSequence(elements: readonly AST.Element[], depth: number): string[] {
  const parts = elements.map((element) => ofElement(element, depth));
  const plain = parts.map((texts) => texts[0] ?? '');
  const texts = [plain.join('')];
  for (const [index, choices] of parts.entries())
    for (const choice of choices.slice(1))
      texts.push([...plain.slice(0, index), choice, ...plain.slice(index + 1)].join(''));
  return texts;
}

function ofElement(element: AST.Element, depth: number): string[] {
  if (depth === 0) throw new Unsupported();
  switch (element.type) {
    case 'Character':
      return [String.fromCodePoint(element.value).toLowerCase()];
    case 'CharacterSet':
      // A dot that was meant as a dot, and one that anything may stand for.
      return element.kind === 'any' ? ['.', 'X'] : [characterOf(element)];
    case 'CharacterClass':
      return [characterOf(element)];
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives, depth - 1);
    case 'Quantifier':
      return ofQuantifier(element, depth - 1);
    case 'Assertion':
      if (element.kind === 'lookahead' || element.kind === 'lookbehind') throw new Unsupported();
      return [''];
    case 'ExpressionCharacterClass':
    case 'Backreference':
      throw new Unsupported();
  }
}

function ofQuantifier({ element, min, max }: AST.Quantifier, depth: number): string[] {
  const isChoice = element.type === 'CharacterSet' || element.type === 'CharacterClass';
  const none = min === 0 ? [''] : [];
  if (isChoice && max > 1) {
    const takesLetters = [...CHOSEN.toLowerCase()].every((letter) => accepts(element, letter));
    const length = Math.max(min, Math.min(max, CHOSEN.length));
    if (length > LONGEST) throw new Unsupported();
    return [
      takesLetters ? ''.padEnd(length, CHOSEN) : characterOf(element).repeat(Math.max(min, 1)),
      ...none,
    ];
  }
  if (max === 0) return [''];
  if (min > 40) throw new Unsupported();
  const once = ofElement(element, depth);
  if (once.some((text) => text.length * min > LONGEST)) throw new Unsupported();
  const texts = once.map((text) => text.repeat(Math.max(min, 1)));
  return element.type === 'Character' ? [...texts, ...none] : [...none, ...texts];
}

type Choice = AST.CharacterSet | AST.CharacterClass;

/** The plainest character that a class or set takes. */
function characterOf(choice: Choice): string {
  for (const character of 'a1.-:/xz') if (accepts(choice, character)) return character;
  for (let code = 33; code < 127; code++) {
    const character = String.fromCharCode(code).toLowerCase();
    if (accepts(choice, character)) return character;
  }
  throw new Unsupported();
}

function accepts(choice: Choice, character: string): boolean {
  if (choice.type === 'CharacterSet') return setAccepts(choice, character);
  const code = character.codePointAt(0) ?? 0;
  const isIn = choice.elements.some((element) => {
    if (element.type === 'Character') return element.value === code;
    if (element.type === 'CharacterClassRange') return element.min.value <= code && code <= element.max.value;
    if (element.type === 'CharacterSet') return setAccepts(element, character);
    throw new Unsupported();
  });
  return isIn !== choice.negate;
}

function setAccepts(set: AST.CharacterSet, character: string): boolean {
  switch (set.kind) {
    case 'any':
      return true;
    case 'digit':
      return /\d/.test(character) !== set.negate;
    case 'word':
      return /\w/.test(character) !== set.negate;
    case 'space':
      return /\s/.test(character) !== set.negate;
    case 'property':
      throw new Unsupported();
  }
}
