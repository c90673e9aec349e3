import type { SourceFile } from '../../source/file.js';
import type { AllowList } from '../middleware.js';
import type { ResponseCall } from './response-calls.js';
import type { StatementLines } from './statement-lines.js';

/** Thrown while a remedy is written, where no edit is safe; the reason completes "this one needs you, because …". */
export class NoEdit {
  constructor(readonly reason: string) {}
}

/** The responses of a site, and what the edits of its handlers share. */
export interface HeaderRemedy {
  readonly file: SourceFile;
  /** Every call on the responses of the site. */
  readonly calls: readonly ResponseCall[];
  readonly allowed: AllowList;
  /** Lines that go before statements. */
  readonly lines: StatementLines;
}

/** The expression that is true for an allowed origin, and false without one. */
export const guardText = ({ allowed }: Pick<HeaderRemedy, 'allowed'>, origin: string): string =>
  `${origin} && ${allowed.text}.includes(${origin})`;
