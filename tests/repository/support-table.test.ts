import { describe, expect, it } from 'vitest';
import { supportPage, type Executed } from '../../scripts/support-table/table.js';

const program = (file: string, suite: string, told: Partial<Executed> = {}): Executed => ({
  file: `programs/${file}.test.ts`,
  suite,
  name: "'koa-cors/no-options.cjs'",
  isPassed: true,
  packages: [],
  remedies: [],
  ...told,
});

const ofVerdicts = 'ESLint reports each site once, by the rule it declares:';

const executed: readonly Executed[] = [
  program('verdict', ofVerdicts, { remedies: ['fix'] }),
  program('observed', 'a booted program does what it is said to do:', { packages: ['koa 3.3.0'] }),
  program('observed', 'the model answers as the booted program does:'),
  program('repaired-answers', 'a fixed program admits the listed origins and nobody else:'),
  {
    file: 'oracle/koa-cors.test.ts',
    suite: "'@koa/cors 5'",
    name: 'cors()',
    isPassed: true,
    packages: ['koa 3.3.0', '@koa/cors 5.0.0'],
    remedies: [],
  },
];

/** The cells of the row that begins with a text, behind its first. */
const cellsOf = (tests: readonly Executed[], start: string): string[] | undefined =>
  supportPage(tests)
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find(([, first]) => first?.replace('[`', '').startsWith(start))
    ?.slice(2, -1);

const ticksIn = (tests: readonly Executed[]): number => supportPage(tests).split('✓').length - 1;

describe('the table of what is supported', () => {
  it('has a tick for each thing that a test was run for', () => {
    expect(cellsOf(executed, '@koa/cors`]')).toEqual(['✓', '✓', '✓', '✓', '', '', 'koa 3.3.0']);
    expect(ticksIn(executed)).toBe(5);
  });

  it.each([
    ['suggestion', ['fix', 'suggestion'], ['✓', '']],
    ['needs you', ['needs you'], ['', '✓']],
  ] as const)(
    'says %s where a finding of a program got that',
    (_remedy, remedies, [suggestion, needsYou]) => {
      const told = [...executed, program('verdict', ofVerdicts, { name: "'koa-cors/x.cjs'", remedies })];
      expect(cellsOf(told, '@koa/cors`]')).toEqual(['✓', '✓', '✓', '✓', suggestion, needsYou, 'koa 3.3.0']);
    },
  );

  it('says of no program that it is fixed because a finding came with a fix: it was not booted', () => {
    expect(cellsOf(executed.slice(0, 1), '@koa/cors`]')).toEqual(['✓', '', '', '', '', '', '']);
  });

  it('has the versions that were run, of all that the programs load', () => {
    expect(cellsOf(executed, 'koa-cors')).toEqual(['@koa/cors 5', '✓', '@koa/cors 5.0.0, koa 3.3.0']);
  });

  it.each(executed)('loses the tick of $suite with its test', (test) => {
    expect(ticksIn(executed.filter((other) => other !== test))).toBe(4);
  });

  it.each(executed)('has no tick for $suite where one of its tests fails', (test) => {
    expect(ticksIn([...executed, { ...test, name: test.name.replace('no', 'x'), isPassed: false }])).toBe(4);
  });

  it('takes no test of the oracle for a program, whatever it is called', () => {
    const told = executed.map((test) => ({ ...test, name: test.name.replace('cors()', 'cors/2') }));
    expect(supportPage(told)).toBe(supportPage(executed));
  });

  it('takes no safe program for one that is found or fixed', () => {
    expect(ticksIn(executed.map((test) => ({ ...test, name: test.name.replace('.cjs', '.safe.cjs') })))).toBe(
      1,
    );
  });
});
