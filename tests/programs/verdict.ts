import { MOST_SENTENCES, sentencesIn } from '../harness/sentences.js';
import type { Fixture } from './fixture.js';
import type { Report } from './lint.js';

/** What a linter says about a fixture's text. */
export type Lint = (fixture: Fixture) => readonly Report[];

/** What is wrong with a verdict: the fixture has to be reported by the rules it declares, once for each site, and by no other. */
export function verdictFaults(fixture: Fixture, lint: Lint): string[] {
  const reports = lint(fixture);
  const said = rulesOf(reports);
  const faults: string[] = [];
  if (said.join() !== fixture.rules.join()) {
    faults.push(
      `reported by ${said.join(', ') || 'no rule'} instead of ${fixture.rules.join(', ') || 'no rule'}`,
    );
  }
  const places = reports.map(({ line, column }) => `${line}:${column}`);
  for (const place of new Set(places.filter((other, index) => places.indexOf(other) !== index)))
    faults.push(`more than one exposure at ${place}`);
  for (const { message } of reports)
    if (sentencesIn(message) > MOST_SENTENCES) faults.push(`says too much: ${message}`);
  return faults;
}

const OF_STRICT = ['cors/no-subdomain-wildcard', 'cors/no-insecure-origin'];

/** Whether a fixture is about a rule that the preset `recommended` leaves out. */
export const needsStrict = ({ rules }: Pick<Fixture, 'rules'>): boolean =>
  rules.some((rule) => OF_STRICT.includes(rule));

/** The rules of some reports, one for each report, sorted. */
export const rulesOf = (reports: readonly Report[]): string[] => reports.map(({ rule }) => rule).sort();
