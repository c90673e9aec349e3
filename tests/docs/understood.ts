import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plainForm } from '../../src/interpret/plain-form.js';
import { interpret } from '../harness/interpret.js';
import { root } from '../repository/root.js';

/** A row of the table of what the interpreter understands. */
export interface Row {
  readonly construct: string;
  readonly program: string;
  readonly gives: string;
}

/** The rows of the table in docs/architecture.md. */
export function understood(): Row[] {
  const page = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
  const section = page.slice(page.indexOf('## What the interpreter understands'));
  const rows = section
    .slice(0, section.indexOf('\n## ', 1))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:construct |-)/.test(line));
  return rows.map((line) => {
    const [, construct = '', program = '', gives = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { construct, program: codeIn(program), gives: codeIn(gives) };
  });
}

/** What stands between backticks, with the bars that a table wants escaped. */
const codeIn = (cell: string): string => cell.replace(/^(`+) ?([^]*?) ?\1$/, '$2').replaceAll('\\|', '|');

const ENVIRONMENT = { SET: 'https://app.example.com', NODE_ENV: 'production' };

/** What the program of a row comes to, in plain form. */
export function outcomeOf(program: string): string {
  const isScript = program.startsWith('with');
  const outcome = interpret(program, {
    path: isScript ? '/program.cjs' : '/program.ts',
    environment: ENVIRONMENT,
  });
  switch (outcome.kind) {
    case 'value':
      return plainForm(outcome.value);
    case 'throws':
      return `throws ${plainForm(outcome.value)}`;
    case 'undecided':
      return `not followed (${outcome.reason})`;
  }
}
