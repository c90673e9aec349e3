import { describe, expect, it } from 'vitest';
import { supportPage, type Executed } from '../../scripts/support-table/table.js';

const program = (file: string, suite: string): Executed => ({
  file: `programs/${file}.test.ts`,
  suite,
  name: "'koa-cors/no-options.cjs'",
  isPassed: true,
});

const executed: readonly Executed[] = [
  program('verdict', 'ESLint reports each site once, by the rule it declares:'),
  program('observed', 'a booted program does what it is said to do:'),
  program('observed', 'the model answers as the booted program does:'),
  program('repaired-answers', 'a fixed program admits the listed origins and nobody else:'),
  { file: 'oracle/koa-cors.test.ts', suite: "'@koa/cors 5'", name: 'cors()', isPassed: true },
];

const ticksIn = (tests: readonly Executed[]): number => supportPage(tests).split('✓').length - 1;

describe('the table of what is supported', () => {
  it('has a tick for each thing that a test was run for', () => {
    expect(supportPage(executed)).toMatch(/@koa\/cors`\]\(koa-cors\.md\) \| ✓ +\| ✓ +\| ✓ +\| ✓ +\|/);
    expect(ticksIn(executed)).toBe(5);
  });

  it.each(executed)('loses the tick of $suite with its test', (test) => {
    expect(ticksIn(executed.filter((other) => other !== test))).toBe(4);
  });

  it.each(executed)('has no tick for $suite where one of its tests fails', (test) => {
    expect(ticksIn([...executed, { ...test, name: test.name.replace('no', 'x'), isPassed: false }])).toBe(4);
  });

  it('takes no safe program for one that is found or fixed', () => {
    expect(ticksIn(executed.map((test) => ({ ...test, name: test.name.replace('.cjs', '.safe.cjs') })))).toBe(
      1,
    );
  });
});
