import { expect, test } from 'vitest';
import { rewritingFaults, transformed, type Rewrite } from '../codemods/case-faults.js';
import { cases } from '../codemods/cases.js';

const [one] = cases.filter(({ fixture, output }) => fixture.text !== output);

test.each<[string, Rewrite, RegExp]>([
  ['loses carriage returns', (of, text) => transformed(of, text).replaceAll('\r', ''), /^with CRLF/],
  ['loses the byte order mark', (of, text) => transformed(of, text).replace('\uFEFF', ''), /^with mixed/],
  [
    'makes all line endings the same',
    (of, text) => transformed(of, text).replace(/\r?\n/g, '\n'),
    /^another/,
  ],
  ['writes other bytes', (of, text) => transformed(of, text).replace("''", '""'), /^rewritten:/],
  ['changes its own output', (of, text) => `${transformed(of, text)}\n`, /^rewritten again/],
])('a codemod that %s is seen in its cases', (_fault, rewrite, seen) => {
  expect.assert(one !== undefined);
  expect(rewritingFaults(one)).toEqual([]);
  expect(rewritingFaults(one, rewrite)).toContainEqual(expect.stringMatching(seen));
});
