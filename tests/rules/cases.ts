import { RuleTester } from '@typescript-eslint/rule-tester';
import { parseForESLint } from '@typescript-eslint/parser';
import { afterAll, describe, expect, it, test } from 'vitest';
import type { CorsRule } from '../../src/hosts/eslint.js';
import type { CorsSettings } from '../../src/index.js';
import { MOST_SENTENCES, sentencesIn } from '../harness/sentences.js';
import { DEFAULT_FILE, lint, PARSER_NAMES, PARSERS, type ParserName, type Surroundings } from './lint.js';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

/** Where a report stands: line and column of its start, then of its end, both from 1; or the text it underlines. */
type Place = readonly [line: number, column: number, endLine: number, endColumn: number] | string;

interface Program {
  /** A sentence, for the name of the test. */
  readonly name: string;
  readonly code: string;
  /** Its ending decides the parsers: TypeScript is read by one, JavaScript by both. Default `server.js`. */
  readonly file?: string;
  readonly settings?: CorsSettings;
  /** Options of the rule under test. */
  readonly options?: readonly unknown[];
}

/** A program that admits an attacker, and its safe twin: one token is different, and no rule has anything to say. */
export interface VulnerableProgram extends Program {
  readonly twin: string;
  readonly messageId: string;
  /** The whole message, where the case stands for others. */
  readonly message?: string;
  readonly at: Place;
  /** The program after `eslint --fix`; null where no fix is safe. */
  readonly output: string | null;
  /** The program after the suggestion, where there is one in the place of a fix. */
  readonly suggested?: string;
}

const isTypeScript = (file: string): boolean => /\.[cm]?tsx?$/.test(file);

const fileOf = (program: Program): string => program.file ?? DEFAULT_FILE;

/**
 * Runs a rule over programs under every parser that can read them. A vulnerable program must be reported as it says, by
 * this rule alone, and be silent under all rules after its fix and as its twin; a safe one must be silent under all rules.
 */
export function testRule(
  rule: CorsRule,
  { vulnerable, safe }: { vulnerable: readonly VulnerableProgram[]; safe: readonly Program[] },
): void {
  describe.each(PARSER_NAMES)('with %s', (parser) => {
    runRuleTester(
      rule,
      parser,
      vulnerable.filter((program) => parsersOf(program).includes(parser)),
      safe.filter((program) => parsersOf(program).includes(parser)),
    );
  });
  describe('all rules together', () => {
    for (const program of vulnerable) {
      const [parser] = parsersOf(program);
      test(`${program.name}: reported by one rule, and by none once fixed`, () => {
        const reported = lint(program.code, surroundingsOf(rule, program), parser);
        expect(reported.filter(({ message }) => sentencesIn(message) > MOST_SENTENCES)).toEqual([]);
        expect(reported.map(({ ruleId, messageId }) => ({ ruleId, messageId }))).toEqual([
          { ruleId: `cors/${rule.name}`, messageId: program.messageId },
        ]);
        if (program.output === null) return;
        expect(lint(program.output, surroundingsOf(rule, program), parser)).toEqual([]);
      });
      test(`${program.name}: not a word about the twin, one token apart`, () => {
        expect(tokensApart(program.code, program.twin)).toBe(1);
        expect(lint(program.twin, surroundingsOf(rule, program), parser)).toEqual([]);
      });
    }
    for (const program of safe) {
      test(`${program.name}: not a word`, () => {
        const [parser] = parsersOf(program);
        expect(lint(program.code, surroundingsOf(rule, program), parser)).toEqual([]);
      });
    }
  });
}

const surroundingsOf = (rule: CorsRule, { options = [], ...program }: Program): Surroundings => ({
  ...program,
  rules: { [`cors/${rule.name}`]: ['error', ...options] },
});

const parsersOf = (program: Program): ParserName[] =>
  isTypeScript(fileOf(program)) ? ['@typescript-eslint/parser'] : ['espree', '@typescript-eslint/parser'];

function runRuleTester(
  rule: CorsRule,
  parser: ParserName,
  vulnerable: readonly VulnerableProgram[],
  safe: readonly Program[],
): void {
  const tester = new RuleTester({ languageOptions: { parser: PARSERS[parser] } });
  const item = (program: Program): object => ({
    name: program.name,
    code: program.code,
    filename: fileOf(program),
    ...(program.settings && { settings: { cors: program.settings } }),
    ...(program.options && { options: program.options }),
  });
  const cases = {
    valid: safe.map((program) => item(program)),
    invalid: vulnerable.map((program) => ({
      ...item(program),
      output: program.output,
      errors: [errorOf(program)],
    })),
  };
  // The tester types rules by typescript-eslint's own interface, ours are typed by ESLint's; a whole message is checked but not typed.
  tester.run(rule.name, rule as never, cases as never);
}

function errorOf({ code, message, messageId, at, suggested }: VulnerableProgram): object {
  const [line, column, endLine, endColumn] = typeof at === 'string' ? placeOf(at, code) : at;
  return {
    ...(message === undefined ? { messageId } : { message }),
    line,
    column,
    endLine,
    endColumn,
    ...(suggested !== undefined && { suggestions: [{ messageId: 'applyRemedy', output: suggested }] }),
  };
}

/** The place of a text that occurs once in a program. */
function placeOf(text: string, code: string): Exclude<Place, string> {
  const start = code.indexOf(text);
  if (start === -1 || code.includes(text, start + 1)) throw new Error(`not once in the program: ${text}`);
  return [...positionAt(code, start), ...positionAt(code, start + text.length)];
}

function positionAt(code: string, offset: number): [line: number, column: number] {
  const lines = code.slice(0, offset).split('\n');
  return [lines.length, (lines.at(-1) ?? '').length + 1];
}

/** How many tokens have to be replaced, added or removed in one place to come from one program to the other. */
function tokensApart(left: string, right: string): number {
  const [one, other] = [tokensOf(left), tokensOf(right)];
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end;
}

function tokensOf(code: string): string[] {
  const { ast } = parseForESLint(code, { range: true, loc: true, tokens: true });
  return ast.tokens.map(({ value }) => value);
}
