import { readFileSync } from 'node:fs';

/** The bytes of a file, or why they cannot be had. */
export type Content = Buffer | { readonly problem: string };

/** Reads a file. Synchronous: over thousands of files that is three times as fast. */
export function readContent(path: string): Content {
  try {
    return readFileSync(path);
  } catch (error) {
    return { problem: `Cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
