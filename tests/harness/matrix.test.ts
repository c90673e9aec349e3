import { describe, expect, test } from 'vitest';
import { cellsIn } from './matrix.js';

describe('of a matrix', () => {
  const cases = Array.from({ length: 23 }, (_, column) => column);

  test('the whole is every case, in every row', () => {
    for (const row of [0, 1, 7, 17]) expect(cellsIn('whole', row, cases)).toEqual(cases);
  });

  test('the sample comes to every row, and in seven rows to every case', () => {
    const rows = [0, 1, 2, 3, 4, 5, 6].map((row) => cellsIn('sample', row, cases));
    expect(rows.flat().sort((one, other) => one - other)).toEqual(cases);
    expect(rows.map((cells) => cells.length)).toEqual([4, 3, 3, 3, 3, 3, 4]);
    for (const few of [['a'], ['a', 'b'], ['a', 'b', 'c', 'd']])
      for (const row of [0, 1, 2, 3]) expect(cellsIn('sample', row, few)).toHaveLength(1);
  });
});
