import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The TypeScript files of a folder and the folders in it, as paths relative to the repository, in a stable order. */
export function typescriptFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .sort();
}

/** A file that stands for its folder in a planted import or as the place of planted text. */
export function anyFileOf(folder: string): string {
  const file = typescriptFiles(folder)[0];
  if (file === undefined) throw new Error(`No TypeScript file in ${folder}`);
  return file;
}
