import { printable, printableLines } from './printable.js';
import { levelOf, openFindings, type Report } from './report.js';

/**
 * The report as commands of GitHub's runner, which shows them beside the lines of a pull request:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function github(report: Report): string {
  const findings = openFindings(report).map(({ path, rule, message, line, column, endLine, endColumn }) =>
    // A column is taken only where the lines are the same.
    command(levelOf(rule), message, {
      file: path,
      line,
      endLine,
      ...(line === endLine && { col: column, endColumn }),
      title: rule,
    }),
  );
  const failures = report.failures.map(({ path, line, column, message, named, internal }) =>
    command(named || internal ? 'error' : 'warning', message, {
      file: path,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { col: column }),
      title: 'cors-guard: not dealt with',
    }),
  );
  const notes = report.notes.map((note) => command('notice', note, { title: 'cors-guard' }));
  return [...findings, ...failures, ...notes].map((line) => `${line}\n`).join('');
}

function command(
  name: 'error' | 'warning' | 'notice',
  message: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${given.join(',')}::${data(printable(message))}`;
}

/** As the runner reads it: actions/toolkit, packages/core/src/command.ts. */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string =>
  data(printableLines(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
