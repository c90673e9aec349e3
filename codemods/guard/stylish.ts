import { styleText } from 'node:util';
import { explainedText } from './explained.js';
import { printable, printableLines } from './printable.js';
import type { Failure, Finding, Report } from './report.js';
import { looked, outcome } from './summary.js';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** The report for people: findings by file, or the rewrite as a diff and what it leaves, then a summary. */
export function stylish(report: Report, colors: boolean): string {
  const paint: Paint = (style, text) => (colors ? styleText(style, text, { validateStream: false }) : text);
  const sections =
    report.command === 'check'
      ? [byFile(report.findings, paint)]
      : [
          report.changes.map((change) => coloredDiff(change.diff, paint)).join(''),
          titled('Needs you:', byFile(report.needsYou, paint), paint),
        ];
  return [
    ...sections,
    titled('Explained:', explainedText(report.explanations ?? []), paint),
    titled('Not dealt with:', report.failures.map(failureLine).join(''), paint),
    ...report.notes.map((note) => `${printable(note)}\n`),
    summary(report, paint),
  ]
    .filter((section) => section !== '')
    .join('\n');
}

function titled(title: string, body: string, paint: Paint): string {
  return body === '' ? '' : `${paint('bold', title)}\n${body}`;
}

function byFile(findings: readonly Finding[], paint: Paint): string {
  const paths = [...new Set(findings.map((finding) => finding.path))];
  return paths
    .map((path) => {
      const lines = findings
        .filter((finding) => finding.path === path)
        .map(
          ({ line, column, message, rule }) =>
            `  ${line}:${column}  ${printable(message)}  ${paint('dim', rule)}\n`,
        );
      return `${paint('underline', printable(path))}\n${lines.join('')}`;
    })
    .join('\n');
}

function coloredDiff(diff: string, paint: Paint): string {
  const styles: readonly (readonly [string, Style])[] = [
    ['---', 'bold'],
    ['+++', 'bold'],
    ['@@', 'cyan'],
    ['-', 'red'],
    ['+', 'green'],
  ];
  return printableLines(diff)
    .split('\n')
    .map((line) => {
      const style = styles.find(([start]) => line.startsWith(start))?.[1];
      return style === undefined ? line : paint(style, line);
    })
    .join('\n');
}

function failureLine({ path, line, column, message }: Failure): string {
  const place = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`;
  return `  ${printable(path)}${place}  ${printable(message)}\n`;
}

function summary(report: Report, paint: Paint): string {
  return `${paint('bold', outcome(report))}\n${looked(report)}\n`;
}
