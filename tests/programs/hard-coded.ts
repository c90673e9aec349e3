import plugin from '../../src/index.js';
import { fix, lint } from '../rules/lint.js';
import type { Fixture } from './fixture.js';
import type { Report } from './lint.js';
import type { Lint } from './verdict.js';

const config = [{ ...plugin.configs.recommended, rules: { 'cors/prefer-env-origins': 'error' as const } }];

/** What the rule alone says about origins in the source of a program. */
export const hardCodedIn: Lint = ({ path, text }) =>
  lint(text, { file: path, config }).map(({ ruleId, line, column, message }) => ({
    rule: ruleId ?? message,
    line,
    column,
    message,
  }));

/** The origins that reports say a variable has to hold. */
const originsIn = (reports: readonly Report[]): string[] => [
  ...new Set(
    reports.flatMap(({ message }) => /CORS_ALLOWED_ORIGINS=([^`]+)`/.exec(message)?.[1]?.split(',') ?? []),
  ),
];

/** A program that nothing else is wrong with, and that names somebody. */
export interface HardCoded extends Fixture {
  /** What its variable has to hold once the origins are moved. */
  readonly moved: readonly string[];
  /** The program after its fix: the same text where there is none. */
  readonly fixed: string;
  /** How often it is still reported. */
  readonly left: number;
}

/**
 * The safe ones among some programs that spell out whom they admit. Of one that reads the variable already nobody could tell
 * whose entries are whose.
 */
export const hardCodedAmong = (programs: readonly Fixture[]): HardCoded[] =>
  programs
    .filter(({ rules, set }) => rules.length === 0 && !('CORS_ALLOWED_ORIGINS' in set))
    .flatMap((fixture): HardCoded[] => {
      const reports = hardCodedIn(fixture);
      if (reports.length === 0) return [];
      const { output, messages } = fix(fixture.text, { file: fixture.path, config });
      return [{ ...fixture, moved: originsIn(reports), fixed: output, left: messages.length }];
    });
