import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../repository/root.js';

/** A row of a table in a page of docs/. */
export interface TableRow {
  /** Its source, which tells rows apart. */
  readonly text: string;
  /** The cell in a column, whose heading is given as the page spells it. Throws if there is no such column. */
  cell(heading: string): string;
}

/** The text of a page of docs/. */
export const pageOf = (name: string): string => readFileSync(path.join(root, 'docs', name), 'utf8');

/** The rows of the first table below a heading of a page. Throws if the page has no such heading. */
export function tableUnder(heading: string, page: string): TableRow[] {
  const start = page.indexOf(`\n## ${heading}\n`);
  if (start === -1) throw new Error(`No heading '${heading}'`);
  const [head = '', , ...lines] = /(?:^\|.*\n)+/m.exec(page.slice(start))?.[0].trimEnd().split('\n') ?? [];
  const columns = cellsOf(head);
  return lines.map((text) => {
    const cells = cellsOf(text);
    return {
      text: cells.join(' | '),
      cell(name) {
        const cell = cells[columns.indexOf(name)];
        if (cell === undefined) throw new Error(`No column '${name}' under '${heading}'`);
        return cell;
      },
    };
  });
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

/** What stands between backticks, with the bars that a table wants escaped. */
export const codeIn = (cell: string): string =>
  cell.replace(/^(`+) ?([^]*?) ?\1$/, '$2').replaceAll('\\|', '|');

/** Every text between backticks in a cell. */
export const codesIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
