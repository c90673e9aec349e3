import path from 'node:path';
import { ESLint } from 'eslint';
import { root } from './root.js';

const eslint = new ESLint({ cwd: root });

export interface Complaint {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
}

/**
 * Lints a text with the repository's own configuration, as if it stood in the given file. The file has to exist:
 * typed rules know only the files of the project.
 */
export async function lintAs(file: string, text: string): Promise<Complaint[]> {
  const results = await eslint.lintText(text, { filePath: path.join(root, file) });
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => ({ rule: ruleId ?? 'no rule', line, message })),
  );
}
