/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** The paths at which two trees do not hold the same text, or that only one of them has. */
export const differingFiles = (one: Files, other: Files): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((path) => one[path] !== other[path]);
