import type { Rule } from 'eslint';
import type { Finding } from '../analysis/findings.js';
import type { TextEdit } from '../source/edits.js';
import type { MentionReader, ModuleReader } from '../source/project.js';
import type { RelatedPlace } from './related-places.js';

/** What cors-guard and the codemods tell a lint run beyond what ESLint has a place for. All of it is optional: an editor tells nothing. */
export interface Session {
  /** Whether the run is about a finding: it reports no others. Without it, it is about all of them. */
  readonly isAbout?: (finding: Finding) => boolean;
  /** Whether who started the run has judged what the remedy of a finding leaves to a person: edits that are suggestions otherwise are fixes then. */
  readonly isJudged?: (finding: Finding) => boolean;
  /** Reads the files that are imported. Without it, what comes from another file is unknown. */
  readonly modules?: ModuleReader | undefined;
  /** Finds the files that mention a word, for remedies that have to edit whoever imports something. Without it, no such remedy is made. */
  readonly mentions?: MentionReader | undefined;
  /** Whether the run looks at a file, too: then what is wrong with a configuration is said there, where it is written. */
  readonly looksAt?: (path: string) => boolean;
  /** `settings.cors` of another file, for a remedy that edits it. Without it, those of the file with the report count. */
  readonly settingsFor?: (path: string) => unknown;
  /** Told of each report whose remedy edits another file: no fix of ESLint can. */
  readonly editsElsewhere?: (remedy: RemedyElsewhere) => void;
  /** Told of every report, in the order in which rules make them, also of those that a comment switches off later. */
  readonly onReport?: (reported: Reported) => void;
}

/** What a rule reported, beyond what a message of ESLint has room for. */
export interface Reported {
  readonly rule: string;
  /** Of the report; lines and columns count from 1. */
  readonly line: number;
  readonly column: number;
  readonly kind: Finding['kind'];
  readonly middleware: string;
  readonly related: readonly RelatedPlace[];
  /** Origins that the code names, where that is what is reported. */
  readonly origins: readonly string[];
}

/** A fix of other files than the one with the report, or of several. */
export interface RemedyElsewhere {
  readonly rule: string;
  /** Of the report; lines and columns count from 1. */
  readonly line: number;
  readonly column: number;
  /** All of them together are the fix. */
  readonly files: readonly {
    /** Absolute. */
    readonly path: string;
    /** As it is before the edits, from behind the byte order mark. */
    readonly text: string;
    readonly edits: readonly TextEdit[];
  }[];
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
