import { describe, expect, test } from 'vitest';
import { executeList } from '../../src/interpret/execute.js';
import { Frame } from '../../src/interpret/frame.js';
import { Run, type Hooks, type Replacement } from '../../src/interpret/run.js';
import type { Value } from '../../src/interpret/values.js';
import type { SourceFile } from '../../src/source/file.js';
import type { Node } from '../../src/source/syntax.js';
import { plain } from '../harness/interpret.js';
import { parsed } from '../harness/parsed.js';

/** Runs a program whose host has the given hooks, while a request is answered; `record(x)` collects values. */
function ran(
  program: string,
  hooks: (file: SourceFile) => Partial<Hooks> = () => ({}),
): { run: Run; recorded: readonly unknown[] } {
  const file = parsed(program, '/program.ts');
  const recorded: unknown[] = [];
  const record = ([value]: readonly Value[]): Value => void recorded.push(plain(value));
  const run = new Run(
    file,
    () => undefined,
    () => true,
    { skipped: new Set(), distantWriters: new Map() },
    {
      calls: new Map(nodesReading(file, /^record\(/, 'CallExpression').map((node) => [node, record])),
      values: new Map(),
      replacements: new Map(),
      ...hooks(file),
    },
  );
  run.phase = 'request';
  executeList(run, file.program.body, new Frame(undefined, undefined, true));
  return { run, recorded };
}

const nodesReading = (file: SourceFile, text: RegExp, type: `${Node['type']}`): readonly Node[] =>
  file.nodes.filter((node) => node.type === type && text.test(file.textOf(node)));

describe('what is handed to code we cannot see', () => {
  test.each([
    ['unseen(1, "a", [], {})', undefined],
    ['unseen(alsoUnseen)', undefined],
    ['unseen(() => 1)', "a function is handed to code we cannot see ('unseen' is not declared in this file)"],
  ])('%s', (program, leaked) => {
    expect(ran(program).run.leaked).toBe(leaked);
  });
});

describe('a host', () => {
  test('can put the value of other code, or of what it replaces, in the place of an expression', () => {
    const { recorded } = ran('const a = 1; record(2 as number); record(a + 5);', (file) => {
      const tenfold = (node: Node): readonly [Node, Replacement] => [
        node,
        (original) => Number(original(node)) * 10,
      ];
      const replaced = [
        ...nodesReading(file, /^2$/, 'Literal'),
        ...nodesReading(file, /^a/, 'BinaryExpression'),
      ];
      return { replacements: new Map(replaced.map(tenfold)) };
    });
    expect(recorded).toEqual([20, 60]);
  });

  test('can do something before one branch of a chain and nothing before the others', () => {
    const branches: string[] = [];
    const { recorded } = ran(
      'const x = 3; if (x === 1) record(1); else if (x === 2) record(2); else if (x === 3) record(3);',
      (file) => ({
        before: new Map(
          nodesReading(file, /^if \(x === 3/, 'IfStatement').map((node) => [
            node,
            () => void branches.push(file.textOf(node)),
          ]),
        ),
      }),
    );
    expect(recorded).toEqual([3]);
    expect(branches).toEqual(['if (x === 3) record(3);']);
  });
});
