import fc from 'fast-check';

/** Arbitraries in a template, as an arbitrary of the text. */
export const write = (texts: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((filled) => texts.map((text, index) => text + (filled[index] ?? '')).join(''));
