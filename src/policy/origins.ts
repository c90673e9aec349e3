import { addressIn } from '../source/address.js';
/** The page nobody trusts, which every probe of the engine starts from. */
export const ATTACKER = 'https://attacker.example';

/**
 * Whether `text` is an origin as browsers serialize it: scheme, host and port, nothing else
 * (HTML standard, "ASCII serialization of an origin").
 */
export function isSerializedOrigin(text: string): boolean {
  return /^https?:\/\/[^*\s]+$/.test(text) && addressIn(text)?.origin === text;
}

/**
 * The value a variable holds where it is set: an origin of its own, so that it can be told apart from every
 * other variable's and from every literal of the program. Cut short by a letter it still ends in a top-level domain, as
 * most real ones do.
 */
export function sampleOrigin(variable: string): string {
  const label =
    variable
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'variable';
  return `https://${label}.trusted.example.net`;
}
