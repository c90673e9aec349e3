/** How many sentences a message has; quotations and code are words. */
export const sentencesIn = (message: string): number =>
  message
    .replace(/`[^`]*`|'[^']*'/g, 'code')
    .split(/[.!?](?:\s|$)/)
    .filter((sentence) => sentence.trim() !== '').length;

/** Most sentences of a message: who can do what, which ends with the proof, and what to do about it. */
export const MOST_SENTENCES = 2;
