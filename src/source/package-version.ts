/** A version of a package, or the newest a range admits: then the parts it leaves open are infinite. */
export interface PackageVersion {
  /** As it was written: `4.12.24`, or the range `^4.12.0`. */
  readonly text: string;
  readonly parts: readonly [major: number, minor: number, patch: number];
}

const OPEN = Number.POSITIVE_INFINITY;

/** How many parts a range fixes: `^4.1.2` the major, `~4.1.2` major and minor, `4.1.2` all that are written. */
const FIXED: Readonly<Record<string, number>> = { '^': 1, '~': 2 };

/**
 * Reads an exact version, a caret, tilde or wildcard range, or alternatives of those, of which the last counts. Undefined
 * for what names no newest version: comparisons, tags, addresses and protocols of workspaces.
 */
export function packageVersion(text: string): PackageVersion | undefined {
  const range = (text.split('||').at(-1) ?? '').trim().replace(/^npm:(?:@[^@]+|[^@]+)@/, '');
  const match = /^([~^=v]*)(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(?:[-+][\w.+-]*)?$/i.exec(range);
  if (!match) return undefined;
  const [, prefix = '', ...written] = match;
  const fixed = FIXED[prefix] ?? 3;
  const parts = [0, 1, 2].map((index) => {
    const part = Number(written[index] ?? 'x');
    return index < fixed && !Number.isNaN(part) ? part : OPEN;
  });
  // A caret before 1.0.0 fixes the first part that is not zero.
  if (prefix === '^' && parts[0] === 0) return packageVersion(range.replace('^', '~'));
  const [major = OPEN, minor = OPEN, patch = OPEN] = parts;
  return { text: text.trim(), parts: [major, minor, patch] };
}

/** Whether a version comes before another; one that is not known is the newest, and comes before none. */
export function isBefore(version: PackageVersion | undefined, other: string): boolean {
  const parts = packageVersion(other)?.parts;
  if (!version || !parts) return false;
  for (const [index, part] of version.parts.entries()) {
    const limit = parts[index] ?? 0;
    if (part !== limit) return part < limit;
  }
  return false;
}
