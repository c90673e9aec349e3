import type { Fixture } from './fixture.js';

/** What a tool makes of a text that stands in a file. */
export type Rewrite = (fixture: Pick<Fixture, 'path' | 'text'>) => string;

/** The same program as files have it. */
const bytes: Readonly<Record<string, (text: string) => string>> = {
  'its own bytes': (text) => text,
  'CRLF and a byte order mark': (text) => `\uFEFF${text.replace(/^\uFEFF/, '').replace(/\r?\n/g, '\r\n')}`,
};

/** Where two tools that should do the same write different bytes, whatever its line endings and with a byte order mark. */
export function parityFaults(
  fixture: Pick<Fixture, 'path' | 'text'>,
  one: Rewrite,
  other: Rewrite,
): string[] {
  return Object.entries(bytes).flatMap(([name, write]) => {
    const given = { ...fixture, text: write(fixture.text) };
    const [left, right] = [one(given), other(given)];
    return left === right ? [] : [`with ${name}: ${JSON.stringify(left)} and ${JSON.stringify(right)}`];
  });
}
