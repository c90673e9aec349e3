/** A place in a text as ESLint counts: lines from 1, columns in UTF-16 units from 0. */
export interface Position {
  line: number;
  column: number;
}

/**
 * Translates offsets of `text` into positions. The line breaks are the four of ECMA-262 (12.3 Line Terminators)
 * and `\r\n` as one, which is also how ESLint splits `sourceCode.lines`.
 */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) };
  };
}

/** The way back: offsets of the positions of `text`. */
export function offsetsIn(text: string): (position: Position) => number {
  const starts = lineStarts(text);
  return ({ line, column }) => (starts[line - 1] ?? text.length) + column;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const lineBreak of text.matchAll(/\r\n|[\r\n\u2028\u2029]/gu)) {
    starts.push(lineBreak.index + lineBreak[0].length);
  }
  return starts;
}
