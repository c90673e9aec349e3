import { printable, printableLines } from './printable.js';
import { openFindings, type Failure, type Finding, type Report } from './report.js';
import { looked, outcome } from './summary.js';

/** The report as a comment on a pull request, in GitHub's Markdown. Whatever files and sources hold, it is shown and not obeyed. */
export function markdown(report: Report): string {
  const { command, changes, needsYou, failures, notes } = report;
  const found: [string, readonly string[]][] =
    command === 'check'
      ? [['Findings', openFindings(report).map(findingItem)]]
      : [
          ['Changes', changes.map(({ diff }) => fenced('diff', printableLines(diff)))],
          ['Needs you', needsYou.map(findingItem)],
        ];
  const sections: [string, readonly string[]][] = [
    ...found,
    ['Not dealt with', failures.map(failureItem)],
    ['Notes', notes.map((note) => `- ${text(note)}\n`)],
  ];
  return [
    `## cors-guard\n\n**${text(outcome(report))}** ${looked(report)}\n`,
    ...sections
      .filter(([, items]) => items.length > 0)
      .map(([title, items]) => `### ${title}\n\n${items.join('')}`),
  ].join('\n');
}

const findingItem = ({ path, line, column, message, rule }: Finding): string =>
  `- ${code(`${path}:${line}:${column}`)} ${text(message)} (${code(rule)})\n`;

function failureItem({ path, line, column, message }: Failure): string {
  return `- ${code([path, line, column].filter((part) => part !== undefined).join(':'))} ${text(message)}\n`;
}

/**
 * A sentence. Words are words; everything else, which is what Markdown, HTML, or the mentions and links of GitHub could be
 * made of, is code. What stands between backticks is code as it is.
 */
const text = (sentence: string): string =>
  printable(sentence)
    .split(/`([^`]*)`/u)
    .map((part, index) =>
      index % 2 === 1
        ? code(part)
        : part.replace(/(\S+?)([.,;:]?)(?!\S)/gu, (token: string, bare: string, stop: string) =>
            WORD.test(token) ? token : code(bare) + stop,
          ),
    )
    .join('');

const WORD = /^['"(]*[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*['",.;:)?]*$/u;

/** https://spec.commonmark.org/0.31.2/#code-spans: ends at as many backticks as it begins with, and loses a space at either end. */
function code(content: string): string {
  const shown = printable(content);
  const fence = '`'.repeat(longestRun(shown) + 1);
  const space = /^[` ]|[` ]$/u.test(shown) ? ' ' : '';
  return shown.trim() === '' ? '' : `${fence}${space}${shown}${space}${fence}`;
}

/** https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function fenced(language: string, content: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${language}\n${content}${content.endsWith('\n') ? '' : '\n'}${fence}\n\n`;
}

const longestRun = (content: string): number =>
  Math.max(0, ...(content.match(/`+/gu) ?? []).map((run) => run.length));
