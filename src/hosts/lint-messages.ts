import { createHash } from 'node:crypto';
import type { Linter } from 'eslint';
import type { TextEdit } from '../source/edits.js';
import { withoutByteOrderMark } from './byte-order-mark.js';
import { offsetsIn, positionsIn, type Position } from './positions.js';
import type { RelatedPlace } from './related-places.js';
import type { RemedyElsewhere, Reported } from './session.js';

/** One replacement. Offsets and columns are in UTF-16 units, from behind the byte order mark; lines and columns count from 1. */
export interface LintFix {
  /** Offsets: from the first, up to but without the second. */
  readonly range: readonly [number, number];
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** What is replaced in one file. */
export interface FixOfFile {
  readonly path: string;
  readonly fixes: readonly LintFix[];
  /** What they are made for: the file as it was, from behind the byte order mark. */
  readonly text: string;
}

/** One report of one rule. Lines and columns count from 1. */
export interface LintMessage {
  readonly rule: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Whether `fixText` would act on it. */
  readonly fixable: boolean;
  /** What would settle it in other files, or in several, which `fixText` does not touch. */
  readonly elsewhere?: readonly FixOfFile[];
  /** What a person could choose instead, in the rule's words. */
  readonly suggestions: readonly string[];
  /** What is wrong, in the words of `FindingKind`; null for a rule that does not say. */
  readonly kind: string | null;
  /** The library, or `header writes`; null for a rule that does not say. */
  readonly middleware: string | null;
  /** Other places that take part, in source order. */
  readonly related: readonly RelatedPlace[];
  /** Origins that the code names, where that is what is reported. */
  readonly origins: readonly string[];
  /** What `fixText` would write first; null for what is not fixable. */
  readonly fix: LintFix | null;
  /**
   * The same for the same rule at the same code, wherever in its file that stands, and different for any two messages of
   * one file.
   */
  readonly fingerprint: string;
}

/** What rules told while a text was linted, in the order in which they did; of more than is reported in the end. */
export interface Told {
  readonly reported: readonly Reported[];
  readonly elsewhere: readonly RemedyElsewhere[];
}

/** ESLint's messages about a text, with what the rules told beside them. */
export function messagesOf(
  given: string,
  messages: readonly Linter.LintMessage[],
  { reported, elsewhere }: Told,
): LintMessage[] {
  const text = withoutByteOrderMark(given);
  const offsetOf = offsetsIn(text);
  const positionOf = positionsIn(text);
  const beside = [...reported];
  const sameBefore = new Map<string, number>();

  return messages.map((message) => {
    const rule = String(message.ruleId);
    const { line, column, endLine = line, endColumn = column } = message;
    // ESLint sorts by place and keeps the order of what is reported at one.
    const isHere = (each: Reported | RemedyElsewhere): boolean =>
      each.rule === rule && each.line === line && each.column === column;
    const index = beside.findIndex(isHere);
    const [told] = index === -1 ? [] : beside.splice(index, 1);
    const remedy = elsewhere.find(isHere);
    const start = offsetOf({ line, column: column - 1 });
    const end = offsetOf({ line: endLine, column: endColumn - 1 });
    const hash = hashOf(rule, text.slice(start, end));
    const ordinal = (sameBefore.get(hash) ?? 0) + 1;
    sameBefore.set(hash, ordinal);
    return {
      rule,
      message: message.message,
      line,
      column,
      endLine,
      endColumn,
      fixable: message.fix !== undefined,
      ...(remedy && { elsewhere: remedy.files.map(fixOfFile) }),
      suggestions: (message.suggestions ?? []).map((suggestion) => suggestion.desc),
      kind: told?.kind ?? null,
      middleware: told?.middleware ?? null,
      related: told?.related ?? [],
      origins: told?.origins ?? [],
      fix: message.fix ? fixOf(message.fix, positionOf) : null,
      fingerprint: `${hash}:${ordinal}`,
    };
  });
}

/** Spaces do not count: a formatter moves them. */
function hashOf(rule: string, code: string): string {
  const input = `${rule}\n${code.replace(/\s+/gu, ' ')}`;
  return createHash('sha256').update(input).digest('hex').slice(0, 16);
}

function fixOfFile({ path, text, edits }: RemedyElsewhere['files'][number]): FixOfFile {
  const positionOf = positionsIn(text);
  return { path, text, fixes: edits.map((edit) => fixOf(edit, positionOf)) };
}

function fixOf({ range: [from, to], text }: TextEdit, positionOf: (offset: number) => Position): LintFix {
  const start = positionOf(from);
  const end = positionOf(to);
  return {
    range: [from, to],
    line: start.line,
    column: start.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
    text,
  };
}
