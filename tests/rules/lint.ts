import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import plugin, { type CorsSettings } from '../../src/index.js';

const requireFromEslint = createRequire(fileURLToPath(import.meta.resolve('eslint')));

/** The parsers programs are read by; espree is the one ESLint uses when a configuration names none. */
export const PARSER_NAMES = ['espree', '@typescript-eslint/parser'] as const;
export type ParserName = (typeof PARSER_NAMES)[number];

export const PARSERS: Readonly<Record<ParserName, Linter.Parser>> = {
  espree: requireFromEslint('espree'),
  '@typescript-eslint/parser': typescriptParser,
};

/** Where a program stands, and how it is linted. */
export interface Surroundings {
  /** Default `server.js`. */
  readonly file?: string;
  readonly settings?: CorsSettings;
  /** Rules beside those of the preset `recommended`, or the same with other options. */
  readonly rules?: Linter.RulesRecord;
  /** A whole configuration in the place of the preset. */
  readonly config?: readonly Linter.Config[];
}

export const DEFAULT_FILE = 'server.js';

/** What a program is reported for. */
export function lint(
  code: string,
  surroundings: Surroundings = {},
  parser: ParserName = '@typescript-eslint/parser',
): Linter.LintMessage[] {
  const { file = DEFAULT_FILE } = surroundings;
  return linterFor(file).verify(code, configuration(surroundings, parser), file);
}

/** The text after as many passes as `eslint --fix` makes, and what it is still reported for. */
export function fix(
  code: string,
  surroundings: Surroundings = {},
  parser: ParserName = '@typescript-eslint/parser',
): Linter.FixReport {
  const { file = DEFAULT_FILE } = surroundings;
  return linterFor(file).verifyAndFix(code, configuration(surroundings, parser), { filename: file });
}

/** ESLint lints what lies below its working directory. */
const linterFor = (file: string): Linter =>
  new Linter({ cwd: path.isAbsolute(file) ? path.parse(file).root : process.cwd() });

function configuration({ settings, rules, config }: Surroundings, parser: ParserName): Linter.Config[] {
  return [
    ...(config ?? [plugin.configs.recommended]),
    ...(settings === undefined ? [] : [{ settings: { cors: settings } }]),
    ...(rules ? [{ rules }] : []),
    { languageOptions: { parser: PARSERS[parser] } },
  ];
}
