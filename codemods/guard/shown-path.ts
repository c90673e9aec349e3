import { relative, sep } from 'node:path';

/** A path as reports show it: relative to the working directory, with forward slashes. */
export const shownPath = (cwd: string, path: string): string => relative(cwd, path).split(sep).join('/');
