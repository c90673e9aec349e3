import type { Rule } from 'eslint';
import type { Finding } from '../analysis/findings.js';

/** What cors-guard and the codemods tell a lint run beyond what ESLint has a place for. All of it is optional: an editor tells nothing. */
export interface Session {
  /** Whether the run is about a finding: it reports no others. Without it, it is about all of them. */
  readonly isAbout?: (finding: Finding) => boolean;
  /** Whether who started the run has judged what the remedy of a finding leaves to a person: edits that are suggestions otherwise are fixes then. */
  readonly isJudged?: (finding: Finding) => boolean;
}

const NONE: Session = {};

/** The session of a file: it comes with the file's tree, as the services of a parser do. */
export function sessionOf({ parserServices }: Rule.RuleContext['sourceCode']): Session {
  const { cors } = parserServices as { readonly cors?: Session };
  return cors ?? NONE;
}

/** A parser that hands `session` on to the rules. */
export const parserWithin = <Parser extends { parseForESLint(text: string, options?: object): object }>(
  parser: Parser,
  session: Session,
): Parser => ({
  ...parser,
  parseForESLint: (text: string, options?: object) => ({
    ...parser.parseForESLint(text, options),
    services: { cors: session },
  }),
});
