/**
 * Words, lower case, one of which every file with a site contains. They stand apart from the middleware they belong to, so
 * that a file without any of them is dismissed before the engine is loaded.
 */
export const TRIGGER_WORDS = ['cors', 'access-control-allow-origin', 'startstandaloneserver'] as const;

export type TriggerWord = (typeof TRIGGER_WORDS)[number];
