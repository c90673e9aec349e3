import { misspelledOrigin } from './misspelled-origin.js';
import { isSerializedOrigin } from './origins.js';

/** What is wrong with an entry of an allow-list. */
export interface EntryMistake {
  readonly entry: string;
  /** Completes "this is no origin to admit, as …". */
  readonly reason: string;
  /** What to write in its place, where that can be told: an origin, or several with commas. */
  readonly meant: string | undefined;
}

/** Origins of apps and browser extensions, such as `capacitor://localhost`: their hosts are not changed by browsers. */
export const OF_APP =
  /^(?!(?:https?|wss?|ftp|file|data|blob|about|javascript):)[a-z][a-z\d+.-]*:\/\/[\w.-]+(?::\d+)?$/;

/** Over the network, and not encrypted (Secure Contexts, section 3.1: loopback is no network). */
export const OVER_HTTP = /^http:\/\/(?!(?:[^/]+\.)?localhost(?::|$)|127\.|\[::1\])/;

export const REASONS = {
  asterisk: 'it would admit every website',
  null: 'every website can send it from a sandboxed frame',
  glob: 'an asterisk stands for nothing else here',
  several: 'origins are separated by commas',
  spelling: 'browsers write scheme, host and port, and nothing else',
  http: 'whoever is on the way can change a page that comes over http:',
} as const;

/** The entries of a list as an environment variable holds it: separated by commas, with blanks around them or not. */
export const entriesOf = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/**
 * Why no server should list `entry` among the origins it admits; undefined for origins, as browsers serialize them.
 *
 * @param isProduction whether `http:` is refused, except on the machine itself.
 */
export function entryMistake(entry: string, isProduction = false): EntryMistake | undefined {
  const mistake = (reason: keyof typeof REASONS, meant?: string): EntryMistake => ({
    entry,
    reason: REASONS[reason],
    meant,
  });
  if (entry === '*') return mistake('asterisk');
  if (entry === 'null') return mistake('null');
  if (entry.includes('*')) return mistake('glob');
  if (/[\s;]/.test(entry)) return mistake('several', separated(entry));
  if (OF_APP.test(entry)) return undefined;
  if (!isSerializedOrigin(entry)) return mistake('spelling', misspelledOrigin(entry)?.meant[0]);
  return isProduction && OVER_HTTP.test(entry) ? mistake('http', entry.replace('http', 'https')) : undefined;
}

function separated(entry: string): string | undefined {
  const parts = entry.split(/[\s;]+/).filter((part) => part !== '');
  return parts.every((part) => isSerializedOrigin(part)) ? parts.join(',') : undefined;
}

/** What is wrong, and what was perhaps meant, in a sentence about the variable that holds the entry. */
export const entryMistakeInWords = (variable: string, { entry, reason, meant }: EntryMistake): string =>
  `${variable}: '${entry}' is no origin to admit, as ${reason}.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`;
