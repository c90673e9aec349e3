/**
 * A text as a URL; undefined where it is none. Not by `URL.canParse`: once that is compiled, it denies addresses with letters such
 * as ü (Node.js 20.20.2).
 */
export function addressIn(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
