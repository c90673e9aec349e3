/** A text as ESLint counts in it: from behind the byte order mark. */
export const withoutByteOrderMark = (text: string): string =>
  text.startsWith('\uFEFF') ? text.slice(1) : text;
