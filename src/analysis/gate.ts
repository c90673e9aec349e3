import { MIDDLEWARE } from '../middleware/registry.js';

const TRIGGERS = new RegExp(
  [...new Set(MIDDLEWARE.flatMap(({ triggers }) => triggers))]
    .map((trigger) => trigger.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|'),
  'i',
);

/** Whether a file can hold a site at all. Most files fail this one test and cost nothing else. */
export const mentionsCors = (text: string): boolean => TRIGGERS.test(text);
