import type { Fixture } from './fixture.js';

/** What a tool makes of a text that stands in a file. */
export type Rewrite = (fixture: Pick<Fixture, 'path' | 'text'>) => string;

/** The same program as a file on Windows has it. */
export const asOnWindows = (text: string): string =>
  `\uFEFF${text.replace(/^\uFEFF/, '').replace(/\r?\n/g, '\r\n')}`;

/** Where two tools that should do the same write different bytes. */
export function parityFaults(
  fixture: Pick<Fixture, 'path' | 'text'>,
  one: Rewrite,
  other: Rewrite,
): string[] {
  const [left, right] = [one(fixture), other(fixture)];
  return left === right ? [] : [`${JSON.stringify(left)} and ${JSON.stringify(right)}`];
}
