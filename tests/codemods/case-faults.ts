import { diffArrays } from 'diff';
import { codemodTransform } from '../../codemods/jscodeshift/codemod-transform.js';
import type { Case } from './cases.js';

/** What a transform makes of a text. */
export type Rewrite = (of: Case, text: string) => string;

/** The transform of the case's codemod. */
export const transformed: Rewrite = ({ codemod, fixture, options }, text) =>
  codemodTransform(codemod)(
    { path: fixture.path, source: text },
    { stats: () => undefined, report: () => undefined },
    options,
  ) ?? text;

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const ending = (line: string): string => /\r?\n?$/.exec(line)?.[0] ?? '';
const withoutEnding = (line: string): string => line.replace(/\r?\n$/, '');
const asUnix = (text: string): string => text.replaceAll('\r\n', '\n');
const asWindows = (text: string): string => asUnix(text).replaceAll('\n', '\r\n');

/** Every other line ends as on Windows. */
const mixed = (text: string): string =>
  linesOf(asUnix(text))
    .map((line, index) => (index % 2 === 0 ? line : asWindows(line)))
    .join('');

/**
 * What is wrong with what a codemod makes of a case: the bytes have to be those of the output, with any line endings and behind
 * a byte order mark, and a second run must change nothing.
 */
export function rewritingFaults(one: Case, rewrite: Rewrite = transformed): string[] {
  const { fixture, output } = one;
  const faults: string[] = [];
  const expectSame = (what: string, actual: string, expected: string): void => {
    if (actual !== expected) faults.push(`${what}:\n${actual}`);
  };
  expectSame('rewritten', rewrite(one, fixture.text), output);
  expectSame('rewritten again', rewrite(one, output), output);
  expectSame('with CRLF', rewrite(one, asWindows(fixture.text)), asWindows(output));
  const before = `\uFEFF${mixed(fixture.text)}`;
  const after = rewrite(one, before);
  expectSame('with mixed line endings and a byte order mark', asUnix(after), `\uFEFF${asUnix(output)}`);
  for (const line of keptLines(before, after)) faults.push(`another line ending: ${JSON.stringify(line)}`);
  return faults;
}

/** The lines that are kept, but for how they end. */
function keptLines(before: string, after: string): string[] {
  const [left, right] = [linesOf(before), linesOf(after)];
  let [atLeft, atRight] = [0, 0];
  const changed: string[] = [];
  for (const { added, removed, count } of diffArrays(left.map(withoutEnding), right.map(withoutEnding))) {
    for (let index = 0; !added && !removed && index < count; index++) {
      const [was, is] = [left[atLeft + index] ?? '', right[atRight + index] ?? ''];
      if (ending(was) !== ending(is)) changed.push(is);
    }
    if (!added) atLeft += count;
    if (!removed) atRight += count;
  }
  return changed;
}
