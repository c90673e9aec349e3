/**
 * What a terminal might obey in place of showing: the controls of ECMA-48 (C0, DEL, C1), separators that some take for
 * line breaks, and the directional controls that make a line read differently from what it says (Unicode Technical
 * Report 36).
 */
const COMMANDS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** `text` on one line, with everything a terminal might obey written out as `\uXXXX`. */
export function printable(text: string): string {
  return text.replace(/\s*\r?\n\s*/gu, ' ').replace(COMMANDS, escaped);
}

/** Lines of a source file, their breaks and tabs untouched, with everything else a terminal might obey written out. */
export function printableLines(text: string): string {
  return text.replace(COMMANDS, (character, offset: number) => {
    if (character === '\n' || character === '\t') return character;
    return character === '\r' && text[offset + 1] === '\n' ? character : escaped(character);
  });
}

/** JSON says the same with `\uXXXX` in place of the controls that `JSON.stringify` leaves in strings. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(COMMANDS, (character) =>
    character === '\n' ? character : escaped(character),
  );
}
