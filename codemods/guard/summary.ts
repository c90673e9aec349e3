import type { Report } from './report.js';

/** What was looked at, in a sentence. */
export function looked(report: Report): string {
  const failed = report.failures.length === 0 ? '' : `, ${report.failures.length} not dealt with`;
  return `${count(report.filesLookedAt, 'file')} looked at, ${report.filesMentioningCors} of them about CORS${failed}.`;
}

/** What came of it, in a sentence. */
export function outcome({ command, write, findings, changes, needsYou }: Report): string {
  if (findings.length === 0) return 'Nothing found.';
  const parts = [count(findings.length, 'finding')];
  const fixable = findings.length - needsYou.length;
  if (command === 'check' && fixable > 0) parts.push(`${fixable} of them fixable by 'cors-guard fix'`);
  if (command === 'fix') {
    const files = count(changes.length, 'file');
    const written = changes.filter((change) => change.written).length;
    if (changes.length > 0) parts.push(write ? `${written} of ${files} rewritten` : `${files} to rewrite`);
    if (needsYou.length > 0) parts.push(`${needsYou.length} left for you`);
  }
  const isPending = command === 'fix' && !write && changes.length > 0;
  return `${parts.join(', ')}.${isPending ? " Nothing was written: 'cors-guard fix --write' does it." : ''}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
