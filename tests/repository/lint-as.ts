import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from './root.js';

/** Without the rules that need types: they cost seconds a file, and no test here is about them. */
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

export interface Complaint {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
}

/** Lints a text with the repository's own configuration, as if it stood in the given file. */
export async function lintAs(file: string, text: string): Promise<Complaint[]> {
  const results = await eslint.lintText(text, { filePath: path.join(root, file) });
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => ({ rule: ruleId ?? 'no rule', line, message })),
  );
}
