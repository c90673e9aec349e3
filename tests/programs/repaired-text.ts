import { parse } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { walk } from '../../src/source/syntax.js';
import type { Fixture } from './fixture.js';
import type { Report } from './lint.js';

/** What fixes make of a program. Throws a SyntaxError if the outcome does not parse. */
export type Fix = (fixture: Fixture) => { readonly text: string; readonly left: readonly Report[] };

/**
 * What is wrong with the text a fix leaves: it has to parse, to be reported by no rule, to stay as it is when it is fixed
 * again, and to keep its byte order mark, line endings and comments. Where a person is needed, nothing may change.
 */
export function repairedTextFaults(fixture: Fixture, fix: Fix): string[] {
  let fixed: ReturnType<Fix>;
  try {
    fixed = fix(fixture);
  } catch (error) {
    if (error instanceof SyntaxError) return [`does not parse: ${error.message}`];
    throw error;
  }
  const { text, left } = fixed;
  if (fixture.needsYou) return text === fixture.text ? [] : [`changed, and should not be:\n${text}`];

  const faults = left.map(({ rule, line }) => `still reported by ${rule} in line ${line}:\n${text}`);
  if (text === fixture.text) faults.push('unchanged');
  if (fix({ ...fixture, text }).text !== text) faults.push('changed again by a second run');
  if (text.startsWith('\uFEFF') !== fixture.text.startsWith('\uFEFF'))
    faults.push('byte order mark not kept');
  if (!lineEndingsIn(text).every((ending) => lineEndingsIn(fixture.text).includes(ending)))
    faults.push(`line endings ${JSON.stringify(lineEndingsIn(text))}`);
  const kept = commentsIn({ ...fixture, text }).map(({ value }) => value);
  for (const { value, isReplaced } of commentsIn(fixture))
    if (!isReplaced && !kept.includes(value)) faults.push(`the comment '${value}' is lost`);
  return faults;
}

const lineEndingsIn = (text: string): string[] => [...new Set(text.match(/\r\n|\n|\r/g))];

/** The comments of a program, and whether each stands in a value that the rewrite replaces as a whole. */
function commentsIn({
  path,
  text,
}: Pick<Fixture, 'path' | 'text'>): { value: string; isReplaced: boolean }[] {
  const program = parse(text, {
    filePath: path,
    range: true,
    comment: true,
    sourceType: /\.c[jt]s$/.test(path) ? 'script' : 'module',
  });
  const replaced: TSESTree.Node[] = [];
  walk(program, (node) => {
    if (node.type === 'Property' && node.key.type === 'Identifier' && node.key.name === 'origin')
      replaced.push(node.value);
  });
  return (program.comments ?? []).map(({ value, range: [start, end] }) => ({
    value,
    isReplaced: replaced.some(({ range }) => range[0] <= start && end <= range[1]),
  }));
}
