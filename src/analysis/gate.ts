import { TRIGGER_WORDS, type TriggerWord } from '../middleware/trigger-words.js';

const TRIGGERS = new RegExp(TRIGGER_WORDS.join('|'), 'i');

/** A file named for CORS may hold options that do not say so themselves: `export default { origin: '*' }`. */
const NAMED_FOR_CORS = /cors[^/\\]*$/i;

/** The trigger words that a file which passes the gate mentions, in its text or its path. */
export function triggersIn(text: string, path: string): ReadonlySet<TriggerWord> {
  const words = `${path}\n${text}`.toLowerCase();
  return new Set(TRIGGER_WORDS.filter((trigger) => words.includes(trigger)));
}

/**
 * Whether a file can hold a site at all. Most files fail this one test and cost nothing else.
 *
 * @param path the file's path, in any notation; only its last part counts.
 */
export const mentionsCors = (text: string, path = ''): boolean =>
  TRIGGERS.test(text) || (NAMED_FOR_CORS.test(path) && text.includes('origin'));

/** What every file that makes a server of WebSockets says; `socket.io-client` makes none. */
const WEB_SOCKETS = /socket\.io(?!-client)|engine\.io(?!-client)|WebSocket\.?Server|['"]ws['"]/;

/** Whether a file can hold a server of the Model Context Protocol, whether it speaks of CORS or not. */
export const mentionsToolServers = (text: string): boolean =>
  text.includes('@modelcontextprotocol/sdk/server/');

/** Whether a file can hold a server of WebSockets, whether it speaks of CORS or not. */
export const mentionsWebSockets = (text: string): boolean => WEB_SOCKETS.test(text);

/** Whether it can hold one of those that CORS does not cover. */
export const mentionsOtherServers = (text: string): boolean =>
  mentionsWebSockets(text) || mentionsToolServers(text);
