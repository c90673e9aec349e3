import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { indentationAt, insertAt, lineBreakNear, type TextEdit } from '../../source/edits.js';
import { isStatement, type Node } from '../../source/syntax.js';

/** Where a line of code can be put: before a statement, or before the value of an arrow function that has no block. */
export type Place = Node;

/** The innermost place around `node`. */
export function placeAround(file: SourceFile, node: Node): Place | undefined {
  let inner = node;
  for (const parent of ancestorsOf(file, node)) {
    if (parent.type === 'ArrowFunctionExpression' && parent.body === inner) return parent;
    if (isStatement(parent) && !isHeadOfLoop(file, parent)) return parent;
    inner = parent;
  }
  return isStatement(node) ? node : undefined;
}

/** `for (const x of …)`: the declaration is no place of its own. */
function isHeadOfLoop(file: SourceFile, statement: Node): boolean {
  const parent = file.parentOf(statement);
  return parent !== undefined && /^For/.test(parent.type) && 'body' in parent && parent.body !== statement;
}

/** Lines of code to be put before places, each once. */
export class StatementLines {
  private readonly lines = new Map<Place, string[]>();

  constructor(private readonly file: SourceFile) {}

  add(place: Place, line: string): void {
    const lines = this.lines.get(place) ?? [];
    if (!lines.includes(line)) this.lines.set(place, [...lines, line]);
  }

  /** Makes a statement one that a test can be put before: a branch without braces gets them, so that its `else` stays its own. */
  enclose(statement: Place): void {
    if (!standsAlone(this.file, statement)) this.lines.set(statement, this.lines.get(statement) ?? []);
  }

  /** What goes before each place, ahead of other edits there, and what goes behind it, after them. */
  edits(): { readonly before: TextEdit[]; readonly behind: TextEdit[] } {
    const around = [...this.lines].map(([place, lines]) =>
      place.type === 'ArrowFunctionExpression'
        ? blockBody(this.file, place, lines)
        : aroundStatement(this.file, place, lines),
    );
    return {
      before: around.flatMap((edits) => edits.slice(0, 1)),
      behind: around.flatMap((edits) => edits.slice(1)),
    };
  }
}

function aroundStatement(file: SourceFile, statement: Node, lines: readonly string[]): TextEdit[] {
  const [start, end] = statement.range;
  if (!standsAlone(file, statement))
    return [insertAt(start, `{ ${lines.map((line) => `${line} `).join('')}`), insertAt(end, ' }')];
  const glue = glueBefore(file.text, start);
  return [insertAt(start, lines.map((line) => line + glue).join(''))];
}

/** Whether a statement may have further statements beside it. */
function standsAlone(file: SourceFile, statement: Node): boolean {
  const parent = file.parentOf(statement);
  return (
    parent?.type === 'BlockStatement' ||
    parent?.type === 'StaticBlock' ||
    parent?.type === 'Program' ||
    parent?.type === 'SwitchCase'
  );
}

/** What separates a new statement from the one at `start`: its line break and indentation, if it opens its line. */
function glueBefore(text: string, start: number): string {
  const indentation = indentationAt(text, start);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return start - lineStart === indentation.length ? lineBreakNear(text, start) + indentation : ' ';
}

/** `(req, res) => res.set(…).json(…)` becomes a function with a block body; parentheses around the value stay. */
function blockBody(
  file: SourceFile,
  arrow: TSESTree.ArrowFunctionExpression,
  lines: readonly string[],
): TextEdit[] {
  const head = Math.max(
    arrow.range[0],
    ...[...arrow.params, arrow.returnType].map((part) => part?.range[1] ?? 0),
  );
  const afterArrow = file.text.indexOf('=>', head) + 2;
  const start = afterArrow + (/^\s*/.exec(file.text.slice(afterArrow))?.[0].length ?? 0);
  return [insertAt(start, `{ ${lines.join(' ')} return `), insertAt(arrow.range[1], '; }')];
}
