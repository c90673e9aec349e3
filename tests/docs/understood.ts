import { plainForm } from '../../src/interpret/plain-form.js';
import { interpret } from '../harness/interpret.js';
import { codeIn, pageOf, tableUnder } from './page-table.js';

/** A row of the table of what the interpreter understands. */
export interface Row {
  readonly construct: string;
  readonly program: string;
  readonly gives: string;
}

/** The rows of the table in docs/architecture.md. */
export const understood = (): Row[] =>
  tableUnder('What the interpreter understands', pageOf('architecture.md')).map(({ cell }) => ({
    construct: cell('construct'),
    program: codeIn(cell('program')),
    gives: codeIn(cell('what it gives')),
  }));

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
