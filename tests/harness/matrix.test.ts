import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../repository/root.js';
import { filesWithMatrix } from './matrix-files.js';
import { cellsIn } from './matrix.js';

describe('of a matrix', () => {
  const cases = Array.from({ length: 23 }, (_, column) => column);

  test('sample and rest are the whole, and have nothing in common', () => {
    for (const row of [0, 1, 2, 3, 4, 5, 6, 7, 17]) {
      const [sample, rest] = [cellsIn('sample', row, cases), cellsIn('rest', row, cases)];
      expect([...sample, ...rest].sort((one, other) => one - other)).toEqual(cellsIn('whole', row, cases));
      expect(cellsIn('whole', row, cases)).toEqual(cases);
    }
  });

  test('the sample comes to every row, and in seven rows to every case', () => {
    const rows = [0, 1, 2, 3, 4, 5, 6].map((row) => cellsIn('sample', row, cases));
    expect(rows.flat().sort((one, other) => one - other)).toEqual(cases);
    expect(rows.map((cells) => cells.length)).toEqual([4, 3, 3, 3, 3, 3, 4]);
    for (const few of [['a'], ['a', 'b'], ['a', 'b', 'c', 'd']])
      for (const row of [0, 1, 2, 3]) expect(cellsIn('sample', row, few)).toHaveLength(1);
  });
});

test('the files with a matrix are those that ask for a part of one', () => {
  const files = filesWithMatrix(path.join(root, 'tests')).map((file) =>
    path.relative(root, file).split(path.sep).join('/'),
  );
  expect(files).toEqual(
    expect.arrayContaining(['tests/programs/verdict.test.ts', 'tests/oracle/hono-cors.test.ts']),
  );
  expect(files).not.toContain('tests/harness/matrix.test.ts');
});
